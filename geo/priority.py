"""Where next? A score of the partnership's own making, every part of it shown, and how stable."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

DRAWS, SEED, CONCENTRATION = 10_000, 42, 20.0
TIERS = ("first", "second", "third")


def parts(ingredients: pd.DataFrame, *, low_is_worse: tuple[str, ...] = ()) -> pd.DataFrame:
    """Each ingredient as (rank - ½)/n, 1 being the worst; ties share their mean rank.

    A missing ingredient counts as the middle: it speaks neither for an area nor against it.
    """
    turned = ingredients.astype(float).copy()
    for name in low_is_worse:
        turned[name] = -turned[name]
    return ((turned.rank() - 0.5) / turned.notna().sum()).fillna(0.5)


def scores(placed: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """Σw·part, the weights brought to a sum of one."""
    given = pd.Series(weights, dtype=float).reindex(placed.columns, fill_value=0.0)
    total = given.sum()
    share = given / total if total > 0 else pd.Series(1 / len(given), given.index)
    return (placed * share).sum(axis=1).rename("score")


def stability(
    placed: pd.DataFrame, weights: Mapping[str, float], *, draws: int = DRAWS, seed: int = SEED
) -> pd.DataFrame:
    """[area, place]: in what share of other weights the area comes at each place.

    The other weights are drawn from a Dirichlet distribution about the given ones (20w); an
    ingredient of no weight keeps none.
    """
    given = pd.Series(weights, dtype=float).reindex(placed.columns, fill_value=0.0)
    used = given[given > 0]
    if used.empty:
        used = pd.Series(1.0, placed.columns)
    drawn = np.random.default_rng(seed).dirichlet(CONCENTRATION * used / used.sum(), size=draws)
    every = placed[used.index].to_numpy() @ drawn.T
    place = (-every).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    held = np.stack([(place == number).mean(axis=1) for number in range(len(placed))], axis=1)
    return pd.DataFrame(held, placed.index, range(1, len(placed) + 1))


def tiers(held: pd.DataFrame, *, sizes: tuple[int, int]) -> pd.DataFrame:
    """The tier that an area is in most often, and how often: no false ranking within it.

    The first tier holds the places up to the first size, the second those up to the second.
    """
    first, second = sizes
    share = pd.DataFrame(
        {
            TIERS[0]: held.loc[:, :first].sum(axis=1),
            TIERS[1]: held.loc[:, first + 1 : second].sum(axis=1),
            TIERS[2]: held.loc[:, second + 1 :].sum(axis=1),
        }
    )
    return pd.DataFrame({"tier": share.idxmax(axis=1), "stable": share.max(axis=1)})
