"""What stands out this month: counts outside the range that the months before let expect."""

import numpy as np
import pandas as pd
from scipy import special

from geo.noise.families import ALONE, LEAST_TOGETHER, SURE_AT
from geo.noise.ladder import HIGHER, LOWER
from geo.noise.monthly.model import Foretold, fit_months
from geo.noise.monthly.negative_binomial import at_least, at_most, range_of
from geo.noise.monthly.series import category_numbers, like_latest, reasons_of, refused
from geo.noise.smallest import LARGEST, POWER
from geo.not_measured import NotMeasured

AS_EXPECTED = "as expected"
# LEAST_NOW: fewer incidents are never called more than expected, however rare they were before.
LEAST_NOW = 5
# HALVINGS: steps in which the smallest visible ratio is found, to a thousandth.
HALVINGS = 13
# CLOSEST: probabilities are taken to be at least so large, so that every count has a score.
CLOSEST = 1e-300


def exceptions(
    counts: pd.DataFrame, recordings: pd.DataFrame | None = None, *, at: float = SURE_AT
) -> pd.DataFrame | NotMeasured:
    """Return which counts of the latest month are outside what the months before let expect.

    The range of each series is negative binomial, from the 36 months before
    (`geo.noise.monthly.model`). All series are judged together (Bonferroni): the probability that
    any is called higher or lower where nothing is amiss is at most `at`. A count is outside its
    range exactly where it is called so.

    Parameters
    ----------
    counts
        Incidents by month (rows, in order) and series: columns named `category` and `area`, or
        areas of one category. Missing where not published.
    recordings
        A number by month and series, the same for months that are recorded alike and 0 without
        figures; None if all are alike.
    at
        The probability that anything is named where nothing stands out.

    Returns
    -------
    pd.DataFrame | NotMeasured
        On the index of the series: `now`, `expected`, `lower` and `upper` (the range all together
        are judged by), `usual_lower` and `usual_upper` (95% of one series alone), `score` (how far,
        in standard normal units), `verdict` ("higher", "lower", "as expected"), `rank` among the
        named, 1 the farthest; `visible_higher` and `visible_lower`, the ratios to the expected that
        would have been found with 80% power; `months` (before, with figures) and `reason` why a
        series isn't judged. NotMeasured if none can be.

    Examples
    --------
    >>> months = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(37)]
    >>> twenties = np.random.default_rng(1).poisson(20.0, (37, 12))
    >>> counts = pd.DataFrame(twenties, months).add_prefix("W")
    >>> counts.iloc[-1, 3] = 61
    >>> found = exceptions(counts)
    >>> found.loc[found["verdict"] == "higher", ["now", "rank"]].to_dict("index")
    {'W3': {'now': 61.0, 'rank': 1.0}}
    """
    compared = like_latest(counts, recordings)
    reasons = reasons_of(counts.reindex(compared.index), compared)
    none = refused(reasons, compared)
    if none is not None:
        return none
    judged = np.array([reason is None for reason in reasons])
    part = compared.loc[:, judged]
    fitted = fit_months(part.iloc[:-1], category_numbers(part.columns))
    foretold, now = fitted.ahead(1), part.iloc[-1].to_numpy(dtype=float)
    alone = at / 2 / max(int(judged.sum()), LEAST_TOGETHER)
    # Variances from few months are uncertain: Student's t instead of the normal distribution.
    tail = special.ndtr(special.stdtrit(fitted.freedom, alone))
    found = _judged(now, foretold, tail)
    found["months"] = fitted.known
    table = pd.DataFrame(found, part.columns).reindex(counts.columns)
    table["now"] = compared.iloc[-1].to_numpy(dtype=float)
    table["rank"] = table["score"].abs().where(table["verdict"].isin([HIGHER, LOWER])).rank(
        ascending=False, method="first"
    )  # fmt: skip
    return table.assign(reason=reasons)


def _judged(now: np.ndarray, foretold: Foretold, tail: np.ndarray) -> dict[str, np.ndarray]:
    """Return the columns of all series that can be judged."""
    mean, variance = foretold.mean, foretold.variance()
    lower, upper = range_of(tail, mean, variance)
    upper = np.maximum(upper, LEAST_NOW - 1)
    usual_lower, usual_upper = range_of(float(special.ndtr(-ALONE)), mean, variance)
    above, below = at_least(now, mean, variance), at_most(now, mean, variance)
    farther = -special.ndtri(np.clip(np.minimum(above, below), CLOSEST, 0.5))
    return {
        "now": now,
        "expected": mean,
        "lower": lower,
        "upper": upper,
        "usual_lower": usual_lower,
        "usual_upper": usual_upper,
        "score": np.where(above < below, farther, -farther),
        "verdict": np.select([now > upper, now < lower], [HIGHER, LOWER], AS_EXPECTED),
        "visible_higher": _visible(foretold, upper, 1),
        "visible_lower": _visible(foretold, lower, -1),
    }


def _visible(foretold: Foretold, limit: np.ndarray, sign: int) -> np.ndarray:
    """Return the ratio nearest to one that is beyond a limit with 80% power, or missing."""

    def found(size: np.ndarray) -> np.ndarray:
        ratio = np.exp(sign * size)
        mean, variance = ratio * foretold.mean, foretold.variance(ratio)
        if sign > 0:
            return at_least(limit + 1, mean, variance) >= POWER
        return at_most(limit - 1, mean, variance) >= POWER

    near, far = np.zeros(len(limit)), np.full(len(limit), LARGEST)
    possible = found(far)
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        enough = found(middle)
        near, far = np.where(enough, near, middle), np.where(enough, middle, far)
    return np.where(possible, np.exp(sign * far), np.nan)
