"""Suggest comparison areas for a response, by level and trend before it starts."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from geo.comparable_months.pairs import month_pairs
from geo.orders.treatment_areas import TIMES_INSIDE
from geo.period import YEAR, shifted

# LEAST_AREAS, MOST_AREAS: how many are suggested, so that no single one decides.
LEAST_AREAS, MOST_AREAS = 3, 8
# CLOSE_TO_NONE: added to counts before the logarithm, so that it exists for zero.
CLOSE_TO_NONE = 0.5


def similar_areas(
    monthly: pd.DataFrame, treated: pd.Series, *, until: str, left_out: Collection[str] = ()
) -> pd.DataFrame:
    """Return the areas by how similar they were before, the most similar first.

    Similar is an area with about as many incidents in the last year, and with about the same change
    from the year before that. Both are ratios: an area with half as many is as far away as one with
    twice as many. Only months before the response are used, so that its result can't choose them.

    Parameters
    ----------
    monthly
        Incidents by month (rows) and area (columns), missing where not published.
    treated
        Incidents by month in the place of the response.
    until
        The last month before the response.
    left_out
        Areas that can't be compared with, such as its own and those around it.

    Returns
    -------
    pd.DataFrame
        By area: `before` (incidents in the last year), `change` (ratio to the year before it,
        missing without that year), `distance`, and `suggested`: the first ones, until they had
        twice as many incidents as the place, and three to eight of them.

    Examples
    --------
    >>> months = [f"{year}-{n:02d}" for year in (2024, 2025) for n in range(1, 13)]
    >>> monthly = pd.DataFrame({"A": 10.0, "B": 30.0, "C": 12.0, "D": 9.0}, months)
    >>> treated = pd.Series(11.0, months)
    >>> found = similar_areas(monthly, treated, until="2025-12")
    >>> found.index.tolist(), found["suggested"].tolist()
    (['C', 'A', 'D', 'B'], [True, True, True, False])
    """
    last = [shifted(until, -by) for by in range(YEAR)]
    pairs = month_pairs(last, [str(month) for month in monthly.index])
    earlier = [before for _, before in pairs] if len(pairs) == YEAR else []
    known = monthly.reindex(last).notna().all() & ~monthly.columns.isin(list(left_out))
    areas = monthly.loc[:, known]
    before = areas.reindex(last).sum()
    change = _ratio(areas, last, earlier)
    own = _ratio(treated.to_frame("own"), last, earlier)["own"]
    level = np.log((before + CLOSE_TO_NONE) / (treated.reindex(last).sum() + CLOSE_TO_NONE)).abs()
    trend = np.log(change / own).abs()
    distance = level + (trend.fillna(trend.max()) if trend.notna().any() else 0.0)
    table = pd.DataFrame({"before": before, "change": change, "distance": distance})
    table = table[table["before"] > 0].sort_values("distance", kind="stable")
    needed = TIMES_INSIDE * float(treated.reindex(last).sum())
    before_it = table["before"].cumsum() - table["before"]
    place = np.arange(len(table))
    suggested = (place < LEAST_AREAS) | ((place < MOST_AREAS) & (before_it < needed).to_numpy())
    return table.assign(suggested=suggested)


def _ratio(monthly: pd.DataFrame, last: list[str], earlier: list[str]) -> pd.Series:
    """Return the ratio of two years by area; missing without all months of the earlier one."""
    now, then = monthly.reindex(last).sum(), monthly.reindex(earlier)
    ratio = (now + CLOSE_TO_NONE) / (then.sum() + CLOSE_TO_NONE)
    return ratio.where(then.notna().all() & bool(earlier))
