"""Trends over the months: the seasonal Mann-Kendall test, allowing for clustering and drift."""

import numpy as np
import pandas as pd
from scipy import special

from geo.noise.estimate import USUAL_FREEDOM, USUAL_WEIGHT, fitted_drift
from geo.noise.families import LEAST_TOGETHER, SURE_AT, false_discovery
from geo.noise.ladder import DOWN, LEAST_CHANGE, LEAST_INCIDENTS, NO_CLEAR_CHANGE, UP
from geo.noise.monthly.series import like_latest, reasons_of, refused
from geo.not_measured import NO_INCIDENTS, NotMeasured

PERIOD = 12
# HALF: the incidents a month at which half of what drift can do to ranks shows.
HALF = 10.0
# USUAL_SPREAD: by how much drift usually raises the squares of a large area's scores; counted like
# so many areas (USUAL_WEIGHT) beside those that there are.
USUAL_SPREAD = 1.0


def mann_kendall(months: np.ndarray, *, period: int = PERIOD) -> pd.DataFrame:
    """Return the seasonal Mann-Kendall test of each column (Hirsch, Slack and Smith 1982).

    S = ΣΣ sign(later - earlier) over all pairs of the same calendar month;
    Var S = Σ(n(n - 1)(2n + 5) - Σt(t - 1)(2t + 5))/18, with n months of a season and t the sizes of
    groups of equal ones; z = (S - sign S)/√Var S. It takes months as independent of each other.

    Parameters
    ----------
    months
        Values by month (rows, every month) and area (columns); missing ones make no pairs.
    period
        Months of a year; 1 for the test without seasons.

    Returns
    -------
    pd.DataFrame
        By column: `s`, `variance`, `tau` (S divided by the number of pairs), `z` and `p`, which is
        one where all values are equal.

    Examples
    --------
    >>> one = np.array([2.0, 3, 5, 4, 6, 8, 7, 9, 10, 9])[:, None]
    >>> mann_kendall(one, period=1).round(5).to_dict("records")
    [{'s': 38.0, 'variance': 124.0, 'tau': 0.84444, 'z': 3.3227, 'p': 0.00089}]
    """
    years = -(-len(months) // period)
    short = years * period - len(months)
    whole = np.concatenate([np.full((short, months.shape[1]), np.nan), months])
    by_season = whole.reshape(years, period, months.shape[1])
    known = np.isfinite(by_season)
    s, pairs = np.zeros(by_season.shape[1:]), np.zeros(by_season.shape[1:])
    equal = known.astype(float)
    for earlier in range(years):
        apart = np.sign(by_season[earlier + 1 :] - by_season[earlier])
        both = known[earlier + 1 :] & known[earlier]
        s += np.where(both, apart, 0.0).sum(axis=0)
        pairs += both.sum(axis=0)
        same = both & (apart == 0)
        equal[earlier] += same.sum(axis=0)
        equal[earlier + 1 :] += same
    number = known.sum(axis=0)
    # A group of t equal ones is counted t times, once for each of them.
    ties = np.where(known, (equal - 1) * (2 * equal + 5), 0.0).sum(axis=0)
    variance = (number * (number - 1) * (2 * number + 5) - ties).sum(axis=0) / 18
    total = s.sum(axis=0)
    root = np.sqrt(np.where(variance > 0, variance, 1.0))
    z = np.where(variance > 0, (total - np.sign(total)) / root, 0.0)
    tau = total / np.maximum(pairs.sum(axis=0), 1)
    p = 2 * special.ndtr(-np.abs(z))
    return pd.DataFrame({"s": total, "variance": variance, "tau": tau, "z": z, "p": p})


def trends(
    counts: pd.DataFrame, recordings: pd.DataFrame | None = None
) -> pd.DataFrame | NotMeasured:
    """Return which areas have a trend over the months, judged together.

    Months of an area go together for a while, which Mann and Kendall's z doesn't know. How far the
    areas' z are spread about their median tells by how much: E[(z - median)²] = 1 + c·m/(m + 10)
    for m incidents a month. z is divided by the root of that, and judged by Student's t with
    Benjamini and Hochberg's rule.

    Parameters
    ----------
    counts
        Incidents by month (rows, in order) and area (columns) of one category; missing where not
        published.
    recordings
        A number by month and area, the same for months that are recorded alike; None if all are.

    Returns
    -------
    pd.DataFrame | NotMeasured
        By area the columns of `mann_kendall`; `spread`, by which z² is divided; `q`; `a_year`, the
        ratio of months to the same months a year before; `trend` ("up", "down",
        "no clear change") and `reason` why an area isn't judged. NotMeasured if none can be.

    Examples
    --------
    >>> months = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(36)]
    >>> counts = pd.DataFrame(np.random.default_rng(1).poisson(20.0, (36, 12)), months)
    >>> counts[3] = (20 * 1.04 ** np.arange(36)).round()
    >>> trends(counts)["trend"].value_counts().to_dict()
    {'no clear change': 11, 'up': 1}
    """
    compared = like_latest(counts, recordings)
    after = pd.concat([compared, compared.iloc[-1:].set_axis(["after"])])
    reasons = reasons_of(pd.concat([counts, counts.iloc[-1:].set_axis(["after"])]), after)
    reasons[(compared.sum() == 0).to_numpy() & (reasons == None)] = NO_INCIDENTS  # noqa: E711
    none = refused(reasons, after)
    if none is not None:
        return none
    judged = np.array([reason is None for reason in reasons])
    part = compared.loc[:, judged].to_numpy(dtype=float)
    found = mann_kendall(part).set_index(compared.columns[judged])
    total = np.nansum(part, axis=0)
    monthly = np.nanmean(part, axis=0)
    found["spread"], freedom = _spread(found["z"].to_numpy(), monthly)
    score = found["z"] / np.sqrt(found["spread"])
    p = pd.Series(2 * special.stdtr(freedom, -score.abs()), found.index)
    found["q"] = (false_discovery(p) * max(LEAST_TOGETHER / len(p), 1.0)).clip(upper=1.0)
    found["a_year"] = _a_year(part)
    named = (found["q"] <= SURE_AT) & (total >= LEAST_INCIDENTS)
    named &= (found["a_year"] - 1).abs() >= LEAST_CHANGE
    up, down = named & (found["z"] > 0), named & (found["z"] < 0)
    found["trend"] = np.select([up, down], [UP, DOWN], NO_CLEAR_CHANGE)
    return found.reindex(counts.columns).assign(reason=reasons)


def _spread(z: np.ndarray, monthly: np.ndarray) -> tuple[np.ndarray, float]:
    """Return what the squares of the scores are on average, by size, and its freedom."""
    squares = (z - np.median(z)) ** 2
    # Ranks know no size beyond that at which they follow the drift alone.
    size = monthly / (monthly + HALF)
    drift = fitted_drift(squares, size, 1.0)
    drift = (len(z) * drift + USUAL_WEIGHT * USUAL_SPREAD) / (len(z) + USUAL_WEIGHT)
    return 1.0 + drift * size, float(len(z) + USUAL_FREEDOM)


def _a_year(months: np.ndarray) -> np.ndarray:
    """Return the incidents of months divided by those a year before, half an incident added."""
    later, earlier = months[PERIOD:], months[:-PERIOD]
    both = np.isfinite(later) & np.isfinite(earlier)
    now, before = (np.where(both, part, 0.0).sum(axis=0) + 0.5 for part in (later, earlier))
    ratio: np.ndarray = now / before
    return ratio
