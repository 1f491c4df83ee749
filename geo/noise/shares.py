"""Whether shares differ: of answers in a survey, and of a category among all incidents."""

import numpy as np
import pandas as pd

from geo.noise.families import ALONE, LEAST_TOGETHER, critical_value
from geo.noise.ladder import CHANGES, DIFFERENCES, verdicts
from geo.noise.smallest_shares import SURVEYED, visible_share_changes, visible_shares
from geo.noise.wilson import wilson_limits


def share_limits(share: pd.Series, base: pd.Series) -> pd.DataFrame:
    """Return the 95% limits of shares that are compared with nothing (Wilson).

    Parameters
    ----------
    share
        Shares from 0 to 1.
    base
        Number of answers, or the effective base.

    Returns
    -------
    pd.DataFrame
        `lower` and `upper`.

    Examples
    --------
    >>> share_limits(pd.Series([0.65]), pd.Series([100])).round(4)
        lower   upper
    0  0.5525  0.7364
    """
    p, n = share.to_numpy(dtype=float), base.to_numpy(dtype=float)
    lower, upper = wilson_limits(p, n, ALONE)
    return pd.DataFrame({"lower": lower, "upper": upper}, share.index)


def shares_changed(
    now: pd.DataFrame, before: pd.DataFrame, *, least: int = LEAST_TOGETHER
) -> pd.DataFrame:
    """Return the difference of each area's shares in two surveys, with its limits and direction.

    Newcombe's limits, from Wilson's, at the critical value of the two-sample z-test with pooled
    share over all areas together. A direction is given where the limits exclude zero.

    Parameters
    ----------
    now
        `share` and `effective_base` by area in the later survey.
    before
        The same in the earlier one.
    least
        The number of comparisons that is allowed for at least.

    Returns
    -------
    pd.DataFrame
        `now`, `before`, `difference`, `lower`, `upper` and `direction`, and the differences
        `visible_fall` and `visible_rise` that would have been found, for areas in both.

    Examples
    --------
    >>> now = pd.DataFrame({"share": [0.30], "effective_base": [400.0]}, ["A"])
    >>> before = pd.DataFrame({"share": [0.45], "effective_base": [400.0]}, ["A"])
    >>> table = shares_changed(now, before, least=1)
    >>> table[["difference", "lower", "upper", "direction"]].round(3)
       difference  lower  upper direction
    A       -0.15 -0.215 -0.083      down
    """
    both = now.index.intersection(before.index)
    p, n = (now.loc[both, name].to_numpy(dtype=float) for name in ("share", "effective_base"))
    q, m = (before.loc[both, name].to_numpy(dtype=float) for name in ("share", "effective_base"))
    pooled = (p * n + q * m) / (n + m)
    se = np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    scores = np.where(se > 0, (p - q) / np.where(se > 0, se, 1.0), 0.0)
    critical = critical_value(scores, SURVEYED, least=least)
    (p_lower, p_upper), (q_lower, q_upper) = (
        wilson_limits(share, base, critical) for share, base in ((p, n), (q, m))
    )
    lower = p - q - np.hypot(p - p_lower, q_upper - q)
    upper = p - q + np.hypot(p_upper - p, q - q_lower)
    up, down, unclear, _ = CHANGES
    found = np.select([lower > 0, upper < 0], [up, down], default=unclear)
    table = pd.DataFrame({"now": p, "before": q, "difference": p - q}, both)
    fall, rise = visible_share_changes(q, m, n, critical)
    return table.assign(
        lower=lower, upper=upper, direction=found, visible_fall=fall, visible_rise=rise
    )


def shares_differ(
    share: pd.Series,
    base: pd.Series,
    benchmark: pd.Series | float,
    *,
    least: int = LEAST_TOGETHER,
    words: tuple[str, str, str, str] = DIFFERENCES,
) -> pd.DataFrame:
    """Return whether shares of answers differ from a benchmark.

    Parameters
    ----------
    share
        Shares from 0 to 1 by area; missing ones are not compared.
    base
        The effective number of answers.
    benchmark
        The share they are compared with, one for all or one for each.
    least
        The number of comparisons that is allowed for at least.
    words
        The verdicts for more, less, no clear difference and too few answers.

    Returns
    -------
    pd.DataFrame
        `lower` and `upper` (Wilson's limits at which the verdicts were decided), `verdict`, and the
        shares `visible_lower` and `visible_higher` that would have been found with 80% power.

    Examples
    --------
    >>> shares_differ(pd.Series([0.6, 0.35]), pd.Series([90.0, 90.0]), 0.3)["verdict"].tolist()
    ['higher', 'no clear difference']
    """
    p, n = share.to_numpy(dtype=float), base.reindex(share.index).to_numpy(dtype=float)
    than = np.broadcast_to(np.asarray(benchmark, dtype=float), p.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = (p - than) / np.sqrt(than * (1 - than) / n)
        critical = critical_value(np.where(n > 0, scores, np.nan), SURVEYED, least=least)
        lower, upper = wilson_limits(p, n, critical)
        found = verdicts(p / than, lower / than, upper / than, n, words=words)
    below, above = visible_shares(np.where(np.isfinite(p), than, np.nan), n, critical)
    table = pd.DataFrame({"lower": lower, "upper": upper, "verdict": found}, share.index)
    return table.assign(visible_lower=below, visible_higher=above)
