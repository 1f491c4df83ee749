"""The sentences on groups, written from the figures by rule. Pure."""

import pandas as pd

from components.text.catalogue import DASH, Text
from data.schema import LSOA
from geo.noise.ladder import DIFFERENCES
from geo.services.accessibility import FEWER, MORE
from geo.services.uncovered_hotspots import INSIDE, NEAR

MOST_NAMED = 5
KILOMETRE = 1000


def distance(text: Text, metres: float) -> str:
    """Return a distance to the nearest ten metres, from a kilometre on to the nearest hundred."""
    if round(metres, -1) < KILOMETRE:
        return text("groups.metres", n=text.number(round(metres, -1)))
    digits = 0 if metres % KILOMETRE == 0 else 1
    return text("groups.kilometres", n=text.number(metres / KILOMETRE, digits))


def areas(text: Text, level: str, n: int) -> str:
    """Return a number of wards or LSOAs in words."""
    return text.plural(f"count.{level}", n)


def without(text: Text, level: str, names: list[str], n: int) -> str:
    """Return in how many areas no group is listed, and which, if they are few."""
    of = areas(text, level, n)
    if not names:
        return text.plural(f"groups.everywhere_{level}", n)
    if len(names) > MOST_NAMED:
        return text(f"groups.without_many_{level}", n=text.number(len(names)), areas=of)
    if len(names) == 1:
        return text(f"groups.only_{level}", place=names[0])
    facts = {"n": text.number(len(names)), "areas": of, "names": text.listing(names)}
    return text(f"groups.without_{level}", **facts)


def rate_difference(text: Text, verdict: object, category: str) -> str:
    """Return how the one area without a group compares with the rest; empty if it has no rate."""
    if verdict not in DIFFERENCES:
        return ""
    return text(f"groups.it_is_{verdict}", category=text(f"category.{category}"))


def hot(text: Text, level: str, found: pd.DataFrame, category: str) -> str:
    """Return how many areas are clearly above the whole area, and how many have no group."""
    facts = {"category": text(f"category.{category}")}
    bare = int((found["covered"] != INSIDE).sum())
    if found.empty:
        return text(f"groups.hot_none_{level}", **facts)
    facts["areas"] = areas(text, level, len(found))
    if not bare:
        return text.plural(f"groups.hot_all_{level}", len(found), **facts)
    return text.plural(f"groups.hot_some_{level}", bare, bare=text.number(bare), **facts)


def beyond(text: Text, table: pd.DataFrame, reach: float) -> str:
    """Return how many residents live further than `reach` metres from every group with a place."""
    known = table[table["residents"].notna()]
    people, whole = float(known["beyond"].sum()), float(known["residents"].sum())
    if not whole:
        return text("groups.no_residents")
    facts = {"people": text.number(people), "reach": distance(text, reach)}
    if not people:
        return text("groups.none_beyond", **facts)
    return text("groups.beyond", share=text.percent(people / whole), **facts)


def uncovered(text: Text, level: str, row: pd.Series, place: str, group: str, reach: float) -> str:
    """Return the rate of a hot spot without a group, and the distance of the nearest group."""
    facts = {
        "place": place,
        "rate": text.number(row["rate"], 1),
        "lower": text.number(row["lower"], 1),
        "upper": text.number(row["upper"], 1),
    }
    if not group:
        return text("groups.spot_alone", **facts)
    if row["metres"] == 0:
        return text("groups.spot_countywide", group=group, **facts)
    facts |= {"group": group, "metres": distance(text, row["metres"])}
    if row["covered"] == NEAR:
        return text(f"groups.spot_near_{level}", **facts)
    return text(f"groups.spot_far_{level}", reach=distance(text, reach), **facts)


def spots_without(text: Text, found: pd.DataFrame, reach: float) -> str:
    """Return how many hot spots (`queries.hotspots.spots_and_groups`) have no group within reach.

    They are named if they are few.
    """
    bare = found[found["bare"]]
    facts = {"areas": areas(text, LSOA, len(found)), "reach": distance(text, reach)}
    if bare.empty:
        return text("spots.all_near", **facts)
    names = [text.name(row) for row in bare.head(MOST_NAMED).to_dict("records")]
    more = len(bare) - len(names)
    listed = text("area.and_more", names=", ".join(names), n=text.number(more)) if more else ""
    facts |= {"n": text.number(len(bare)), "names": listed or text.listing(names)}
    return text("spots.none_near", **facts)


def nearest(text: Text, row: pd.Series, group: str) -> str:
    """Return the nearest group as the text of a table cell."""
    if row["covered"] == INSIDE:
        return text("groups.in_it")
    if not group:
        return DASH
    if row["metres"] == 0:
        return text("groups.in_it_for_others", group=group)
    return text("groups.at", group=group, metres=distance(text, row["metres"]))


def density(text: Text, found: pd.DataFrame | None) -> str:
    """Return whether there are fewer groups per resident where more is recorded."""
    if found is None:
        return ""
    row = found.iloc[0]
    facts = {name: text.number(row[name] * 10_000, 1) for name in ("hot", "rest")}
    return text(f"groups.density_{_finding_key(row['finding'])}", **facts)


def _finding_key(finding: str) -> str:
    return {FEWER: "fewer", MORE: "more"}.get(finding, "unclear")
