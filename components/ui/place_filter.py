"""The places that a map is filtered to: the areas that it is about then, and how it is said."""

from components import queries
from components.page_context import PageContext
from data.schema import LSOA

MOST_NAMED = 3
"""Places in a title."""


def filtered_areas(here: PageContext) -> set[str] | None:
    """The areas that the view is filtered to; None where it isn't.

    Areas of the level that is shown are themselves; a ward has its LSOAs, and the towns and beats
    that share residents with it.
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
    """That only some places are shown, where it is so: their names, or how many of how many."""
    chosen = here.view.several("wards")
    if not chosen:
        return ""
    many = "map.only_many" if len(chosen) > MOST_NAMED else "map.only"
    return here.text(many, **_facts(here))


def in_a_sentence(here: PageContext) -> str:
    """The same in full, with what became of the others; and of one's own place, if it is one."""
    said = here.text("choices.only", **_facts(here))
    return " ".join(filter(None, [said, own_place_outside(here)]))


def own_place_outside(here: PageContext) -> str:
    """That the place chosen is none of those shown."""
    place, areas = here.view.place, filtered_areas(here)
    if not place or areas is None or place in areas:
        return ""
    known, chosen = queries.places.places(here.key), here.view.several("wards")
    if place in chosen or known.at[place, "parent_code"] in chosen:
        return ""
    return here.text("choices.outside", place=here.place_name(place))


def names(here: PageContext) -> list[str]:
    """The places by name; what each is, too, where they are not all of one kind."""
    chosen = here.view.several("wards")
    named = here.place_name if len(_kinds(here)) == 1 else here.place_and_kind
    return [named(code) for code in chosen]


def kinds_named(here: PageContext) -> str:
    """What the places are, as a file says it: "wards", "towns"."""
    kinds = _kinds(here)
    return f"{kinds.pop()}s" if len(kinds) == 1 else "places"


def _kinds(here: PageContext) -> set[str]:
    levels = queries.places.places(here.key)["level"]
    return {str(levels[code]) for code in here.view.several("wards")}


def _facts(here: PageContext) -> dict[str, str]:
    """Who they are, and how many of how many: of areas shown where wards and others are mixed."""
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
