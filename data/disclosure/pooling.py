"""Pool areas with too few answers with their neighbours."""

import pandas as pd
from scipy import sparse


def pooled(base: pd.Series, touching: sparse.csr_array, *, least: float) -> pd.Series:
    """Return the pool of each area, named by its first area.

    The smallest pool below `least` is joined to the adjoining pool with the fewest answers, until
    all pools have enough or have no neighbour. Pages must state which areas are pooled.

    Parameters
    ----------
    base
        Number of answers by area.
    touching
        Which areas touch, in the order of `base`.
    least
        Number of answers a pool needs.

    Returns
    -------
    pd.Series
        Name of the pool by area.

    Examples
    --------
    >>> touching = sparse.csr_array([[False, True], [True, False]])
    >>> pooled(pd.Series({"A": 12, "B": 40}), touching, least=30).to_dict()
    {'A': 'A', 'B': 'A'}
    """
    codes = [str(code) for code in base.index]
    pool = {code: code for code in codes}
    total = dict(zip(codes, base.fillna(0).astype(float), strict=True))
    row, column = touching.tocoo().coords
    near: dict[str, set[str]] = {code: set() for code in codes}
    for one, other in zip(row, column, strict=True):
        near[codes[one]].add(codes[other])
    while True:
        small = sorted(
            (answers, name) for name, answers in total.items() if answers < least and near[name]
        )
        if not small:
            break
        _, name = small[0]
        _, other = min((total[n], n) for n in near[name])
        first, second = sorted((name, other), key=codes.index)
        _join(first, second, pool, total, near)
    return pd.Series(pool, name="pool").reindex(base.index)


def _join(
    first: str,
    second: str,
    pool: dict[str, str],
    total: dict[str, float],
    near: dict[str, set[str]],
) -> None:
    """Merge the second pool into the first."""
    total[first] += total.pop(second)
    near[first] = (near[first] | near.pop(second)) - {first, second}
    for others in near.values():
        if second in others:
            others.discard(second)
            others.add(first)
    near[first].discard(first)
    for code, name in pool.items():
        if name == second:
            pool[code] = first
