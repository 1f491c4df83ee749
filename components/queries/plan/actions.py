"""The actions of the delivery plan, each with its status and its indicators."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from components.queries.cache import CacheKey, query
from components.queries.current_store import existing_register, state_of
from components.queries.plan.linked import linked_readings
from data.access.scopes import audience_of
from data.access.viewer import Audience
from data.register.plan.kinds import PLAN_KINDS, Plan, read_plan
from data.register.records import Record
from geo.plan.counts import Counts, Progress, counts
from geo.plan.deadlines import Deadline, read_deadline
from geo.plan.numbers import number_in
from geo.plan.status import Indicator, Reading, Status, status_of

KINDS = [kind.name for kind in PLAN_KINDS]


@dataclass(frozen=True, kw_only=True)
class IndicatorView:
    """An indicator: its record, its numbers, and its values by year and quarter."""

    record: Record
    numbers: Indicator
    # The records of values and notes by year and quarter.
    values: Mapping[tuple[int, int], Record]
    # Whether a data version fills it in; if it can't, there are no readings.
    linked: bool = False

    @property
    def latest(self) -> Reading | None:
        """Return the latest value that is a number."""
        return self.numbers.readings[-1] if self.numbers.readings else None


@dataclass(frozen=True, kw_only=True)
class ActionView:
    """An action: its records, its status, and what is counted of it."""

    record: Record
    priority: Record
    objective: Record | None
    indicators: tuple[IndicatorView, ...]
    status: Status
    progress: Progress

    @property
    def key(self) -> str:
        """Return the number of the action's record."""
        return self.record.key


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """The whole plan: its records, and each action by its record's number."""

    plan: Plan = field(default_factory=Plan)
    actions: Mapping[str, ActionView] = field(default_factory=dict)
    counts: Counts = field(default_factory=lambda: counts((), dt.date.min))
    # The state of the plan's records; another one after any change.
    state: str = ""


def plan_view(key: CacheKey, today: dt.date) -> PlanView:
    """Return the delivery plan as it is on a day; an empty one for the public, or without one."""
    return _plan_view(key._replace(register=state_of(KINDS)), today)


@query(8)
def _plan_view(key: CacheKey, today: dt.date) -> PlanView:
    engine = existing_register() if key.register else None
    if engine is None or audience_of(key.scope) < Audience.PARTNER:
        return PlanView()
    plan = read_plan(engine)
    priorities = {one.key: one for one in plan.priorities}
    objectives = {one.key: one for one in plan.objectives}
    values: dict[str, dict[tuple[int, int], Record]] = defaultdict(dict)
    for one in plan.values:
        values[one.values["indicator"]][(one.values["year"], one.values["quarter"])] = one
    of_action: dict[str, list[IndicatorView]] = defaultdict(list)
    for indicator in plan.indicators:
        view = _indicator(key._replace(register=""), indicator, values[indicator.key], today)
        of_action[indicator.values["action"]].append(view)
    said = {action.values["deadline"] for action in plan.actions}
    deadlines = {text: read_deadline(text) for text in said}
    actions = {
        action.key: _action(
            action,
            priorities[action.values["priority"]],
            objectives.get(action.values["objective"]),
            tuple(of_action[action.key]),
            deadlines[action.values["deadline"]],
            today,
        )
        for action in plan.actions
    }
    found = counts((one.progress for one in actions.values()), today)
    return PlanView(plan=plan, actions=actions, counts=found, state=key.register)


def _action(
    record: Record,
    priority: Record,
    objective: Record | None,
    indicators: tuple[IndicatorView, ...],
    deadline: Deadline,
    today: dt.date,
) -> ActionView:
    values = record.values
    status = status_of(
        deadline=deadline,
        indicators=tuple(one.numbers for one in indicators),
        reported=bool(values["comments_en"] or values["comments_cy"]),
        by_hand=values["status"] or "",
        today=today,
    )
    updated = dt.date.fromisoformat(values["updated"]) if values["updated"] else None
    progress = Progress(status=status.status, deadline=deadline, updated=updated)
    return ActionView(
        record=record,
        priority=priority,
        objective=objective,
        indicators=indicators,
        status=status,
        progress=progress,
    )


def _indicator(
    key: CacheKey, record: Record, values: Mapping[tuple[int, int], Record], today: dt.date
) -> IndicatorView:
    fields = record.values
    linked = bool(fields["measure"])
    if linked:
        link = tuple(str(fields[name] or "") for name in ("measure", "subject", "level", "place"))
        readings = linked_readings(key, link, today)
    else:
        readings = tuple(_typed(values.values()))
    numbers = Indicator(
        target=number_in(fields["target"]),
        baseline=number_in(fields["baseline"]),
        direction=fields["direction"] or "",
        readings=readings,
    )
    return IndicatorView(record=record, numbers=numbers, values=dict(values), linked=linked)


def _typed(values: Iterable[Record]) -> Iterable[Reading]:
    for one in values:
        number = number_in(one.values["value"])
        if number is not None:
            year, quarter = one.values["year"], one.values["quarter"]
            yield Reading(year=year, quarter=quarter, value=number)
