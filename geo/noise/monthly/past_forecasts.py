"""How good expected ranges would have been in the past, against the same months of last year."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

from geo.noise.estimate import fitted_drift
from geo.noise.monthly.forecast import COVERAGE, QUARTER
from geo.noise.monthly.model import LEAST_MONTHS, MOST_MONTHS, fit_months
from geo.noise.monthly.negative_binomial import range_of
from geo.noise.monthly.series import category_numbers, like_latest
from geo.noise.origins import mean_over_origins
from geo.not_measured import FEW_ORIGINS, NotMeasured
from geo.period import YEAR

MODEL, SEASONAL_NAIVE = "model", "same months last year"
# LEAST_VARIATION: the naive range is at least that of independent counts.
LEAST_VARIATION = 1.0


@dataclass(frozen=True, kw_only=True)
class PastForecasts:
    """How good ranges were that were made in the past from the months before them."""

    # By origin and series: `origin` (the last month that was known), `counted`, and of both ways
    # `expected`, `lower`, `upper` and `score` (the interval score, lower is better).
    table: pd.DataFrame
    # By way: `score` (mean), `coverage` (share of counts inside), `error` (mean absolute).
    ways: pd.DataFrame
    # The share of the naive score that the model saves: `mean`, `lower`, `upper`, `origins`, or
    # why it isn't judged.
    saved: pd.DataFrame | NotMeasured


def past_forecasts(
    counts: pd.DataFrame,
    recordings: pd.DataFrame | None = None,
    *,
    months: int = QUARTER,
    coverage: float = COVERAGE,
) -> PastForecasts | NotMeasured:
    """Return how good the ranges would have been, against the same months of the year before.

    At each origin only the months up to it are used. Origins are as far apart as the sums are long,
    so that no month is scored twice. The naive range is that of a count with the mean of the same
    months a year before, as wide as its own errors up to the origin ask for. Both are scored by the
    interval score u - l + 2/α·(l - y if below, y - u if above) (Gneiting and Raftery 2007).

    Parameters
    ----------
    counts
        Incidents by month (rows, in order) and series, as `exceptions` takes them.
    recordings
        A number by month and series, the same for months that are recorded alike; None if all are.
    months
        How many months are summed.
    coverage
        The probability of the ranges.

    Returns
    -------
    PastForecasts | NotMeasured
        NotMeasured if no origin has 24 months before it.

    Examples
    --------
    >>> months = [f"{2023 + n // 12}-{n % 12 + 1:02}" for n in range(48)]
    >>> counts = pd.DataFrame(np.random.default_rng(1).poisson(20.0, (48, 12)), months)
    >>> found = past_forecasts(counts)
    >>> found.ways.loc["model", "score"] < found.ways.loc["same months last year", "score"]
    np.True_
    """
    compared = like_latest(counts, recordings)
    ends = range(len(compared) - months, LEAST_MONTHS - 1, -months)
    parts = [_one_origin(compared, end, months, coverage) for end in ends]
    parts = [part for part in parts[::-1] if len(part)]
    if not parts:
        return NotMeasured(reason=FEW_ORIGINS, found=0, needed=1)
    table = pd.concat(parts)
    scores = table.groupby("origin", sort=False)[[f"score_{n}" for n in ("model", "naive")]].mean()
    saved = pd.DataFrame({"saved": 1 - scores["score_model"] / scores["score_naive"]})
    return PastForecasts(table=table, ways=_ways(table), saved=mean_over_origins(saved))


def _one_origin(compared: pd.DataFrame, end: int, months: int, coverage: float) -> pd.DataFrame:
    """Return the forecasts from the months before row `end`, with what was counted."""
    past, after = compared.iloc[:end], compared.iloc[end : end + months]
    counted = after.sum(min_count=months)
    same = compared.iloc[end - YEAR : end - YEAR + months].sum(min_count=months)
    enough = past.iloc[-MOST_MONTHS:].notna().sum() >= LEAST_MONTHS
    usable = (counted.notna() & same.notna() & enough).to_numpy()
    if not usable.any():
        return pd.DataFrame()
    part, y = past.loc[:, usable], counted[usable].to_numpy(dtype=float)
    foretold = fit_months(part, category_numbers(part.columns)).ahead(1, months)
    mean = same[usable].to_numpy(dtype=float)
    tail = (1 - coverage) / 2
    table = pd.DataFrame({"origin": str(past.index[-1]), "counted": y}, part.columns)
    ranges = {
        "model": (foretold.mean, range_of(tail, foretold.mean, foretold.variance())),
        "naive": (mean, _naive_range(part, mean, months, tail)),
    }
    for way, (expected, (lower, upper)) in ranges.items():
        score = interval_scores(y, lower, upper, coverage=coverage)
        table[[f"{name}_{way}" for name in ("expected", "lower", "upper", "score")]] = (
            np.column_stack([expected, lower, upper, score])
        )
    return table


def _naive_range(
    past: pd.DataFrame, mean: np.ndarray, months: int, tail: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the range about last year's counts, as wide as their errors so far."""
    sums = past.rolling(months).sum().to_numpy(dtype=float)
    later, earlier = sums[YEAR:], sums[: len(sums) - YEAR]
    middle = (later + earlier) / 2
    known = np.isfinite(middle) & (middle > 0)
    squares = (later[known] - earlier[known]) ** 2 / (2 * middle[known])
    size = middle[known]
    variation = LEAST_VARIATION
    if len(squares):
        small = size <= np.median(size)
        variation = max(float(squares[small].mean()), LEAST_VARIATION)
    drift = fitted_drift(squares, size, variation)
    some = np.maximum(mean, 0.5)
    half = special.ndtri(1 - tail) * np.sqrt(2 * some * (variation + drift * some))
    return np.maximum(np.ceil(mean - half), 0.0), np.floor(mean + half)


def interval_scores(
    counted: np.ndarray, lower: np.ndarray, upper: np.ndarray, *, coverage: float = COVERAGE
) -> np.ndarray:
    """Return the interval score of ranges; lower is better.

    Parameters
    ----------
    counted
        What was counted.
    lower
        Lower ends of the ranges.
    upper
        Upper ends of the ranges.
    coverage
        The probability that the ranges were made for.

    Returns
    -------
    np.ndarray
        u - l, and 2/(1 - coverage) for each incident outside.

    Examples
    --------
    >>> interval_scores(np.array([5.0, 12.0]), np.array([4.0, 4.0]), np.array([9.0, 9.0])).tolist()
    [5.0, 35.0]
    """
    outside = np.maximum(lower - counted, 0.0) + np.maximum(counted - upper, 0.0)
    scores: np.ndarray = upper - lower + 2 / (1 - coverage) * outside
    return scores.round(9)


def _ways(table: pd.DataFrame) -> pd.DataFrame:
    rows = {}
    for name, way in ((MODEL, "model"), (SEASONAL_NAIVE, "naive")):
        inside = table["counted"].between(table[f"lower_{way}"], table[f"upper_{way}"])
        rows[name] = {
            "score": table[f"score_{way}"].mean(),
            "coverage": inside.mean(),
            "error": (table["counted"] - table[f"expected_{way}"]).abs().mean(),
        }
    return pd.DataFrame(rows).T
