"""The quarters of financial years, which begin in April."""

import datetime as dt

from geo.period import Period, shifted

QUARTERS = (1, 2, 3, 4)
APRIL, MONTHS = 4, 3


def quarter_of(day: dt.date) -> tuple[int, int]:
    """Return the financial year and the quarter of a day.

    Parameters
    ----------
    day
        The day.

    Returns
    -------
    tuple of int
        The year in which the financial year begins, and 1 to 4.

    Examples
    --------
    >>> quarter_of(dt.date(2027, 3, 31))
    (2026, 4)
    """
    months = (day.month - APRIL) % 12
    return day.year - (day.month < APRIL), months // MONTHS + 1


def months_of(year: int, quarter: int) -> Period:
    """Return the months of a quarter.

    Parameters
    ----------
    year
        The one in which the financial year begins.
    quarter
        1 to 4.

    Returns
    -------
    Period
        Three months.

    Examples
    --------
    >>> months_of(2026, 4)
    Period(first='2027-01', last='2027-03')
    """
    first = shifted(f"{year}-04", MONTHS * (quarter - 1))
    return Period(first=first, last=shifted(first, MONTHS - 1))


def end_of(year: int, quarter: int) -> dt.date:
    """Return the last day of a quarter.

    Parameters
    ----------
    year
        The one in which the financial year begins.
    quarter
        1 to 4.

    Returns
    -------
    date
        The day.

    Examples
    --------
    >>> end_of(2026, 2)
    datetime.date(2026, 9, 30)
    """
    return end_of_month(months_of(year, quarter).last)


def end_of_month(month: str) -> dt.date:
    """Return the last day of a month.

    Parameters
    ----------
    month
        Such as "2026-02".

    Returns
    -------
    date
        The day.

    Examples
    --------
    >>> end_of_month("2024-02")
    datetime.date(2024, 2, 29)
    """
    return dt.date.fromisoformat(f"{shifted(month, 1)}-01") - dt.timedelta(days=1)


def financial_year(year: int) -> str:
    """Return a financial year as documents write it.

    Parameters
    ----------
    year
        The one in which it begins.

    Returns
    -------
    str
        Both years.

    Examples
    --------
    >>> financial_year(2026), financial_year(2099)
    ('2026/27', '2099/00')
    """
    return f"{year}/{(year + 1) % 100:02d}"
