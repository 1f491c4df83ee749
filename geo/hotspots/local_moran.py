"""Local Moran's I of rates: areas that are like, or unlike, their neighbours."""

import numpy as np
import pandas as pd
from scipy import sparse

from geo.hotspots.gi_star import NAMED_AT
from geo.hotspots.permutations import PERMUTATIONS, SEED, tail_shares
from geo.hotspots.usable import among_known, refusal
from geo.noise.families import false_discovery
from geo.not_measured import NO_NEIGHBOURS, NO_RESIDENTS, NOT_PUBLISHED, NotMeasured

# CLASSES: by the area's own rate (first letter) and that of its neighbours: high or low.
HIGH_HIGH, LOW_LOW, HIGH_LOW, LOW_HIGH, NOT_CLEAR = "HH", "LL", "HL", "LH", "not clear"


def standardised_rates(counts: np.ndarray, exposed: np.ndarray) -> np.ndarray:
    """Return rates standardised by empirical Bayes (Assunção and Reis 1999).

    (r - b)/√(a + b/P) with b = ΣO/ΣP and a = ΣP(r - b)²/ΣP - b/P̄; where the variance would be
    negative it is b/P. So a small area's rate isn't far from the mean only because it is small.

    Parameters
    ----------
    counts
        Incidents by area.
    exposed
        Residents by area, above zero.

    Returns
    -------
    np.ndarray
        Standardised rates.

    Examples
    --------
    >>> counts = np.array([30, 25, 25, 15, 33, 21, 30, 20])
    >>> people = np.array([100, 100, 110, 90, 100, 90, 110, 90])
    >>> standardised_rates(counts, people)[:4].round(8).tolist()
    [1.03843594, -0.04099089, -0.56250375, -1.73061861]
    """
    rate = counts / exposed
    whole, people = counts.sum() / exposed.sum(), exposed.sum()
    between = (exposed * (rate - whole) ** 2).sum() / people - whole / (people / len(counts))
    variance = between + whole / exposed
    standardised: np.ndarray = (rate - whole) / np.sqrt(
        np.where(variance < 0, whole / exposed, variance)
    )
    return standardised


def local_moran(
    counts: pd.Series,
    exposed: pd.Series,
    neighbours: sparse.csr_array,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> pd.DataFrame | NotMeasured:
    """Return for each area whether its rate is like or unlike its neighbours' rates.

    I = (n - 1)·z·Σwz/Σz², z the deviations of the standardised rates from their mean, w the
    neighbours' equal shares (Anselin 1995; as esda's Moran_Local_Rate). p is two-sided and
    conditional: the area keeps its rate, its neighbours' are drawn from all other areas.

    Parameters
    ----------
    counts
        Incidents by area; missing where not published.
    exposed
        Residents by area.
    neighbours
        Which areas are neighbours, in the order of `counts`.
    permutations
        How often neighbours are drawn; p is at least 2/(permutations + 1).
    seed
        Seed of the random generator.

    Returns
    -------
    pd.DataFrame | NotMeasured
        On the index of `counts`: `rate` (standardised), `lag` (the neighbours' mean), `moran`,
        `p`, `q` (Benjamini and Hochberg), `kind` ("HH", "LL", "HL", "LH", or "not clear" where q
        is 5% or more) and `reason` why there is no score. NotMeasured as `gi_star`.

    Examples
    --------
    >>> line = sparse.csr_array(np.eye(9, k=1) + np.eye(9, k=-1))
    >>> counts, people = pd.Series([9, 9, 8, 2, 1, 1, 2, 1, 1]), pd.Series([100] * 9)
    >>> local_moran(counts, people, line)["moran"].round(3).tolist()[:3]
    [1.991, 1.801, 0.531]
    """
    observed = counts.to_numpy(dtype=float)
    base = exposed.reindex(counts.index).to_numpy(dtype=float)
    published, peopled = np.isfinite(observed), base > 0
    known = published & peopled
    refused = refusal(np.where(known, observed, np.nan))
    if refused is not None:
        return refused
    near = among_known(neighbours, known)
    number = np.diff(near.indptr)
    rates = standardised_rates(observed[known], base[known])
    apart = rates - rates.mean()
    sums = near @ apart
    lag = np.divide(sums, number, out=np.full(len(apart), np.nan), where=number > 0)
    scale = (len(apart) - 1) / (apart**2).sum()
    below, above = tail_shares(apart, near, sums, permutations=permutations, seed=seed)
    p = np.where(number > 0, np.minimum(2 * np.minimum(below, above), 1.0), np.nan)
    found = pd.DataFrame(
        {"rate": rates, "lag": lag, "moran": scale * apart * lag, "p": p},
        counts.index[known],
    )
    table = found.reindex(counts.index) if not known.all() else found
    table["q"] = false_discovery(table["p"])
    named = table["q"].to_numpy() < NAMED_AT
    own, others = table["rate"].to_numpy() > rates.mean(), table["lag"].to_numpy() > 0
    table["kind"] = np.select(
        [named & own & others, named & ~own & ~others, named & own, named],
        [HIGH_HIGH, LOW_LOW, HIGH_LOW, LOW_HIGH],
        NOT_CLEAR,
    )
    alone = np.zeros(len(observed), dtype=bool)
    alone[np.flatnonzero(known)[number == 0]] = True
    reason = np.full(len(observed), None, dtype=object)
    reason[alone] = NO_NEIGHBOURS
    reason[~peopled] = NO_RESIDENTS
    reason[~published] = NOT_PUBLISHED
    return table.assign(reason=reason)
