"""The indicators of each authority or partnership, in one table."""

import pandas as pd

from components.queries.area_figures import figures
from components.queries.cache import CacheKey, query
from components.queries.categories import complete_months, countable_categories
from components.queries.current_store import store_of
from components.queries.hotspots import top_areas
from components.queries.measures import domains, measure_table, measures
from data.schema import LSOA
from geo.categories import ALL_CRIME, is_own
from geo.hotspots.gi_star import HOT
from geo.hotspots.skill import GI_STAR
from geo.measures import MEASURES
from geo.measures.change import CHANGE
from geo.measures.hotspots import KIND
from geo.measures.most_deprived_share import DEPRIVED10
from geo.period import Period

# The columns of the change measure, and what they are named here.
OF_CHANGE = {
    "value": "change",
    "lower": "change_lower",
    "upper": "change_upper",
    "before": "before",
    "now": "now",
    "months": "months_compared",
    "direction": "direction",
    "status": "change_status",
}
# LEAST_SHARE: an LSOA counts where at least so much of it is.
LEAST_SHARE = 0.5


@query(60)
def indicators(key: CacheKey, level: str, category: str, period: Period) -> pd.DataFrame:
    """Return the same indicators for every area of a level, by code.

    Both names; `incidents`, `residents`, `rate` with `lower`, `upper`, `status` and `verdict`, and
    `months`, of a period; the change against the year before, with its `direction`; `deprived10`,
    the share of residents in the most deprived tenth; `small_areas`, and `hot_spots`, how many of
    these are hot spots. What can't be known is missing.
    """
    months = tuple(period.split(complete_months(key, category))[0])
    table = figures(key, level, category, months)
    if not months:
        # Without a published month, every area is missing.
        blank = table.columns.difference(["name_en", "name_cy", "residents", "status"])
        table[blank] = float("nan")
        table["months"] = 0
    change = measure_table(key, CHANGE.name, level, category, period)
    table = table.join(change[list(OF_CHANGE)].rename(columns=OF_CHANGE))
    return table.join(_deprived(key, level, period)).join(_hot_spots(key, level, category, period))


@query(20)
def rates_by_category(key: CacheKey, level: str, period: Period) -> pd.DataFrame:
    """Return rate, range and verdict by category (rows) and area, for each single and all crime.

    Categories without incidents in any area have no rows.
    """
    choices = [one for one in countable_categories(key) if not is_own(one)]
    parts = []
    for choice in choices:
        months = tuple(period.split(complete_months(key, choice))[0])
        if not months:
            continue
        found = figures(key, level, choice, months)
        if found["incidents"].fillna(0).sum() or choice == ALL_CRIME:
            parts.append(found.assign(category=choice))
    if not parts:
        return pd.DataFrame(columns=["category", "area_code"])
    return pd.concat(parts).rename_axis("area_code").reset_index()


def _deprived(key: CacheKey, level: str, period: Period) -> pd.DataFrame:
    """Return the share of residents in the most deprived tenth; missing without an index."""
    name, codes = DEPRIVED10.name, store_of(key).codes(level)
    if name not in measures(key) or level not in MEASURES[name].levels:
        return pd.DataFrame({"deprived10": float("nan")}, codes)
    found = measure_table(key, name, level, domains(key)[0], period)
    return pd.DataFrame({"deprived10": found["value"]}, codes)


def _hot_spots(key: CacheKey, level: str, category: str, period: Period) -> pd.DataFrame:
    """Return the number of small areas of each area, and how many of these are hot spots.

    Hot spots are missing where none of the small areas could be judged.
    """
    store = store_of(key)
    members = store.members(level)
    members = members[members["share"] >= LEAST_SHARE].drop_duplicates("lsoa_code")
    codes = store.codes(level)
    lsoas = members.groupby("area_code").size().reindex(codes, fill_value=0)
    found = top_areas(key, LSOA, category, period, GI_STAR)
    kinds = found[KIND].dropna()
    area_of = members.set_index("lsoa_code")["area_code"]
    judged = kinds.groupby(area_of.reindex(kinds.index)).size()
    hot = (kinds == HOT).groupby(area_of.reindex(kinds.index)).sum()
    return pd.DataFrame(
        {"small_areas": lsoas, "hot_spots": hot.where(judged > 0).reindex(codes).astype(float)}
    )
