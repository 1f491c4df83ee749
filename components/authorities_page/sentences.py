"""The sentences on authorities and partnerships, written from their figures by rule. Pure."""

from collections.abc import Callable, Mapping

import pandas as pd

from components.queries.authorities import Publication
from components.text import sentences
from components.text.catalogue import Text
from components.text.recording_breaks import name_of_force
from geo.measures.change import CHANGE
from geo.measures.rate import RATE
from geo.noise.ladder import DOWN, HIGHER, LOWER, NO_CLEAR_DIFFERENCE, UP
from geo.stats.suppression import HIDDEN

Names = Callable[[str], str]
# MOST_NAMED: of more areas, the others are counted.
MOST_NAMED = 6


def answer(text: Text, rows: pd.DataFrame, level: str, names: Names, category: str) -> str:
    """Return which areas have a clearly higher or lower rate than the rest; of many, how many."""
    if rows["rate"].isna().all():
        return text("authorities.no_rates")
    if rows["verdict"].isna().all():
        return text("authorities.no_comparison")
    higher, lower = (rows.index[rows["verdict"] == verdict] for verdict in (HIGHER, LOWER))
    what = text(f"category_title.{category}")
    if len(higher) + len(lower) == 0:
        areas = text.plural(f"count.{level}", int(rows["verdict"].notna().sum()))
        return text("authorities.alike", category=what, areas=areas)
    if len(rows) > MOST_NAMED:
        return sentences.about_all(text, RATE.summary(rows), level, names)
    facts = {"higher": listing(text, higher, names), "lower": listing(text, lower, names)}
    return text("authorities.differ", category=what, **facts)


def changed(text: Text, rows: pd.DataFrame, level: str, names: Names) -> str:
    """Return where it clearly rose or fell; of many in how many; empty where nothing is known."""
    if rows["direction"].isna().all():
        return ""
    up, down = (rows.index[rows["direction"] == way] for way in (UP, DOWN))
    known = rows.index[rows["direction"].notna()]
    if len(up) + len(down) == 0 and len(known) == 1:
        return text("authorities.unchanged_one", place=names(str(known[0])))
    if len(up) + len(down) == 0:
        areas = text.plural(f"count.{level}", len(known))
        return text("authorities.unchanged", areas=areas)
    if len(rows) > MOST_NAMED:
        return sentences.about_all(text, CHANGE.summary(rows), level, names)
    return text("authorities.changed", up=listing(text, up, names), down=listing(text, down, names))


def gaps(text: Text, published: Mapping[str, Publication], names: Names) -> list[str]:
    """Return a sentence for each area of which months of the period are missing, and why."""
    lines = []
    for code, one in published.items():
        if one.months == one.wanted:
            continue
        facts = {"place": names(code), "wanted": text.number(one.wanted)}
        facts["months"] = text.number(one.months)
        if one.without_files:
            forces = [name_of_force(text, force) for force in one.without_files]
            lines.append(text("authorities.no_file", forces=text.listing(forces), **facts))
        else:
            lines.append(text("authorities.gap" if one.months else "authorities.gap_all", **facts))
    return lines


def unknown(text: Text, rows: pd.DataFrame, names: Names, *, has_index: bool) -> list[str]:
    """Return which areas have no residents, no deprivation and no comparison with a year before."""
    lines = []
    without = rows.index[rows["residents"].isna()]
    if len(without):
        lines.append(text("authorities.no_residents", places=listing(text, without, names)))
    few = rows.index[rows["rate"].isna() & (rows["status"] == HIDDEN) & rows["residents"].notna()]
    if len(few):
        lines.append(text("authorities.few_residents", places=listing(text, few, names)))
    if not has_index:
        lines.append(text("authorities.no_index"))
    elif len(lacking := rows.index[rows["deprived10"].isna()]):
        lines.append(text("authorities.no_deprivation", places=listing(text, lacking, names)))
    apart = rows.index[rows["direction"].isna() & rows["incidents"].notna()]
    if len(apart):
        lines.append(text("authorities.not_compared", places=listing(text, apart, names)))
    unjudged = rows.index[rows["hot_spots"].isna()]
    if len(unjudged):
        lines.append(text("authorities.no_hot_spots", places=listing(text, unjudged, names)))
    return lines


def not_said(text: Text, shares: pd.DataFrame | None, names: Names) -> list[str]:
    """Return of which areas the published shares of wards don't tell what residents say."""
    if shares is None:
        return []
    lacking = shares.index[shares["perceived"].isna()]
    if not len(lacking):
        return []
    return [text("authorities.no_share", places=listing(text, lacking, names))]


def listing(text: Text, codes: pd.Index, names: Names) -> str:
    """Return the names of areas, or "none"; of many the first ones, and how many more."""
    if not len(codes):
        return text("number.none")
    named = [names(str(code)) for code in codes[:MOST_NAMED]]
    more = len(codes) - len(named)
    if more:
        named.append(text("authorities.more", n=text.number(more)))
    return text.listing(named)


def cell(text: Text, row: pd.Series) -> str:
    """Return a rate with its likely range, its verdict unless it is unclear, or "no rate"."""
    if pd.isna(row["rate"]):
        return text("authorities.cell_none")
    facts = {name: text.number(row[name], 1) for name in ("rate", "lower", "upper")}
    if pd.isna(row["verdict"]) or row["verdict"] == NO_CLEAR_DIFFERENCE:
        return text("authorities.cell_plain", **facts)
    return text("authorities.cell", verdict=text(f"verdict.{row['verdict']}"), **facts)
