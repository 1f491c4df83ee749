"""How an area's rate compares with the areas most like it: the sentence, and what it rests on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.queries.similar import Similar
from components.text import visible
from components.text.catalogue import DASH, Text
from components.ui.sections import Table
from data.schema import AUTHORITY, LSOA, WARD
from geo.not_measured import NotMeasured
from geo.period import Period
from geo.similar.nearest import LEAST_SIMILAR

Names = Callable[[str], str]
# MOST_LISTED: of more authorities no list is made; each is compared on the pages of its wards.
MOST_LISTED = 40


@dataclass(frozen=True, kw_only=True)
class Compared:
    """An area compared with those most like it."""

    level: str
    code: str
    name: str
    category: str
    # The period that was asked for.
    period: Period
    sentence: str
    found: Similar | NotMeasured
    names: Names


def of_place(
    here: PageContext, level: str, place: str, category: str, period: Period
) -> Compared | None:
    """Return the comparison of an LSOA, an authority or a ward's authority; None without one.

    An authority is compared in a release that has enough others, or came with national counts.
    """
    if level == LSOA:
        what = here.text("alike.here", category=here.text(f"category_title.{category}"))
        found = queries.similar.similar_areas(here.key, LSOA, place, category, period)
        return Compared(
            level=LSOA,
            code=place,
            name=here.place_name(place),
            category=category,
            period=period,
            sentence=sentence(here.text, found, what, LSOA),
            found=found,
            names=_names(here, LSOA, found),
        )
    if level not in (WARD, AUTHORITY) or not _are_enough(here):
        return None
    code = place if level == AUTHORITY else queries.similar.authority_of(here.key, place)
    return of_authority(here, code, category, period)


def of_authorities(here: PageContext, category: str, period: Period) -> list[Compared]:
    """Return each authority compared; none in a release with too few of them, or very many."""
    codes = queries.similar.authorities(here.key).index
    if not _are_enough(here) or len(codes) > MOST_LISTED:
        return []
    return [of_authority(here, str(code), category, period) for code in codes]


def of_authority(here: PageContext, code: str, category: str, period: Period) -> Compared:
    """Return an authority compared with those most like it."""
    text = here.text
    found = queries.similar.similar_areas(here.key, AUTHORITY, code, category, period)
    name = text.name(queries.similar.authorities(here.key).loc[code].to_dict())
    title = text(f"category_title.{category}")
    what = text("alike.in_place", place=name, category=title)
    return Compared(
        level=AUTHORITY,
        code=code,
        name=name,
        category=category,
        period=period,
        sentence=sentence(text, found, what, AUTHORITY),
        found=found,
        names=_names(here, AUTHORITY, found),
    )


def _are_enough(here: PageContext) -> bool:
    if queries.similar.national_facts(here.key) is not None:
        return True
    # Releases from before authorities were a level have no counts of them.
    there = AUTHORITY in here.manifest.levels
    return there and len(queries.similar.authorities(here.key)) > LEAST_SIMILAR


def _names(here: PageContext, level: str, found: Similar | NotMeasured) -> Names:
    """Return what names the areas of a group: of the release, or of the national counts."""
    if isinstance(found, Similar) and found.national:
        every = queries.similar.national_names(here.key, level)
    elif level == AUTHORITY:
        every = queries.similar.authorities(here.key)
    else:
        return here.place_name
    return lambda code: here.text.name(every.loc[code].to_dict())


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


def against_group(text: Text, found: Similar) -> list[str]:
    """Return the ratio to the middle area and the rank, each with its likely range."""
    median, rank = found.comparison.median, found.comparison.rank
    facts = {"rank": text.number(rank.rank), "of": text.number(rank.of)}
    facts |= {"first": text.number(rank.first), "last": text.number(rank.last)}
    if pd.isna(median["ratio"]):
        lines = [text("alike.no_median")]
    else:
        ends = {name: text.number(median[name], 2) for name in ("ratio", "lower", "upper")}
        lines = [text("alike.median", **ends)]
    lines.append(text("alike.rank_one" if rank.first == rank.last else "alike.rank", **facts))
    return lines


def basis(here: PageContext, of: Compared) -> list[str]:
    """Return the areas' figures that lack, their source, and by what the areas were chosen."""
    text, found = here.text, of.found
    assert isinstance(found, Similar), "what was not compared has no basis"
    median, areas = found.comparison.median, found.areas
    lines = [*_gaps(text, of, found), *months_lines(here, of.period, found.months, found.national)]
    variables = [text(f"alike_variable.{name}") for name in areas.variables]
    facts = {"n": text.number(len(areas.distances)), "among": text.number(areas.among)}
    facts["variables"] = text.listing(variables)
    every = len(areas.distances) == areas.among
    chosen = "alike.all_others" if every else "alike.chosen"
    lines.append(text("alike.stated" if areas.stated else chosen, **facts))
    if areas.absent:
        lines.append(text("alike.absent", codes=", ".join(areas.absent)))
    if variables:
        lines.append(text("alike.distance", **facts))
    unseen = (
        []
        if pd.isna(median["ratio"])
        else visible.difference(text, median, text("alike.visible"), kind="of_alike")
    )
    return [*lines, *visible.titled(text, visible.explained(text, unseen))]


def months_lines(
    here: PageContext, asked: Period, months: Sequence[str], national: bool
) -> list[str]:
    """Return that all counts are the national ones, of which months; nothing of own counts."""
    facts = queries.similar.national_facts(here.key) if national else None
    if facts is None:
        return []
    text = here.text
    area = text.name({"name_en": facts.title_en, "name_cy": facts.title_cy})
    lines = [text("alike.national", area=area, months=text.months(months[0], months[-1]))]
    if not set(months) <= set(asked.months()):
        lines.append(text("alike.other_months", months=text.months(asked.first, asked.last)))
    return lines


def _gaps(text: Text, of: Compared, found: Similar) -> list[str]:
    """Return which areas have figures for some of the months only."""
    each = found.comparison.each
    partly = each.index[each["reason"].isna() & (each["months"] < found.comparison.months)]
    if partly.empty:
        return []
    named = text.listing([of.names(str(code)) for code in partly])
    return [text("alike.gaps", areas=named)]


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
