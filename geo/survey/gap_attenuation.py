"""The gap once more, with the part of each spread that is mere sampling noise taken out."""

import numpy as np
import pandas as pd
from scipy import special

from geo.stats.change import benjamini_hochberg

LEAST_RELIABLE = 0.1


def attenuated_q_values(
    holding: pd.Series, base: pd.Series, recorded: pd.Series, residents: pd.Series
) -> pd.Series:
    """The false-discovery rate of each gap where noise isn't taken for spread.

    A z-score across areas divides by a spread that holds the noise of the answers, too. The noisier
    side is so drawn to its middle, and areas at the ends seem to part though nothing parts them.
    Each spread is brought down to its reliable part, √(1 - mean SE²/variance), as psychometrics
    corrects for attenuation. In counties without a gap this keeps false names under 5% also where
    few were asked or perception hardly follows the record (tests/geo/test_parted.py).
    """
    share = (holding + 0.5) / (base + 1)
    held = recorded.where(recorded > 0)
    perceived = _score(pd.Series(np.log(share / (1 - share))), (base + 1) * share * (1 - share))
    rated = _score(pd.Series(np.log(held / residents)), held)
    z = (perceived["z"] - rated["z"]) / (perceived["se"] ** 2 + rated["se"] ** 2) ** 0.5
    return benjamini_hochberg(pd.Series(2 * special.ndtr(-z.abs()), holding.index))


def _score(values: pd.Series, known: pd.Series) -> pd.DataFrame:
    """z-scores and their errors; a value's own error is 1/√known."""
    variance = float(values.var(ddof=1))
    reliable = 1 - float((1 / known).mean()) / variance if variance > 0 else np.nan
    spread = np.sqrt(variance * max(reliable, LEAST_RELIABLE))
    return pd.DataFrame({"z": (values - values.mean()) / spread, "se": known**-0.5 / spread})
