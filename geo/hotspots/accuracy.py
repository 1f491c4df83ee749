"""How much of what happened later lay in the areas that were picked before."""

import numpy as np
import pandas as pd

# PENALTY: the exponent of the share of ground in the penalised index, between the share of
# incidents (0) and the accuracy index (1).
PENALTY = 0.5
SHARE = 0.1
# ROUNDING: a share of ground that is exceeded by less is not exceeded.
ROUNDING = 1e-9


def pick_top(scores: pd.Series, ground: pd.Series, *, share: float = SHARE) -> pd.Series:
    """Return the areas with the highest scores that together have a share of the ground at most.

    Parameters
    ----------
    scores
        Scores by area; areas without a score are never picked.
    ground
        Size of each area, such as square kilometres; ones to count areas.
    share
        The share of all ground.

    Returns
    -------
    pd.Series
        Whether an area is picked. Always the highest one. The next areas are taken in order up to
        the first one that would exceed the share.

    Examples
    --------
    >>> pick_top(pd.Series([3.0, 9.0, 1.0, 5.0]), pd.Series([1.0] * 4), share=0.5).tolist()
    [False, True, False, True]
    """
    size = ground.reindex(scores.index).to_numpy(dtype=float)
    order = np.argsort(-scores.fillna(-np.inf).to_numpy(), kind="stable")
    inside = np.cumsum(size[order]) <= share * size.sum() * (1 + ROUNDING)
    inside[:1] = True
    picked = np.zeros(len(order), dtype=bool)
    picked[order[inside]] = True
    return pd.Series(picked, scores.index) & scores.notna()


def accuracy(
    picked: pd.Series,
    counted: pd.Series,
    ground: pd.Series,
    before: pd.Series,
    *,
    penalty: float = PENALTY,
) -> dict[str, float]:
    """Return how well picked areas foretold where incidents were counted later.

    With n of N incidents in a of A ground: PAI = (n/N)/(a/A) (Chainey, Tompson and Uhlig 2008);
    PPAI = (n/N)/(a/A)^penalty (Joshi and others 2021); PEI = n/n*, n* the most incidents that as
    much ground could have (Hunt 2016), the last area of it in part; RRI = (n/n')/(N/N'), n' and N'
    those before (Levine 2008).

    Parameters
    ----------
    picked
        Whether an area was picked.
    counted
        Incidents by area in the months after; areas without figures are left out of everything.
    ground
        Size of each area.
    before
        Incidents by area in the months that the areas were picked by.
    penalty
        The exponent of PPAI.

    Returns
    -------
    dict[str, float]
        `pai`, `ppai`, `pei`, `rri`, `captured` (n/N) and `ground` (a/A); all missing without an
        incident in the months after, `rri` missing without one before.

    Examples
    --------
    >>> counted = pd.Series([60.0, 75.0, 165.0])
    >>> found = accuracy(pd.Series([True, False, False]), counted, pd.Series([5.0, 5, 90]), counted)
    >>> {name: round(value, 3) for name, value in found.items()}
    {'pai': 4.0, 'ppai': 0.894, 'pei': 0.8, 'rri': 1.0, 'captured': 0.2, 'ground': 0.05}
    """
    known = counted.notna().to_numpy()
    incidents = counted.to_numpy(dtype=float)[known]
    size = ground.reindex(counted.index).to_numpy(dtype=float)[known]
    taken = picked.reindex(counted.index, fill_value=False).to_numpy(dtype=bool)[known]
    earlier = before.reindex(counted.index).fillna(0.0).to_numpy(dtype=float)[known]
    total, chosen = float(incidents.sum()), float(size[taken].sum())
    if total <= 0 or chosen <= 0:
        return dict.fromkeys(("pai", "ppai", "pei", "rri", "captured", "ground"), np.nan)
    captured, part = float(incidents[taken].sum()) / total, chosen / float(size.sum())
    then = float(earlier[taken].sum()), float(earlier.sum())
    return {
        "pai": captured / part,
        "ppai": captured / part**penalty,
        "pei": captured * total / _most(incidents, size, chosen),
        "rri": captured / (then[0] / then[1]) if then[0] > 0 else np.nan,
        "captured": captured,
        "ground": part,
    }


def _most(incidents: np.ndarray, size: np.ndarray, ground: float) -> float:
    """Return the most incidents that so much ground can have, the last area of it in part."""
    order = np.argsort(-incidents / np.where(size > 0, size, np.inf), kind="stable")
    sizes, sums = np.cumsum(size[order]), np.cumsum(incidents[order])
    return float(np.interp(ground, np.r_[0.0, sizes], np.r_[0.0, sums]))


def capture_curve(scores: pd.Series, counted: pd.Series, ground: pd.Series) -> pd.DataFrame:
    """Return the share of incidents captured by each share of the ground, best scores first.

    Parameters
    ----------
    scores
        Scores by area; areas without one come last.
    counted
        Incidents by area in the months after; areas without figures are left out.
    ground
        Size of each area.

    Returns
    -------
    pd.DataFrame
        `ground` and `captured`, from none to all, one row per area and one before them; `possible`
        is the curve of the best order. Missing without an incident.

    Examples
    --------
    >>> three = pd.Series([3.0, 2, 1]), pd.Series([2.0, 8, 0]), pd.Series([1.0, 1, 2])
    >>> capture_curve(*three).round(2).values.tolist()
    [[0.0, 0.0, 0.0], [0.25, 0.2, 0.8], [0.5, 1.0, 1.0], [1.0, 1.0, 1.0]]
    """
    known = counted.notna()
    incidents = counted[known].to_numpy(dtype=float)
    size = ground.reindex(counted.index)[known].to_numpy(dtype=float)
    score = scores.reindex(counted.index)[known].fillna(-np.inf).to_numpy()
    order = np.argsort(-score, kind="stable")
    best = np.argsort(-incidents / np.where(size > 0, size, np.inf), kind="stable")
    share = np.r_[0.0, np.cumsum(size[order])] / size.sum()
    total = incidents.sum() if incidents.sum() > 0 else np.nan
    possible = np.interp(
        share, np.r_[0.0, np.cumsum(size[best])] / size.sum(), np.r_[0.0, incidents[best].cumsum()]
    )
    captured = np.r_[0.0, np.cumsum(incidents[order])]
    return pd.DataFrame(
        {"ground": share, "captured": captured / total, "possible": possible / total}
    )
