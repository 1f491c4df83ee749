"""Stops and searches by area and month, as each audience sees them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.access.scopes import audience_of
from data.access.viewer import Audience
from data.file_kinds import STOP_AND_SEARCH
from data.load_report.reasons import Reason
from geo.period import YEAR
from geo.stats.suppression import LEAST_COUNT, public_counts


@dataclass(frozen=True, kw_only=True)
class PlaceStops:
    """The stops of a place; a number is missing where the viewer doesn't see it."""

    # By month of the latest year that has any: `here` and `whole`.
    months: pd.DataFrame
    here: float
    whole: float
    # Stops of the area's files that have no place.
    unlocated: int
    # Whether small numbers are hidden from the viewer.
    suppressed: bool


@query(200)
def stops_of(key: CacheKey, level: str, place: str) -> PlaceStops | None:
    """Return the stops of a ward or an LSOA in the latest year; None without any source of them."""
    table = by_area_and_month(key, level)
    if table.empty:
        return None
    suppressed = is_suppressed(key)
    every = table.sum()
    here: pd.Series = table.loc[[place]].iloc[0]
    shown = public_counts(here) if suppressed else here.astype(float)
    total = float(here.sum())
    files = [one for one in store_of(key).manifest.files if one.kind == STOP_AND_SEARCH]
    return PlaceStops(
        months=pd.DataFrame({"here": shown, "whole": every}),
        here=np.nan if suppressed and total < LEAST_COUNT else total,
        whole=float(every.sum()),
        unlocated=sum(one.left_out.get(Reason.NO_LOCATION, 0) for one in files),
        suppressed=suppressed,
    )


@query(20)
def by_area_and_month(key: CacheKey, level: str) -> pd.DataFrame:
    """Return the stops of each area of a level (rows) by month of the latest year with any."""
    stops = store_of(key).table(STOP_AND_SEARCH)
    months = sorted(stops["month"].unique())[-YEAR:]
    codes = store_of(key).codes(level)
    sums = stops[stops["month"].isin(months)].groupby([f"{level}_code", "month"])["stops"].sum()
    table = sums.unstack("month", fill_value=0)
    return table.reindex(index=codes, columns=months, fill_value=0).astype("int64")


def is_suppressed(key: CacheKey) -> bool:
    """Return whether the viewer sees numbers of 5 and more only."""
    return audience_of(key.scope) < Audience.PARTNER


def shown_by_area_and_month(key: CacheKey, level: str) -> pd.DataFrame:
    """Return the stops of each area by month as the viewer sees them."""
    table = by_area_and_month(key, level)
    return table.apply(public_counts, axis=1) if is_suppressed(key) else table.astype(float)
