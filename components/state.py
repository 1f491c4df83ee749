"""What a viewer is looking at, bound to the address: every view is a link.

The address is the only truth. Each run reads it into a frozen `View`; a widget is set from the
view before it is drawn and, when it is moved, writes the address. So the back button, a reload
and a shared link all give the same screen, and links between pages carry the view along.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from typing import Any

import streamlit as st

from components.text import LANGUAGES
from data.schema import ASB, LSOA, WARD
from geo.breaks import METHODS, MOST_CLASSES
from geo.categories import CHOICES
from geo.measures import MEASURES
from geo.period import Period

LEVELS = (WARD, LSOA)
SWITCH = ("off", "on")
FIXED = "fixed"
CLASSINGS = (*METHODS, FIXED)
OVERLAYS = ("names", "orders", "groups", "marks", "deprived", "hexagons", "lsoas")
MOST_PINS = 2
MAPS = ("two", "kinds")
"""Of the page on perception: both sides beside each other, or one map of the kinds of place."""
SEVERAL = "."
"""Between the parts of a field that holds several."""
NOTHING = ""
WHOLE_AREA = ""
LATEST = ""
PERIOD_MARK = "_"
MEMO = "memo-"
KEPT = "kept-"
TYPED = "postcode"
OF_THE_RELEASE = ("place", "period", "wards", "pins", "topic", "domain", "category", "overlays")


@dataclass(frozen=True, kw_only=True)
class View:
    """One way of looking; the defaults stay out of the address."""

    lang: str = LANGUAGES[0]
    place: str = WHOLE_AREA
    level: str = WARD
    measure: str = next(iter(MEASURES))
    category: str = ASB
    topic: str = NOTHING
    domain: str = "overall"
    period: str = LATEST
    wards: str = NOTHING
    pins: str = NOTHING
    overlays: str = NOTHING
    method: str = CLASSINGS[0]
    bounds: str = NOTHING
    """A viewer's own class bounds, for the method "fixed"."""
    follow: str = SWITCH[0]
    """Whether classes are cut anew for each period instead of staying the same."""
    maps: str = MAPS[0]
    at: str = NOTHING
    """Where the map stands: longitude, latitude and zoom."""
    projector: str = SWITCH[0]

    @property
    def on_projector(self) -> bool:
        return self.projector == SWITCH[1]

    def several(self, name: str) -> tuple[str, ...]:
        """The parts of a field that holds several."""
        return parts(getattr(self, name))

    def differing(self, names: Collection[str]) -> list[str]:
        """Which of these fields are not as usual."""
        return [name for name in names if getattr(self, name) != _DEFAULTS[name]]

    def address(self, **changes: str) -> dict[str, str]:
        """The query that gives this view (or this view, changed)."""
        view = replace(self, **changes)
        given = {f.name: str(getattr(view, f.name)) for f in fields(view)}
        return {name: value for name, value in given.items() if value != _DEFAULTS[name]}


_DEFAULTS = {f.name: str(f.default) for f in fields(View)}
AFTER_AT = list(_DEFAULTS)[list(_DEFAULTS).index("at") + 1 :]
"""What stands behind the standpoint in an address: the browser writes that one by itself."""


def parts(value: str) -> tuple[str, ...]:
    """What a field holds that can hold several."""
    return tuple(value.split(SEVERAL)) if value else ()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the release can answer for: anything else in an address is a mistake."""

    places: Collection[str] = ()
    months: Sequence[str] = ()
    measures: Collection[str] = tuple(MEASURES)
    categories: Collection[str] = CHOICES
    topics: Collection[str] = ()
    domains: Collection[str] = ()
    overlays: Collection[str] = OVERLAYS
    nothing_yet: bool = False
    """Without a release nothing can be checked, and nothing of the address is lost."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A view, and the parts of the address that were not understood."""

    view: View
    refused: dict[str, str] = field(default_factory=dict)


