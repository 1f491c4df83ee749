"""Whether counts changed between two periods: of areas compared together, and of the whole."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.families import LEAST_TOGETHER, critical_value
from geo.noise.ladder import CHANGES, verdicts
from geo.noise.limits import ratio_limits, ratio_scores
from geo.noise.pairs import movement, scatter_of_spells
from geo.noise.smallest import visible_fall, visible_rise

# LEAST_PAIRS: with fewer pairs of months the scatter of an area's own months is not used.
LEAST_PAIRS = 6
# COLUMNS: what both questions return.
COLUMNS = ["now", "before", "months", "ratio", "lower", "upper"]
COLUMNS += ["direction", "visible_fall", "visible_rise"]


def changed(
    now: pd.DataFrame, before: pd.DataFrame, noise: Noise, *, least: int = LEAST_TOGETHER
) -> pd.DataFrame:
    """Return whether the counts of each area changed, compared with its own earlier period.

    The variance of an area's log ratio is φ/information + τ² (`geo.noise.estimate`), with φ at
    least the scatter of its own months. The limits are those at which `direction` was decided, for
    all areas together (`geo.noise.families`).

    Parameters
    ----------
    now
        Incidents by month (rows) and area (columns); missing where a month can't be compared.
    before
        Incidents of the months that these are compared with, in the same order.
    noise
        Noise of the category at the level, for periods of this length.
    least
        The number of comparisons that is allowed for at least.

    Returns
    -------
    pd.DataFrame
        By area: `now` and `before` (sums), `months` (pairs), `ratio` with `lower` and `upper`,
        `direction` ("up", "down", "no clear change", "too few"), and the ratios `visible_fall` and
        `visible_rise` that would have been found with 80% power. Missing without a pair of months.

    Examples
    --------
    >>> now = pd.DataFrame({"A": [10.0] * 12, "B": [30.0] * 12, "C": [10.0] * 12})
    >>> noise = Noise(clustering=1.0, drift=0.01, freedom=40.0)
    >>> changed(now, now * 0 + 10, noise)["direction"].tolist()
    ['no clear change', 'up', 'no clear change']
    """
    moved = movement(now.to_numpy(dtype=float), before.to_numpy(dtype=float))
    own = np.where(moved.freedom + 1 >= LEAST_PAIRS, moved.scatter, 1.0)
    clustering = np.maximum(noise.clustering, own)
    dispersion = np.maximum(noise.of_change(moved.information), own)
    pairs = (now.notna().to_numpy() & before.notna().to_numpy()).sum(axis=0)
    return _table(
        now.columns,
        (moved.now, moved.before, pairs),
        clustering,
        dispersion,
        noise.drift,
        freedom=noise.freedom,
        least=least,
        compared=np.ones(len(pairs), dtype=bool),
    )


def whole_changed(
    now: pd.DataFrame, before: pd.DataFrame, noises: Mapping[str, Noise], *, together: list[str]
) -> pd.DataFrame:
    """Return whether the counts of a whole area changed, for several categories.

    Parameters
    ----------
    now
        Incidents by month (rows) and category (columns); missing where a month of the category
        can't be compared.
    before
        Incidents of the months that these are compared with, in the same order.
    noises
        By category, the noise of the whole (`geo.noise.whole.noise_of_whole`). Its clustering is
        at least the scatter of the compared months.
    together
        The categories that are compared together; others are sums of these, and are judged by the
        same critical value.

    Returns
    -------
    pd.DataFrame
        By category, the columns of `changed`.

    Examples
    --------
    >>> now = pd.DataFrame({"drugs": [100.0, 110.0] * 6, "burglary": [50.0, 60.0] * 6})
    >>> noise = Noise(clustering=1.0, drift=0.0, freedom=11.0)
    >>> noises = {"drugs": noise, "burglary": noise}
    >>> whole_changed(now, now * [2, 1], noises, together=list(noises))["direction"].tolist()
    ['down', 'no clear change']
    """
    a, b = now.to_numpy(dtype=float), before.to_numpy(dtype=float)
    known = np.isfinite(a) & np.isfinite(b)
    pairs = known.sum(axis=0)
    sums, others = (np.where(known, counts, 0.0).sum(axis=0) for counts in (a, b))
    each = [noises[str(category)] for category in now.columns]
    clustering = np.array([noise.clustering for noise in each])
    patterns, of_category = np.unique(known.T, axis=0, return_inverse=True)
    # Categories with the same months are taken together.
    for number, rows in enumerate(patterns):
        if rows.sum() >= LEAST_PAIRS:
            own = np.flatnonzero(of_category.ravel() == number)
            scatter = scatter_of_spells(a[np.ix_(rows, own)], b[np.ix_(rows, own)])
            clustering[own] = np.maximum(clustering[own], scatter)
    drift = np.array([noise.drift for noise in each])
    return _table(
        now.columns,
        (sums, others, pairs),
        clustering,
        clustering + drift * sums * others / np.maximum(sums + others, 1.0),
        drift,
        freedom=min(noise.freedom for noise in each),
        least=len(together),
        compared=now.columns.isin(together),
    )


def _table(
    index: pd.Index,
    counted: tuple[np.ndarray, np.ndarray, np.ndarray],
    clustering: np.ndarray,
    dispersion: np.ndarray,
    drift: np.ndarray | float,
    *,
    freedom: float,
    least: int,
    compared: np.ndarray,
) -> pd.DataFrame:
    """Return the table of changes from both counts and the number of pairs of months."""
    now, before, pairs = counted
    incidents = (now + before) / clustering
    scores = ratio_scores(now, before, 1.0, dispersion)
    tested = compared & (pairs > 0) & (incidents > 0)
    critical = critical_value(np.where(tested, scores, np.nan), freedom, least=least)
    lower, upper = ratio_limits(now, before, critical, dispersion)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = now / before
        size = np.where(before > 0, clustering / before, np.nan)
    table = pd.DataFrame(
        {
            "now": now,
            "before": before,
            "months": pairs,
            "ratio": np.where(np.isfinite(ratio), ratio, np.nan),
            "lower": lower,
            "upper": upper,
            "direction": verdicts(ratio, lower, upper, incidents, words=CHANGES),
            "visible_fall": visible_fall(size, drift, critical),
            "visible_rise": visible_rise(size, drift, critical),
        },
        index,
    )
    return table.where(pd.Series(pairs > 0, index))
