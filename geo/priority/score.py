"""Priority score with weights chosen by the partnership, and its stability."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

# DRAWS, SEED, CONCENTRATION: number of random weightings, their seed, and the concentration of
# their Dirichlet distribution.
DRAWS, SEED, CONCENTRATION = 10_000, 42, 20.0
# AT_ONCE: scores computed at once. They fit a processor's cache, and no country takes more memory.
AT_ONCE = 250_000
# LEAST_KNOWN: areas with less than this share of the weight known are not scored.
LEAST_KNOWN = 0.5
STANDS_OUT, MIGHT, REST, UNSCORED = TIERS = ("stands_out", "might", "rest", "unscored")
# SURE, SELDOM: minimum share of weightings in the top of the first tier and of the second tier.
SURE, SELDOM = 0.8, 0.2
# TOLERANCE: smallest difference of two scores, because sums of equal parts can differ slightly.
TOLERANCE = 1e-9
# STRONGEST: areas that others are compared with, to leave out those that are never among the first.
STRONGEST = 200


def rank_fractions(
    ingredients: pd.DataFrame, *, low_is_worse: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Return the rank fraction (rank - ½)/n of each ingredient; larger is worse.

    Parameters
    ----------
    ingredients
        One row per area, one column per ingredient.
    low_is_worse
        Ingredients of which low values are worse.

    Returns
    -------
    pd.DataFrame
        Fractions from 0 to 1; ties share their mean rank, missing values remain missing.

    Examples
    --------
    >>> rank_fractions(pd.DataFrame({"rate": [54.2, 30.8, 18.0, 10.7]}))["rate"].tolist()
    [0.875, 0.625, 0.375, 0.125]
    """
    signed = ingredients.astype(float).copy()
    for name in low_is_worse:
        signed[name] = -signed[name]
    return (signed.rank() - 0.5) / signed.notna().sum()


