"""How concentrated incidents are in few areas, and how much of that chance alone would make."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.not_measured import FEW_AREAS, NO_INCIDENTS, NotMeasured

HALF, SEED, DRAWS = 0.5, 20, 200
# LEAST_AREAS: of fewer areas half the incidents lie in one or two whatever happens.
LEAST_AREAS = 8
# NEARLY_ALL: where one area has this share of the incidents, hot spots tell nothing of the others.
NEARLY_ALL = 0.8


@dataclass(frozen=True, kw_only=True)
class Concentration:
    """How concentrated incidents are; the same by chance if all areas (or residents) were alike."""

    areas: int
    incidents: float
    # The fewest areas that hold half of the incidents, and their share of the areas.
    holding: int
    share: float
    # Gini's coefficient, and the same corrected for fewer incidents than areas.
    gini: float
    corrected: float
    # The means of chance alone.
    holding_by_chance: float
    corrected_by_chance: float


def lorenz(counts: pd.Series) -> pd.DataFrame:
    """Return the share of incidents that each share of the areas holds, the fullest areas first.

    Parameters
    ----------
    counts
        Incidents by area; areas without figures are left out.

    Returns
    -------
    pd.DataFrame
        `areas` and `incidents`, from none to all; the incidents are missing if there are none.

    Examples
    --------
    >>> lorenz(pd.Series([1.0, 6.0, 3.0, 0.0])).values.tolist()
    [[0.0, 0.0], [0.25, 0.6], [0.5, 0.9], [0.75, 1.0], [1.0, 1.0]]
    """
    ordered = np.sort(counts.dropna().to_numpy(dtype=float))[::-1]
    total = ordered.sum() if ordered.sum() > 0 else np.nan
    return pd.DataFrame(
        {
            "areas": np.arange(len(ordered) + 1) / max(len(ordered), 1),
            "incidents": np.r_[0.0, ordered.cumsum()] / total,
        }
    )


def area_with_nearly_all(counts: pd.Series) -> str | None:
    """Return the area that has nearly all incidents; None if none has.

    Parameters
    ----------
    counts
        Incidents by area; areas without figures are left out.

    Returns
    -------
    str or None
        The index of the area. None for a single area as well.

    Examples
    --------
    >>> area_with_nearly_all(pd.Series([9.0, 1.0, 1.0], index=["a", "b", "c"]))
    'a'
    >>> area_with_nearly_all(pd.Series([3.0, 1.0], index=["a", "b"]))
    """
    known = counts.dropna()
    total = float(known.sum())
    if len(known) < 2 or not total or float(known.max()) < NEARLY_ALL * total:
        return None
    return str(known.idxmax())


def areas_holding(counts: np.ndarray, *, share: float = HALF) -> np.ndarray:
    """Return the fewest areas that together hold a share of the incidents.

    Parameters
    ----------
    counts
        Incidents by area (last axis), none missing.
    share
        The share of the incidents.

    Returns
    -------
    np.ndarray
        Numbers of areas; zero without incidents.

    Examples
    --------
    >>> int(areas_holding(np.array([1.0, 6.0, 3.0, 2.0])))
    1
    """
    ordered = np.sort(counts, axis=-1)[..., ::-1].cumsum(axis=-1)
    total = ordered[..., -1:]
    number: np.ndarray = (ordered < share * total * (1 - 1e-12)).sum(axis=-1) + 1
    return np.where(total[..., 0] > 0, number, 0)


def gini(counts: np.ndarray) -> np.ndarray:
    """Return Gini's coefficient: 0 if all areas have as many, towards 1 if one has all.

    Parameters
    ----------
    counts
        Incidents by area (last axis), none missing.

    Returns
    -------
    np.ndarray
        Coefficients; missing without incidents.

    Examples
    --------
    >>> float(gini(np.array([0.0, 0.0, 0.0, 8.0]))), float(gini(np.array([2.0, 2.0])))
    (0.75, 0.0)
    """
    ordered, count = np.sort(counts, axis=-1), counts.shape[-1]
    total = ordered.sum(axis=-1)
    weighted = (ordered * np.arange(1, count + 1)).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: np.ndarray = 2 * weighted / (count * total) - (count + 1) / count
    return found


def corrected_gini(counts: np.ndarray) -> np.ndarray:
    """Return Gini's coefficient where there may be fewer incidents than areas.

    G' = 1 - max(n/c, 1)·(1 - G), for c incidents in n areas (Bernasco and Steenbeek 2017): with
    fewer incidents than areas most areas have none however even they are, so that one incident in
    each of c areas counts as even.

    Parameters
    ----------
    counts
        Incidents by area (last axis), none missing.

    Returns
    -------
    np.ndarray
        Coefficients; missing without incidents.

    Examples
    --------
    >>> float(corrected_gini(np.array([1.0, 1.0, 0.0, 0.0]))), float(gini(np.array([1.0, 1, 0, 0])))
    (0.0, 0.5)
    """
    total = counts.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: np.ndarray = 1 - np.maximum(counts.shape[-1] / total, 1.0) * (1 - gini(counts))
    return found


def concentration(
    counts: pd.Series,
    exposed: pd.Series | None = None,
    *,
    share: float = HALF,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Concentration | NotMeasured:
    """Return how concentrated incidents are, beside what chance alone would make of as many.

    Parameters
    ----------
    counts
        Incidents by area; areas without figures are left out.
    exposed
        Residents by area: chance then strikes every resident alike; None for every area alike.
    share
        The share of the incidents that the fewest areas hold.
    draws
        How often incidents are distributed by chance.
    seed
        Seed of the random generator.

    Returns
    -------
    Concentration | NotMeasured
        NotMeasured with fewer than eight areas, or without incidents.

    Examples
    --------
    >>> found = concentration(pd.Series([30.0, 20, 5, 5, 5, 5, 5, 5, 0, 0]))
    >>> found.holding, round(found.corrected, 2), found.holding_by_chance
    (2, 0.51, 4.0)
    """
    known = counts.notna()
    observed = counts[known].to_numpy(dtype=float)
    if len(observed) < LEAST_AREAS:
        return NotMeasured(reason=FEW_AREAS, found=len(observed), needed=LEAST_AREAS)
    total = float(observed.sum())
    if total <= 0:
        return NotMeasured(reason=NO_INCIDENTS, found=0, needed=1)
    chance = np.ones(len(observed))
    if exposed is not None:
        chance = exposed.reindex(counts.index)[known].fillna(0.0).to_numpy(dtype=float)
    drawn = np.random.default_rng(seed).multinomial(
        round(total), chance / chance.sum(), size=draws
    ).astype(float)  # fmt: skip
    holding = int(areas_holding(observed, share=share))
    return Concentration(
        areas=len(observed),
        incidents=total,
        holding=holding,
        share=holding / len(observed),
        gini=float(gini(observed)),
        corrected=float(corrected_gini(observed)),
        holding_by_chance=float(np.median(areas_holding(drawn, share=share))),
        corrected_by_chance=float(corrected_gini(drawn).mean()),
    )
