"""What lies under the areas on a map: land, the neighbour's land, houses, roads, rivers, names."""

import shapely

from data.sample.county import County
from data.sample.hex_mesh import Corner, Point, rings
from data.sample.noise_lines import wiggled
from data.sample.place_names import AREA, LABELS, MAIN_RIVER, NEIGHBOUR, SMALL_RIVER
from data.sample.projection import from_km, to_degrees
from data.sample.random_streams import Dice
from data.sample.roads import make_roads
from data.sample.terrain import COUNTY, EAST_COAST_BEYOND, WEST_COAST_BEYOND
from data.sample.terrain import NEIGHBOUR as NEIGHBOUR_LAND

Feature = tuple[dict[str, object], shapely.Geometry]
FAR_NORTH_EAST_KM = (41.5, 33.6)


def ground_features(county: County) -> list[Feature]:
    """All features of the ground, in the order in which they are painted."""
    land = [cell for cell, kind in enumerate(county.terrain.kind) if kind == COUNTY]
    features = [
        _feature("neighbour", 1, (NEIGHBOUR, NEIGHBOUR), _neighbour_in_degrees(county)),
        _feature("land", 1, AREA, county.shape_in_degrees(land)),
    ]
    features += _houses(county)
    names = (MAIN_RIVER, SMALL_RIVER)
    for rank, (line, name) in enumerate(zip(county.terrain.rivers, names, strict=True), start=1):
        features.append(_feature("river", rank, name, shapely.LineString(to_degrees(line))))
    for road in make_roads(county):
        if len(road.line) > 1:
            line = shapely.LineString(to_degrees(road.line))
            features.append(_feature("road", road.rank, ("", ""), line))
    for name_en, name_cy, place, rank in LABELS:
        point = shapely.Point(to_degrees([from_km(place)])[0])
        features.append(_feature("label", rank, (name_en, name_cy), point))
    return features


def _feature(kind: str, rank: int, name: tuple[str, str], shape: shapely.Geometry) -> Feature:
    return {"kind": kind, "rank": rank, "name_en": name[0], "name_cy": name[1]}, shape


def _houses(county: County) -> list[Feature]:
    """Built-up areas: the three towns first, then villages and hamlets."""
    cells: dict[int, list[int]] = {}
    for cell, number in enumerate(county.terrain.settlement):
        if number:
            cells.setdefault(number, []).append(cell)
    return [
        _feature("town", 1 if number < 10 else 2, ("", ""), county.shape_in_degrees(cells[number]))
        for number in sorted(cells)
    ]


def _neighbour_in_degrees(county: County) -> shapely.MultiPolygon:
    """The land beyond the inland border, far past the map's edge, the coast going on.

    It follows the county's border exactly: the border's corners are the county's own.
    """
    inland = _inland_border(county)
    east = [from_km(place) for place in EAST_COAST_BEYOND]
    west = [from_km(place) for place in WEST_COAST_BEYOND]
    start, end = inland[0], inland[-1]
    east_coast = wiggled([start, *east[1:]], Dice("east coast"), sway=0.2, finest=80.0)
    west_coast = wiggled([*west[:-1], end], Dice("west coast"), sway=0.2, finest=80.0)
    outline = [*east_coast, from_km(FAR_NORTH_EAST_KM), *west_coast, *inland[-2:0:-1]]
    return shapely.MultiPolygon([shapely.Polygon(to_degrees(outline))]).normalize()


def _inland_border(county: County) -> list[Point]:
    """The county's border with its neighbour, from the south-east corner to the north-west."""
    terrain = county.terrain
    members = [cell for cell, kind in enumerate(terrain.kind) if kind == COUNTY]
    ring = max(rings(terrain.mesh, members), key=len)
    inland = _corners_of(county, NEIGHBOUR_LAND)
    shared = [corner in inland for corner in ring]
    first = next(n for n in range(len(ring)) if shared[n] and not shared[n - 1])
    turned = ring[first:] + ring[:first]
    stretch: list[Corner] = []
    for corner in turned:
        if corner not in inland:
            break
        stretch.append(corner)
    return [county.corners[corner] for corner in stretch]


def _corners_of(county: County, kind: int) -> set[Corner]:
    members = [cell for cell, value in enumerate(county.terrain.kind) if value == kind]
    return {corner for ring in rings(county.terrain.mesh, members) for corner in ring}
