"""The view: a frozen record of what is looked at, read from an address and written to one."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import Self, TypeVar

from components.text.catalogue import LANGUAGES
from components.view.page_part import PagePart
from data.schema import ASB, WARD
from geo.measures import MEASURES
from geo.period import Period
from geo.stats.classification import METHODS, MOST_CLASSES

SWITCH = ("off", "on")
FIXED = "fixed"
CLASSINGS = (*METHODS, FIXED)
# SEVERAL separates the values of a field that can have several.
SEVERAL = "."
MOST_PINS = 2
LARGEST_BOUND, FINEST_BOUND = 1e9, 1e-3
NOTHING = ""
WHOLE_AREA = ""
LATEST = ""
PERIOD_MARK = "_"

Part = TypeVar("Part", bound=PagePart)


@dataclass(frozen=True, kw_only=True)
class View:
    """The fields that several pages share, and the parts of single pages.

    Fields that have their default stay out of the address.
    """

    lang: str = LANGUAGES[0]
    place: str = WHOLE_AREA
    level: str = WARD
    measure: str = next(iter(MEASURES))
    category: str = ASB
    topic: str = NOTHING
    domain: str = "overall"
    period: str = LATEST
    # The place filter: the only places that a map shows. Empty shows all.
    wards: str = NOTHING
    # The pinned places, compared next to the map.
    pins: str = NOTHING
    overlays: str = NOTHING
    method: str = CLASSINGS[0]
    # The viewer's own class bounds, for the method "fixed".
    bounds: str = NOTHING
    # Whether classes are cut anew for each period instead of staying the same.
    follow: str = SWITCH[0]
    # Longitude, latitude and zoom of the map.
    at: str = NOTHING
    projector: str = SWITCH[0]
    parts: tuple[PagePart, ...] = ()

    @property
    def on_projector(self) -> bool:
        return self.projector == SWITCH[1]

    def of(self, kind: type[Part]) -> Part:
        """Return the part that a page declared, with its defaults where the view has none."""
        return next((part for part in self.parts if isinstance(part, kind)), kind())

    def value(self, name: str) -> str:
        """Return a field by its name, also one of a page's part."""
        return str(getattr(self if name in SHARED else self._part_with(name), name))

    def several(self, name: str) -> tuple[str, ...]:
        """Return the values of a field that can have several."""
        return split_multi(self.value(name))

    def differing(self, names: Collection[str]) -> list[str]:
        """Return which of these fields don't have their default."""
        return [name for name in names if name in self.address()]

    def changed(self, **changes: str) -> Self:
        """Return the view with other values in some fields, also in those of pages' parts."""
        shared = {name: value for name, value in changes.items() if name in SHARED}
        for name in changes.keys() - shared.keys():
            self._part_with(name)
        parts = tuple(
            replace(part, **{name: changes[name] for name in part.names() if name in changes})
            for part in self.parts
        )
        return replace(self, **shared, parts=parts)

    def address(self, **changes: str) -> dict[str, str]:
        """Return the query of the address that gives this view (or this view, changed)."""
        return (self.changed(**changes) if changes else self)._address.copy()

    @cached_property
    def _address(self) -> dict[str, str]:
        own: dict[str, tuple[object, object]] = {}
        for part in self.parts:
            own |= dict.fromkeys(part.names(), (part, type(part)()))
        order = [*BEFORE_PARTS, *own, *AFTER_PARTS]
        sources = {name: own.get(name, (self, View)) for name in order}
        return {
            name: getattr(part, name)
            for name, (part, default) in sources.items()
            if getattr(part, name) != getattr(default, name)
        }

    def for_menu(self) -> "View":
        """Return the view that a link of the menu carries to another page."""
        return self._for_menu

    @cached_property
    def _for_menu(self) -> "View":
        every = ((type(part), name) for part in self.parts for name in part.not_in_menu)
        return self.changed(**{name: str(getattr(kind, name)) for kind, name in every})

    def _part_with(self, name: str) -> PagePart:
        for part in self.parts:
            if name in part.names():
                return part
        raise KeyError(f"no page declared a field {name!r} of the view")


SHARED = {one.name: str(one.default) for one in fields(View) if one.name != "parts"}
AFTER_PARTS = ("at", "projector")
BEFORE_PARTS = tuple(name for name in SHARED if name not in AFTER_PARTS)
# What follows the map's position in an address: the browser writes the position by itself.
AFTER_AT = ["projector"]


def split_multi(value: str) -> tuple[str, ...]:
    """Return the values of a field that can have several."""
    return tuple(value.split(SEVERAL)) if value else ()


def as_period(view: View, latest: Period) -> Period:
    """Return the period of a view; `latest` if the view names none."""
    if view.period == LATEST:
        return latest
    first, last = view.period.split(PERIOD_MARK)
    return Period(first=first, last=last)


def period_value(period: Period) -> str:
    """Return a period as the address writes it."""
    return f"{period.first}{PERIOD_MARK}{period.last}"


def normalise(view: View, places: Mapping[str, str]) -> View:
    """Return the view with a level and a category that its measure has.

    The place filter keeps wards on a map of any level, and other areas only on a map of their own
    level.
    """
    measure = MEASURES[view.measure]
    level = view.level if view.level in measure.levels else View.level
    category = view.category if measure.takes(view.category) else measure.usual
    fits = (WARD, level)
    wards = SEVERAL.join(p for p in view.several("wards") if places.get(p, WARD) in fits)
    return replace(view, level=level, category=category, wards=wards)


def own_bounds(value: str) -> list[float] | None:
    """Return a viewer's own class bounds from "5_8_12"; None unless these are rising numbers."""
    try:
        bounds = [float(bound) for bound in value.split(PERIOD_MARK)]
    except ValueError:
        return None
    if not all(math.isfinite(bound) and abs(bound) <= LARGEST_BOUND for bound in bounds):
        return None
    # Bounds that differ by less than the legend's precision would look equal in the legend.
    rising = all(b - a >= FINEST_BOUND for a, b in pairwise(bounds))
    return bounds if rising and len(bounds) < MOST_CLASSES else None
