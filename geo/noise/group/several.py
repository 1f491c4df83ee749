"""Whether an area differs from the medians of a group in several categories, judged together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.families import LEAST_TOGETHER, critical_value
from geo.noise.group.difference import from_middle, middle_of
from geo.noise.limits import count_scores


@dataclass(frozen=True, kw_only=True)
class CategoryCounts:
    """The incidents of one category: of an area, and of the areas of its group."""

    own: float
    # Residents times months, above zero.
    own_exposed: float
    # By area of the group.
    there: np.ndarray
    exposed: np.ndarray
    noise: Noise


def differ_from_medians(categories: Mapping[str, CategoryCounts]) -> pd.DataFrame:
    """Return whether the rates of an area differ from the median rates of a group.

    All categories have one critical value (`geo.noise.families`), as they are seen in one chart.

    Parameters
    ----------
    categories
        The counts of each category.

    Returns
    -------
    pd.DataFrame
        By category `ratio`, `lower`, `upper` and `verdict`, missing where the median is zero; and
        `low`, `lower_quarter`, `upper_quarter` and `high`, the rates of the group's areas divided
        by their median.

    Examples
    --------
    >>> noise = Noise(clustering=1.0, level=0.005, freedom=40.0, over_years=True)
    >>> of = {"own_exposed": 5e3, "exposed": np.full(3, 5e3), "noise": noise}
    >>> one = CategoryCounts(own=90.0, there=np.array([40.0, 45, 60]), **of)
    >>> two = CategoryCounts(own=50.0, there=np.array([40.0, 45, 60]), **of)
    >>> differ_from_medians({"one": one, "two": two})["verdict"].tolist()
    ['higher', 'no clear difference']
    """
    middles = {
        name: middle_of(of.there, of.exposed, of.own_exposed, of.noise)
        for name, of in categories.items()
    }
    scores = [
        count_scores(np.array([categories[name].own]), middle.incidents, middle.dispersion)
        for name, middle in middles.items()
        if middle.incidents > 0
    ]
    freedom = min((middle.noise.freedom for middle in middles.values()), default=1.0)
    every = np.concatenate([np.zeros(0), *scores])
    critical = critical_value(every, freedom, least=LEAST_TOGETHER)
    rows = {
        name: pd.concat(
            [from_middle(categories[name].own, middle, critical), _spread(categories[name])]
        )
        for name, middle in middles.items()
    }
    return pd.DataFrame(rows).T.drop(columns=["visible_lower", "visible_higher"], errors="ignore")


def _spread(of: CategoryCounts) -> pd.Series:
    """Return the ends and the quarters of the group's rates, divided by their median."""
    names = ["low", "lower_quarter", "upper_quarter", "high"]
    rates = of.there / of.exposed
    middle = float(np.median(rates))
    if not middle > 0:
        return pd.Series(np.nan, names, dtype=object)
    return pd.Series(np.quantile(rates, [0, 0.25, 0.75, 1]) / middle, names, dtype=object)