def contributions(
    fractions: pd.DataFrame, weights: Mapping[str, float], *, known: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the contribution of each ingredient to each score.

    The weights are scaled to a sum of one over the ingredients that an area has a fraction of.

    Parameters
    ----------
    fractions
        Rank fractions by area.
    weights
        Weight of each ingredient.
    known
        Whether each ingredient of each area is known, and not only counted as none
        (`geo.priority.criteria.count_untold_as_none`); by default where there is a fraction.

    Returns
    -------
    pd.DataFrame
        Contributions; missing for areas with less than half of the weight known, or if all weights
        are zero.

    Examples
    --------
    >>> contributions(pd.DataFrame({"rate": [0.75], "groups": [0.25]}), {"rate": 3, "groups": 1})
         rate  groups
    0  0.5625  0.0625
    """
    given = _given(fractions, weights)
    if not given.sum() > 0:
        return fractions * np.nan
    shares = given / given.sum()
    counted = fractions.notna() * shares
    share_known = counted if known is None else known.reindex_like(fractions) * shares
    enough = share_known.sum(axis=1) >= LEAST_KNOWN - TOLERANCE
    return (fractions * counted).div(counted.sum(axis=1).where(enough), axis=0)


def scores(
    fractions: pd.DataFrame, weights: Mapping[str, float], *, known: pd.DataFrame | None = None
) -> pd.Series:
    """Return the score of each area: Σ weight · fraction, with weights scaled to a sum of one.

    Parameters
    ----------
    fractions
        Rank fractions by area.
    weights
        Weight of each ingredient.
    known
        As for `contributions`.

    Returns
    -------
    pd.Series
        Scores from 0 to 1; missing for areas that can't be scored.

    Examples
    --------
    >>> scores(pd.DataFrame({"rate": [0.75], "groups": [0.25]}), {"rate": 3, "groups": 1}).tolist()
    [0.625]
    """
    parts = contributions(fractions, weights, known=known)
    return parts.sum(axis=1, min_count=1).rename("score")


def share_of_weightings_in_top(
    fractions: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    first: int,
    draws: int = DRAWS,
    seed: int = SEED,
    known: pd.DataFrame | None = None,
) -> pd.Series:
    """Return the share of random weightings in which each area is among the first.

    The weights are drawn from a Dirichlet distribution about the given ones (20w). If a tie reaches
    beyond the first ones, none of the tied areas is counted.

    Parameters
    ----------
    fractions
        Rank fractions by area.
    weights
        Weight of each ingredient.
    first
        Number of first areas.
    draws
        Number of random weightings.
    seed
        Seed of the random generator.
    known
        As for `contributions`.

    Returns
    -------
    pd.Series
        Shares; missing for areas that can't be scored.

    Examples
    --------
    >>> fractions = pd.DataFrame({"rate": [0.83, 0.5, 0.17], "groups": [0.83, 0.5, 0.17]})
    >>> share_of_weightings_in_top(fractions, {"rate": 1, "groups": 1}, first=1, draws=50).tolist()
    [1.0, 0.0, 0.0]
    """
    scored = fractions[scores(fractions, weights, known=known).notna()]
    share = pd.Series(np.nan, fractions.index, name="share")
    if scored.empty:
        return share
    if first >= len(scored):
        share[scored.index] = 1.0
        return share
    used = [name for name, weight in _given(scored, weights).items() if weight > 0]
    share[scored.index] = 0.0
    scored = scored[~_never_first(scored[used], first)]
    in_top = np.zeros(len(scored))
    position = len(scored) - first - 1
    for drawn_scores in _drawn(scored, weights, draws=draws, seed=seed):
        next_best = np.partition(drawn_scores, position, axis=1)[:, [position]]
        in_top += (drawn_scores > next_best + TOLERANCE).sum(axis=0)
    share[scored.index] = in_top / draws
    return share


def _never_first(fractions: pd.DataFrame, first: int) -> np.ndarray:
    """Return the areas that are among the first under no weights: there, scores needn't be drawn.

    More than `first` areas are at least as high in every ingredient, and higher in one. Areas are
    compared where the same ingredients are known. The scores of the first ones and of the next
    best one are those of other areas, so that they don't change.
    """
    never = np.zeros(len(fractions), dtype=bool)
    known = fractions.notna().to_numpy()
    patterns, of_area = np.unique(known, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        rows = np.flatnonzero(of_area.ravel() == number)
        values = fractions.to_numpy()[np.ix_(rows, pattern)]
        total = values.sum(axis=1)
        strongest = np.argsort(-total, kind="stable")[: max(STRONGEST, 2 * first)]
        above = np.zeros(len(rows), dtype=int)
        for strong in strongest:
            higher = (values[strong] >= values).all(axis=1) & (total[strong] > total + TOLERANCE)
            above += higher
        never[rows] = above > first
    return never


def tiers(share: pd.Series) -> pd.Series:
    """Return the tier of each area; there are no ranks within a tier.

    Parameters
    ----------
    share
        Share of weightings in which the area is among the first.

    Returns
    -------
    pd.Series
        The tier; "unscored" where the share is missing.

    Examples
    --------
    >>> tiers(pd.Series([0.9, 0.5, 0.1, np.nan])).tolist()
    ['stands_out', 'might', 'rest', 'unscored']
    """
    tier = np.select(
        [share >= SURE, share >= SELDOM, share.notna()], [STANDS_OUT, MIGHT, REST], UNSCORED
    )
    return pd.Series(tier, share.index, name="tier", dtype="str")


def top_size(wanted: int, places: int) -> int:
    """Return how many areas count as the first ones.

    Parameters
    ----------
    wanted
        Number wanted.
    places
        Number of areas.

    Returns
    -------
    int
        The number wanted, at most half of all areas and at least one.

    Examples
    --------
    >>> top_size(5, 8)
    4
    """
    return max(min(wanted, places // 2), 1)


def _given(fractions: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """Return the weights in the order of the ingredients."""
    return pd.Series(weights, dtype=float).reindex(fractions.columns, fill_value=0.0)


def _drawn(
    fractions: pd.DataFrame, weights: Mapping[str, float], *, draws: int, seed: int
) -> Iterator[np.ndarray]:
    """Yield the scores under random weights in batches, one row per draw, one column per area."""
    given = _given(fractions, weights)
    used = given[given > 0]
    drawn = np.random.default_rng(seed).dirichlet(CONCENTRATION * used / used.sum(), size=draws)
    known = fractions[used.index].notna().to_numpy(dtype=float).T
    values = fractions[used.index].fillna(0.0).to_numpy().T
    at_once = max(AT_ONCE // len(fractions), 1)
    for start in range(0, draws, at_once):
        weights_drawn = drawn[start : start + at_once]
        weight_known = weights_drawn @ known
        yield np.divide(
            weights_drawn @ values,
            weight_known,
            out=np.zeros_like(weight_known),
            where=weight_known > TOLERANCE,
        )
