"""Incidents: how many happen at which snap point in which month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shapely

from data.sample.areas import Lsoa
from data.sample.county import County
from data.sample.months import ALL_MONTHS, length_of
from data.sample.order_areas import ORDER_KEYS, Zone
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
from data.sample.random_streams import Dice, running_total
from data.sample.rates import CATEGORIES
from data.sample.seasonality import order_effect, season, trend
from data.sample.snap_points import HOSPITAL, Spot

# Of a ward's anti-social behaviour, before a planted order starts: inside it, and close around it.
STREAM = "events"
INSIDE_SHARE, AROUND_SHARE = 0.6, 0.2
SHOPS = ("Supermarket", "Shopping Area", "Petrol Station")
NIGHT_OUT = ("Nightclub", "Bus/Coach Station", "Parking Area")


@dataclass(frozen=True)
class Incident:
    """One thing the police record."""

    month: str
    category: str
    spot: Spot


@dataclass(frozen=True)
class Flow:
    """A steady source of incidents: how many a month, how that moves, and at which points."""

    category: str
    mean: float
    course: Callable[[str], float]
    spots: Sequence[Spot]
    stack: list[float]


def _flow(
    category: str, mean: float, course: Callable[[str], float], spots: Sequence[Spot]
) -> Flow:
    stack = [spot.stack * _liking(category, spot.what) for spot in spots]
    return Flow(category, mean, course, spots, running_total(stack))


def _liking(category: str, what: str) -> float:
    """Shops draw shoplifting, homes draw burglary: how well a place suits a category."""
    if category == SHOPLIFTING:
        return 8.0 if what in SHOPS else 0.4
    if category == BURGLARY:
        return 0.2 if what in SHOPS or what in NIGHT_OUT else 1.0
    if category in (THEFT_FROM_PERSON, DRUGS):
        return 2.0 if what in NIGHT_OUT else 1.0
    return 1.0


def _ward_course(ward_code: str, category: str) -> Callable[[str], float]:
    return lambda month: season(ward_code, category, month) * trend(ward_code, category, month)


def make_flows(
    county: County, spots: list[Spot], zones: list[Zone], means: dict[str, list[float]]
) -> list[Flow]:
    """Every source of incidents in the county."""
    by_lsoa: list[list[Spot]] = [[] for _ in county.lsoas]
    for spot in spots:
        by_lsoa[spot.lsoa].append(spot)
    order_wards = [zone.ward_code for zone in zones]
    flows = []
    for category in CATEGORIES:
        for position, lsoa in enumerate(county.lsoas):
            if category == ASB and lsoa.ward.code in order_wards:
                continue
            course = _ward_course(lsoa.ward.code, category)
            flows.append(_flow(category, means[category][position], course, by_lsoa[position]))
        flows.extend(_hospital_flows(county.lsoas, spots, category, means[category]))
    for key, zone in zip(ORDER_KEYS, zones, strict=True):
        flows.extend(_order_flows(key, zone, county, spots, means[ASB]))
    return flows


def _hospital_flows(
    lsoas: list[Lsoa], spots: list[Spot], category: str, means: list[float]
) -> list[Flow]:
    """What a hospital adds to its ward's record, all at one point."""
    planted = truth("hospital")
    if category not in planted.categories:
        return []
    at_home = sum(
        mean for lsoa, mean in zip(lsoas, means, strict=True) if lsoa.ward.code == planted.ward_code
    )
    course = _ward_course(str(planted.ward_code), category)
    extra = (planted.strength - 1.0) * at_home
    at_hospital = [spot for spot in spots if spot.what == HOSPITAL]
    return [_flow(category, extra, course, at_hospital)]


def _order_flows(
    key: str, zone: Zone, county: County, spots: list[Spot], means: list[float]
) -> list[Flow]:
    """Anti-social behaviour in a ward with a planted order: inside it, around it, elsewhere."""
    code = zone.ward_code
    course = _ward_course(code, ASB)
    positions = [n for n, lsoa in enumerate(county.lsoas) if lsoa.ward.code == code]
    total = sum(means[n] for n in positions)
    ring = ring_spots(zone, county, spots)
    at_home = [spot for spot in spots if spot.lsoa in positions]
    inside = [spot for spot in at_home if spot.zone == code]
    around = [spot for spot in at_home if spot in ring]
    elsewhere = [spot for spot in at_home if spot.zone != code and spot not in ring]
    rest = 1.0 - INSIDE_SHARE - AROUND_SHARE
    flows = [
        _flow(ASB, total * INSIDE_SHARE, lambda m: course(m) * order_effect(key, m), inside),
        _flow(ASB, total * AROUND_SHARE, course, around),
        _flow(ASB, total * rest, course, elsewhere),
    ]
    if key == "order_displaced":
        moved = total * INSIDE_SHARE
        flows.append(_flow(ASB, moved, lambda m: course(m) * (1.0 - order_effect(key, m)), ring))
    return flows


def ring_spots(zone: Zone, county: County, spots: list[Spot]) -> list[Spot]:
    """Points around a planted order, near enough to take what it drives out.

    Those of the resort ward are left alone: its summers are a truth of their own.
    """
    resort = truth("summer_resort").ward_code
    return [
        spot
        for spot in spots
        if spot.zone == ""
        and county.lsoas[spot.lsoa].ward.code != resort
        and zone.area.distance(shapely.Point(spot.place)) < RING_METRES
    ]


def make_incidents(flows: list[Flow]) -> list[Incident]:
    """Every incident of every month that has a file, drawn from its own stream per month."""
    incidents = []
    for month in ALL_MONTHS:
        if month == MISSING_MONTH:
            continue
        dice, length = Dice(f"{STREAM} {month}"), length_of(month)
        for flow in flows:
            for _ in range(dice.poisson(flow.mean * flow.course(month) * length)):
                spot = flow.spots[dice.weighted(flow.stack)]
                incidents.append(Incident(month, flow.category, spot))
    return incidents
