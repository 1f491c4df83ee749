"""How lasting hot spots are: persistent, emerging, fading or sporadic, by month."""

import numpy as np
import pandas as pd
from scipy import sparse

from geo.hotspots.gi_star import NAMED_AT, gi_star_scores
from geo.hotspots.permutations import SEED, group_tail_shares
from geo.hotspots.usable import LEAST_AREAS, among_known, refusal
from geo.noise.families import false_discovery
from geo.noise.ladder import DOWN, UP
from geo.not_measured import FEW_AREAS, FEW_MONTHS, NO_INCIDENTS, NotMeasured
from geo.period import YEAR

PERSISTENT, EMERGING, FADING, SPORADIC, NEVER = (
    "persistent", "emerging", "fading", "sporadic", "none",
)  # fmt: skip
# DRAWS: random groups that a month's hot spots are compared with.
DRAWS = 19_999
# TOP: the share of areas that the top tenth is.
TOP = 0.1
# OFTEN, SOMETIMES: shares of the months. LEAST_TIMES: a single hot month is none.
OFTEN, SOMETIMES, LEAST_TIMES = 0.75, 0.25, 2
# LEAST_MONTHS: months with figures among the latest twelve, and before them.
LEAST_MONTHS = 9


def top_months(counts: pd.DataFrame, *, top: float = TOP) -> pd.DataFrame | NotMeasured:
    """Return in which months each area is among the top tenth of the areas.

    Areas with equal counts are in the top tenth only if all of them fit in, so that in a month in
    which most hot areas have one incident none of them is picked by its place in the list.

    Parameters
    ----------
    counts
        Incidents by month (rows) and area (columns); missing where not published.
    top
        The share of the areas, at least one area.

    Returns
    -------
    pd.DataFrame | NotMeasured
        1.0 for hot, 0.0 for not, missing where not published; NotMeasured with fewer than eight
        areas or without incidents.

    Examples
    --------
    >>> two = [[9, 1, 1, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0, 0]]
    >>> counts = pd.DataFrame(two, columns=[*"ABCDEFGH"])
    >>> top_months(counts)["A"].tolist()
    [1.0, 0.0]
    """
    refused = _refusal_of(counts)
    if refused is not None:
        return refused
    known = counts.notna()
    places = np.maximum(np.floor(top * known.sum(axis=1)), 1)
    # The number of areas with as many incidents or more.
    rank = counts.rank(axis=1, method="max", ascending=False)
    hot = rank.le(places, axis=0) & (counts > 0)
    return hot.astype(float).where(known)


def gi_star_months(
    counts: pd.DataFrame, neighbours: sparse.csr_array
) -> pd.DataFrame | NotMeasured:
    """Return in which months each area is a hot spot by Gi*, with the false-discovery rate.

    Parameters
    ----------
    counts
        Incidents by month (rows) and area (columns); missing where not published.
    neighbours
        Which areas are neighbours, in the order of the columns.

    Returns
    -------
    pd.DataFrame | NotMeasured
        As `top_months`; a month in which areas can't be told apart is missing.

    Examples
    --------
    >>> line = sparse.csr_array(np.eye(30, k=1) + np.eye(30, k=-1))
    >>> gi_star_months(pd.DataFrame([[9.0] * 3 + [1.0] * 27]), line).iloc[0, :3].tolist()
    [0.0, 1.0, 0.0]
    """
    refused = _refusal_of(counts)
    if refused is not None:
        return refused
    observed = counts.to_numpy(dtype=float)
    hot = np.full(observed.shape, np.nan)
    patterns, of_month = np.unique(np.isfinite(observed), axis=0, return_inverse=True)
    for number, known in enumerate(patterns):
        usable = [
            month
            for month in np.flatnonzero(of_month.ravel() == number)
            if refusal(observed[month]) is None
        ]
        if usable:
            near = among_known(neighbours, known)
            scores = gi_star_scores(observed[np.ix_(usable, np.flatnonzero(known))].T, near)
            scores[np.diff(near.indptr) == 0] = np.nan
            sizes = np.diff(near.indptr) + 1
            for month, z in zip(usable, scores.T, strict=True):
                inside = observed[month, known]
                _, above = group_tail_shares(
                    inside, sizes, near @ inside + inside, permutations=DRAWS, seed=SEED
                )
                p = pd.Series(np.where(np.isnan(z), np.nan, np.minimum(2 * above, 1.0)))
                q = false_discovery(p).to_numpy()
                hot[month, known] = np.where(np.isnan(z), np.nan, (q < NAMED_AT) & (z > 0))
    return pd.DataFrame(hot, counts.index, counts.columns)


