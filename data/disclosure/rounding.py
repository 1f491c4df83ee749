"""Rounding of published survey figures: numbers of people to 5, shares to whole percent."""

import pandas as pd

# STEP: numbers of people are published in steps of this many.
STEP = 5
PERCENT = 0.01
# HALF_STEP, HALF_PERCENT: how far the true value may be from the published one.
HALF_STEP, HALF_PERCENT = STEP / 2, PERCENT / 2


def rounded_number(people: float) -> int:
    """Return a number of people as it is published.

    Parameters
    ----------
    people
        The number.

    Returns
    -------
    int
        The nearest multiple of 5.

    Examples
    --------
    >>> rounded_number(62), rounded_number(63), rounded_number(2)
    (60, 65, 0)
    """
    return STEP * round(people / STEP)


def rounded(figures: pd.DataFrame) -> pd.DataFrame:
    """Return exact figures as they are published.

    The effective base is worked out from the rounded number of answers, so that together with a
    known design effect it tells nothing more of the true one.

    Parameters
    ----------
    figures
        `answered`, `share` and `effective_base`, as from `added_up`.

    Returns
    -------
    pd.DataFrame
        `base`, `share` and `effective_base`: numbers to 5, shares to whole percent.

    Examples
    --------
    >>> exact = pd.DataFrame({"answered": [62], "share": [0.6129], "effective_base": [58.3]})
    >>> rounded(exact)
       base  share  effective_base
    0    60   0.61              55
    """
    base = (figures["answered"] / STEP).round() * STEP
    worth = figures["effective_base"] / figures["answered"]
    return pd.DataFrame(
        {
            "base": base,
            "share": figures["share"].round(2),
            "effective_base": (base * worth / STEP).round() * STEP,
        },
        figures.index,
    ).astype({"base": int, "effective_base": int})
