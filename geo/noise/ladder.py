"""The verdicts on a difference and on a change, the same on every page."""

import numpy as np

HIGHER, LOWER, NO_CLEAR_DIFFERENCE = "higher", "lower", "no clear difference"
UP, DOWN, NO_CLEAR_CHANGE = "up", "down", "no clear change"
TOO_FEW = "too few"
# LEAST_INCIDENTS: with fewer in both counts together, after allowing for clustering, nothing is
# said: from 1 to 3 is not a meaningful trebling.
LEAST_INCIDENTS = 10
# LEAST_CHANGE: a smaller difference is not named, however certain: of 12,000 incidents a year any
# change of 2.5% is beyond chance.
LEAST_CHANGE = 0.05
DIFFERENCES = (HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW)
CHANGES = (UP, DOWN, NO_CLEAR_CHANGE, TOO_FEW)


def verdicts(
    ratio: np.ndarray,
    lower: np.ndarray,
    upper: np.ndarray,
    incidents: np.ndarray,
    *,
    words: tuple[str, str, str, str] = DIFFERENCES,
) -> np.ndarray:
    """Return the verdict on each ratio: it is clear where its limits exclude one.

    Parameters
    ----------
    ratio
        What was counted, divided by what it is compared with.
    lower
        Lower limit of the ratio.
    upper
        Upper limit of the ratio.
    incidents
        Incidents in both counts together, divided by clustering.
    words
        The verdicts for more, less, no clear difference and too few incidents.

    Returns
    -------
    np.ndarray
        The verdicts; missing (None) where a limit is.

    Examples
    --------
    >>> one = np.array([1.5]), np.array([1.2]), np.array([1.9])
    >>> verdicts(*one, np.array([80.0])).tolist(), verdicts(*one, np.array([8.0])).tolist()
    (['higher'], ['too few'])
    """
    more, less, unclear, few = words
    # Of nothing before, any number now is a large difference.
    large = ~(np.abs(ratio - 1) < LEAST_CHANGE)
    enough = incidents >= LEAST_INCIDENTS
    found = np.select(
        [~enough, large & (lower > 1), large & (upper < 1)], [few, more, less], default=unclear
    ).astype(object)
    found[~(np.isfinite(lower) & ~np.isnan(upper))] = None
    return found
