"""The delivery plan: its actions with their status, and what a data version fills in."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from components.queries import measures
from components.queries.cache import CacheKey, query
from components.queries.categories import complete_months, countable_categories
from components.queries.current_store import existing_register, store_of
from components.queries.places import names
from data.access.viewer import Audience
from data.register.plan.kinds import Plan, read_plan
from data.register.records import Record
from geo.measures import MEASURES
from geo.measures.model import Scale, Unit
from geo.plan.counts import Progress
from geo.plan.deadlines import read_deadline
from geo.plan.numbers import number_in
from geo.plan.quarters import end_of, months_of, quarter_of
from geo.plan.status import Indicator, Reading, Status, status_of

# The years before the current one in which a data version fills in values.
YEARS_BEFORE = 1
# The measures with numbers that an indicator can be linked to.
LINKABLE = tuple(
    name
    for name, measure in MEASURES.items()
    if measure.scale in (Scale.SEQUENTIAL, Scale.SYMBOLS) and measure.subject == "category"
)


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


@query(8)
def plan_view(key: CacheKey, today: dt.date) -> PlanView:
    """Return the delivery plan as it is on a day; an empty one for the public, or without one."""
    engine = existing_register() if key.register else None
    if engine is None or Audience[key.scope.upper()] < Audience.PARTNER:
        return PlanView()
    plan = read_plan(engine)
    priorities = {one.key: one for one in plan.priorities}
    objectives = {one.key: one for one in plan.objectives}
    values: dict[str, dict[tuple[int, int], Record]] = defaultdict(dict)
    for one in plan.values:
        values[one.values["indicator"]][(one.values["year"], one.values["quarter"])] = one
    of_action: dict[str, list[IndicatorView]] = defaultdict(list)
    for indicator in plan.indicators:
        view = _indicator(key._replace(register=0), indicator, values[indicator.key], today)
        of_action[indicator.values["action"]].append(view)
    actions = {
        action.key: _action(
            action,
            priorities[action.values["priority"]],
            objectives.get(action.values["objective"]),
            tuple(of_action[action.key]),
            today,
        )
        for action in plan.actions
    }
    return PlanView(plan=plan, actions=actions)


def _action(
    record: Record,
    priority: Record,
    objective: Record | None,
    indicators: tuple[IndicatorView, ...],
    today: dt.date,
) -> ActionView:
    values = record.values
    deadline = read_deadline(values["deadline"])
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


@query(500)
def linked_readings(key: CacheKey, link: Sequence[str], today: dt.date) -> tuple[Reading, ...]:
    """Return the values of a measure in the quarters whose months are all published.

    `link` is the measure, its subject, the level and the place.
    Shares are in percent. Without the measure, the subject or the place there is none.
    """
    name, subject, level, place = link
    if not link_works(key, link):
        return ()
    measure = MEASURES[name]
    published = set(complete_months(key, subject))
    readings: list[Reading] = []
    for year, quarter in _quarters(today):
        period = months_of(year, quarter)
        if end_of(year, quarter) > today or not set(period.months()) <= published:
            continue
        row = measures.measure_table(key, name, level, subject, period).loc[place]
        if pd.isna(row["value"]):
            continue
        times = 100 if measure.unit is Unit.PERCENT else 1
        lower, upper = (
            None if pd.isna(row[name_]) else float(row[name_]) * times
            for name_ in ("lower", "upper")
        )
        readings.append(
            Reading(
                year=year,
                quarter=quarter,
                value=float(row["value"]) * times,
                lower=lower,
                upper=upper,
            )
        )
    return tuple(readings)


def link_works(key: CacheKey, link: Sequence[str]) -> bool:
    """Return whether the data version has the measure, the subject and the place."""
    name, subject, level, place = link
    if name not in LINKABLE or name not in measures.measures(key):
        return False
    store = store_of(key)
    known = place in names(key) and level in MEASURES[name].levels and level in store.levels()
    return known and subject in countable_categories(key)


def _quarters(today: dt.date) -> list[tuple[int, int]]:
    """Return the quarters from the year before to that of a day."""
    now = quarter_of(today)
    every = [
        (year, quarter)
        for year in range(now[0] - YEARS_BEFORE, now[0] + 1)
        for quarter in (1, 2, 3, 4)
    ]
    return [one for one in every if one <= now]
