"""Monthly counts as they are compared: recorded as the latest month, with the reason for others."""

import numpy as np
import pandas as pd

from geo.noise.monthly.model import LEAST_MONTHS, MOST_MONTHS, whole_months
from geo.not_measured import FEW_MONTHS, NOT_PUBLISHED, RECORDED_OTHERWISE, NotMeasured

CATEGORY = "category"


def like_latest(counts: pd.DataFrame, recordings: pd.DataFrame | None) -> pd.DataFrame:
    """Return counts without the months that aren't recorded as the latest month is.

    Parameters
    ----------
    counts
        Incidents by month (rows) and series (columns), missing where not published.
    recordings
        A number by month and series, the same for months that are recorded alike and 0 without
        figures; None if all are alike.

    Returns
    -------
    pd.DataFrame
        Every month from the first to the last; missing where it can't be compared.

    Examples
    --------
    >>> months = ["2026-01", "2026-02", "2026-03"]
    >>> counts = pd.DataFrame({"A": [70.0, 9.0, 8.0]}, months)
    >>> like_latest(counts, pd.DataFrame({"A": [1, 2, 2]}, months))["A"].tolist()
    [nan, 9.0, 8.0]
    """
    if recordings is not None:
        numbers = recordings.reindex(index=counts.index, columns=counts.columns).to_numpy()
        counts = counts.where((numbers == numbers[-1]) & (numbers > 0))
    return whole_months(counts)


def reasons_of(
    counts: pd.DataFrame, compared: pd.DataFrame, *, least: int = LEAST_MONTHS
) -> np.ndarray:
    """Return why each series can't be judged by the months before its latest one.

    Parameters
    ----------
    counts
        Incidents by month and series, as published.
    compared
        The same months as `like_latest` returns them.
    least
        Months with figures that are needed before the latest one.

    Returns
    -------
    np.ndarray
        One of `geo.not_measured.REASONS`, None for a series that can be judged.

    Examples
    --------
    >>> one = pd.DataFrame({"A": [1.0, 2.0]}, ["2026-01", "2026-02"])
    >>> reasons_of(one, one).tolist()
    ['few months']
    """
    latest = compared.iloc[-1].isna().to_numpy()
    before = compared.iloc[-MOST_MONTHS - 1 : -1].notna().sum().to_numpy()
    published = counts.iloc[-MOST_MONTHS - 1 : -1].notna().sum().to_numpy()
    found = np.full(compared.shape[1], None, dtype=object)
    found[before < least] = FEW_MONTHS
    found[(before < least) & (published >= least)] = RECORDED_OTHERWISE
    found[latest] = NOT_PUBLISHED
    return found


def refused(reasons: np.ndarray, compared: pd.DataFrame) -> NotMeasured | None:
    """Return the reason of a whole table, if there is no series that can be judged.

    Parameters
    ----------
    reasons
        The reason of each series (`reasons_of`).
    compared
        The months as they are compared.

    Returns
    -------
    NotMeasured | None
        The commonest reason; None if any series can be judged.

    Examples
    --------
    >>> one = pd.DataFrame({"A": [1.0, 2.0]}, ["2026-01", "2026-02"])
    >>> refused(reasons_of(one, one), one)
    NotMeasured(reason='few months', found=1, needed=24)
    """
    if any(reason is None for reason in reasons):
        return None
    most = int(compared.iloc[:-1].notna().sum().max()) if compared.shape[1] else 0
    commonest = str(pd.Series(reasons).mode().iloc[0]) if len(reasons) else FEW_MONTHS
    return NotMeasured(reason=commonest, found=most, needed=LEAST_MONTHS)


def category_numbers(columns: pd.Index) -> np.ndarray:
    """Return the number of each series' category.

    Parameters
    ----------
    columns
        Series: area and category; areas alone are of one category.

    Returns
    -------
    np.ndarray
        Numbers from 0.

    Examples
    --------
    >>> names = ["category", "area"]
    >>> both = pd.MultiIndex.from_product([["burglary", "asb"], ["A", "B"]], names=names)
    >>> category_numbers(both).tolist(), category_numbers(pd.Index(["A", "B"])).tolist()
    ([0, 0, 1, 1], [0, 0])
    """
    if CATEGORY not in columns.names:
        return np.zeros(len(columns), dtype=np.int64)
    codes, _ = pd.factorize(columns.get_level_values(CATEGORY))
    return np.asarray(codes, dtype=np.int64)
