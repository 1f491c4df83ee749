"""Incidents: how many happen at which snap point in which month."""

from collections.abc import Callable
from dataclasses import dataclass

from data.sample.county import Lsoa
from data.sample.months import ALL_MONTHS, length_of
from data.sample.orders import order_areas
from data.sample.planted_effects import (
    ASB,
    BURGLARY,
    DRUGS,
    MISSING_MONTH,
    RING_METRES,
    SHOPLIFTING,
    THEFT_FROM_PERSON,
    truth,
)
from data.sample.projection import to_metres
from data.sample.random_streams import RandomStream, running_total
from data.sample.rates import CATEGORIES
from data.sample.seasonality import level, order_effect
from data.sample.snap_points import HOSPITAL, SnapPoint, by_lsoa

# ORDER_KEYS: the planted effects of orders.
ORDER_KEYS = ("order_worked", "order_displaced")
# INSIDE_SHARE, AROUND_SHARE: of a ward's anti-social behaviour before a planted order starts, the
# part inside the order's area and the part close around it.
INSIDE_SHARE, AROUND_SHARE = 0.6, 0.2
SHOPS = ("Supermarket", "Shopping Area", "Petrol Station")
NIGHT_OUT = ("Nightclub", "Bus/Coach Station", "Parking Area")


@dataclass(frozen=True)
class Incident:
    """An incident that the police record."""

    month: str
    category: str
    point: SnapPoint


@dataclass(frozen=True)
class Flow:
    """Incidents of a category at some points: the monthly mean and how it changes by month."""

    category: str
    mean: float
    level: Callable[[str], float]  # a month's records as a multiple of the mean
    points: list[SnapPoint]
    cumulative: list[float]  # running total of the points' weights


def make_flows(
    lsoas: list[Lsoa], points: list[SnapPoint], means: dict[str, list[float]]
) -> list[Flow]:
    """Return all flows of incidents; `means` has each category's monthly mean by LSOA."""
    points_of = by_lsoa(points)
    order_wards = [truth(key).ward_code for key in ORDER_KEYS]
    flows = []
    for category in CATEGORIES:
        for lsoa, mean in zip(lsoas, means[category], strict=True):
            if category != ASB or lsoa.ward.code not in order_wards:
                monthly = _level_of_ward(lsoa.ward.code, category)
                flows.append(_flow(category, mean, monthly, points_of[lsoa.code]))
        if category in truth("hospital").categories:
            flows.append(_hospital_flow(lsoas, points, category, means[category]))
    for key in ORDER_KEYS:
        flows.extend(_order_flows(key, lsoas, points, means[ASB]))
    return flows


def make_incidents(flows: list[Flow]) -> list[Incident]:
    """Draw every incident of every month that has a file, from one random stream a month."""
    incidents = []
    for month in ALL_MONTHS:
        if month == MISSING_MONTH:
            continue
        rng, length = RandomStream(f"events {month}"), length_of(month)
        for flow in flows:
            for _ in range(rng.poisson(flow.mean * flow.level(month) * length)):
                point = flow.points[rng.weighted(flow.cumulative)]
                incidents.append(Incident(month, flow.category, point))
    return incidents


def _flow(
    category: str, mean: float, monthly: Callable[[str], float], points: list[SnapPoint]
) -> Flow:
    weights = [point.weight * _attraction(category, point.place) for point in points]
    return Flow(category, mean, monthly, points, running_total(weights))


def _attraction(category: str, place: str) -> float:
    """Return a point's weight for a category: shops have more shoplifting, homes more burglary."""
    if category == SHOPLIFTING:
        return 8.0 if place in SHOPS else 0.4
    if category == BURGLARY:
        return 0.2 if place in SHOPS or place in NIGHT_OUT else 1.0
    if category in (THEFT_FROM_PERSON, DRUGS):
        return 2.0 if place in NIGHT_OUT else 1.0
    return 1.0


def _level_of_ward(ward_code: str, category: str) -> Callable[[str], float]:
    return lambda month: level(ward_code, category, month)


def _total_of_ward(lsoas: list[Lsoa], ward_code: str, means: list[float]) -> float:
    return sum(m for lsoa, m in zip(lsoas, means, strict=True) if lsoa.ward.code == ward_code)


def _hospital_flow(
    lsoas: list[Lsoa], points: list[SnapPoint], category: str, means: list[float]
) -> Flow:
    """Return what a hospital adds to its ward's records, all at the hospital's point."""
    effect = truth("hospital")
    ward_code = str(effect.ward_code)
    extra = (effect.strength - 1.0) * _total_of_ward(lsoas, ward_code, means)
    at_hospital = [point for point in points if point.place == HOSPITAL]
    return _flow(category, extra, _level_of_ward(ward_code, category), at_hospital)


def _order_flows(
    key: str, lsoas: list[Lsoa], points: list[SnapPoint], means: list[float]
) -> list[Flow]:
    """Return the anti-social behaviour of a ward with a planted order.

    The flows are inside the order's area, around it and in the rest of the ward. Where the order
    displaces incidents, one more flow takes them to the points around.
    """
    ward_code = str(truth(key).ward_code)
    total = _total_of_ward(lsoas, ward_code, means)
    inside, ring = _inside_and_around(key, points)
    at_home = [point for point in points if point.lsoa.ward.code == ward_code]
    around = [point for point in at_home if point in ring]
    elsewhere = [point for point in at_home if point not in inside and point not in ring]
    monthly = _level_of_ward(ward_code, ASB)
    rest = 1.0 - INSIDE_SHARE - AROUND_SHARE
    flows = [
        _flow(ASB, total * INSIDE_SHARE, lambda m: monthly(m) * order_effect(key, m), inside),
        _flow(ASB, total * AROUND_SHARE, monthly, around),
        _flow(ASB, total * rest, monthly, elsewhere),
    ]
    if key == "order_displaced":
        moved = total * INSIDE_SHARE
        flows.append(_flow(ASB, moved, lambda m: monthly(m) * (1.0 - order_effect(key, m)), ring))
    return flows


def _inside_and_around(
    key: str, points: list[SnapPoint]
) -> tuple[list[SnapPoint], list[SnapPoint]]:
    """Return the points inside a planted order's area and those up to RING_METRES around it.

    Points of the resort ward are left out, so that they don't change its planted summers.
    """
    effect, resort = truth(key), truth("summer_resort").ward_code
    area = to_metres(order_areas()[str(effect.order_id)])
    distances = [(area.distance(p.in_metres), p) for p in points if p.lsoa.ward.code != resort]
    inside = [point for distance, point in distances if distance == 0.0]
    return inside, [point for distance, point in distances if 0.0 < distance < RING_METRES]
