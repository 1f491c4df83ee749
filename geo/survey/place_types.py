"""The four kinds of place: what residents say and what is recorded, each against a benchmark."""

import numpy as np
import pandas as pd

from geo.survey.shares import NAMED_AT

SHARED_CONCERN, SHARED_CALM = "shared concern", "shared calm"
REASSURANCE_GAP, RECORDED_ABOVE = "reassurance gap", "recorded above perceived"
NO_CLEAR_KIND = "no clear difference"
KINDS = (SHARED_CONCERN, REASSURANCE_GAP, RECORDED_ABOVE, SHARED_CALM, NO_CLEAR_KIND)

TARGET, INFORM, CHECK, WATCH = "target", "inform and reassure", "check reporting", "keep watching"
RESPONSES = (TARGET, INFORM, CHECK, WATCH)
CALLS_FOR = {
    SHARED_CONCERN: TARGET,
    RECORDED_ABOVE: TARGET,
    REASSURANCE_GAP: INFORM,
    SHARED_CALM: WATCH,
    NO_CLEAR_KIND: WATCH,
}
"""What a kind of place calls for, unless its low record is itself in doubt."""


def classify_places(
    perceived: pd.DataFrame,
    recorded: pd.DataFrame,
    q: pd.Series,
    gap: pd.Series,
    *,
    share: float,
    rate: float,
) -> pd.Series:
    """The kind of each area, or "no clear difference".

    `perceived` and `recorded` have `lower` and `upper`; `share` and `rate` are the whole area's
    own. A place is named only where both intervals clear their benchmark; off the diagonal also
    where the gap's false-discovery rate is under 5%. The record may be high where few perceive it,
    which does not make it hidden harm: low reporting hides harm anywhere.
    """
    worried, calm = perceived["lower"] > share, perceived["upper"] < share
    much, little = recorded["lower"] > rate, recorded["upper"] < rate
    found = q < NAMED_AT
    kind = np.select(
        [
            worried & much,
            calm & little,
            (worried & little) | (found & (gap > 0)),
            (calm & much) | (found & (gap < 0)),
        ],
        [SHARED_CONCERN, SHARED_CALM, REASSURANCE_GAP, RECORDED_ABOVE],
        default=NO_CLEAR_KIND,
    )
    return pd.Series(kind, perceived.index, name="kind", dtype="str")


def responses(kind: pd.Series, in_doubt: pd.Series) -> pd.Series:
    """What each place calls for; where its record may be too low, its reporting comes first."""
    called = kind.map(CALLS_FOR)
    doubted = in_doubt.reindex(kind.index, fill_value=False) & (kind == REASSURANCE_GAP)
    return called.mask(doubted, CHECK).rename("response")
