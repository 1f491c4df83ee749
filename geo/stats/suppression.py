"""What is not shown, and why. Runs before anything is cached for a viewer."""

import numpy as np
import pandas as pd

LEAST_RESIDENTS = 500
SHOWN, HIDDEN, MISSING = "shown", "hidden", "missing"
NOTHING = "nothing"
"""Known, and nothing to divide by: an answer of its own, not a gap."""
MEASURED = ["rate", "lower", "upper"]


def hide_small_bases(rates: pd.DataFrame, residents: pd.Series) -> pd.DataFrame:
    """The rates with a `status`, and no figure where fewer than 500 residents stand under it.

    A rate on a tiny base swings with a single incident; police counts are public already, so the
    count itself stays.
    """
    base = residents.reindex(rates.index)
    status = np.select(
        [base.isna() | (base <= 0), base < LEAST_RESIDENTS], [MISSING, HIDDEN], default=SHOWN
    )
    shown = pd.Series(status == SHOWN, rates.index)
    kept = rates.copy()
    kept[MEASURED] = kept[MEASURED].where(shown, axis=0)
    return kept.assign(status=status)
