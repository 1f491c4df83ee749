"""Which way of picking areas foretold best, over many times in the past."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from geo.hotspots.accuracy import PENALTY, SHARE, accuracy, pick_top
from geo.hotspots.gi_star import gi_star_scores
from geo.hotspots.usable import LEAST_AREAS, among_known
from geo.noise.monthly.series import like_latest
from geo.noise.origins import better_than, mean_over_origins
from geo.not_measured import FEW_AREAS, FEW_ORIGINS, NO_INCIDENTS, NotMeasured
from geo.period import YEAR

LAST_YEAR, SAME_MONTHS, GI_STAR = "last year", "same months last year", "gi star"
BASELINES = (LAST_YEAR, SAME_MONTHS)
AHEAD = 3
INDEXES = ("pai", "ppai", "pei", "rri", "captured")
# A way scores areas by the months before (rows) and the number of months that are foretold.
Way = Callable[[pd.DataFrame, int], pd.Series]


@dataclass(frozen=True, kw_only=True)
class Skill:
    """How well each way foretold where incidents would be."""

    # By origin (the last month known) and way: the indexes of `accuracy`.
    by_origin: pd.DataFrame
    # By way and index: `mean`, `lower`, `upper`, `origins`.
    means: pd.DataFrame
    # By way and baseline: `mean`, `lower`, `upper` of the difference of PAI, and `verdict`
    # ("better", "worse", "no clear difference").
    compared: pd.DataFrame

    @property
    def gi_verdict(self) -> str | None:
        """Return the verdict on Gi* beside last year's top areas; None if Gi* wasn't scored."""
        pair = (GI_STAR, LAST_YEAR)
        return str(self.compared.loc[pair, "verdict"]) if pair in self.compared.index else None


def last_year(past: pd.DataFrame, ahead: int) -> pd.Series:
    """Return the mean of an area's latest twelve months with figures.

    Parameters
    ----------
    past
        Incidents by month (rows) and area.
    ahead
        Not used; every way has it.

    Returns
    -------
    pd.Series
        Scores by area.

    Examples
    --------
    >>> last_year(pd.DataFrame({"A": [9.0] * 12 + [1.0] * 12}), 3)["A"]
    np.float64(1.0)
    """
    del ahead
    return past.iloc[-YEAR:].mean()


def same_months(past: pd.DataFrame, ahead: int) -> pd.Series:
    """Return the incidents of the months of the year before that are foretold.

    Parameters
    ----------
    past
        Incidents by month (rows) and area.
    ahead
        Months that are foretold.

    Returns
    -------
    pd.Series
        Scores by area.

    Examples
    --------
    >>> same_months(pd.DataFrame({"A": [5.0, 7.0] + [1.0] * 10}), 2)["A"]
    np.float64(6.0)
    """
    start = len(past) - YEAR
    return past.iloc[start : start + ahead].mean()


def by_gi_star(neighbours: sparse.csr_array) -> Way:
    """Return the way that scores areas by Gi* of the latest twelve months.

    Parameters
    ----------
    neighbours
        Which areas are neighbours, in the order of the columns that the way is given.

    Returns
    -------
    Way

    Examples
    --------
    >>> line = sparse.csr_array(sparse.eye_array(4, k=1) + sparse.eye_array(4, k=-1))
    >>> by_gi_star(line)(pd.DataFrame([[4.0, 4.0, 0.0, 0.0]] * 12), 3).round(2).tolist()
    [1.73, 1.0, -1.0, -1.73]
    """

    def way(past: pd.DataFrame, ahead: int) -> pd.Series:
        counts = last_year(past, ahead)
        known = counts.notna().to_numpy()
        near = among_known(neighbours, known)
        found = gi_star_scores(counts.to_numpy(dtype=float)[known], near)
        return pd.Series(found, counts.index[known]).reindex(counts.index)

    return way


def past_skill(
    counts: pd.DataFrame,
    ground: pd.Series,
    ways: Mapping[str, Way],
    recordings: pd.DataFrame | None = None,
    *,
    share: float = SHARE,
    ahead: int = AHEAD,
    penalty: float = PENALTY,
) -> Skill | NotMeasured:
    """Return how well ways of picking areas foretold the months after, beside two baselines.

    At each origin areas are picked by the months up to it alone and scored by the months after.
    Origins are as far apart as the months that are foretold, so that no month is scored twice.

    Parameters
    ----------
    counts
        Incidents by month (rows, in order) and area; missing where not published.
    ground
        Size of each area, such as square kilometres.
    ways
        Ways by name, such as {GI_STAR: by_gi_star(neighbours)}. The baselines, last year's top
        areas and those of the same months last year, are added.
    recordings
        A number by month and area, the same for months that are recorded alike; None if all are.
    share
        The share of the ground that is picked.
    ahead
        Months after each origin that are scored.
    penalty
        The exponent of PPAI.

    Returns
    -------
    Skill | NotMeasured
        NotMeasured with fewer than eight areas, or fewer than four origins with twelve months
        before and incidents after.

    Examples
    --------
    >>> counts = pd.DataFrame([[9.0] * 3 + [1.0] * 27] * 36)
    >>> found = past_skill(counts, pd.Series([1.0] * 30), {})
    >>> found.means.loc[("last year", "pai"), "mean"].round(1)
    np.float64(5.0)
    """
    areas = int(counts.notna().any().sum())
    if areas < LEAST_AREAS:
        return NotMeasured(reason=FEW_AREAS, found=areas, needed=LEAST_AREAS)
    if not float(counts.sum().sum()):
        return NotMeasured(reason=NO_INCIDENTS, found=0, needed=1)
    compared = counts if recordings is None else like_latest(counts, recordings)
    every: dict[str, Way] = {**ways, LAST_YEAR: last_year, SAME_MONTHS: same_months}
    rows = {}
    for end in reversed(range(len(compared) - ahead, YEAR - 1, -ahead)):
        past, after = compared.iloc[:end], compared.iloc[end : end + ahead]
        counted = after.sum(min_count=ahead)
        for name, way in every.items():
            picked = pick_top(way(past, ahead), ground, share=share)
            before = last_year(past, ahead)
            rows[str(past.index[-1]), name] = accuracy(
                picked, counted, ground, before, penalty=penalty
            )
    by_origin = pd.DataFrame.from_dict(rows, orient="index", columns=[*INDEXES, "ground"])
    if len(by_origin):
        by_origin.index = pd.MultiIndex.from_tuples(list(rows), names=["origin", "way"])
    return _summed_up(by_origin, list(every))


def _summed_up(by_origin: pd.DataFrame, names: list[str]) -> Skill | NotMeasured:
    """Return means over the origins, and the differences from the baselines."""
    if by_origin.empty:
        return NotMeasured(reason=FEW_ORIGINS, found=0, needed=4)
    wide = pd.DataFrame(
        {(n, index): by_origin.xs(n, level="way")[index] for n in names for index in INDEXES}
    )
    # An origin without incidents after it tells nothing of any way; RRI may be missing alone.
    scored = np.isfinite(wide[[(name, "pai") for name in names]].to_numpy()).all(axis=1)
    wide = wide.iloc[np.flatnonzero(scored)].dropna(axis=1)
    found = mean_over_origins(wide)
    if isinstance(found, NotMeasured):
        return found
    pairs = [(name, base) for name in names for base in BASELINES if name != base]
    pai = {name: wide[(name, "pai")].to_numpy() for name in names}
    apart = mean_over_origins(pd.DataFrame({(n, base): pai[n] - pai[base] for n, base in pairs}))
    assert isinstance(apart, pd.DataFrame)
    found.index = found.index.set_names(["way", "index"])
    apart.index = apart.index.set_names(["way", "baseline"])
    return Skill(
        by_origin=by_origin, means=found, compared=apart.assign(verdict=better_than(apart))
    )
