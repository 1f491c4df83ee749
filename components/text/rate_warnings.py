"""Warnings about wards whose rate per resident misleads."""

import math
from collections.abc import Callable

import pandas as pd

from components.text.catalogue import Text
from data.release.store import Store
from data.schema import WARD
from geo.period import latest_year
from geo.stats.misleading_denominators import BY_SHOPLIFTING, KINDS, distorted

# FEW_RESIDENTS: of a ward with shops and too few residents for a rate.
FEW_RESIDENTS = "shoplifting_few"
# The measures that divide by the number of residents.
PER_RESIDENT = ("rate", "smoothed", "compared", "harm")


def misleading_wards(store: Store) -> pd.DataFrame:
    """Return the wards whose rate misleads in the latest year (see `distorted`).

    A ward has a row for each kind of place. There is no row without residents, as then there are
    no rates.
    """
    year = latest_year(store.complete_months()).months() if store.manifest.has_residents else ()
    observed = store.published(WARD).reindex(year).fillna(False).sum()
    # Residents count for the part of the year that has figures, as their incidents do.
    people = store.residents(WARD) * observed.where(observed > 0) / max(observed.max(), 1)
    return distorted(store.named_points(), store.point_counts(year), people)


def warning(text: Text, misleading: pd.DataFrame, name_of: Callable[[str], str]) -> str:
    """Return one sentence that names the wards by kind of place; empty if there is none."""
    parts = []
    for kind in KINDS:
        if wards := misleading.loc[misleading["kind"] == kind, "ward_code"].tolist():
            named = text.listing(sorted(map(name_of, wards)))
            parts.append(text("denominator.wards", kind=text(f"distorting.{kind}"), wards=named))
    return text("denominator.warning", wards="; ".join(parts)) if parts else ""


def about_ward(text: Text, misleading: pd.DataFrame, ward: str, *, part_of: str = "") -> list[str]:
    """Return the sentences with figures about one ward; empty if its rate doesn't mislead.

    `part_of` is the ward's name where the sentences are shown with the figures of a part of it.
    """
    rows = misleading[misleading["ward_code"] == ward]
    return [_sentence(text, row, part_of) for row in rows.to_dict("records")]


def about_ward_in_short(text: Text, misleading: pd.DataFrame, ward: str) -> str:
    """Return the kinds of places that distort a ward's rate; empty if there is none."""
    kinds = [
        text(f"distorting.{kind}")
        for kind in misleading.loc[misleading["ward_code"] == ward, "kind"]
    ]
    return text("denominator.in_short", kinds=", ".join(kinds)) if kinds else ""


def _sentence(text: Text, row: dict[object, object], part_of: str) -> str:
    by_shoplifting = row["sign"] == BY_SHOPLIFTING
    key = BY_SHOPLIFTING if by_shoplifting else str(row["kind"])
    facts = {"share": text.percent(float(str(row["share"])))}
    times = float(str(row["times"]))
    if by_shoplifting and math.isnan(times):
        key = FEW_RESIDENTS
    elif by_shoplifting:
        facts["times"] = text.number(times, 1)
    if part_of:
        return text(f"denominator_of_ward.{key}", ward=part_of, **facts)
    return text(f"denominator.{key}", **facts)
