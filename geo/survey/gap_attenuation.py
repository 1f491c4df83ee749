"""Perception gap with standard deviations corrected for sampling noise (attenuation)."""

import numpy as np
import pandas as pd

from geo.noise.estimate import NO_NOISE, Noise
from geo.noise.families import false_discovery, two_sided_p
from geo.noise.smallest_shares import visible_shares_beside

# LEAST_RELIABLE: smallest reliable share of a variance.
LEAST_RELIABLE = 0.1


def attenuated_gaps(
    holding: pd.Series,
    base: pd.Series,
    recorded: pd.Series,
    residents: pd.Series,
    noise: Noise = NO_NOISE,
) -> pd.DataFrame:
    """Return the false-discovery rate of each gap after the correction for attenuation.

    A z-score across areas divides by a standard deviation that includes the sampling noise of the
    answers. The noisier side is shrunk towards its mean, so that areas at the ends seem to differ
    although they don't. Each standard deviation is reduced to its reliable part, √(1 - mean
    SE²/variance), as in psychometrics. Without true gaps, false findings remain under 5% even with
    few respondents or a weak relation (tests/geo/survey/test_gap_analysis.py).

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
        By area: `q`, and the shares `visible_less` and `visible_more` that would have been found.

    Examples
    --------
    >>> holding, base = pd.Series([5.0, 10, 15, 30]), pd.Series([50.0] * 4)
    >>> recorded = pd.Series([40.0, 80, 99, 10])
    >>> attenuated_gaps(holding, base, recorded, base * 100)["q"].round(3).tolist()
    [0.03, 0.012, 0.031, 0.0]
    """
    share = (holding + 0.5) / (base + 1)
    counts = recorded.where(recorded > 0)
    logits = pd.Series(np.log(share / (1 - share)))
    perceived = _score(logits, (base + 1) * share * (1 - share))
    known = counts / noise.of_level(counts)
    recorded_score = _score(pd.Series(np.log(counts / residents)), known)
    beside = recorded_score["z"]
    se = (perceived["se"] ** 2 + recorded_score["se"] ** 2) ** 0.5
    q = false_discovery(two_sided_p((perceived["z"] - beside) / se))
    spread = float(perceived["spread"].iloc[0]) if len(perceived) else np.nan
    return visible_shares_beside(logits, spread, beside, se).assign(q=q)


def _score(values: pd.Series, known: pd.Series) -> pd.DataFrame:
    """Return z-scores and their standard errors; that of a value is 1/√known."""
    variance = float(values.var(ddof=1))
    reliable = 1 - float((1 / known).mean()) / variance if variance > 0 else np.nan
    spread = np.sqrt(variance * max(reliable, LEAST_RELIABLE))
    z = (values - values.mean()) / spread
    return pd.DataFrame({"z": z, "se": known**-0.5 / spread, "spread": spread})
