"""Whether counts changed between two periods: of areas compared together, and of the whole."""

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.families import LEAST_TOGETHER, critical_value
from geo.noise.ladder import CHANGES, verdicts
from geo.noise.limits import ratio_limits, ratio_scores
from geo.noise.pairs import Movement, movement
from geo.noise.smallest import visible_fall, visible_rise

# LEAST_PAIRS: with fewer pairs of months the scatter of an area's own months is not used.
LEAST_PAIRS = 6
# SPELLS: lengths of the spells of months over which the whole's counts are summed: months, quarters
# and half-years. Clusters of incidents and slow movements show in longer spells only.
SPELLS = (1, 3, 6)
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
    return _table(now.columns, moved, pairs, clustering, dispersion, noise, least)


def whole_changed(
    now: pd.DataFrame, before: pd.DataFrame, drift: pd.Series, *, together: list[str]
) -> pd.DataFrame:
    """Return whether the counts of a whole area changed, for several categories.

    The variance comes from the whole's own months: χ² per degree of freedom of the pairs of months
    about their common ratio, the largest over months, quarters and half-years; and from the drift
    of its parts.

    Parameters
    ----------
    now
        Incidents by month (rows) and category (columns).
    before
        Incidents of the months that these are compared with, in the same order.
    drift
        By category, the drift of the parts times the sum of their squared shares (`drift_of_sum`).
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
    >>> before, none = now * [2, 1], pd.Series(0.0, now.columns)
    >>> whole_changed(now, before, none, together=["drugs", "burglary"])["direction"].tolist()
    ['down', 'no clear change']
    """
    a, b = now.to_numpy(dtype=float), before.to_numpy(dtype=float)
    sums, others = a.sum(axis=0), b.sum(axis=0)
    information = sums * others / np.maximum(sums + others, 1.0)
    clustering = np.maximum.reduce([np.ones(len(sums)), *(_scatter(a, b, n) for n in SPELLS)])
    noise = drift.reindex(now.columns).to_numpy(dtype=float)
    moved = Movement(
        now=sums,
        before=others,
        information=information,
        z=np.zeros(len(sums)),
        scatter=clustering,
        freedom=np.full(len(sums), max(len(a) - 1, 1)),
    )
    return _table(
        now.columns,
        moved,
        np.full(len(sums), len(a)),
        clustering,
        clustering + noise * information,
        Noise(clustering=1.0, drift=0.0, level=0.0, freedom=float(max(len(a) - 1, 1))),
        len(together),
        drift=noise,
        family=now.columns.isin(together),
    )


def drift_of_sum(noise: Noise, counts: pd.Series) -> float:
    """Return the drift of the sum of areas that drift apart from each other.

    Parameters
    ----------
    noise
        Noise of the category at the level of the areas.
    counts
        Incidents by area.

    Returns
    -------
    float
        τ² times the sum of the squared shares.

    Examples
    --------
    >>> drift_of_sum(Noise(drift=0.04), pd.Series([50, 50]))
    0.02
    """
    total = float(counts.sum())
    return noise.drift * float(((counts / total) ** 2).sum()) if total > 0 else 0.0


def _table(
    index: pd.Index,
    moved: Movement,
    pairs: np.ndarray,
    clustering: np.ndarray,
    dispersion: np.ndarray,
    noise: Noise,
    least: int,
    *,
    drift: np.ndarray | None = None,
    family: np.ndarray | None = None,
) -> pd.DataFrame:
    """Return the table of changes from counts and their dispersion."""
    incidents = (moved.now + moved.before) / clustering
    scores = ratio_scores(moved.now, moved.before, 1.0, dispersion)
    tested = (pairs > 0) & (incidents > 0) if family is None else family & (incidents > 0)
    critical = critical_value(np.where(tested, scores, np.nan), noise.freedom, least=least)
    lower, upper = ratio_limits(moved.now, moved.before, critical, dispersion)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = moved.now / moved.before
        size = np.where(moved.before > 0, clustering / moved.before, np.nan)
    constant = noise.drift if drift is None else drift
    table = pd.DataFrame(
        {
            "now": moved.now,
            "before": moved.before,
            "months": pairs,
            "ratio": np.where(np.isfinite(ratio), ratio, np.nan),
            "lower": lower,
            "upper": upper,
            "direction": verdicts(ratio, lower, upper, incidents, words=CHANGES),
            "visible_fall": visible_fall(size, constant, critical),
            "visible_rise": visible_rise(size, constant, critical),
        },
        index,
    )
    return table.where(pd.Series(pairs > 0, index))


def _scatter(now: np.ndarray, before: np.ndarray, length: int) -> np.ndarray:
    """Return χ² per degree of freedom of the pairs about their common ratio, over spells."""
    starts = np.arange(0, len(now), length)
    later, both = (np.add.reduceat(counts, starts, axis=0) for counts in (now, now + before))
    total = both.sum(axis=0)
    share = later.sum(axis=0) / np.where(total > 0, total, 1.0)
    variance = both * share * (1 - share)
    usable = variance > 0
    chi2 = np.where(usable, (later - both * share) ** 2 / np.where(usable, variance, 1.0), 0.0)
    freedom = usable.sum(axis=0) - 1
    return np.where(freedom > 0, chi2.sum(axis=0) / np.maximum(freedom, 1), 1.0)
