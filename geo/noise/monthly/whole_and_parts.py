"""What stands out this month among areas and in all of them together, as one report."""

import numpy as np
import pandas as pd

from geo.noise.families import LEAST_TOGETHER, SURE_AT
from geo.noise.monthly.exceptions import exceptions
from geo.noise.monthly.series import CATEGORY, like_latest, reasons_of
from geo.not_measured import NotMeasured

AREA = "area"
# WHOLE: the code of all areas together.
WHOLE = ""


def exception_report(
    counts: pd.DataFrame, recordings: pd.DataFrame | None = None, *, at: float = SURE_AT
) -> pd.DataFrame | NotMeasured:
    """Return which counts of the latest month are outside their range: of areas, and of their sum.

    The sum of all areas is a series of its own for each category in which every area can be judged.
    It is judged apart from the areas, as it has no others of its size beside it, and each part has
    its share of `at` by its number of series.

    Parameters
    ----------
    counts
        Incidents by month (rows, in order) and series: columns named `category` and `area`.
    recordings
        A number by month and series, the same for months that are recorded alike and 0 without
        figures; None if all are alike.
    at
        The probability that anything is named where nothing stands out.

    Returns
    -------
    pd.DataFrame | NotMeasured
        The table of `exceptions` with the rows of the whole, whose area is the empty text, after
        those of the areas; `rank` is that among all. NotMeasured if no area can be judged.

    Examples
    --------
    >>> months = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(37)]
    >>> names = pd.MultiIndex.from_product([["drugs"], [f"W{n}" for n in range(12)]])
    >>> twenties = np.random.default_rng(1).poisson(20.0, (37, 12)).astype(float)
    >>> counts = pd.DataFrame(twenties, months, names.set_names(["category", "area"]))
    >>> counts.iloc[-1] = 28
    >>> found = exception_report(counts)
    >>> found.loc[found["rank"].notna(), ["now", "rank"]].to_dict("index")
    {('drugs', ''): {'now': 336.0, 'rank': 1.0}}
    """
    whole = whole_months_of(counts, recordings)
    kinds = max(whole.shape[1], LEAST_TOGETHER)
    number = counts.shape[1] + kinds
    parts = exceptions(counts, recordings, at=at * counts.shape[1] / number)
    if isinstance(parts, NotMeasured):
        return parts
    if whole.empty:
        return parts
    together = exceptions(whole, at=at * kinds / number)
    if isinstance(together, NotMeasured):
        return parts
    found = pd.concat([parts, together])
    far = found["score"].abs().where(found["rank"].notna())
    return found.assign(rank=far.rank(ascending=False, method="first"))


def whole_months_of(counts: pd.DataFrame, recordings: pd.DataFrame | None) -> pd.DataFrame:
    """Return the sum of all areas by month, for categories in which every area can be judged.

    Parameters
    ----------
    counts
        Incidents by month and series, as `exception_report` takes them.
    recordings
        A number by month and series, or None.

    Returns
    -------
    pd.DataFrame
        Columns as of `counts`, with the empty text as area. A month that one area lacks is missing.

    Examples
    --------
    >>> months = [f"{2024 + n // 12}-{n % 12 + 1:02}" for n in range(25)]
    >>> names = pd.MultiIndex.from_product([["drugs"], ["A", "B"]], names=["category", "area"])
    >>> counts = pd.DataFrame(4.0, months, names)
    >>> whole_months_of(counts, None).iloc[-1].to_dict()
    {('drugs', ''): 8.0}
    """
    compared = like_latest(counts, recordings)
    judged = reasons_of(counts.reindex(compared.index), compared) == None  # noqa: E711
    category = counts.columns.get_level_values(CATEGORY)
    every = pd.Series(np.asarray(judged, dtype=bool), category).groupby(level=0, sort=False).all()
    sums = {
        (name, WHOLE): compared.loc[:, category == name].sum(axis=1, skipna=False)
        for name in every.index[every]
    }
    names = pd.MultiIndex.from_tuples(list(sums), names=[CATEGORY, AREA]) if sums else None
    if names is None:
        return pd.DataFrame(index=compared.index)
    return pd.DataFrame(sums, compared.index).set_axis(names, axis=1)
