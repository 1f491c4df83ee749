"""How long answers of respondents and own incidents are stored: so many months after theirs."""

import pandas as pd

from data.contracts.types import MOMENT, MONTH
from data.months import months_before


def first_month_stored(today: str, months: int | None) -> str:
    """Return the first month of which answers of respondents, or own incidents, are stored.

    Parameters
    ----------
    today
        The day, in ISO format.
    months
        The number of months that they are stored; None if they are never deleted.

    Returns
    -------
    str
        The month; empty if those of every month are stored.

    Examples
    --------
    >>> first_month_stored("2026-11-20", 72)
    '2020-11'
    """
    return "" if months is None else months_before(today[: len("2026-11")], months)


def too_old(waves: pd.Series, first_month: str) -> pd.Series:
    """Return which waves of a survey are before a month.

    Parameters
    ----------
    waves
        Months as a file has them; what is no month is not too old.
    first_month
        The first month that isn't too old.

    Returns
    -------
    Series of bool

    Examples
    --------
    >>> too_old(pd.Series(["06/2019", "2025-06", "soon"]), "2020-01").tolist()
    [True, False, False]
    """
    month = {cell: MONTH.read(str(cell)) for cell in waves.dropna().unique()}
    old = [cell for cell, known in month.items() if known and str(known) < first_month]
    return waves.isin(old)


def happened_too_early(dates: pd.Series, first_month: str) -> pd.Series:
    """Return which dates of incidents are before a month.

    Parameters
    ----------
    dates
        Dates as a file has them, with or without a time; what is no date is not too early.
    first_month
        The first month that isn't too early; empty for no limit.

    Returns
    -------
    Series of bool

    Examples
    --------
    >>> happened_too_early(pd.Series(["04/07/2019", "2025-06-30", "soon"]), "2020-01").tolist()
    [True, False, False]
    """
    day = {cell: MOMENT.read(str(cell)) for cell in dates.dropna().unique()}
    return dates.isin([cell for cell, known in day.items() if known and str(known) < first_month])