def histories(hot: pd.DataFrame, trend: pd.Series | None = None) -> pd.DataFrame | NotMeasured:
    """Return how lasting each area's hot months are.

    Persistent: hot in three quarters of the latest twelve months. Emerging: in a quarter of them,
    in less than a quarter before, with a clear rise. Fading: in a quarter of the months before, now
    less often, with a clear fall. Sporadic: in two months or more of the latest twelve otherwise.

    Parameters
    ----------
    hot
        By month (rows, every month) and area: 1.0, 0.0 or missing (`top_months`,
        `gi_star_months`).
    trend
        By area "up", "down" or anything else (`geo.noise.monthly.trend.trends`); without it nothing
        is emerging or fading.

    Returns
    -------
    pd.DataFrame | NotMeasured
        By area: `months` and `before` (known months of the latest twelve and before), `hot` and
        `hot_before` (those that are hot), `kind`, and `reason` where too few months are known.
        NotMeasured if they are so everywhere.

    Examples
    --------
    >>> months = pd.DataFrame({"A": [1.0] * 24, "B": [0.0] * 20 + [1.0] * 4, "C": [0.0] * 24})
    >>> histories(months, pd.Series({"B": "up"}))["kind"].tolist()
    ['persistent', 'emerging', 'none']
    """
    latest, earlier = hot.iloc[-YEAR:], hot.iloc[:-YEAR]
    known, known_before = latest.notna().sum(), earlier.notna().sum()
    now, before = latest.sum(), earlier.sum()
    share, share_before = now / known.clip(lower=1), before / known_before.clip(lower=1)
    moved = pd.Series("", hot.columns) if trend is None else trend.reindex(hot.columns)
    comparable = known_before >= LEAST_MONTHS
    emerging = (moved == UP) & comparable & (share >= SOMETIMES) & (share_before < SOMETIMES)
    fading = (moved == DOWN) & comparable & (share_before >= SOMETIMES) & (share < share_before)
    often, sometimes = share >= OFTEN, now >= LEAST_TIMES
    kind = pd.Series(
        np.select(
            [emerging, fading & ~often, often, sometimes],
            [EMERGING, FADING, PERSISTENT, SPORADIC],
            NEVER,
        ),
        hot.columns,
        dtype=object,
    )
    enough = known >= LEAST_MONTHS
    if not enough.any():
        most = int(known.max()) if len(known) else 0
        return NotMeasured(reason=FEW_MONTHS, found=most, needed=LEAST_MONTHS)
    return pd.DataFrame(
        {
            "months": known,
            "before": known_before,
            "hot": now,
            "hot_before": before,
            "kind": kind.where(enough, None),
            "reason": pd.Series(None, hot.columns, dtype=object).where(enough, FEW_MONTHS),
        }
    )


def _refusal_of(counts: pd.DataFrame) -> NotMeasured | None:
    """Return why no month of a table can be judged."""
    areas = int(counts.notna().any().sum())
    if areas < LEAST_AREAS:
        return NotMeasured(reason=FEW_AREAS, found=areas, needed=LEAST_AREAS)
    if not float(counts.sum().sum()):
        return NotMeasured(reason=NO_INCIDENTS, found=0, needed=1)
    return None
