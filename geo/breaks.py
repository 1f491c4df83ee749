"""Class bounds, and which class a value falls in."""

import numpy as np
import pandas as pd

MOST_CLASSES = 5
NO_CLASS = -1


def quantile_bounds(values: pd.Series, *, classes: int = MOST_CLASSES) -> list[float]:
    """Upper bounds that put about as many areas into each class; ties give fewer classes."""
    known = values.dropna().to_numpy(dtype=float)
    if known.size == 0:
        return []
    return [float(b) for b in np.unique(np.quantile(known, np.arange(1, classes + 1) / classes))]


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
