"""What there is around one place: groups and services, orders, responses, by distance and date."""

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
    """A row a group, an order, a response; metres are missing where the viewer may not know."""

    here: pd.DataFrame
    """Groups of the place itself, the nearest first."""
    nearest: pd.DataFrame
    """The nearest of the others."""
    countywide: pd.DataFrame
    """Groups that serve the whole area."""
    orders: pd.DataFrame
    responses: pd.DataFrame
    by_residents: bool
    """Whether distances start at the middle of the residents, or of the ground."""
    listed: frozenset[str]
    """Which of groups, orders and responses the release has a list of."""


@query(500)
def nearby(key: CacheKey, level: str, place: str, today: dt.date) -> Nearby:
    """Straight-line distances from the middle of the place's residents.

    Who may know of which place is said in `data.listed`; a distance would give it away as well.
    """
    store = store_of(key)
    shape = store.areas(level).geometry[place]
    point = _middle(store, level, place)
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


def _middle(store: Store, level: str, place: str) -> tuple[float, float] | None:
    """Of its LSOAs' middles, weighed by their residents in it. An LSOA has only its own."""
    if level == LSOA:
        return None
    members = store.members(level)
    members = members[members["area_code"] == place]
    inside = store.areas(LSOA).geometry.representative_point().reindex(members["lsoa_code"])
    people = store.residents(LSOA).reindex(members["lsoa_code"]).to_numpy() * members["share"]
    known = inside.notna().to_numpy()
    kept = gpd.GeoSeries(inside[known])
    return population_weighted_centre(
        kept.x.to_numpy(), kept.y.to_numpy(), np.asarray(people, dtype=float)[known]
    )


def _responses(key: CacheKey, level: str, place: str, today: dt.date) -> pd.DataFrame:
    """Those that name the place's ward, or a ward that it shares: they are known by wards alone."""
    wards = {place} if level == WARD else areas_overlapping(key, WARD, (place,))
    return _in_order(responses_in(key, tuple(sorted(wards)), today), RESPONSE, "status")


def _in_order(rows: pd.DataFrame, columns: list[str], by: str) -> pd.DataFrame:
    kept = pd.DataFrame(rows[columns])
    return kept.sort_values(by, kind="stable").reset_index(drop=True)
