"""Community groups: which of them a viewer may see, and how far residents live from them."""

import datetime as dt
from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from components.queries.area_figures import figures
from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.surveys import published_ages
from components.queries.texts import text_in
from components.text.catalogue import LANGUAGES
from data.access.group_visibility import confirmation_status, visible_groups
from data.access.scopes import audience_of
from data.disclosure.layout import WHOLE
from data.release.store import Store
from data.schema import LSOA, WARD
from geo.services.accessibility import by_area, homes, per_quantile
from geo.services.age_targeting import band_of, for_ages, parse_ages
from geo.services.distances import residents_per_group
from geo.stats.deprivation import FIFTHS, newest_edition, quantile_of_rank
from geo.survey.participation import taking_part
from geo.survey.respondents import SAMPLE

EVERY_KIND = ""
INCOME = "income"


@query(40)
def groups_listed(key: CacheKey, kind: str = EVERY_KIND) -> pd.DataFrame:
    """Return the groups of a kind as viewers of this scope may see them, by number.

    A group whose name they may not see gets the name "unnamed".
    """
    seen = visible_groups(audience_of(key.scope), store_of(key).groups())
    for language in LANGUAGES:
        name = f"name_{language}"
        seen[name] = seen[name].fillna(text_in(language)("groups.unnamed"))
    return seen[seen["kind"] == kind] if kind else seen


@query(40)
def confirmations(key: CacheKey, kind: str, today: dt.date) -> pd.Series:
    """Return for each group of a kind whether its details were confirmed recently enough."""
    days = groups_listed(key, kind)["last_confirmed"]
    return days.map(lambda day: confirmation_status(day, today)).astype("str")


@query(40)
def groups_for_ages(key: CacheKey, kind: str) -> pd.Series:
    """Return by age band how many groups of a kind say that they are for that age.

    `attrs` holds how many groups name an age at all, and how many there are.
    """
    bands = [str(band) for band in residents_by_age(key).index if band_of(str(band))]
    bands.sort(key=lambda band: band_of(band) or (0, 0))
    listed = groups_listed(key, kind)
    spans = [parse_ages(words) for words in listed["audience"].fillna(listed["audience_cy"])]
    named = [span for span in spans if span]
    counted = for_ages(named, bands)
    counted.attrs = {"named": len(named), "all": len(spans)}
    return counted


@query(100)
def group_homes(key: CacheKey, kind: str, reach: float) -> pd.DataFrame:
    """Return each LSOA's distance from its centroid to the nearest group with a location."""
    residents, middles = store_of(key).residents(LSOA), _middles(key)
    located = groups_listed(key, kind).dropna(subset=["x", "y"])
    x, y = middles.loc[residents.index].to_numpy().T
    return homes(residents, x, y, located, reach=reach)


@query(10)
def _middles(key: CacheKey) -> pd.DataFrame:
    """Return the centroid of each LSOA in metres."""
    parts = [shapes.centroid for shapes in store_of(key).area_parts(LSOA)]
    return pd.concat([pd.DataFrame({"x": part.x, "y": part.y}) for part in parts])


@query(100)
def groups_by_area(key: CacheKey, level: str, kind: str, reach: float) -> pd.DataFrame:
    """Return every area with both names, its groups and their distance.

    The table also has residents per group, and residents beyond the reach. A ward's groups are
    those that serve it; an LSOA's are those located in it. `metres` is the distance from the area's
    outline to the `nearest` group with a location.
    """
    store = store_of(key)
    names, listed = store.area_names(level)[["name_en", "name_cy"]], groups_listed(key, kind)
    counts = _groups_per_area(store, level, listed)
    home = group_homes(key, kind, reach)
    table = by_area(home, _members(store, level), reach=reach).reindex(names.index)
    table = table.assign(
        groups=counts,
        per_group=residents_per_group(table["residents"], counts),
        **_distance_from_outline(store, level, listed.dropna(subset=["x", "y"])),
    )
    return pd.DataFrame(names).join(table)


@query(100)
def groups_and_record(
    key: CacheKey,
    level: str,
    kind: str,
    reach: float,
    category: str,
    months: Sequence[str],
) -> pd.DataFrame:
    """Return the groups by area, joined with the recorded incidents."""
    recorded = figures(key, level, category, months)
    around = groups_by_area(key, level, kind, reach)
    return recorded.join(around.drop(columns=["name_en", "name_cy", "residents"]))


