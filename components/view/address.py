"""Read the query of an address: the view that it asks for, and the values that were refused."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from components.text.catalogue import LANGUAGES
from components.view.map_position import position_of, shows_area
from components.view.page_part import Allows, Known, PagePart
from components.view.view import (
    CLASSINGS,
    MOST_PINS,
    PERIOD_MARK,
    SEVERAL,
    SWITCH,
    View,
    normalise,
    own_bounds,
    split_multi,
)

# The shared fields whose allowed values depend on the release.
OF_RELEASE = frozenset(
    {"place", "level", "period", "wards", "pins", "topic", "domain", "category", "overlays"}
)


# Values of older addresses whose wish is part of every view today.
IMPLIED = {"overlays": "names"}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A view, and the values of the address that were refused."""

    view: View
    refused: dict[str, str] = field(default_factory=dict)


def read_address(
    query: Mapping[str, str], known: Known, parts: Sequence[type[PagePart]] = ()
) -> Reading:
    """Return the view that an address asks for.

    A value that isn't allowed is replaced by its default. The view has one part of each kind in
    `parts`, the kinds that the pages declared.
    """
    query = _without_implied(query)
    allowed = _shared(known)
    unchecked = set(OF_RELEASE)
    for part in parts:
        allowed |= part.allowed(known)
        unchecked |= part.of_release
    if known.nothing_yet:
        allowed |= dict.fromkeys(unchecked, lambda _: True)
    default = View(measure=_usual_measure(known), parts=tuple(part() for part in parts))
    requested = {name: query[name] for name in allowed if name in query}
    requested = {name: value for name, value in requested.items() if value != default.value(name)}
    good = {name: value for name, value in requested.items() if allowed[name](value)}
    view = normalise(default.changed(**good), known.places)
    refused = {name: value for name, value in requested.items() if view.value(name) != value}
    if "level" in refused and "wards" in good:
        # The place filter is only valid for its level, so the notice names the level alone.
        refused.pop("wards", None)
    return Reading(view=view, refused=refused)


def _without_implied(query: Mapping[str, str]) -> dict[str, str]:
    """Return the query without the values that every view has."""
    return {
        name: SEVERAL.join(part for part in split_multi(value) if part != IMPLIED[name])
        if name in IMPLIED
        else value
        for name, value in query.items()
    }


def _usual_measure(known: Known) -> str:
    """Return the measure of an address that names none: the first one that the release has.

    It is the rate, or the count in a release without residents.
    """
    if known.nothing_yet or View.measure in known.measures:
        return View.measure
    return next(iter(known.measures), View.measure)


def _shared(known: Known) -> dict[str, Allows]:
    return {
        "lang": LANGUAGES.__contains__,
        "place": lambda value: value in known.places,
        "level": lambda value: value in known.levels,
        "measure": lambda value: value in known.measures,
        "category": lambda value: value in known.categories,
        "topic": lambda value: value in known.topics,
        "domain": lambda value: value in known.domains,
        "period": lambda value: _is_period(value, known.months),
        "wards": lambda value: all_of(value, known.places),
        "pins": lambda value: all_of(value, known.places) and len(split_multi(value)) <= MOST_PINS,
        "overlays": lambda value: all_of(value, known.overlays),
        "method": CLASSINGS.__contains__,
        "bounds": lambda value: own_bounds(value) is not None,
        "follow": SWITCH.__contains__,
        "at": lambda value: shows_area(position_of(value), known.extent),
        "projector": SWITCH.__contains__,
    }


def all_of(value: str, known: Collection[str]) -> bool:
    """Return whether each of several values is known and none occurs twice."""
    values = split_multi(value)
    return len(set(values)) == len(values) and all(part in known for part in values)


def _is_period(value: str, months: Sequence[str]) -> bool:
    ends = value.split(PERIOD_MARK)
    return len(ends) == 2 and all(end in months for end in ends) and ends[0] <= ends[1]
