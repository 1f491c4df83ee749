"""How an area's rate compares with the areas most like it: the sentence, and what it rests on."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.queries.similar import AUTHORITY, Similar
from components.text import visible
from components.text.catalogue import DASH, Text
from components.ui.sections import Table
from data.schema import LSOA, WARD
from geo.not_measured import NotMeasured
from geo.period import Period
from geo.similar.nearest import LEAST_SIMILAR

Names = Callable[[str], str]
# MOST_LISTED: of more authorities no list is made; each is compared on the pages of its wards.
MOST_LISTED = 40


@dataclass(frozen=True, kw_only=True)
class Compared:
    """An area compared with those most like it."""

    sentence: str
    found: Similar | NotMeasured
    names: Names


def of_place(
    here: PageContext, level: str, place: str, category: str, period: Period
) -> Compared | None:
    """Return the comparison of an LSOA, or of a ward's authority; None where there is none.

    An authority is compared in a release that has enough others.
    """
    if level == LSOA:
        what = here.text("alike.here", category=here.text(f"category_title.{category}"))
        found = queries.similar.similar_lsoas(here.key, place, category, period)
        return Compared(
            sentence=sentence(here.text, found, what, LSOA), found=found, names=here.place_name
        )
    if level != WARD or not _are_enough(here):
        return None
    code = queries.similar.authority_of(here.key, place)
    return _of_authority(here, code, category, period)


def of_authorities(here: PageContext, category: str, period: Period) -> list[str]:
    """Return a sentence on each authority; none in a release with too few of them, or very many."""
    codes = queries.similar.authorities(here.key).index
    if not _are_enough(here) or len(codes) > MOST_LISTED:
        return []
    return [_of_authority(here, str(code), category, period).sentence for code in codes]


def _are_enough(here: PageContext) -> bool:
    return len(queries.similar.authorities(here.key)) > LEAST_SIMILAR


def _of_authority(here: PageContext, code: str, category: str, period: Period) -> Compared:
    text, every = here.text, queries.similar.authorities(here.key)

    def name(authority: str) -> str:
        return text.name(every.loc[authority].to_dict())

    found = queries.similar.similar_authorities(here.key, code, category, period)
    title = text(f"category_title.{category}")
    what = text("alike.in_place", place=name(code), category=title)
    return Compared(sentence=sentence(text, found, what, AUTHORITY), found=found, names=name)


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
        unseen = visible.difference(text, median, text("alike.visible"), kind="of_alike")
    lines.append(text("alike.rank_one" if rank.first == rank.last else "alike.rank", **facts))
    variables = [text(f"alike_variable.{name}") for name in areas.variables]
    facts = {"n": text.number(len(areas.distances)), "among": text.number(areas.among)}
    facts["variables"] = text.listing(variables)
    lines.append(text("alike.stated" if areas.stated else "alike.chosen", **facts))
    if areas.absent:
        lines.append(text("alike.absent", codes=", ".join(areas.absent)))
    if variables:
        lines.append(text("alike.distance", **facts))
    return [*lines, *visible.titled(text, visible.explained(text, unseen))]


def table(text: Text, found: Similar, names: Names) -> Table:
    """Return a row for each of the areas, nearest first: distance, ratio of rates and verdict."""
    each, rows = found.comparison.each, []
    for code, distance in found.areas.distances.items():
        row = each.loc[[code]].iloc[0]
        verdict = row["verdict"]
        said = text(f"verdict.{verdict}") if pd.notna(verdict) else _not_compared(text, row)
        rows.append(
            [
                names(str(code)),
                text.number(distance, 2) if pd.notna(distance) else DASH,
                _ratio(text, row),
                said,
            ]
        )
    heads = ["area", "far", "ratio", "verdict"]
    return Table(heads=[text(f"alike.col_{head}") for head in heads], rows=rows, numbers=(1, 2))


def _ratio(text: Text, row: pd.Series) -> str:
    """Return the ratio of the rates; a dash if there is none, as nothing was recorded in one."""
    ratio = float(row["ratio"])
    return text.number(ratio, 2) if 0 <= ratio < float("inf") else DASH


def _not_compared(text: Text, row: pd.Series) -> str:
    reason = row["reason"]
    return text(f"alike_apart.{reason}") if pd.notna(reason) else DASH
