"""Reading an address: the view that it asks for, and what of it was not understood."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from components.text.catalogue import LANGUAGES
from components.view.map_position import sees, standpoint
from components.view.view import (
    CLASSINGS,
    MAPS,
    MOST_PINS,
    OVERLAYS,
    PERIOD_MARK,
    REACHES,
    SWITCH,
    USUAL,
    View,
    normalise,
    own_bounds,
    split_multi,
)
from components.view.weights import PRESETS, TAKES
from components.view.weights import read as read_weights
from data.schema import GROUP_KINDS, LSOA, WARD
from geo.categories import CHOICES, is_own
from geo.measures import MEASURES

LONGEST_SEARCH = 60
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
        "pins": lambda value: _all_of(value, known.places) and len(split_multi(value)) <= MOST_PINS,
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
    asked = {name: value for name, value in asked.items() if value != USUAL[name]}
    if known.nothing_yet:
        allowed |= dict.fromkeys(OF_THE_RELEASE, lambda _: True)
    good = {name: value for name, value in asked.items() if allowed[name](value)}
    view = normalise(View(**good), known.places)
    refused = {name: value for name, value in asked.items() if getattr(view, name) != value}
    if "level" in refused and "wards" in good:
        # Places of a level go with it, and it is said of the level.
        refused.pop("wards", None)
    return Reading(view=view, refused=refused)


def _all_of(value: str, known: Collection[str]) -> bool:
    """Whether each of several parts is known, and none comes twice."""
    held = split_multi(value)
    return len(set(held)) == len(held) and all(part in known for part in held)


def _is_period(value: str, months: Sequence[str]) -> bool:
    ends = value.split(PERIOD_MARK)
    return len(ends) == 2 and all(end in months for end in ends) and ends[0] <= ends[1]