def read_address(query: Mapping[str, str], known: Known) -> Reading:
    """The view that an address asks for; what isn't allowed falls back to the default."""
    allowed: dict[str, Callable[[str], bool]] = {
        "lang": LANGUAGES.__contains__,
        "place": lambda value: value in known.places,
        "level": LEVELS.__contains__,
        "measure": lambda value: value in known.measures,
        "category": lambda value: value in known.categories,
        "topic": lambda value: value in known.topics,
        "domain": lambda value: value in known.domains,
        "period": lambda value: _is_period(value, known.months),
        "wards": lambda value: _all_of(value, known.places),
        "pins": lambda value: _all_of(value, known.places) and len(parts(value)) <= MOST_PINS,
        "overlays": lambda value: _all_of(value, known.overlays),
        "method": CLASSINGS.__contains__,
        "bounds": lambda value: own_bounds(value) is not None,
        "follow": SWITCH.__contains__,
        "maps": MAPS.__contains__,
        "at": lambda value: standpoint(value) is not None,
        "projector": SWITCH.__contains__,
    }
    asked = {name: query[name] for name in allowed if name in query}
    asked = {name: value for name, value in asked.items() if value != _DEFAULTS[name]}
    if known.nothing_yet:
        allowed |= dict.fromkeys(OF_THE_RELEASE, lambda _: True)
    good = {name: value for name, value in asked.items() if allowed[name](value)}
    fits = fitted(View(**good))
    good = {name: value for name, value in good.items() if getattr(fits, name) == value}
    refused = {name: value for name, value in asked.items() if name not in good}
    return Reading(view=View(**good), refused=refused)


def as_period(view: View, latest: Period) -> Period:
    """The months that a view speaks of."""
    if view.period == LATEST:
        return latest
    first, last = view.period.split(PERIOD_MARK)
    return Period(first=first, last=last)


def period_value(period: Period) -> str:
    """How a period is written in the address."""
    return f"{period.first}{PERIOD_MARK}{period.last}"


def enter(known: Known) -> Reading:
    """Read the address at the start of a run and remember the view for the rest of it."""
    reading = read_address(dict(st.query_params), known)
    st.session_state["view"] = reading.view
    return reading


def current_view() -> View:
    """The view of this run."""
    view: View = st.session_state["view"]
    return view


def go(**changes: str) -> None:
    """Change the view: the address first, and everything else follows from it.

    A level or a category that the new measure doesn't have gives way without a word. What was
    said about the view before (a postcode that wasn't found) is over with it.
    """
    for key in [key for key in st.session_state if str(key).startswith(MEMO)]:
        del st.session_state[key]
    if TYPED in st.session_state:
        st.session_state[TYPED] = ""
    st.query_params.from_dict(fitted(replace(current_view(), **changes)).address())


def fitted(view: View) -> View:
    """The view with a level and a category that its measure has."""
    measure = MEASURES[view.measure]
    level = view.level if view.level in measure.levels else View.level
    category = view.category if measure.takes(view.category) else View.category
    return replace(view, level=level, category=category)


def without_own_bounds() -> dict[str, str]:
    """What goes along with another measure: bounds typed for one say nothing about the next."""
    if current_view().method != FIXED:
        return {}
    return {"method": CLASSINGS[0], "bounds": NOTHING}


def bound(name: str, *, key: str = "", **also: str) -> dict[str, Any]:
    """Keyword arguments that tie a widget to one field; `also` is changed along with it."""
    widget = key or f"view-{name}"
    st.session_state[widget] = getattr(current_view(), name)

    def moved() -> None:
        value = st.session_state[widget]
        # A segmented control gives None when its chosen part is pressed again: nothing changes.
        if value is not None:
            go(**{name: value}, **also)

    return {"key": widget, "on_change": moved}


def bound_choice(key: str, value: Any, act: Callable[[Any], None]) -> dict[str, Any]:
    """Keyword arguments for a widget that shows a part of a field, and acts on what is chosen."""
    st.session_state[key] = value
    return {"key": key, "on_change": lambda: act(st.session_state[key])}


def bound_switch(name: str) -> dict[str, Any]:
    """The same for a toggle, whose value is a yes or no."""
    widget = f"view-{name}"
    st.session_state[widget] = getattr(current_view(), name) == SWITCH[1]
    return {"key": widget, "on_change": lambda: go(**{name: SWITCH[st.session_state[widget]]})}


def bound_many(name: str, **also: str) -> dict[str, Any]:
    """The same for a widget that several things can be chosen in; `also` changes along with it."""
    widget = f"view-{name}"
    st.session_state[widget] = list(current_view().several(name))
    return {
        "key": widget,
        "on_change": lambda: go(**{name: SEVERAL.join(st.session_state[widget]), **also}),
    }


def bound_typing(act: Callable[[str], None]) -> dict[str, Any]:
    """Keyword arguments for the box that acts on what was typed into it."""
    return {"key": TYPED, "on_change": lambda: act(st.session_state[TYPED])}


