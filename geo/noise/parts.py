"""Whether a category's share of all incidents differs from that of the other areas."""

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.families import LEAST_TOGETHER, critical_value
from geo.noise.ladder import verdicts
from geo.noise.limits import ratio_limits, ratio_scores
from geo.noise.smallest_shares import visible_shares


def part_differs(
    part: pd.Series,
    whole: pd.Series,
    noise: Noise,
    *,
    aside: pd.Index | None = None,
    least: int = LEAST_TOGETHER,
) -> pd.DataFrame:
    """Return whether a category's share of all incidents differs from that of all other areas.

    Parameters
    ----------
    part
        Incidents of the category by area; missing ones are not compared.
    whole
        All incidents by area.
    noise
        Noise of the category at the level.
    aside
        Areas that belong to the rest of the others and are not compared themselves.
    least
        The number of comparisons that is allowed for at least.

    Returns
    -------
    pd.DataFrame
        `lower` and `upper` (limits of the share at which the verdicts were decided), `verdict`,
        `benchmark` (the share of the other areas), and the shares `visible_lower` and
        `visible_higher` that would have been found with 80% power.

    Examples
    --------
    >>> part, whole = pd.Series([120, *[40] * 20]), pd.Series([200] * 21)
    >>> part_differs(part, whole, Noise(clustering=1.0, level=0.0))["verdict"].head(2).tolist()
    ['higher', 'no clear difference']
    """
    a = part.to_numpy(dtype=float)
    n = whole.reindex(part.index).to_numpy(dtype=float)
    known = np.isfinite(a) & (n > 0)
    inside, everything = np.where(known, a, 0.0), np.where(known, n, 0.0)
    rest = everything.sum() - everything
    with np.errstate(divide="ignore", invalid="ignore"):
        benchmark = np.where(rest > 0, (inside.sum() - inside) / rest, np.nan)
        odds = benchmark / (1 - benchmark)
        information = everything * benchmark * (1 - benchmark)
        dispersion = noise.of_level(np.nan_to_num(information)) * (1 + everything / rest)
        usable = known & (benchmark > 0) & (benchmark < 1)
        safe = np.where(usable, dispersion, 1.0)
        scores = ratio_scores(inside, everything - inside, np.where(usable, odds, 1.0), safe)
        tested = usable & ~part.index.isin(aside if aside is not None else [])
        critical = critical_value(np.where(tested, scores, np.nan), noise.freedom, least=least)
        limits = ratio_limits(inside, everything - inside, critical, safe)
        lower, upper = np.where(np.isinf(limits), 1.0, limits / (1 + limits))
        share = inside / everything
        ratios = share / benchmark, lower / benchmark, upper / benchmark
        # As many incidents as would tell as much if each were independent of the others.
        alone = np.where(tested, everything / safe, np.nan)
    below, above = visible_shares(benchmark, alone, critical)
    found = verdicts(*ratios, (inside + everything * benchmark) / noise.clustering)
    found[~tested] = None
    return pd.DataFrame(
        {
            "lower": np.where(known, lower, np.nan),
            "upper": np.where(known, upper, np.nan),
            "verdict": found,
            "benchmark": benchmark,
            "visible_lower": below,
            "visible_higher": above,
        },
        part.index,
    )
