"""Whether the areas with the most incidents are the same from year to year."""

import numpy as np
import pandas as pd

from geo.hotspots.concentration import DRAWS, LEAST_AREAS, SEED
from geo.not_measured import FEW_AREAS, NotMeasured

TOP = 0.1


def stability(
    yearly: pd.DataFrame, *, top: float = TOP, draws: int = DRAWS, seed: int = SEED
) -> pd.DataFrame | NotMeasured:
    """Return how far the order of the areas lasts from one year to the next.

    Parameters
    ----------
    yearly
        Incidents by year (rows, in order) and area; missing where a year isn't whole.
    top
        The share of the areas that the top ones are, at least one area.
    draws
        How often two years of the same rates are drawn.
    seed
        Seed of the random generator.

    Returns
    -------
    pd.DataFrame | NotMeasured
        By year from the second on: `areas` (known in both), `correlation` (Spearman's),
        `if_unchanged` (the same by Poisson's chance alone, if no rate had changed), `overlap` (the
        share of last year's top areas that are so again) and `by_chance` (the same if the order
        were random). Correlations are missing where all areas are equal. NotMeasured with fewer
        than eight areas in every pair of years, or one year.

    Examples
    --------
    >>> years = pd.DataFrame([range(0, 100, 5), range(5, 105, 5)], ["2024", "2025"])
    >>> stability(years).round(2).to_dict("records")[0]["overlap"]
    1.0
    """
    rng, rows = np.random.default_rng(seed), {}
    most = 0
    for before, now in zip(range(len(yearly) - 1), range(1, len(yearly)), strict=True):
        pair = yearly.iloc[[before, now]].dropna(axis=1).to_numpy(dtype=float)
        most = max(most, pair.shape[1])
        if pair.shape[1] < LEAST_AREAS:
            continue
        places = max(int(top * pair.shape[1]), 1)
        first, second = np.argsort(-pair, axis=1, kind="stable")[:, :places]
        alike = rng.poisson(pair.mean(axis=0), (2, draws, pair.shape[1])).astype(float)
        rows[yearly.index[now]] = {
            "areas": pair.shape[1],
            "correlation": float(_spearman(pair[0], pair[1])),
            "if_unchanged": float(_spearman(alike[0], alike[1]).mean()),
            "overlap": len(set(first) & set(second)) / places,
            "by_chance": places / pair.shape[1],
        }
    if not rows:
        return NotMeasured(reason=FEW_AREAS, found=most, needed=LEAST_AREAS)
    return pd.DataFrame.from_dict(rows, orient="index")


def _spearman(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the correlation of the ranks along the last axis, with mean ranks for equal ones."""
    first, second = (_apart(_ranks(part)) for part in (one, other))
    with np.errstate(invalid="ignore", divide="ignore"):
        found: np.ndarray = (first * second).sum(axis=-1) / np.sqrt(
            (first**2).sum(axis=-1) * (second**2).sum(axis=-1)
        )
    return found


def _ranks(values: np.ndarray) -> np.ndarray:
    flat = np.atleast_2d(values)
    ranks = pd.DataFrame(flat).rank(axis=1).to_numpy()
    return ranks.reshape(values.shape)


def _apart(values: np.ndarray) -> np.ndarray:
    apart: np.ndarray = values - values.mean(axis=-1, keepdims=True)
    return apart
