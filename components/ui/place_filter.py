"""The place filter of the map: which areas it selects, and the sentences that describe it."""

from components import queries
from components.page_context import PageContext
from data.schema import LSOA

# Places that a title names.
MOST_NAMED = 3


def filtered_areas(here: PageContext) -> set[str] | None:
    """Return the areas that the view is filtered to; None if there is no filter.

    Areas of the shown level are themselves. A ward selects its LSOAs, and the towns and beats that
    share residents with it.
    """
    chosen, level, key = here.view.several("wards"), here.view.level, here.key
    if not chosen:
        return None
    known = queries.places.places(key)
    own = {code for code in chosen if known.at[code, "level"] == level}
    wards = tuple(code for code in chosen if code not in own)
    if level == LSOA:
        return own | set(known.index[known["parent_code"].isin(wards)])
    return own | (queries.places.areas_overlapping(key, level, wards) if wards else set())


def in_title(here: PageContext) -> str:
    """Return the filter for a title: names of the places, or how many; empty without a filter."""
    chosen = here.view.several("wards")
    if not chosen:
        return ""
    many = "map.only_many" if len(chosen) > MOST_NAMED else "map.only"
    return here.text(many, **_facts(here))


def in_a_sentence(here: PageContext) -> str:
    """Return the filter as a sentence, with what is left out and the chosen place if it is."""
    wording = here.text("choices.only", **_facts(here))
    return " ".join(filter(None, [wording, own_place_outside(here)]))


def own_place_outside(here: PageContext) -> str:
    """Return the sentence that the chosen place is not among those shown."""
    place, areas = here.view.place, filtered_areas(here)
    if not place or areas is None or place in areas:
        return ""
    known, chosen = queries.places.places(here.key), here.view.several("wards")
    if place in chosen or known.at[place, "parent_code"] in chosen:
        return ""
    return here.text("choices.outside", place=here.place_name(place))


def names(here: PageContext) -> list[str]:
    """Return the names of the places, each with its kind if there are several kinds."""
    chosen = here.view.several("wards")
    named = here.place_name if len(_kinds(here)) == 1 else here.place_and_kind
    return [named(code) for code in chosen]


def kinds_named(here: PageContext) -> str:
    """Return the kinds of the places as used in file names: "wards", "towns"."""
    kinds = _kinds(here)
    return f"{kinds.pop()}s" if len(kinds) == 1 else "places"


def _kinds(here: PageContext) -> set[str]:
    levels = queries.places.places(here.key)["level"]
    return {str(levels[code]) for code in here.view.several("wards")}


def _facts(here: PageContext) -> dict[str, str]:
    """Return the names, and how many of how many; counts shown areas if kinds are mixed."""
    text, kinds = here.text, _kinds(here)
    mixed = len(kinds) > 1
    counted = here.view.level if mixed else kinds.pop()
    shown = len(filtered_areas(here) or ()) if mixed else len(here.view.several("wards"))
    every = int((queries.places.places(here.key)["level"] == counted).sum())
    return {
        "places": text.listing(names(here)),
        "n": text.number(shown),
        "whole": text.plural(f"count.{counted}", every),
    }
