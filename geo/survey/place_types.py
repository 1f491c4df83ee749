"""The four types of place: perceived share and recorded rate, each compared with a benchmark."""

import numpy as np
import pandas as pd

from geo.noise.ladder import HIGHER, LOWER
from geo.survey.shares import NAMED_AT

SHARED_CONCERN, SHARED_CALM = "shared concern", "shared calm"
REASSURANCE_GAP, RECORDED_ABOVE = "reassurance gap", "recorded above perceived"
NO_CLEAR_KIND = "no clear difference"
KINDS = (SHARED_CONCERN, REASSURANCE_GAP, RECORDED_ABOVE, SHARED_CALM, NO_CLEAR_KIND)

TARGET, INFORM, CHECK, WATCH = "target", "inform and reassure", "check reporting", "keep watching"
RESPONSES = (TARGET, INFORM, CHECK, WATCH)
# CALLS_FOR: response to each type of place, unless its low record is in doubt.
CALLS_FOR = {
    SHARED_CONCERN: TARGET,
    RECORDED_ABOVE: TARGET,
    REASSURANCE_GAP: INFORM,
    SHARED_CALM: WATCH,
    NO_CLEAR_KIND: WATCH,
}


def classify_places(
    perceived: pd.Series, recorded: pd.Series, q: pd.Series, gap: pd.Series
) -> pd.Series:
    """Return the type of each area, or "no clear difference".

    A type is given if both sides clearly differ from their benchmarks; types with a difference also
    if the false-discovery rate of the gap is under 5%. A high record with low perception is not
    called hidden harm, because low reporting hides harm anywhere.

    Parameters
    ----------
    perceived
        Verdict on the perceived share (`geo.noise.ladder`).
    recorded
        Verdict on the recorded rate.
    q
        False-discovery rate of the gap.
    gap
        Perceived minus recorded z-score.

    Returns
    -------
    pd.Series
        The type by area.

    Examples
    --------
    >>> perceived = pd.Series(["higher", "no clear difference"])
    >>> recorded = pd.Series(["higher", "no clear difference"])
    >>> q, gap = pd.Series([0.9, 0.01]), pd.Series([0.1, -2.0])
    >>> classify_places(perceived, recorded, q, gap).tolist()
    ['shared concern', 'recorded above perceived']
    """
    perceived_high, perceived_low = perceived == HIGHER, perceived == LOWER
    recorded_high, recorded_low = recorded == HIGHER, recorded == LOWER
    significant = q < NAMED_AT
    kind = np.select(
        [
            perceived_high & recorded_high,
            perceived_low & recorded_low,
            (perceived_high & recorded_low) | (significant & (gap > 0)),
            (perceived_low & recorded_high) | (significant & (gap < 0)),
        ],
        [SHARED_CONCERN, SHARED_CALM, REASSURANCE_GAP, RECORDED_ABOVE],
        default=NO_CLEAR_KIND,
    )
    return pd.Series(kind, perceived.index, name="kind", dtype="str")


def responses(kind: pd.Series, in_doubt: pd.Series) -> pd.Series:
    """Return the response that each type of place calls for.

    Parameters
    ----------
    kind
        Type of each place.
    in_doubt
        Whether the low record of a place may be under-reporting.

    Returns
    -------
    pd.Series
        The response; reassurance gaps with a doubtful record call for a check of reporting.

    Examples
    --------
    >>> responses(pd.Series({"A": "shared concern"}), pd.Series({"A": False})).tolist()
    ['target']
    """
    response = kind.map(CALLS_FOR)
    doubtful = in_doubt.reindex(kind.index, fill_value=False) & (kind == REASSURANCE_GAP)
    return response.mask(doubtful, CHECK).rename("response")
