"""Warnings about wards whose rate per resident misleads: found once a release, worded here."""

from collections.abc import Callable

import pandas as pd

from components.text.catalogue import Text
from data.release.store import Store
from data.schema import WARD
from geo.period import latest_year
from geo.stats.misleading_denominators import BY_SHOPLIFTING, KINDS, distorted

PER_RESIDENT = ("rate", "smoothed", "compared")
"""Measures that divide by the people who live there."""


def misleading_wards(store: Store) -> pd.DataFrame:
    """The release's wards with such a place, told from its latest year (see geo.denominators)."""
    counts = store.table("point_counts")
    year = latest_year(store.complete_months()).months()
    in_year = counts[counts["month"].isin(year)]
    return distorted(store.table("points"), in_year, store.residents(WARD))


def warning(text: Text, found: pd.DataFrame, name_of: Callable[[str], str]) -> str:
    """Which wards, and what stands there: one line below the map; nothing where there is none."""
    parts, there = [], list(zip(found["kind"], found["ward_code"], strict=True))
    for kind in KINDS:
        if wards := [ward for found_there, ward in there if found_there == kind]:
            named = text.listing(sorted(map(name_of, wards)))
            parts.append(text("denominator.wards", kind=text(f"distorting.{kind}"), wards=named))
    return text("denominator.warning", wards="; ".join(parts)) if parts else ""


def about_ward(text: Text, found: pd.DataFrame, ward: str) -> list[str]:
    """The same about one ward, with its figures; nothing about an ordinary one."""
    rows = found[found["ward_code"] == ward]
    return [_sentence(text, row) for row in rows.to_dict("records")]


def about_ward_in_short(text: Text, found: pd.DataFrame, ward: str) -> str:
    """What stands there alone; nothing about an ordinary one."""
    kinds = [text(f"distorting.{kind}") for kind in found.loc[found["ward_code"] == ward, "kind"]]
    return text("denominator.in_short", kinds=", ".join(kinds)) if kinds else ""


def _sentence(text: Text, row: dict[object, object]) -> str:
    share = text.percent(float(str(row["share"])))
    if row["sign"] == BY_SHOPLIFTING:
        times = text.number(float(str(row["times"])), 1)
        return text("denominator.shoplifting", share=share, times=times)
    return text(f"denominator.{row['kind']}", share=share)
