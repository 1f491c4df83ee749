"""Groups and services, orders and responses around one place, by distance and date."""

import datetime as dt
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.place_contents import groups_of, orders_of, responses_in
from components.queries.places import areas_overlapping
from data.release.store import Store
from data.schema import COUNTY, LSOA, WARD
from geo.services.nearby import metres_from, population_weighted_centre

NEAREST = 5
GROUP = ["name_en", "name_cy", "kind", "offers_en", "offers_cy", "last_confirmed", "metres"]
PROHIBITED = ["prohibitions_en", "prohibitions_cy"]
ORDER = ["order_id", "name_en", "name_cy", *PROHIBITED, "start", "expiry", "state", "days_left"]
RESPONSE = ["name_en", "name_cy", "start", "end", "status"]


@dataclass(frozen=True, kw_only=True)
class Nearby:
    """A row for each group, order and response.

    Metres are missing where the viewer may not know the location.
    """

    # The groups of the place itself, the nearest first.
    here: pd.DataFrame
    # The nearest of the other groups.
    nearest: pd.DataFrame
    # The groups that serve the whole area.
    countywide: pd.DataFrame
    orders: pd.DataFrame
    responses: pd.DataFrame
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
    groups = groups.assign(metres=metres_from(start, groups["x"], groups["y"]))
    wide = groups["covers"] == COUNTY
    others = groups[~own & ~wide & groups["metres"].notna()]
    return Nearby(
        here=_in_order(groups[own], GROUP, "metres"),
        nearest=_in_order(others.nsmallest(NEAREST, "metres"), GROUP, "metres"),
        countywide=_in_order(groups[wide], GROUP, "kind"),
        orders=_in_order(orders_of(key, level, place, today).reset_index(), ORDER, "state"),
        responses=_responses(key, level, place, today),
        by_residents=point is not None,
        listed=frozenset({"groups", "orders", "responses"} & set(store.manifest.tables)),
    )


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


def _responses(key: CacheKey, level: str, place: str, today: dt.date) -> pd.DataFrame:
    """Return the responses that name the place's ward, or a ward that shares residents with it."""
    wards = {place} if level == WARD else areas_overlapping(key, WARD, (place,))
    return _in_order(responses_in(key, tuple(sorted(wards)), today), RESPONSE, "status")


def _in_order(rows: pd.DataFrame, columns: list[str], by: str) -> pd.DataFrame:
    table = pd.DataFrame(rows[columns])
    return table.sort_values(by, kind="stable").reset_index(drop=True)
