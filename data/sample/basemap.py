"""The basemap (land, built-up areas, rivers, roads, labels) and the towns taken from it."""

from data.sample.county import Lsoa, dissolve
from data.sample.place_names import AREA, TOWNS
from data.sample.read_files import read_features
from data.sample.write_files import Feature


def basemap_features(lsoas: list[Lsoa]) -> list[Feature]:
    """Return the features of the basemap in the order in which they are painted.

    The neighbouring authority comes first, then the county's own land, which is the union of its
    LSOAs. Everything else is painted over both.
    """
    neighbour, *others = read_features("basemap")
    land = {"kind": "land", "rank": 1, "name_en": AREA[0], "name_cy": AREA[1]}
    return [neighbour, (land, dissolve(lsoas)), *others]


def town_features() -> list[Feature]:
    """Return each town's built-up area: wards reach beyond it, and villages are outside all."""
    built_up = [
        shape
        for found, shape in read_features("basemap")
        if (found["kind"], found["rank"]) == ("town", 1)
    ]
    return [
        ({"town_code": f"T{number:02d}", "town_en": name, "town_cy": name}, shape)
        for number, (name, shape) in enumerate(zip(TOWNS, built_up, strict=True), start=1)
    ]
