"""What police figures show of a response: comparison areas, what could be seen, and the result."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import shapely

from components.counting import categories_of
from components.page_models.responses import responses
from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.orders import order_numbers, recorded_at_points
from components.queries.places import names
from data.register.responses.kinds import PLANNED, status_of
from data.schema import COUNTY, LSOA, WARD
from geo.orders.counted_parts import FixedComparison, Recorded, counted_parts
from geo.orders.status import IN_FORCE, day_of
from geo.orders.study import Study, study
from geo.orders.treatment_areas import INSIDE, RING, RING_METRES
from geo.period import shifted
from geo.responses.comparison_areas import similar_areas
from geo.responses.elsewhere import Elsewhere, areas_in_use
from geo.responses.outlook import Outlook, outlook


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Where a response works, since when, and what is counted there; part of a query's key."""

    # An area of a level, or the area of an order; the whole area if all are empty.
    level: str
    place: str
    order: str
    # The choice of categories.
    choice: str
    start: dt.date | None
    end: dt.date | None
    ring: float = RING_METRES
    # The response's own number; empty for a new one.
    number: str = ""


@query(100)
def in_use(key: CacheKey, ground: Ground, today: dt.date) -> frozenset[str]:
    """Return the small areas in which another response or an order runs in the years compared."""
    return areas_in_use(
        store_of(key).table("points"),
        [*_orders_elsewhere(key, ground), *_responses_elsewhere(key, ground)],
        start=ground.start or today,
        end=ground.end,
    )


@query(100)
def comparison(key: CacheKey, ground: Ground, today: dt.date) -> pd.DataFrame:
    """Return the small areas that a response could be compared with, the most similar first.

    Its own small areas and those in its ring are left out, and those where another response or an
    order runs.
    """
    area, others = _areas(key, ground)
    start = ground.start or today
    recorded, store = _until(key, ground, today), store_of(key)
    parts = counted_parts(
        *(area, others, start, ground.end),
        recorded=recorded,
        wards=pd.Series(store.areas(WARD).geometry),
        ring=ground.ring,
    )
    near = recorded.points.loc[parts.places.isin([INSIDE, RING]), "lsoa_code"]
    months = [month for month in parts.complete if month < f"{start:%Y-%m}"]
    last = max(months, default=shifted(f"{start:%Y-%m}", -1))
    monthly = store.by_month(LSOA, categories_of(store, ground.choice))
    left_out = {*near, *in_use(key, ground, today)}
    return similar_areas(monthly, parts.monthly[INSIDE], until=last, left_out=left_out)


@query(100)
def what_could_show(
    key: CacheKey, ground: Ground, compared: Sequence[str], today: dt.date
) -> Outlook:
    """Return what an assessment with these comparison areas could show."""
    area, others = _areas(key, ground)
    return outlook(
        *(area, others, ground.start or today, ground.end),
        recorded=_until(key, ground, today),
        wards=pd.Series(store_of(key).areas(WARD).geometry),
        fixed=_fixed(compared),
        ring=ground.ring,
    )


@query(100)
def assessment(key: CacheKey, ground: Ground, compared: Sequence[str], today: dt.date) -> Study:
    """Return what the police's record shows of a response, by the method of orders."""
    area, others = _areas(key, ground)
    return study(
        *(area, others, ground.start, ground.end),
        recorded=_until(key, ground, today),
        wards=pd.Series(store_of(key).areas(WARD).geometry),
        today=today,
        fixed=_fixed(compared),
        ring=ground.ring,
    )


@query(100)
def recorded_inside(key: CacheKey, ground: Ground, months: Sequence[str]) -> float:
    """Return how much was recorded inside the place in some months."""
    area, others = _areas(key, ground)
    parts = counted_parts(
        *(area, others, dt.date.fromisoformat(f"{months[0]}-01"), None),
        recorded=recorded_at_points(key, categories_of(store_of(key), ground.choice)),
        wards=pd.Series(store_of(key).areas(WARD).geometry),
    )
    return float(parts.monthly[INSIDE].reindex(list(months)).sum(min_count=1))


def _fixed(compared: Sequence[str]) -> FixedComparison:
    return FixedComparison(codes=frozenset(compared), column="lsoa_code")


def _areas(key: CacheKey, ground: Ground) -> tuple[shapely.Geometry, list[shapely.Geometry]]:
    """Return the outline of a response's place, and of every order but its own."""
    store = store_of(key)
    orders = store.orders().set_index("order_id")["geometry"]
    if ground.order in orders.index:
        return orders[ground.order], list(orders.drop(ground.order))
    if ground.place:
        return store.areas_of([ground.place]).geometry[ground.place], list(orders)
    return store.areas(COUNTY).geometry.union_all(), list(orders)


def _orders_elsewhere(key: CacheKey, ground: Ground) -> Iterator[Elsewhere]:
    """Yield every order but the response's own that is or was in force."""
    orders = store_of(key).orders().set_index("order_id")
    for number, row in orders.iterrows():
        start, end = day_of(row["start"]), day_of(row["expiry"])
        if number != ground.order and (start or end or row["status"] == IN_FORCE):
            yield Elsewhere(area=row["geometry"], start=start, end=end)


def _responses_elsewhere(key: CacheKey, ground: Ground) -> Iterator[Elsewhere]:
    """Yield every other response that has begun, or whose first day is known.

    One of the whole area is everywhere alike, and changes no comparison.
    """
    orders, places = set(order_numbers(key)), names(key)
    for one in responses(key):
        values = one.values
        start, end = day_of(values["start"]), day_of(values["end"])
        of = Ground(
            level=str(values["level"] or ""),
            place=str(values["place"] or ""),
            order=str(values["order_id"] or ""),
            choice=ground.choice,
            start=start,
            end=end,
        )
        known = of.order in orders or of.place in places
        if one.key != ground.number and known and (start or status_of(values) != PLANNED):
            yield Elsewhere(area=_areas(key, of)[0], start=start, end=end)


def _until(key: CacheKey, ground: Ground, today: dt.date) -> Recorded:
    """Return the record of what is counted, with the months up to the day alone."""
    recorded = recorded_at_points(key, categories_of(store_of(key), ground.choice))
    last = f"{today:%Y-%m}"
    if recorded.recordings.index.max() <= last:
        return recorded
    return replace(
        recorded,
        counts=recorded.counts[recorded.counts["month"] <= last],
        recordings=recorded.recordings.loc[:last],
    )
