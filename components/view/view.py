"""What a viewer is looking at, as one frozen record that an address gives and that gives one."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise

from components.text.catalogue import LANGUAGES
from components.view.weights import PRESETS, TAKES
from data.schema import ASB, WARD
from geo.measures import MEASURES
from geo.period import Period
from geo.stats.classification import METHODS, MOST_CLASSES

SWITCH = ("off", "on")
FIXED = "fixed"
CLASSINGS = (*METHODS, FIXED)
OVERLAYS = ("names", "orders", "groups", "marks", "deprived", "hexagons", "lsoas")
MOST_PINS = 2
MAPS = ("two", "kinds")
"""Of the page on perception: both sides beside each other, or one map of the kinds of place."""
REACHES = ("1000", "250", "500", "2000", "5000")
"""Metres to a group that count as near; the first is the usual one."""
SEVERAL = "."
"""Between the parts of a field that holds several."""
LARGEST_BOUND, FINEST_BOUND = 1e9, 1e-3
NOTHING = ""
WHOLE_AREA = ""
LATEST = ""
PERIOD_MARK = "_"


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
    kind: str = NOTHING
    """Of community groups: the only one that counts, where one is chosen."""
    reach: str = REACHES[0]
    find: str = NOTHING
    """What a list is searched for."""
    order: str = NOTHING
    """Of the page on orders: the one that is looked at."""
    counted: str = NOTHING
    """What is counted for it; nothing is what it is about."""
    preset: str = next(iter(PRESETS))
    weights: str = NOTHING
    """A viewer's own weights, in place of the preset's."""
    take: str = TAKES[0]
    """How many places the partnership can take on."""
    idle: str = SWITCH[0]
    """Whether only places are shown where nothing is being done."""
    at: str = NOTHING
    """Where the map stands: longitude, latitude and zoom."""
    projector: str = SWITCH[0]

    @property
    def on_projector(self) -> bool:
        return self.projector == SWITCH[1]

    def several(self, name: str) -> tuple[str, ...]:
        """The parts of a field that holds several."""
        return split_multi(getattr(self, name))

    def differing(self, names: Collection[str]) -> list[str]:
        """Which of these fields are not as usual."""
        return [name for name in names if getattr(self, name) != USUAL[name]]

    def address(self, **changes: str) -> dict[str, str]:
        """The query that gives this view (or this view, changed)."""
        view = replace(self, **changes)
        given = {f.name: str(getattr(view, f.name)) for f in fields(view)}
        return {name: value for name, value in given.items() if value != USUAL[name]}


USUAL = {f.name: str(f.default) for f in fields(View)}
AFTER_AT = list(USUAL)[list(USUAL).index("at") + 1 :]
"""What stands behind the standpoint in an address: the browser writes that one by itself."""


def split_multi(value: str) -> tuple[str, ...]:
    """What a field holds that can hold several."""
    return tuple(value.split(SEVERAL)) if value else ()


def as_period(view: View, latest: Period) -> Period:
    """The months that a view speaks of."""
    if view.period == LATEST:
        return latest
    first, last = view.period.split(PERIOD_MARK)
    return Period(first=first, last=last)


def period_value(period: Period) -> str:
    """How a period is written in the address."""
    return f"{period.first}{PERIOD_MARK}{period.last}"


def normalise(view: View, places: Mapping[str, str]) -> View:
    """The view with a level and a category that its measure has, about places of that level.

    Wards can be named on a map of any level, everything else on one of its own.
    """
    measure = MEASURES[view.measure]
    level = view.level if view.level in measure.levels else View.level
    category = view.category if measure.takes(view.category) else View.category
    fits = (WARD, level)
    wards = SEVERAL.join(p for p in view.several("wards") if places.get(p, WARD) in fits)
    return replace(view, level=level, category=category, wards=wards)


def own_bounds(value: str) -> list[float] | None:
    """A viewer's own class bounds out of the address: "5_8_12", rising; None for anything else."""
    try:
        bounds = [float(bound) for bound in value.split(PERIOD_MARK)]
    except ValueError:
        return None
    if not all(math.isfinite(bound) and abs(bound) <= LARGEST_BOUND for bound in bounds):
        return None
    # Closer ones than are ever written would look alike in a legend.
    rising = all(b - a >= FINEST_BOUND for a, b in pairwise(bounds))
    return bounds if rising and len(bounds) < MOST_CLASSES else None
