"""Tables that join the basic measures: count, rate, interval, benchmark and verdict by area."""

from collections.abc import Collection

import pandas as pd

from geo.stats.benchmark import compare_with_whole
from geo.stats.change import benjamini_hochberg, rate_ratio
from geo.stats.rates import Months, rate_per_1000
from geo.stats.suppression import MISSING, SHOWN, hide_small_bases

BIG_PROBLEM = ("very big", "fairly big")
DONT_KNOW = ("don't know",)


def area_figures(
    counts: pd.Series,
    residents: pd.Series,
    *,
    months: Months,
    whole: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return count, rate with interval, and comparison with the whole, for each area.

    Parameters
    ----------
    counts
        Incidents by area.
    residents
        Residents by area.
    months
        Number of published months, or one number for each area.
    whole
        The whole in each area's own months (`geo.stats.benchmark.compare_with_whole`), where areas
        have figures of different months.

    Returns
    -------
    pd.DataFrame
        Columns `incidents`, `residents`, `rate`, `lower`, `upper`, `status`, `benchmark`,
        `compared_with` and `verdict`, on the index of `counts`. The verdict is missing where the
        rate is not shown, or has nothing to be compared with. An area without a published month has
        no figure, and the status "missing".

    Examples
    --------
    >>> counts, residents = pd.Series({"A": 30, "B": 90}), pd.Series({"A": 3000, "B": 3000})
    >>> table = area_figures(counts, residents, months=12)
    >>> table[["rate", "status", "verdict"]]
       rate status verdict
    A  10.0  shown   lower
    B  30.0  shown  higher
    """
    observed = months if isinstance(months, pd.Series) else pd.Series(months, counts.index)
    known = observed.reindex(counts.index) > 0
    rates = hide_small_bases(rate_per_1000(counts, residents, months=months), residents)
    verdicts = compare_with_whole(counts, residents, months=months, whole=whole)
    table = pd.DataFrame(
        {"incidents": counts.where(known), "residents": residents.reindex(counts.index)}
    )
    table = table.join(rates).join(verdicts)
    table["status"] = table["status"].where(known, MISSING)
    compared = (table["status"] == SHOWN) & table["benchmark"].notna()
    table["verdict"] = table["verdict"].where(compared)
    return table


def changes(
    now: pd.DataFrame,
    before: pd.DataFrame,
    residents: pd.Series,
    *,
    tested_together: Collection[str],
) -> pd.DataFrame:
    """Return the change of every category in one area.

    The same residents are used for both years, because a release has one population.

    Parameters
    ----------
    now
        One row for the area, one column per category: incidents now.
    before
        The same for the period before.
    residents
        Residents by area; a missing number doesn't matter.
    tested_together
        The categories over which the false-discovery rate is controlled.

    Returns
    -------
    pd.DataFrame
        One row per category: `now`, `before`, the columns of `rate_ratio`, and `q`, which is
        missing for categories that are not tested together.

    Examples
    --------
    >>> now, before = pd.DataFrame({"drugs": {"A": 40}}), pd.DataFrame({"drugs": {"A": 80}})
    >>> table = changes(now, before, pd.Series({"A": 5000}), tested_together=["drugs"])
    >>> table[["now", "before", "direction"]]
           now  before direction
    drugs   40      80      down
    """
    (area,) = now.index
    people = float(residents[area])
    # The ratio of two years with the same residents doesn't depend on their number, known or not.
    base = pd.Series(people if people > 0 else 1.0, now.columns)
    table = rate_ratio(now.loc[area], base, before.loc[area], base)
    table.insert(0, "now", now.loc[area])
    table.insert(1, "before", before.loc[area])
    table["q"] = benjamini_hochberg(table["p"].where(table.index.isin(list(tested_together))))
    return table
