"""The perception gap: a survey's shares compared with recorded rates."""

import numpy as np
import pandas as pd

from geo.noise.estimate import NO_NOISE, Noise
from geo.noise.families import false_discovery, two_sided_p
from geo.noise.smallest_shares import visible_shares_beside

# LEAST_AREAS, LEAST_BASE: areas needed for a gap, and the answers that each of them needs.
LEAST_AREAS = 8
LEAST_BASE = 30
NAMED_AT = 0.05
PERCEIVED_ABOVE, RECORDED_ABOVE = "perceived above recorded", "recorded above perceived"
NO_CLEAR_DIFFERENCE = "no clear difference"


def gap(
    holding: pd.Series,
    base: pd.Series,
    recorded: pd.Series,
    residents: pd.Series,
    noise: Noise = NO_NOISE,
) -> pd.DataFrame:
    """Return the gap between perceived share and recorded rate, by area.

    gap = z(logit p̃) - z(ln rate) across areas (ddof 1), p̃ = (x + .5)/(n + 1); SE² =
    (SE_logit/sd_logit)² + (√(f/O)/sd_lnrate)², f the dispersion of the count. The caller checks
    `enough_areas` first.

    Parameters
    ----------
    holding
        Number of respondents who call it a big problem, by area.
    base
        Number of respondents.
    recorded
        incidents.
    residents
        Residents times months.
    noise
        Noise of the recorded counts.

    Returns
    -------
    pd.DataFrame
        `gap`, `se`, `z`, `p`, `q` (false-discovery rate), `points` (difference of percentiles),
        `kind` (only where q < .05), and the shares `visible_less` and `visible_more` that would
        have been found (`geo.noise.smallest_shares`).

    Examples
    --------
    >>> n, x = pd.Series([60.0, 55, 80, 45, 70, 90]), pd.Series([30.0, 11, 20, 27, 14, 18])
    >>> recorded = pd.Series([90.0, 160, 110, 260, 60, 120])
    >>> residents = pd.Series([5000.0, 5200, 6100, 4800, 5600, 7000])
    >>> gap(x, n, recorded, residents)[["gap", "se", "q", "points"]].head(2).round(4)
          gap      se       q   points
    0  1.3278  0.3758  0.0025  33.3333
    1 -1.3467  0.4436  0.0072 -50.0000
    """
    p = (holding + 0.5) / (base + 1)
    logit = pd.Series(np.log(p / (1 - p)))
    log_rate = np.log(recorded.where(recorded > 0) / residents)
    se_logit = 1 / np.sqrt((base + 1) * p * (1 - p))
    spread_logit, spread_rate = logit.std(ddof=1), log_rate.std(ddof=1)
    beside = (log_rate - log_rate.mean()) / spread_rate
    difference = (logit - logit.mean()) / spread_logit - beside
    se_rate = np.sqrt(noise.of_level(recorded) / recorded)
    se = ((se_logit / spread_logit) ** 2 + (se_rate / spread_rate) ** 2) ** 0.5
    z = difference / se
    table = pd.DataFrame({"gap": difference, "se": se, "z": z, "p": two_sided_p(z)})
    table["q"] = false_discovery(table["p"])
    table["points"] = 100 * (_percentile(holding / base) - _percentile(recorded / residents))
    clear = table["q"] < NAMED_AT
    table["kind"] = np.select(
        [clear & (difference > 0), clear & (difference < 0)],
        [PERCEIVED_ABOVE, RECORDED_ABOVE],
        default=NO_CLEAR_DIFFERENCE,
    )
    return table.join(visible_shares_beside(logit, float(spread_logit), beside, se))


def enough_areas(base: pd.Series) -> bool:
    """Return whether there are enough areas with enough answers for a gap.

    Parameters
    ----------
    base
        Number of answers by area.

    Returns
    -------
    bool
        True with at least eight areas of thirty answers.

    Examples
    --------
    >>> enough_areas(pd.Series([40] * 8))
    True
    """
    return bool((base >= LEAST_BASE).sum() >= LEAST_AREAS)


def _percentile(values: pd.Series) -> pd.Series:
    """Return the percentile (rank - ½)/n."""
    return (values.rank() - 0.5) / values.count()
