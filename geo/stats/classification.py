"""Class bounds, and which class a value falls in."""

import numpy as np
import pandas as pd

MOST_CLASSES = 5
NO_CLASS = -1
MOST_TO_SEARCH = 400
QUANTILE, NATURAL, EQUAL = "quantile", "natural", "equal"


def bounds_of(
    values: pd.Series, *, method: str, finest: float = 0.1, most: int = MOST_CLASSES
) -> list[float]:
    """Upper bounds that can be read out, of classes that each hold a value.

    So there are never more classes than different values. Equally wide classes stay so: where one
    would be empty, fewer and wider ones are cut.
    """
    known = values.dropna()
    cuts = (
        neat_bounds(METHODS[method](known, classes=classes), finest=finest)
        for classes in range(min(most, known.nunique()), 0, -1)
    )
    if method == EQUAL:
        return next((bounds for bounds in cuts if _held(known, bounds) == bounds), [])
    return _held(known, next(cuts, []))


def _held(values: pd.Series, bounds: list[float]) -> list[float]:
    """The bounds of the classes that hold a value; the last one stays above the largest."""
    numbers = set(class_of(values, bounds))
    return [*[b for i, b in enumerate(bounds) if i in numbers][:-1], *bounds[-1:]]


def quantile_bounds(values: pd.Series, *, classes: int = MOST_CLASSES) -> list[float]:
    """Upper bounds that put about as many areas into each class; ties give fewer classes."""
    known = values.dropna().to_numpy(dtype=float)
    if known.size == 0:
        return []
    return [float(b) for b in np.unique(np.quantile(known, np.arange(1, classes + 1) / classes))]


def equal_bounds(values: pd.Series, *, classes: int = MOST_CLASSES) -> list[float]:
    """Upper bounds of classes that are all equally wide."""
    known = values.dropna().to_numpy(dtype=float)
    if known.size == 0 or known.min() == known.max():
        return [float(known[0])] if known.size else []
    return [float(b) for b in np.linspace(known.min(), known.max(), classes + 1)[1:]]


def natural_bounds(values: pd.Series, *, classes: int = MOST_CLASSES) -> list[float]:
    """Upper bounds that make the classes as much alike within as can be (Fisher and Jenks).

    The exact optimum, over the distinct values; more than a few hundred of them are first brought
    to that many quantiles, which moves no bound that could be seen.
    """
    known = np.sort(values.dropna().to_numpy(dtype=float))
    if known.size == 0:
        return []
    if np.unique(known).size > MOST_TO_SEARCH:
        known = np.quantile(known, np.linspace(0, 1, MOST_TO_SEARCH), method="inverted_cdf")
    distinct, held = np.unique(known, return_counts=True)
    classes = min(classes, distinct.size)
    within = _spread_within(distinct, held)
    best, cuts = within[0], []
    for _ in range(1, classes):
        # best[j]: the least spread of distinct[:j + 1] in one class fewer than now.
        through = np.concatenate([[np.inf], best[:-1]])[:, None] + within
        cuts.append(through.argmin(axis=0))
        best = through.min(axis=0)
    ends = [distinct.size - 1]
    for cut in reversed(cuts):
        ends.append(int(cut[ends[-1]]) - 1)
    return [float(distinct[end]) for end in reversed(ends)]


def diverging_bounds(values: pd.Series, *, centre: float, finest: float = 0.1) -> list[float]:
    """Upper bounds of five classes that lie alike on both sides of a centre.

    The two steps hold two fifths and four fifths of the distances from it, rounded like all bounds.
    Fewer values than classes are cut into three: below, about the centre, above. Each side keeps
    its colour even where it is empty: another month may need it.
    """
    away = (values.dropna() - centre).abs()
    if away.empty:
        return []
    if away.nunique() < MOST_CLASSES:
        near = max(_two_figures(float(away.median()) / 2, finest), finest)
        top = max(float(values.max()), centre + near + finest)
        return [round(float(bound), 10) for bound in (centre - near, centre + near, top)]
    near, far = (_two_figures(float(step), finest) for step in np.quantile(away, [0.4, 0.8]))
    near = max(near, finest)
    far = max(far, near + finest)
    top = max(float(values.max()), centre + far + finest)
    bounds = [centre - far, centre - near, centre + near, centre + far, top]
    return [round(float(bound), 10) for bound in bounds]


def _spread_within(distinct: np.ndarray, held: np.ndarray) -> np.ndarray:
    """[first, last]: the squared distances from the mean of the values from first to last."""
    n = np.concatenate([[0], np.cumsum(held)])
    sums = np.concatenate([[0], np.cumsum(held * distinct)])
    squares = np.concatenate([[0], np.cumsum(held * distinct**2)])
    first, after = np.arange(len(distinct))[:, None], np.arange(1, len(distinct) + 1)[None]
    many = n[after] - n[first]
    spread = squares[after] - squares[first]
    spread = spread - (sums[after] - sums[first]) ** 2 / np.where(many > 0, many, 1)
    return np.where(first < after, np.maximum(spread, 0.0), np.inf)


def neat_bounds(bounds: list[float], *, finest: float = 0.1) -> list[float]:
    """The same bounds rounded to what can be read out, the last one upwards to hold the largest.

    Two figures each, and none finer than the labels show (`finest`; 1 for counts); bounds that
    become equal are merged, so that a label never lies about a value beside it.
    """
    if not bounds:
        return []
    top = bounds[-1]
    step = max(_step(top), finest)
    last = round(float(np.ceil(round(top / step, 9)) * step), 10)
    rounded = {_two_figures(bound, finest) for bound in bounds[:-1]}
    return sorted({*(bound for bound in rounded if bound < last), last})


def class_of(values: pd.Series, bounds: list[float]) -> pd.Series:
    """The class of each value (0 is the lowest), -1 where there is no value.

    A value equal to a bound belongs below it; one above the last bound to the last class.
    """
    edges = np.asarray(bounds[:-1], dtype=float)
    placed = np.searchsorted(edges, values.to_numpy(dtype=float), side="left")
    if not bounds:
        placed = np.full(len(values), NO_CLASS)
    return pd.Series(np.where(values.isna(), NO_CLASS, placed), values.index, name="class")


def _step(value: float) -> float:
    if value <= 0:
        return 1.0
    return float(10.0 ** (np.floor(np.log10(value)) - 1))


def _two_figures(value: float, finest: float) -> float:
    step = max(_step(value), finest)
    return float(np.round(np.round(value / step) * step, 10))


METHODS = {QUANTILE: quantile_bounds, NATURAL: natural_bounds, EQUAL: equal_bounds}
"""Ways to cut classes, by the name that the address has for them."""
