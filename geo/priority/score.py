"""Where next? A score of the partnership's own making, every part of it shown, and how stable."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

DRAWS, SEED, CONCENTRATION = 10_000, 42, 20.0
AT_ONCE = 1_000
LEAST_KNOWN = 0.5
"""A place of which less than half of what carries weight is known is not scored."""
STANDS_OUT, MIGHT, REST, UNSCORED = TIERS = ("stands_out", "might", "rest", "unscored")
SURE, SELDOM = 0.8, 0.2
"""First tier: among the first in at least so many of the draws; last: in fewer than so many."""
HAIR = 1e-9
"""What two scores must differ by; sums of the same parts may differ in their last digits."""


def rank_fractions(
    ingredients: pd.DataFrame, *, low_is_worse: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Each ingredient as (rank - ½)/n, 1 being the worst; ties share their mean rank.

    What is not known of a place is missing, and is never filled.
    """
    turned = ingredients.astype(float).copy()
    for name in low_is_worse:
        turned[name] = -turned[name]
    return (turned.rank() - 0.5) / turned.notna().sum()


def contributions(placed: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """What each ingredient adds to each score: its share of the weights times its part.

    The weights are brought to a sum of one over what is known of the place. A place of which less
    than half is known, and every place where no weight is given, has no row of numbers.
    """
    given = _given(placed, weights)
    if not given.sum() > 0:
        return placed * np.nan
    carried = placed.notna() * (given / given.sum())
    known = carried.sum(axis=1)
    scored = known.where(known >= LEAST_KNOWN - HAIR)
    return (placed * carried).div(scored, axis=0)


def scores(placed: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """Σw·part, the weights brought to a sum of one; missing where a place can't be scored."""
    return contributions(placed, weights).sum(axis=1, min_count=1).rename("score")


def share_of_weightings_in_top(
    placed: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    first: int,
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.Series:
    """In what share of other weights (see `stability`) each place is among so many first ones.

    Where a tie reaches beyond them none of the tied is among them: nothing tells them apart.
    Missing for a place that can't be scored.
    """
    scored = placed[scores(placed, weights).notna()]
    share = pd.Series(np.nan, placed.index, name="share")
    if scored.empty:
        return share
    if first >= len(scored):
        share[scored.index] = 1.0
        return share
    held = np.zeros(len(scored))
    after = len(scored) - first - 1
    for every in _drawn(scored, weights, draws=draws, seed=seed):
        next_best = np.partition(every, after, axis=0)[after]
        held += (every > next_best + HAIR).sum(axis=1)
    share[scored.index] = held / draws
    return share


def tiers(share: pd.Series) -> pd.Series:
    """Which places stand out, which might, and which don't: no ranking within any of them."""
    tier = np.select(
        [share >= SURE, share >= SELDOM, share.notna()], [STANDS_OUT, MIGHT, REST], UNSCORED
    )
    return pd.Series(tier, share.index, name="tier", dtype="str")


def top_size(wanted: int, places: int) -> int:
    """How many places count as the first ones: those wanted, and never more than half of all."""
    return max(min(wanted, places // 2), 1)


def _given(placed: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    return pd.Series(weights, dtype=float).reindex(placed.columns, fill_value=0.0)


def _drawn(
    placed: pd.DataFrame, weights: Mapping[str, float], *, draws: int, seed: int
) -> Iterator[np.ndarray]:
    """[area, draw]: every score under other weights, some draws at a time."""
    given = _given(placed, weights)
    used = given[given > 0]
    drawn = np.random.default_rng(seed).dirichlet(CONCENTRATION * used / used.sum(), size=draws)
    known = placed[used.index].notna().to_numpy(dtype=float)
    values = placed[used.index].fillna(0.0).to_numpy()
    for start in range(0, draws, AT_ONCE):
        some = drawn[start : start + AT_ONCE].T
        carried = known @ some
        yield np.divide(values @ some, carried, out=np.zeros_like(carried), where=carried > HAIR)
