"""The sentences on authorities and partnerships, written from their figures by rule. Pure."""

from collections.abc import Callable, Mapping

import pandas as pd

from components.queries.authorities import Publication
from components.text import sentences
from components.text.catalogue import Text
from components.text.recording_breaks import name_of_force
from geo.measures.change import CHANGE
from geo.measures.rate import RATE
from geo.stats.suppression import HIDDEN

Names = Callable[[str], str]


def answer(text: Text, rows: pd.DataFrame, level: str, names: Names) -> str:
    """Return how many areas have a clearly higher or lower rate than the rest."""
    if rows["rate"].isna().all():
        return text("authorities.no_rates")
    return sentences.about_all(text, RATE.summary(rows), level, names)


def changed(text: Text, rows: pd.DataFrame, level: str, names: Names) -> str:
    """Return in how many areas it clearly rose or fell; empty where nothing is compared."""
    if rows["direction"].isna().all():
        return ""
    return sentences.about_all(text, CHANGE.summary(rows), level, names)


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


# MOST_NAMED: of more areas, the others are counted.
MOST_NAMED = 6


def listing(text: Text, codes: pd.Index, names: Names) -> str:
    """Return the names of areas; of many the first ones, and how many more."""
    named = [names(str(code)) for code in codes[:MOST_NAMED]]
    more = len(codes) - len(named)
    if more:
        named.append(text("authorities.more", n=text.number(more)))
    return text.listing(named)


def cell(text: Text, row: pd.Series) -> str:
    """Return a rate with its likely range and its verdict, or that there is none."""
    if pd.isna(row["rate"]):
        return text("authorities.cell_none")
    facts = {name: text.number(row[name], 1) for name in ("rate", "lower", "upper")}
    if pd.isna(row["verdict"]):
        return text("authorities.cell_plain", **facts)
    return text("authorities.cell", verdict=text(f"verdict.{row['verdict']}"), **facts)
