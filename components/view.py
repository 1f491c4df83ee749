"""What a viewer is looking at, as one frozen record that an address gives and that gives one."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise

from components.priorities.weights import PRESETS, TAKES
from components.priorities.weights import read as read_weights
from components.text import LANGUAGES
from data.schema import ASB, GROUP_KINDS, LSOA, WARD
from geo.breaks import METHODS, MOST_CLASSES
from geo.categories import CHOICES, is_own
from geo.measures import MEASURES
from geo.period import Period

SWITCH = ("off", "on")
FIXED = "fixed"
CLASSINGS = (*METHODS, FIXED)
OVERLAYS = ("names", "orders", "groups", "marks", "deprived", "hexagons", "lsoas")
MOST_PINS = 2
MAPS = ("two", "kinds")
"""Of the page on perception: both sides beside each other, or one map of the kinds of place."""
REACHES = ("1000", "250", "500", "2000", "5000")
"""Metres to a group that count as near; the first is the usual one."""
LONGEST_SEARCH = 60
SEVERAL = "."
"""Between the parts of a field that holds several."""
TILE, SCREEN, SPECK = 512, (1920, 1080), 16
"""Pixels: of the world at zoom 0, of a large screen, of an area too small to be read."""
NOTHING = ""
WHOLE_AREA = ""
LATEST = ""
PERIOD_MARK = "_"
OF_THE_RELEASE = (
    "place",
    "level",
    "period",
    "wards",
    "pins",
    "topic",
    "domain",
    "category",
    "overlays",
    "order",
    "counted",
)


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

    places: Mapping[str, str] = field(default_factory=dict)
    """The level of each, by its code."""
    months: Sequence[str] = ()
    measures: Collection[str] = tuple(MEASURES)
    categories: Collection[str] = CHOICES
    topics: Collection[str] = ()
    domains: Collection[str] = ()
    overlays: Collection[str] = OVERLAYS
    orders: Collection[str] = ()
    extent: tuple[float, float, float, float] | None = None
    """West, south, east and north of the whole area, in degrees."""
    levels: Collection[str] = (WARD, LSOA)
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
        "level": lambda value: value in known.levels,
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
        "kind": GROUP_KINDS.__contains__,
        "reach": REACHES.__contains__,
        "find": lambda value: len(value) <= LONGEST_SEARCH and value.isprintable(),
        "order": lambda value: value in known.orders,
        "counted": lambda value: value in known.categories and not is_own(value),
        "preset": PRESETS.__contains__,
        "weights": lambda value: read_weights(value) is not None,
        "take": TAKES.__contains__,
        "idle": SWITCH.__contains__,
        "at": lambda value: sees(standpoint(value), known.extent),
        "projector": SWITCH.__contains__,
    }
    asked = {name: query[name] for name in allowed if name in query}
    asked = {name: value for name, value in asked.items() if value != _DEFAULTS[name]}
    if known.nothing_yet:
        allowed |= dict.fromkeys(OF_THE_RELEASE, lambda _: True)
    good = {name: value for name, value in asked.items() if allowed[name](value)}
    view = fitted(View(**good), known.places)
    refused = {name: value for name, value in asked.items() if getattr(view, name) != value}
    if "level" in refused and "wards" in good:
        # Places of a level go with it, and it is said of the level.
        refused.pop("wards", None)
    return Reading(view=view, refused=refused)


def as_period(view: View, latest: Period) -> Period:
    """The months that a view speaks of."""
    if view.period == LATEST:
        return latest
    first, last = view.period.split(PERIOD_MARK)
    return Period(first=first, last=last)


def period_value(period: Period) -> str:
    """How a period is written in the address."""
    return f"{period.first}{PERIOD_MARK}{period.last}"


def fitted(view: View, places: Mapping[str, str]) -> View:
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


def sees(
    at: tuple[float, float, float] | None, extent: tuple[float, float, float, float] | None
) -> bool:
    """Whether from a standpoint any of the area can be seen, and as more than a speck."""
    if at is None or extent is None:
        return at is not None
    longitude, latitude, zoom = at
    west, south, east, north = extent
    pixel = 360 / (TILE * 2**zoom)
    across, up = SCREEN[0] / 2 * pixel, SCREEN[1] / 2 * pixel
    beside = east < longitude - across or longitude + across < west
    beyond = north < latitude - up or latitude + up < south
    return not beside and not beyond and (east - west) / pixel >= SPECK


def _all_of(value: str, known: Collection[str]) -> bool:
    """Whether each of several parts is known, and none comes twice."""
    held = parts(value)
    return len(set(held)) == len(held) and all(part in known for part in held)


def _is_period(value: str, months: Sequence[str]) -> bool:
    ends = value.split(PERIOD_MARK)
    return len(ends) == 2 and all(end in months for end in ends) and ends[0] <= ends[1]
