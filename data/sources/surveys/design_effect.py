"""The design effect of a survey: what its file states, or what is usual for its sampling."""

import pandas as pd

from data.contracts.survey import ADDRESSES, DOOR_TO_DOOR, SAMPLINGS
from data.schema import SURVEY_MODES

SAMPLE, _, _ = SURVEY_MODES
# USUAL: the design effect where a file states none: neighbours answer alike, and a walk from door
# to door asks neighbours.
USUAL = {DOOR_TO_DOOR: 1.3, ADDRESSES: 1.0}
# ALLOWED: what a report of values that can't be used says is allowed.
ALLOWED = {"sampling": SAMPLINGS, "design_effect": ("1 – 10",)}


def design_effects(rows: pd.DataFrame) -> pd.Series:
    """Return the design effect of each row of a survey.

    A random sample that doesn't say how people were chosen is taken as one from door to door.
    Others get no range, so that theirs is 1.

    Parameters
    ----------
    rows
        `mode`, `sampling` and `design_effect`, missing where the file has none.

    Returns
    -------
    pd.Series
        The variance of a share divided by that of a simple random sample of as many people.

    Examples
    --------
    >>> rows = pd.DataFrame({"mode": "random sample", "sampling": ["addresses", None, None],
    ...                      "design_effect": [None, None, 1.6]})
    >>> design_effects(rows).tolist()
    [1.0, 1.3, 1.6]
    """
    usual = rows["sampling"].map(USUAL).astype(float).fillna(USUAL[DOOR_TO_DOOR])
    stated = pd.to_numeric(rows["design_effect"]).astype(float).fillna(usual)
    effects: pd.Series = stated.where(rows["mode"] == SAMPLE, 1.0)
    return effects.rename("design_effect")
