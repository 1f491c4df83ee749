"""The hot spots near which no community group is listed."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.groups import groups_by_area
from components.queries.hotspots.past import better_way, top_areas, way_skill
from data.schema import LSOA
from geo.period import Period


@query(60)
def spots_and_groups(
    key: CacheKey, category: str, period: Period, kind: str, reach: float
) -> pd.DataFrame:
    """Return the hot spots that the better way finds, those with the most incidents first.

    The table has both names, `incidents`, the `groups` in each, the `metres` to the nearest one,
    and `bare`: whether no group of the kind is in it or within reach, as viewers of this scope see.
    """
    way = better_way(way_skill(key, LSOA, category))
    areas = top_areas(key, LSOA, category, period, way)
    found = areas[areas["picked"] == True]  # noqa: E712
    around = groups_by_area(key, LSOA, kind, reach)[["groups", "metres"]]
    joined = found[["name_en", "name_cy", "incidents"]].join(around)
    bare = (joined["groups"] == 0) & ~(joined["metres"] <= reach)
    return joined.assign(bare=bare).sort_values("incidents", ascending=False, kind="stable")