def bound_click(key: str, layers: Collection[str], field_name: str) -> dict[str, Any]:
    """Keyword arguments for a map whose clicked area's code becomes a field of the view.

    The chosen area lets go when it is pressed again.
    """

    def clicked() -> None:
        objects = st.session_state[key]["selection"]["objects"]
        for layer in layers:
            for picked in objects.get(layer, []):
                code = picked["properties"]["code"]
                again = getattr(current_view(), field_name) == code
                go(**{field_name: WHOLE_AREA if again else code})

    return {"key": key, "on_select": clicked}


def bound_point(key: str, field_name: str) -> dict[str, Any]:
    """The same for a chart, each of whose points carries its code."""

    def clicked() -> None:
        for point in st.session_state[key]["selection"]["points"][:1]:
            go(**{field_name: point["customdata"][0]})

    return {"key": key, "on_select": clicked, "selection_mode": "points"}


def bound_standpoint(key: str) -> dict[str, Any]:
    """Keyword arguments for the part of the page that tells where the map stands.

    It has written the address already; only the run that is going on must learn of it.
    """

    def moved() -> None:
        at = st.session_state[key]["at"]
        if at == NOTHING or standpoint(at):
            st.session_state["view"] = replace(current_view(), at=at)
            st.query_params.from_dict(current_view().address())

    return {"key": key, "on_at_change": moved}


def bound_row(key: str, codes: Sequence[str], field_name: str) -> dict[str, Any]:
    """Keyword arguments for a table whose chosen row's code becomes a field of the view.

    The row of what was chosen elsewhere is chosen here too; letting go of it lets the field go.
    """
    chosen = getattr(current_view(), field_name)
    rows = [codes.index(chosen)] if chosen in codes else []
    st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}

    def moved() -> None:
        now = st.session_state[key]["selection"]["rows"]
        # Streamlit also calls this where a click elsewhere ran the page: then nothing has moved.
        if now != rows:
            go(**{field_name: codes[now[0]] if now else WHOLE_AREA})

    return {"key": key, "on_select": moved, "selection_mode": "single-row"}


def bound_finding(key: str, found: Callable[[str], list[str]], field_name: str) -> dict[str, Any]:
    """Keyword arguments for a box to find something by its name: the only one found is chosen."""

    def typed() -> None:
        codes = found(st.session_state[key]) if st.session_state[key].strip() else []
        if len(codes) == 1:
            go(**{field_name: codes[0]})

    return {"key": key, "on_change": typed}


def remember(name: str, value: str) -> None:
    """Keep a word for the viewer that is no part of the view (what they typed, say)."""
    st.session_state[f"{MEMO}{name}"] = value


def recall(name: str) -> str:
    """A word that was kept, or nothing."""
    return str(st.session_state.get(f"{MEMO}{name}", ""))


def keep(name: str, value: str) -> None:
    """Keep a word through every change of the view, for as long as the visit lasts."""
    st.session_state[f"{KEPT}{name}"] = value


def kept(name: str) -> str:
    """A word that was kept so, or nothing."""
    return str(st.session_state.get(f"{KEPT}{name}", ""))


def own_bounds(value: str) -> list[float] | None:
    """A viewer's own class bounds out of the address: "5_8_12", rising; None for anything else."""
    try:
        bounds = [float(bound) for bound in value.split(PERIOD_MARK)]
    except ValueError:
        return None
    rising = all(a < b for a, b in pairwise(bounds)) and all(map(math.isfinite, bounds))
    return bounds if rising and len(bounds) < MOST_CLASSES else None


def standpoint(value: str) -> tuple[float, float, float] | None:
    """Longitude, latitude and zoom: "-3.21_51.4_10.5"; None for anything else."""
    try:
        longitude, latitude, zoom = map(float, value.split(PERIOD_MARK))
    except ValueError:
        return None
    on_earth = -180 <= longitude <= 180 and -85 <= latitude <= 85 and 0 <= zoom <= 22
    return (longitude, latitude, zoom) if on_earth else None


def _all_of(value: str, known: Collection[str]) -> bool:
    """Whether each of several parts is known, and none comes twice."""
    held = parts(value)
    return len(set(held)) == len(held) and all(part in known for part in held)


def _is_period(value: str, months: Sequence[str]) -> bool:
    ends = value.split(PERIOD_MARK)
    return len(ends) == 2 and all(end in months for end in ends) and ends[0] <= ends[1]


def on_phone() -> bool:
    """Whether the browser says that it is a phone's; only the map's first zoom asks."""
    return "Mobile" in (st.context.headers.get("User-Agent") or "")


def app_address(page: str) -> str:
    """Where the browser says that the app lives, without the page's own part of the address."""
    where = (st.context.url or "").split("?")[0].rstrip("/")
    return where.removesuffix(f"/{page}")
