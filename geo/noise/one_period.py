"""The noise of a release that is too short to tell drift from lasting differences."""

from dataclasses import replace

import numpy as np

from geo.noise.estimate import LEAST_INFORMATION, USUAL_FREEDOM, Noise, fitted_drift, with_usual

# LEAST_AREAS: fewer areas can't tell how far areas differ from each other in one period.
LEAST_AREAS = 8


def level_of_one_period(observed: np.ndarray, expected: np.ndarray, noise: Noise) -> Noise:
    """Return the noise with the areas' own spread in one period as the variance of their level.

    Spiegelhalter's additive overdispersion: z = 2(√O - √E), whose outermost tenth is cut. It can't
    tell lasting differences from drift, so that only areas outside the usual spread differ from it.

    Parameters
    ----------
    observed
        Incidents by area.
    expected
        What is expected if nothing differs; missing where nothing is known.
    noise
        The noise as far as it is known.

    Returns
    -------
    Noise
        The same noise with fewer than eight areas.

    Examples
    --------
    >>> counts, expected = np.array([4.0, 16.0] * 6), np.full(12, 10.0)
    >>> round(level_of_one_period(counts, expected, Noise(clustering=1.0)).level, 2)
    0.32
    """
    known = np.isfinite(expected) & (expected >= LEAST_INFORMATION)
    if known.sum() < LEAST_AREAS:
        return noise
    squares = (2 * (np.sqrt(observed[known]) - np.sqrt(expected[known]))) ** 2
    spread = fitted_drift(squares, expected[known], noise.clustering)
    number = len(squares)
    freedom = float(number + USUAL_FREEDOM)
    return replace(noise, level=with_usual(spread, number), freedom=freedom)
