"""The inputs of the forms for the parts of the plan, and how what was typed becomes fields."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components import queries
from components.forms.model import CHOICE, LONG, Cells, Input
from components.page_context import PageContext
from components.plan_page.words import numbered
from components.queries.plan import LINKABLE, PlanView
from data.register.plan.fields import REASONS, read_plan_fields
from data.register.plan.kinds import (
    ACTION,
    DIRECTIONS,
    INDICATOR,
    OBJECTIVE,
    PRIORITY,
    STATUSES,
)
from data.register.records import Record, RecordKind
from data.schema import WARD

Read = Callable[[Cells, str], Mapping[str, Any]]


def inputs_of(here: PageContext, view: PlanView, kind: str) -> Sequence[Input]:
    """Return the inputs for what a part of the plan is, without the reports on it."""
    return {
        PRIORITY.name: named,
        OBJECTIVE.name: lambda: (_priority(here, view), *named()),
        ACTION.name: lambda: details(here, view),
        INDICATOR.name: lambda: indicator(here),
    }[kind]()


def named() -> tuple[Input, ...]:
    """Return the inputs of a priority."""
    return (
        Input(name="number", helped=True),
        Input(name="name_en", required=False),
        Input(name="name_cy"),
    )


def details(here: PageContext, view: PlanView) -> tuple[Input, ...]:
    """Return the inputs for what an action is, without the reports on it."""
    objectives = {one.key: numbered(here.text, one) for one in view.plan.objectives}
    return (
        _priority(here, view),
        Input(
            name="objective",
            kind=CHOICE,
            options=tuple(objectives),
            words=lambda key: objectives.get(key, key),
        ),
        Input(name="number"),
        Input(name="name_en", kind=LONG, height=80),
        Input(name="name_cy", kind=LONG, height=80),
        Input(name="partners_en", helped=True),
        Input(name="partners_cy"),
        Input(name="role_en", helped=True),
        Input(name="role_cy"),
        Input(name="deadline", helped=True),
        Input(name="cross", helped=True),
        Input(name="points_en", kind=LONG),
        Input(name="points_cy", kind=LONG),
    )


def progress(here: PageContext) -> tuple[Input, ...]:
    """Return the inputs for the report on an action: in words, and its status by hand."""
    text = here.text
    return (
        Input(name="comments_en", kind=LONG, height=110),
        Input(name="comments_cy", kind=LONG, height=110),
        Input(
            name="status",
            kind=CHOICE,
            options=STATUSES,
            words=lambda status: text(f"plan_status.{status}"),
            helped=True,
        ),
        *(Input(name=name, kind=LONG, height=70) for name in REASONS),
    )


def indicator(here: PageContext) -> tuple[Input, ...]:
    """Return the inputs for an indicator."""
    text, key = here.text, here.key._replace(register="")
    wards = tuple(queries.places.by_name(key, here.view.lang, WARD))
    subjects = queries.categories.countable_categories(key)
    return (
        Input(name="name_en"),
        Input(name="name_cy"),
        Input(name="unit_en", helped=True),
        Input(name="unit_cy"),
        Input(name="baseline", helped=True),
        Input(name="target"),
        Input(
            name="direction",
            kind=CHOICE,
            options=DIRECTIONS,
            words=lambda way: text(f"plan_direction.{way}"),
        ),
        Input(
            name="measure",
            kind=CHOICE,
            options=LINKABLE,
            words=lambda name: text(f"measure.{name}"),
            helped=True,
        ),
        Input(
            name="subject",
            kind=CHOICE,
            options=subjects,
            words=lambda name: text(f"category_title.{name}"),
        ),
        Input(name="place", kind=CHOICE, options=wards, words=here.place_name),
    )


def value() -> tuple[Input, ...]:
    """Return the inputs for a quarter of an indicator."""
    return (Input(name="value"), *note())


def note() -> tuple[Input, ...]:
    """Return the inputs for a quarter whose value a data version fills in."""
    return (
        Input(name="note_en", kind=LONG, height=70),
        Input(name="note_cy", kind=LONG, height=70),
    )


def reader(
    view: PlanView, kind: RecordKind, record: Record | None, also: Mapping[str, Any]
) -> Read:
    """Return what turns the cells of a form into fields, checked with the record's other fields.

    `also` are fields that are saved with those of the form. An action below an objective belongs to
    the objective's priority.
    """
    priorities = {one.key: one.values["priority"] for one in view.plan.objectives}

    def read(cells: Cells, number: str) -> Mapping[str, Any]:
        before = record.values if record else {}
        typed: dict[str, Any] = {**cells, **also}
        if kind is INDICATOR and "measure" in cells:
            typed |= _link(typed)
        if kind is ACTION and typed.get("objective") in priorities:
            typed["priority"] = priorities[typed["objective"]]
        fields = read_plan_fields(kind, {**before, **typed}, record=number)
        return {name: fields[name] for name in fields if name in typed or record is None}

    return read


def _link(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a link; none of them without a measure."""
    if not typed["measure"]:
        return dict.fromkeys(("measure", "subject", "level", "place"))
    return {"level": typed.get("level") or WARD}


def _priority(here: PageContext, view: PlanView) -> Input:
    names = {one.key: numbered(here.text, one) for one in view.plan.priorities}
    return Input(
        name="priority",
        kind=CHOICE,
        required=True,
        options=tuple(names),
        words=lambda key: names.get(key, key),
    )
