"""Getis and Ord's Gi*: areas that are high, or low, together with their neighbours."""

import numpy as np
import pandas as pd
from scipy import sparse

from geo.hotspots.permutations import PERMUTATIONS, SEED, group_tail_shares
from geo.hotspots.usable import among_known, refusal
from geo.noise.families import false_discovery, two_sided_p
from geo.not_measured import (
    NEIGHBOUR_OF_ALL,
    NO_NEIGHBOURS,
    NOT_PUBLISHED,
    NotMeasured,
)

HOT, COLD, NEITHER = "hot", "cold", "neither"
# NAMED_AT: the false-discovery rate up to which an area is called hot or cold.
NAMED_AT = 0.05


def gi_star(
    values: pd.Series,
    neighbours: sparse.csr_array,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> pd.DataFrame | NotMeasured:
    """Return which areas are hot or cold spots, with the false-discovery rate of each.

    z = (Σwx - x̄Σw)/(S·√((nΣw² - (Σw)²)/(n - 1))), w = 1 for the area itself and its neighbours
    (Getis and Ord 1992, Ord and Getis 1995). The false-discovery rate is Benjamini and Hochberg's
    over all areas with a score. p is the share of random groups of as many areas that are as far
    out, on either side: counts are skewed, and by the normal distribution something is named in a
    quarter of counties without any pattern.

    Parameters
    ----------
    values
        Counts or rates by area; missing where not published.
    neighbours
        Which areas are neighbours, rows and columns in the order of `values`, such as queen
        contiguity or adjacent hexagons.
    permutations
        How many groups are drawn; 0 for p by the normal distribution.
    seed
        Seed of the random generator.

    Returns
    -------
    pd.DataFrame | NotMeasured
        On the index of `values`: `neighbours` (their number), `z`, `p`, `q`, `kind` ("hot",
        "cold", "neither") and `reason`, which says why a score is missing and is None otherwise. An
        area without neighbours has no score. NotMeasured with fewer than eight areas, without
        incidents, where all are equal, or where one area has nearly everything.

    Examples
    --------
    >>> line = sparse.csr_array(np.eye(9, k=1) + np.eye(9, k=-1))
    >>> gi_star(pd.Series([9, 9, 8, 2, 1, 1, 2, 1, 1]), line)["z"].round(2).tolist()[:3]
    [2.26, 2.8, 1.46]
    """
    observed = values.to_numpy(dtype=float)
    refused = refusal(observed)
    if refused is not None:
        return refused
    known = np.isfinite(observed)
    near = among_known(neighbours, known)
    number = np.diff(near.indptr)
    z = np.full(len(observed), np.nan)
    z[known] = gi_star_scores(observed[known], near)
    reason = np.full(len(observed), None, dtype=object)
    reason[~known] = NOT_PUBLISHED
    reason[np.flatnonzero(known)[number == 0]] = NO_NEIGHBOURS
    reason[np.flatnonzero(known)[number == known.sum() - 1]] = NEIGHBOUR_OF_ALL
    z[reason != None] = np.nan  # noqa: E711
    counted = np.zeros(len(observed), dtype=np.int64)
    counted[known] = number
    table = pd.DataFrame({"neighbours": counted, "z": z}, values.index)
    table["p"] = two_sided_p(table["z"])
    if permutations:
        inside = observed[known]
        sums = near @ inside + inside
        tails = group_tail_shares(inside, number + 1, sums, permutations=permutations, seed=seed)
        p = np.minimum(2 * np.minimum(*tails), 1.0)
        table.loc[known, "p"] = np.where(np.isnan(z[known]), np.nan, p)
    table["q"] = false_discovery(table["p"])
    named = table["q"].to_numpy() < NAMED_AT
    table["kind"] = np.select([named & (z > 0), named & (z < 0)], [HOT, COLD], NEITHER)
    return table.assign(reason=reason)


def gi_star_scores(values: np.ndarray, neighbours: sparse.csr_array) -> np.ndarray:
    """Return Gi* of each area, for one or many months at once.

    Parameters
    ----------
    values
        Counts by area, or by area (rows) and month (columns); none missing.
    neighbours
        Ones for neighbours, without the area itself (`geo.hotspots.usable.among_known`).

    Returns
    -------
    np.ndarray
        Scores in the shape of `values`; missing where all values of a month are equal, or where
        every other area is a neighbour.

    Examples
    --------
    >>> line = sparse.csr_array(np.eye(4, k=1) + np.eye(4, k=-1))
    >>> gi_star_scores(np.array([4.0, 4.0, 0.0, 0.0]), line).round(3).tolist()
    [1.732, 1.0, -1.0, -1.732]
    """
    count = len(values)
    mean, spread = values.mean(axis=0), values.std(axis=0)
    weights = (np.diff(neighbours.indptr) + 1).astype(float)
    width = np.sqrt((count - weights) * weights / (count - 1))
    if values.ndim > 1:
        weights, width = weights[:, None], width[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        scores: np.ndarray = (neighbours @ values + values - mean * weights) / (spread * width)
    scores[~np.isfinite(scores)] = np.nan
    return scores
