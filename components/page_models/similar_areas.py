"""How an area's rate compares with the areas most like it: the sentence, and what it rests on."""

from collections.abc import Callable

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.queries.similar import AUTHORITY, Similar
from components.text import visible
from components.text.catalogue import DASH, Text
from components.ui.sections import Table
from data.schema import LSOA
from geo.not_measured import NotMeasured
from geo.period import Period

Names = Callable[[str], str]


def of_lsoa(here: PageContext, level: str, place: str, category: str, period: Period) -> str:
    """Return the sentence on an LSOA; empty for areas of another level."""
    found = found_of(here, level, place, category, period)
    if found is None:
        return ""
    what = here.text("alike.here", category=here.text(f"category_title.{category}"))
    return sentence(here.text, found, what, LSOA)


def found_of(
    here: PageContext, level: str, place: str, category: str, period: Period
) -> Similar | NotMeasured | None:
    """Return an LSOA's similar areas and the comparison; None for areas of another level."""
    if level != LSOA:
        return None
    return queries.similar.similar_lsoas(here.key, place, category, period)


def of_authorities(here: PageContext, category: str, period: Period) -> list[str]:
    """Return a sentence on each authority that can be compared with those most like it.

    None in a release with too few authorities.
    """
    text, names = here.text, queries.similar.authorities(here.key)
    lines = []
    for code in names.index:
        found = queries.similar.similar_authorities(here.key, code, category, period)
        name = text.name(names.loc[code].to_dict())
        title = text(f"category_title.{category}")
        what = text("alike.in_place", place=name, category=title)
        lines.append(sentence(text, found, what, AUTHORITY))
    return lines


def sentence(text: Text, found: Similar | NotMeasured, what: str, level: str) -> str:
    """Return in how many of the areas the rate is clearly lower or higher, or why it isn't said."""
    if isinstance(found, NotMeasured):
        return text(f"alike_why.{found.reason}", what=what, needed=text.number(found.needed))
    compared = found.comparison
    facts = {
        "what": what,
        "areas": text.plural(f"alike.count_{level}", compared.compared),
        "lower": text.number(compared.lower),
        "higher": text.number(compared.higher),
    }
    if compared.too_few:
        return text("alike.few", **facts)
    if compared.lower and compared.higher:
        return text("alike.both", **facts)
    if compared.lower or compared.higher:
        return text("alike.lower" if compared.lower else "alike.higher", **facts)
    return text("alike.unclear", **facts)


def basis(text: Text, found: Similar) -> list[str]:
    """Return the ratio to the middle area, the rank, and by what the areas were chosen."""
    median, rank, areas = found.comparison.median, found.comparison.rank, found.areas
    unseen: list[str] = []
    facts = {"rank": text.number(rank.rank), "of": text.number(rank.of)}
    facts |= {"first": text.number(rank.first), "last": text.number(rank.last)}
    if pd.isna(median["ratio"]):
        lines = [text("alike.no_median")]
    else:
        ends = {name: text.number(median[name], 2) for name in ("ratio", "lower", "upper")}
        lines = [text("alike.median", **ends)]
        unseen = visible.difference(text, median, text("alike.visible"))
    lines.append(text("alike.rank_one" if rank.first == rank.last else "alike.rank", **facts))
    variables = [text(f"alike_variable.{name}") for name in areas.variables]
    numbers = {"n": text.number(len(areas.distances)), "among": text.number(areas.among)}
    lines.append(text("alike.chosen", variables=text.listing(variables), **numbers))
    lines.append(text("alike.distance"))
    return [*lines, *visible.titled(text, visible.explained(text, unseen))]


def table(text: Text, found: Similar, names: Names) -> Table:
    """Return a row for each of the areas, nearest first: distance, ratio of rates and verdict."""
    each, rows = found.comparison.each, []
    for code, distance in found.areas.distances.items():
        row = each.loc[[code]].iloc[0]
        verdict = row["verdict"]
        said = text(f"verdict.{verdict}") if pd.notna(verdict) else _not_compared(text, row)
        rows.append([names(str(code)), text.number(distance, 2), _ratio(text, row), said])
    heads = ["area", "far", "ratio", "verdict"]
    return Table(heads=[text(f"alike.col_{head}") for head in heads], rows=rows, numbers=(1, 2))


def _ratio(text: Text, row: pd.Series) -> str:
    """Return the ratio of the rates; a dash if there is none, as nothing was recorded in one."""
    ratio = float(row["ratio"])
    return text.number(ratio, 2) if 0 <= ratio < float("inf") else DASH


def _not_compared(text: Text, row: pd.Series) -> str:
    reason = row["reason"]
    return text(f"alike_apart.{reason}") if pd.notna(reason) else DASH
