"""Months, each with the month that it is compared with."""

from collections.abc import Collection, Mapping, Sequence

from geo.period import YEAR, shifted


def month_pairs(
    months: Sequence[str], published: Collection[str] | Mapping[str, int], *, by: int = -YEAR
) -> list[tuple[str, str]]:
    """Return the months that can be compared, each with the month it is compared with.

    Parameters
    ----------
    months
        The months to compare.
    published
        The months with figures; with a number that is the same in months recorded alike.
    by
        How many months later the other month of a pair is; negative for earlier.

    Returns
    -------
    list[tuple[str, str]]
        (month, other month), where both have figures and are recorded alike.

    Examples
    --------
    >>> month_pairs(["2026-08", "2026-09"], {"2025-09", "2026-08", "2026-09"})
    [('2026-09', '2025-09')]
    >>> recorded = {"2025-08": 1, "2025-09": 2, "2026-08": 2, "2026-09": 2}
    >>> month_pairs(["2026-08", "2026-09"], recorded)
    [('2026-09', '2025-09')]
    """
    recorded = published if isinstance(published, Mapping) else dict.fromkeys(published, 1)
    pairs = [(month, shifted(month, by)) for month in months]
    return [
        (month, other)
        for month, other in pairs
        if recorded.get(month) and recorded.get(month) == recorded.get(other)
    ]


def with_year_before(months: Sequence[str], *, by: int = -YEAR) -> list[str]:
    """Return months and those that they are compared with, the earlier ones first.

    Parameters
    ----------
    months
        The months to compare.
    by
        How many months later the months are that they are compared with.

    Returns
    -------
    list[str]
        All months of a comparison.

    Examples
    --------
    >>> with_year_before(["2026-09"])
    ['2025-09', '2026-09']
    """
    return [*(shifted(month, by) for month in months), *months]
