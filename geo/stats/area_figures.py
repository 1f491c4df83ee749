"""The figures of every area of a level for one period, put together from the single measures."""

from collections.abc import Collection

import pandas as pd

from geo.stats.benchmark import compare_with_whole
from geo.stats.change import benjamini_hochberg, rate_ratio
from geo.stats.rates import Months, rate_per_1000
from geo.stats.suppression import hide_small_bases

BIG_PROBLEM = ("very big", "fairly big")
DONT_KNOW = ("don't know",)


def area_figures(counts: pd.Series, residents: pd.Series, *, months: Months) -> pd.DataFrame:
    """`incidents`, `residents`, the rate with limits and `status`, `benchmark` and `verdict`."""
    rates = hide_small_bases(rate_per_1000(counts, residents, months=months), residents)
    verdicts = compare_with_whole(counts, residents, months=months)
    table = pd.DataFrame({"incidents": counts, "residents": residents.reindex(counts.index)})
    table = table.join(rates).join(verdicts)
    table["verdict"] = table["verdict"].where(table["status"] == "shown")
    return table


def changes(
    now: pd.DataFrame,
    before: pd.DataFrame,
    residents: pd.Series,
    *,
    tested_together: Collection[str],
) -> pd.DataFrame:
    """One row a category (the columns of `now`), for the one area that both hold a row for.

    The same residents stand under both years, since the release has one population. `q` is the
    false-discovery rate over the categories tested together; sums of them have none.
    """
    (area,) = now.index
    base = pd.Series(float(residents[area]), now.columns)
    table = rate_ratio(now.loc[area], base, before.loc[area], base)
    table.insert(0, "now", now.loc[area])
    table.insert(1, "before", before.loc[area])
    table["q"] = benjamini_hochberg(table["p"].where(table.index.isin(list(tested_together))))
    return table
