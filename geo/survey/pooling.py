"""Areas with too few answers, put together with their neighbours until there are enough."""

import pandas as pd
from scipy import sparse


def pooled(base: pd.Series, touching: sparse.csr_array, *, least: float) -> pd.Series:
    """The pool of each area, named by the first area in it; alone where its base is enough.

    The smallest pool that is too small is joined to the touching pool with the fewest answers,
    until every pool has `least` or touches no other. What is pooled is said on screen.
    """
    codes = [str(code) for code in base.index]
    pool = {code: code for code in codes}
    total = dict(zip(codes, base.fillna(0).astype(float), strict=True))
    row, column = touching.tocoo().coords
    near: dict[str, set[str]] = {code: set() for code in codes}
    for one, other in zip(row, column, strict=True):
        near[codes[one]].add(codes[other])
    while True:
        small = sorted((held, name) for name, held in total.items() if held < least and near[name])
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
    """Put the second pool into the first."""
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
