"""Community groups: which of them a viewer may see, and how far residents live from them."""

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
from data.access.group_visibility import visible_groups
from data.access.viewer import Audience
from data.disclosure.layout import WHOLE
from data.release.store import Store
from data.schema import LSOA, WARD
from geo.services.accessibility import by_area, homes, per_quantile
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
    seen = visible_groups(Audience[key.scope.upper()], store_of(key).groups())
    for language in LANGUAGES:
        name = f"name_{language}"
        seen[name] = seen[name].fillna(text_in(language)("groups.unnamed"))
    return seen[seen["kind"] == kind] if kind else seen


@query(100)
def group_homes(key: CacheKey, kind: str, reach: float) -> pd.DataFrame:
    """Return each LSOA's distance from its centroid to the nearest group with a location."""
    store = store_of(key)
    middle = gpd.GeoSeries(store.areas(LSOA).geometry).centroid
    residents = store.residents(LSOA)
    located = groups_listed(key, kind).dropna(subset=["x", "y"])
    return homes(residents, middle.x.to_numpy(), middle.y.to_numpy(), located, reach=reach)


@query(100)
def groups_by_area(key: CacheKey, level: str, kind: str, reach: float) -> pd.DataFrame:
    """Return every area with both names, its groups and their distance.

    The table also has residents per group, and residents beyond the reach. A ward's groups are
    those that serve it; an LSOA's are those located in it. `metres` is the distance from the area's
    outline to the `nearest` group with a location.
    """
    store = store_of(key)
    areas, listed = store.areas(level), groups_listed(key, kind)
    counts = _groups_per_area(level, areas, listed)
    home = group_homes(key, kind, reach)
    table = by_area(home, _members(store, level), reach=reach).reindex(areas.index)
    table = table.assign(
        groups=counts,
        per_group=residents_per_group(table["residents"], counts),
        **_distance_from_outline(areas, listed.dropna(subset=["x", "y"])),
    )
    return pd.DataFrame(areas[["name_en", "name_cy"]]).join(table)


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
    counts = _groups_per_area(LSOA, store.areas(LSOA), groups_listed(key, kind))
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


def _groups_per_area(level: str, areas: gpd.GeoDataFrame, listed: pd.DataFrame) -> pd.Series:
    """Return the number of groups that serve each ward, or that are located in each LSOA.

    Groups that serve the whole area are not counted.
    """
    own = listed[listed["covers"] == WARD]
    if level == WARD:
        codes = own["ward_code"]
    else:
        located = own.dropna(subset=["x", "y"])
        points = shapely.points(located["x"], located["y"])
        tree = shapely.STRtree(areas.geometry.to_numpy())
        point, area = tree.query(points, predicate="intersects")
        first = ~pd.Series(point).duplicated().to_numpy()
        codes = pd.Series(areas.index.to_numpy()[area[first]])
    counted: pd.Series = codes.value_counts().reindex(areas.index, fill_value=0).astype("int64")
    return counted.rename("groups")


def _members(store: Store, level: str) -> pd.DataFrame:
    if level == LSOA:
        codes = store.codes(LSOA)
        return pd.DataFrame({"lsoa_code": codes, "area_code": codes, "share": 1.0})
    return store.membership().rename(columns={"ward_code": "area_code"})


def _distance_from_outline(areas: gpd.GeoDataFrame, located: pd.DataFrame) -> dict[str, np.ndarray]:
    if located.empty:
        return {
            "metres": np.full(len(areas), np.inf),
            "nearest": np.full(len(areas), "", dtype=object),
        }
    points = shapely.points(located["x"], located["y"])
    far = shapely.distance(areas.geometry.to_numpy()[:, None], points[None, :])
    closest = far.argmin(axis=1)
    return {
        "metres": far[np.arange(len(far)), closest],
        "nearest": located.index.to_numpy()[closest],
    }
