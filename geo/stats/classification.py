"""Classify values for a map: class bounds by quantiles, natural breaks or equal intervals."""

import kmeans1d
import numpy as np
import pandas as pd

MOST_CLASSES = 5
NO_CLASS = -1
QUANTILE, NATURAL, EQUAL = "quantile", "natural", "equal"


def bounds_of(
    values: pd.Series, *, method: str, finest: float = 0.1, most: int = MOST_CLASSES
) -> list[float]:
    """Return rounded upper bounds of classes, none of which is empty.

    There are never more classes than distinct values. Equal intervals keep their equal width: if a
    class would be empty, the number of classes is reduced.

    Parameters
    ----------
    values
        Values to classify; missing ones are ignored.
    method
        A name in `METHODS`.
    finest
        Smallest rounding step of a bound (1 for counts).
    most
        Largest number of classes.

    Returns
    -------
    list[float]
        Ascending upper bounds; the last is not below the largest value. Empty without values.

    Examples
    --------
    >>> values = pd.Series([5, 8, 9, 11, 12, 14, 15, 18, 21, 26, 31, 54])
    >>> bounds_of(values, method="natural", most=4)
    [12.0, 21.0, 31.0, 54.0]
    """
    known = values.dropna()
    cuts = (
        neat_bounds(METHODS[method](known, classes=classes), finest=finest)
        for classes in range(min(most, known.nunique()), 0, -1)
    )
    if method == EQUAL:
        return next(
            (bounds for bounds in cuts if _without_empty_classes(known, bounds) == bounds), []
        )
    return _without_empty_classes(known, next(cuts, []))


def _without_empty_classes(values: pd.Series, bounds: list[float]) -> list[float]:
    """Return the bounds without those of empty classes; the last bound is always included."""
    numbers = set(class_of(values, bounds))
    return [*[b for i, b in enumerate(bounds) if i in numbers][:-1], *bounds[-1:]]


def quantile_bounds(values: pd.Series, *, classes: int = MOST_CLASSES) -> list[float]:
    """Return upper bounds that put about the same number of values into each class.

    Parameters
    ----------
    values
        Values to classify; missing ones are ignored.
    classes
        Number of classes; ties can give fewer.

    Returns
    -------
    list[float]
        Ascending upper bounds.

    Examples
    --------
    >>> quantile_bounds(pd.Series([1, 2, 3, 4, 5, 6, 7, 8]), classes=2)
    [4.5, 8.0]
    """
    known = values.dropna().to_numpy(dtype=float)
    if known.size == 0:
        return []
    return [float(b) for b in np.unique(np.quantile(known, np.arange(1, classes + 1) / classes))]


def equal_bounds(values: pd.Series, *, classes: int = MOST_CLASSES) -> list[float]:
    """Return upper bounds of classes of equal width.

    Parameters
    ----------
    values
        Values to classify; missing ones are ignored.
    classes
        Number of classes; one if all values are equal.

    Returns
    -------
    list[float]
        Ascending upper bounds.

    Examples
    --------
    >>> equal_bounds(pd.Series([0, 3, 10]), classes=2)
    [5.0, 10.0]
    """
    known = values.dropna().to_numpy(dtype=float)
    if known.size == 0 or known.min() == known.max():
        return [float(known[0])] if known.size else []
    return [float(b) for b in np.linspace(known.min(), known.max(), classes + 1)[1:]]


def natural_bounds(values: pd.Series, *, classes: int = MOST_CLASSES) -> list[float]:
    """Return upper bounds that minimise the deviation within classes (Fisher and Jenks).

    The optimum is exact for any number of values (dynamic programming, `kmeans1d`).

    Parameters
    ----------
    values
        Values to classify; missing ones are ignored.
    classes
        Number of classes; fewer if there are fewer distinct values.

    Returns
    -------
    list[float]
        Ascending upper bounds; each is a value.

    Examples
    --------
    >>> natural_bounds(pd.Series([5, 8, 9, 11, 12, 14, 15, 18, 21, 26, 31, 54]), classes=4)
    [12.0, 21.0, 31.0, 54.0]
    """
    known = np.sort(values.dropna().to_numpy(dtype=float))
    if known.size == 0:
        return []
    centred = known - known.mean()
    result = kmeans1d.cluster(centred, min(classes, np.unique(known).size))
    last_of_class = np.append(np.diff(result.clusters) != 0, True)
    return [float(bound) for bound in np.unique(known[last_of_class])]


