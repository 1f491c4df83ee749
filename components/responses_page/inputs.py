"""The inputs of the forms of a response."""

from collections.abc import Mapping
from typing import Any

from components import queries
from components.forms.model import CHOICE, DAY, LONG, NUMBER, YES_NO, Input
from components.page_context import PageContext
from components.responses_page.aims import MEASURES
from data.register.responses.kinds import DECISIONS
from data.schema import WARD
from geo.categories import is_own

# What kinds of response there are; a file may have others.
KINDS = ("order", "patrol", "engagement", "environment", "support", "other")
NAMES = ("name_en", "name_cy")
ANALYSIS = ("what", "where", "when", "who", "why", "unknown")
LEARNT = ("kept", "changed", "stopped")


def objective_inputs(here: PageContext, now: Mapping[str, Any]) -> tuple[Input, ...]:
    """Return what should be different, where, measured how, by when, and who leads.

    Place and count stay as they are once the comparison is fixed.
    """
    language = here.view.lang
    fixed = bool(now.get("fixed_on"))
    return (
        *(Input(name=name, required=name == f"name_{language}") for name in NAMES),
        Input(name=f"objective_{language}", kind=LONG, helped=True),
        *(() if fixed else (_place(here, now), _counted(here))),
        Input(
            name="measure",
            kind=CHOICE,
            options=MEASURES,
            words=lambda name: here.text(f"response_measure.{name}"),
        ),
        Input(name="baseline", kind=NUMBER),
        Input(name="target", kind=NUMBER),
        Input(name="due", kind=DAY),
        *(Input(name=f"{name}_{language}", helped=name == "lead") for name in ("lead", "partner")),
        Input(name=f"priority_{language}"),
    )


def analysis_inputs(here: PageContext) -> tuple[Input, ...]:
    """Return what, where, when, who, why, and what is not known."""
    language = here.view.lang
    return tuple(
        Input(name=f"{name}_{language}", kind=LONG, helped=name == "who") for name in ANALYSIS
    )


def response_inputs(here: PageContext) -> tuple[Input, ...]:
    """Return its kind, and the first and the last day."""
    return (
        Input(
            name="kind",
            kind=CHOICE,
            options=KINDS,
            words=lambda kind: here.text(f"response_kind.{kind}"),
        ),
        Input(name="start", kind=DAY, helped=True),
        Input(name="end", kind=DAY, helped=True),
    )


def learnt_inputs(here: PageContext) -> tuple[Input, ...]:
    """Return what is decided after the assessment."""
    return (
        Input(
            name="decision",
            kind=CHOICE,
            options=DECISIONS,
            words=lambda name: here.text(f"decision.{name}"),
        ),
        *(Input(name=f"{name}_{here.view.lang}", kind=LONG) for name in LEARNT),
    )


def action_inputs(here: PageContext) -> tuple[Input, ...]:
    """Return an action: what, which role, which partner, by when, and whether it is done."""
    language = here.view.lang
    return (
        Input(name=f"action_{language}", kind=LONG, required=True, height=70),
        Input(name=f"owner_{language}", helped=True),
        Input(name=f"partner_{language}"),
        Input(name="due", kind=DAY),
        Input(name="done", kind=YES_NO),
    )


def note_inputs(here: PageContext) -> tuple[Input, ...]:
    """Return the note with more evidence."""
    return (Input(name=f"note_{here.view.lang}", kind=LONG, helped=True),)


def _place(here: PageContext, now: Mapping[str, Any]) -> Input:
    """Return the choice of a ward, with the small area that it is about already."""
    wards = queries.places.by_name(here.key, here.view.lang, WARD)
    place = str(now.get("place") or "")
    other = (place,) if place in queries.places.names(here.key) and place not in wards else ()
    return Input(name="place", kind=CHOICE, options=(*other, *wards), words=here.place_name)


def _counted(here: PageContext) -> Input:
    choices = [
        choice for choice in queries.categories.countable_categories(here.key) if not is_own(choice)
    ]
    return Input(
        name="counted",
        kind=CHOICE,
        required=True,
        options=tuple(choices),
        words=lambda choice: here.text(f"category_title.{choice}"),
    )
