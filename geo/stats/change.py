"""Whether a count really changed against another, or only as chance would have it."""

import numpy as np
import pandas as pd
from scipy import special

from geo.stats.rates import Z_95

SURE_AT = 0.05
UP, DOWN, NO_CLEAR_CHANGE = "up", "down", "no clear change"


def rate_ratio(
    now: pd.Series, residents_now: pd.Series, before: pd.Series, residents_before: pd.Series
) -> pd.DataFrame:
    """`ratio` with `lower` and `upper`, the exact two-sided `p`, and the `direction`.

    RR = (a/P₁)/(b/P₀), limits exp(ln RR ± 1.96·√(1/a + 1/b)); p from the conditional binomial
    (a of a+b, with the share that the denominators give). The direction is "no clear change"
    unless the limits clear 1: no arrow may be drawn from anything else. From or to nothing there
    is no ratio, and the exact p alone decides.
    """
    a, b = now.astype(float), before.reindex(now.index).astype(float)
    base_now = residents_now.reindex(now.index).astype(float)
    base_before = residents_before.reindex(now.index).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (a / base_now) / (b / base_before)
        spread = Z_95 * np.sqrt(1 / a + 1 / b)
    limits = {"lower": ratio * np.exp(-spread), "upper": ratio * np.exp(spread)}
    table = pd.DataFrame({"ratio": ratio, **limits})
    usable = (a > 0) & (b > 0) & (base_now > 0) & (base_before > 0)
    table = table.where(usable)
    share = base_now / (base_now + base_before)
    table["p"] = [
        exact_p(int(x), int(x + y), q) if q > 0 and x + y > 0 else np.nan
        for x, y, q in zip(a.fillna(0), b.fillna(0), share, strict=True)
    ]
    none_once = (a == 0) | (b == 0)
    real = none_once & (table["p"] < SURE_AT)
    table["direction"] = np.select(
        [(table["lower"] > 1) | (real & (b == 0)), (table["upper"] < 1) | (real & (a == 0))],
        [UP, DOWN],
        default=NO_CLEAR_CHANGE,
    )
    return table


def exact_p(successes: int, trials: int, share: float) -> float:
    """Two-sided binomial p: all outcomes no likelier than the one seen."""
    outcomes = np.arange(trials + 1)
    log_likelihood = (
        special.gammaln(trials + 1)
        - special.gammaln(outcomes + 1)
        - special.gammaln(trials - outcomes + 1)
        + special.xlogy(outcomes, share)
        + special.xlog1py(trials - outcomes, -share)
    )
    # A hair of tolerance, so that the mirror image of the outcome counts as equally likely.
    as_unlikely = log_likelihood <= log_likelihood[successes] + 1e-7
    return float(min(1.0, np.exp(log_likelihood[as_unlikely]).sum()))


def benjamini_hochberg(p: pd.Series) -> pd.Series:
    """q-values: the false-discovery rate at which each p would be called a finding."""
    known = p.dropna().sort_values()
    count = len(known)
    scaled = known * count / np.arange(1, count + 1)
    running = scaled[::-1].cummin()[::-1].clip(upper=1.0)
    return running.reindex(p.index).rename("q")
