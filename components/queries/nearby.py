"""Groups and services, orders and responses around one place, by distance and date."""

import datetime as dt
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.groups import groups_listed
from components.queries.place_contents import groups_of, orders_of, responses_in
from components.queries.places import areas_overlapping
from data.access.group_visibility import CONCEALED, UNPLACED
from data.release.store import Store
from data.schema import COUNTY, LSOA, WARD
from geo.services.nearby import metres_from, population_weighted_centre

NEAREST = 5
OFFERS = ["offers_en", "offers_cy"]
GROUP = ["name_en", "name_cy", "kind", *OFFERS, "last_confirmed", "metres", "placing"]
PROHIBITED = ["prohibitions_en", "prohibitions_cy"]
ORDER = ["order_id", "name_en", "name_cy", *PROHIBITED, "start", "expiry", "state", "days_left"]
RESPONSE = ["response_id", "name_en", "name_cy", "start", "end", "status"]


@dataclass(frozen=True, kw_only=True)
class Nearby:
    """A row for each group, order and response.

    Metres are missing where the viewer may not know the location.
    """

    # The groups of the place itself, the nearest first.
    here: pd.DataFrame
    # How many groups of its wards may be in the place, but their location isn't shown or known.
    # 0 for a ward, whose groups are those that serve it.
    concealed: int
    unplaced: int
    # The nearest of the other groups.
    nearest: pd.DataFrame
    # The groups that serve the whole area.
    countywide: pd.DataFrame
    orders: pd.DataFrame
    # The responses that name one of these wards: the ward itself, or those that share residents.
    responses: pd.DataFrame
    wards: tuple[str, ...]
    # Whether distances start at the centre of the residents, or at a point inside the area.
    by_residents: bool
    # Which of groups, orders and responses the release has.
    listed: frozenset[str]


@query(500)
def nearby(key: CacheKey, level: str, place: str, today: dt.date) -> Nearby:
    """Return what is near a place, with straight-line distances from the centre of its residents.

    The location of a group that the viewer may not know has no distance, which would reveal it.
    """
    store = store_of(key)
    shape = store.areas_of([place]).geometry[place]
    point = _centre_of_residents(store, level, place)
    start = point or (shape.representative_point().x, shape.representative_point().y)
    groups, own = groups_of(key, level, place)
    wards = wards_named(key, level, place)
    concealed, unplaced = not_located(key, level, place)
    groups = groups.assign(metres=metres_from(start, groups["x"], groups["y"]))
    wide = groups["covers"] == COUNTY
    others = groups[~own & ~wide & groups["metres"].notna()]
    return Nearby(
        here=_in_order(groups[own], GROUP, "metres"),
        concealed=concealed,
        unplaced=unplaced,
        nearest=_in_order(others.nsmallest(NEAREST, "metres"), GROUP, "metres"),
        countywide=_in_order(groups[wide], GROUP, "kind"),
        orders=_in_order(orders_of(key, level, place, today).reset_index(), ORDER, "state"),
        responses=_in_order(responses_in(key, wards, today), RESPONSE, "status"),
        wards=wards,
        by_residents=point is not None,
        listed=frozenset({"groups", "orders", "responses"} & set(store.manifest.tables)),
    )


def wards_named(key: CacheKey, level: str, place: str) -> tuple[str, ...]:
    """Return the wards whose names in lists can mean a place: itself, or those it overlaps."""
    if level == WARD:
        return (place,)
    return tuple(sorted(areas_overlapping(key, WARD, (place,))))


def not_located(key: CacheKey, level: str, place: str) -> tuple[int, int]:
    """Return how many groups may be in a place: those of its wards without a location to show.

    The first are hidden from the viewer, of the others the location isn't known. A ward has none,
    as its groups are those that name it.
    """
    if level == WARD:
        return 0, 0
    listed = groups_listed(key)
    named = listed["ward_code"].isin(wards_named(key, level, place))
    placing = listed.loc[named & listed["x"].isna() & (listed["covers"] != COUNTY), "placing"]
    return int((placing == CONCEALED).sum()), int((placing == UNPLACED).sum())


def _centre_of_residents(store: Store, level: str, place: str) -> tuple[float, float] | None:
    """Return the mean of the LSOAs' points, weighted by their residents in the place.

    None for an LSOA.
    """
    if level == LSOA:
        return None
    members = store.members(level)
    members = members[members["area_code"] == place]
    lsoas = store.areas_of(members["lsoa_code"])
    inside = lsoas.geometry.representative_point().reindex(members["lsoa_code"])
    people = store.residents(LSOA).reindex(members["lsoa_code"]).to_numpy() * members["share"]
    known = inside.notna().to_numpy()
    points = gpd.GeoSeries(inside[known])
    return population_weighted_centre(
        points.x.to_numpy(), points.y.to_numpy(), np.asarray(people, dtype=float)[known]
    )


def _in_order(rows: pd.DataFrame, columns: list[str], by: str) -> pd.DataFrame:
    table = pd.DataFrame(rows[columns])
    return table.sort_values(by, kind="stable").reset_index(drop=True)