@query(100)
def groups_by_fifth(key: CacheKey, kind: str, reach: float) -> pd.DataFrame:
    """Return groups and residents by deprivation fifth (1 is most deprived).

    The table is empty without an index. The income domain is preferred, because it contains nothing
    recorded by the police. `attrs` holds the edition and the domain.
    """
    store = store_of(key)
    every = store.table("deprivation")
    if every.empty:
        return per_quantile(pd.Series(dtype=float), group_homes(key, kind, reach).iloc[:0],
                       pd.Series(dtype=float), reach=reach)  # fmt: skip
    newest = every[every["edition"] == newest_edition(every)]
    domain = INCOME if (newest["domain"] == INCOME).any() else str(newest["domain"].iloc[0])
    ranks = newest[newest["domain"] == domain].set_index("area_code")
    home = group_homes(key, kind, reach)
    fifth = quantile_of_rank(ranks["rank"], ranks["of"], parts=FIFTHS).reindex(home.index)
    counts = _groups_per_area(store, LSOA, groups_listed(key, kind))
    table = per_quantile(fifth, home, counts, reach=reach)
    table.attrs = {"edition": str(newest["edition"].iloc[0]), "domain": domain}
    return table


@query(20)
def residents_by_age(key: CacheKey) -> pd.Series:
    """Return the residents of the whole area by age band; empty if the release has only totals."""
    bands = store_of(key).table("population").groupby("age_band")["residents"]
    known = bands.sum()[bands.count() == bands.count().max()]
    return known.drop("all", errors="ignore").astype(float)


@query(20)
def ages_that_took_part(key: CacheKey) -> pd.DataFrame | None:
    """Return respondents of the latest wave by age, compared with residents; None if unknown.

    `attrs` holds the wave, its mode and the number of respondents who gave their age.
    """
    ages, residents = published_ages(key), residents_by_age(key)
    if ages.empty or residents.empty:
        return None
    whole = ages.loc[WHOLE]
    people = ages["people"].drop(WHOLE)
    if pd.isna(whole["people"]):
        return None
    table = taking_part(people, residents, asked=float(whole["people"]))
    sampled = whole["mode"] == SAMPLE
    table.attrs = {"wave": whole["wave"], "sampled": sampled, "asked": int(whole["people"])}
    return table if len(table) > 1 else None


def _groups_per_area(store: Store, level: str, listed: pd.DataFrame) -> pd.Series:
    """Return the number of groups that serve each ward, or that are located in each LSOA.

    Groups that serve the whole area are not counted.
    """
    own = listed[listed["covers"] == WARD]
    codes = own["ward_code"] if level == WARD else _areas_of_points(store, level, own)
    counted: pd.Series = codes.value_counts().reindex(store.codes(level), fill_value=0)
    return counted.astype("int64").rename("groups")


def _areas_of_points(store: Store, level: str, groups: pd.DataFrame) -> pd.Series:
    """Return the code of the area in which each located group is, the first of two neighbours."""
    located = groups.dropna(subset=["x", "y"])
    tree = shapely.STRtree(shapely.points(located["x"], located["y"]))
    code_of = pd.Series(index=range(len(located)), dtype=object)
    for shapes in store.area_parts(level):
        area, point = tree.query(shapes.to_numpy(), predicate="intersects")
        found = pd.Series(shapes.index.to_numpy()[area], point)
        code_of = code_of.combine_first(found[~found.index.duplicated()])
    return code_of.dropna()


def _members(store: Store, level: str) -> pd.DataFrame:
    if level == LSOA:
        codes = store.codes(LSOA)
        return pd.DataFrame({"lsoa_code": codes, "area_code": codes, "share": 1.0})
    return store.membership().rename(columns={"ward_code": "area_code"})


def _distance_from_outline(
    store: Store, level: str, located: pd.DataFrame
) -> dict[str, np.ndarray]:
    """Return the metres from each area's outline to the nearest group, and its number."""
    areas = len(store.codes(level))
    if located.empty:
        return {"metres": np.full(areas, np.inf), "nearest": np.full(areas, "", dtype=object)}
    tree = shapely.STRtree(shapely.points(located["x"], located["y"]))
    parts = [_nearest(tree, shapes) for shapes in store.area_parts(level)]
    metres, nearest = map(np.concatenate, zip(*parts, strict=True))
    return {"metres": metres, "nearest": located.index.to_numpy()[nearest]}


def _nearest(tree: shapely.STRtree, shapes: gpd.GeoSeries) -> tuple[np.ndarray, np.ndarray]:
    """Return the distance of each shape to the nearest point, and the first point so near."""
    (area, point), far = tree.query_nearest(shapes.to_numpy(), return_distance=True)
    order = np.lexsort([point, area])
    first = order[np.unique(area[order], return_index=True)[1]]
    return far[first], point[first]
