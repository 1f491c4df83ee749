"""How well ways of finding hot spots told the months after, and the areas that each finds now."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.hotspots.months import counted_months
from components.queries.measure_inputs import ReleaseInputs
from components.queries.measures import measure_table
from components.queries.shapes import neighbours
from geo.hotspots.accuracy import pick_top
from geo.hotspots.gi_star import HOT
from geo.hotspots.mean_curve import mean_capture_curve
from geo.hotspots.skill import (
    GI_STAR,
    LAST_YEAR,
    Skill,
    Way,
    by_gi_star,
    last_year,
    past_skill,
)
from geo.measures.hotspots import HOTSPOTS, KIND, REASON
from geo.noise.origins import BETTER
from geo.not_measured import FEW_AREAS, NotMeasured
from geo.period import Period


@query(60)
def way_skill(key: CacheKey, level: str, category: str) -> Skill | NotMeasured:
    """Return how well each way picked the tenth of the areas with the most in the months after.

    Every area counts alike, whatever its size.
    """
    counts, recordings = counted_months(key, level, category)
    near = neighbours(key, level)
    # Among areas that don't touch Gi* would be the area's own number, under another name.
    ways = {GI_STAR: by_gi_star(near)} if near.nnz else {}
    return past_skill(counts, _alike(counts), ways, recordings)


def better_way(skill: Skill | NotMeasured) -> str:
    """Return Gi* if it was clearly better than last year's top tenth, which is simpler."""
    if isinstance(skill, NotMeasured):
        return LAST_YEAR
    return GI_STAR if skill.gi_verdict == BETTER else LAST_YEAR


@query(60)
def capture(key: CacheKey, level: str, category: str, way: str) -> pd.DataFrame:
    """Return the mean share of later incidents in each share of the areas, in the way's order."""
    counts, recordings = counted_months(key, level, category)
    order: Way = by_gi_star(neighbours(key, level)) if way == GI_STAR else last_year
    return mean_capture_curve(counts, _alike(counts), order, recordings)


@query(60)
def top_areas(key: CacheKey, level: str, category: str, period: Period, way: str) -> pd.DataFrame:
    """Return every area with both names, its incidents by month, and whether the way picks it.

    By Gi* these are the hot spots, otherwise the tenth of the areas with the most incidents.
    `picked` is missing for an area without figures, and for every area if there are too few.
    """
    found = measure_table(key, HOTSPOTS.name, level, category, period)
    facts = ReleaseInputs(key=key, level=level, subject=category, period=period)
    months = facts.observed().reindex(found.index)
    monthly = found["incidents"] / months.where(months > 0)
    if way == GI_STAR:
        picked = (found[KIND] == HOT).astype(object).where(found[KIND].notna(), None)
    else:
        top = pick_top(monthly, pd.Series(1.0, monthly.index)) & (monthly > 0)
        judged = monthly.notna() & (found[REASON] != FEW_AREAS)
        picked = top.astype(object).where(judged, None)
    columns = ["name_en", "name_cy", "incidents", KIND, REASON]
    return found[columns].assign(monthly=monthly, picked=picked)


def _alike(counts: pd.DataFrame) -> pd.Series:
    return pd.Series(1.0, counts.columns)