def diverging_bounds(values: pd.Series, *, centre: float, finest: float = 0.1) -> list[float]:
    """Return upper bounds of classes that are symmetric about a centre.

    Five classes: the inner bounds are the 40% and 80% quantiles of the distance from the centre,
    rounded. Fewer than five distinct distances give three classes: below, about and above the
    centre. A class may be empty, so that colours mean the same in every month.

    Parameters
    ----------
    values
        Values to classify; missing ones are ignored.
    centre
        Value at which the scale diverges.
    finest
        Smallest rounding step of a bound.

    Returns
    -------
    list[float]
        Ascending upper bounds, empty without values.

    Examples
    --------
    >>> diverging_bounds(pd.Series([-8, -4, -2, 1, 3, 9]), centre=0)
    [-8.0, -3.0, 3.0, 8.0, 9.0]
    """
    distance = (values.dropna() - centre).abs()
    if distance.empty:
        return []
    if distance.nunique() < MOST_CLASSES:
        near = max(_two_figures(float(distance.median()) / 2, finest), finest)
        top = max(float(values.max()), centre + near + finest)
        return [round(float(bound), 10) for bound in (centre - near, centre + near, top)]
    near, far = (_two_figures(float(step), finest) for step in np.quantile(distance, [0.4, 0.8]))
    near = max(near, finest)
    far = max(far, near + finest)
    top = max(float(values.max()), centre + far + finest)
    bounds = [centre - far, centre - near, centre + near, centre + far, top]
    return [round(float(bound), 10) for bound in bounds]


def neat_bounds(bounds: list[float], *, finest: float = 0.1) -> list[float]:
    """Round class bounds to two significant figures; the last is rounded up.

    Bounds that become equal are merged, so that the labels are correct for every value.

    Parameters
    ----------
    bounds
        Ascending upper bounds.
    finest
        Smallest rounding step (1 for counts).

    Returns
    -------
    list[float]
        The rounded ascending bounds.

    Examples
    --------
    >>> neat_bounds([10.52, 14.49, 22.25, 54.3])
    [11.0, 14.0, 22.0, 55.0]
    """
    if not bounds:
        return []
    top = bounds[-1]
    step = max(_step(top), finest)
    last = round(float(np.ceil(round(top / step, 9)) * step), 10)
    rounded = {_two_figures(bound, finest) for bound in bounds[:-1]}
    return sorted({*(bound for bound in rounded if bound < last), last})


def class_of(values: pd.Series, bounds: list[float]) -> pd.Series:
    """Return the class of each value.

    Parameters
    ----------
    values
        Values to classify.
    bounds
        Ascending upper bounds. A value equal to a bound is in the class below it.

    Returns
    -------
    pd.Series
        Class numbers from 0 (lowest); values above the last bound are in the last class, missing
        values have -1.

    Examples
    --------
    >>> class_of(pd.Series([3, 10, 12, 99]), [10, 20]).tolist()
    [0, 0, 1, 1]
    """
    edges = np.asarray(bounds[:-1], dtype=float)
    classes = np.searchsorted(edges, values.to_numpy(dtype=float), side="left")
    if not bounds:
        classes = np.full(len(values), NO_CLASS)
    return pd.Series(np.where(values.isna(), NO_CLASS, classes), values.index, name="class")


def _step(value: float) -> float:
    if value <= 0:
        return 1.0
    return float(10.0 ** (np.floor(np.log10(value)) - 1))


def _two_figures(value: float, finest: float) -> float:
    step = max(_step(value), finest)
    return float(np.round(np.round(value / step) * step, 10))


# METHODS: the classification methods, by their name in the address.
METHODS = {QUANTILE: quantile_bounds, NATURAL: natural_bounds, EQUAL: equal_bounds}
