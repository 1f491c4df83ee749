"""GeoPackages and lists with the layers and columns of Ordnance Survey's open maps."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import shapely

# A feature: its cells, and its shape.
Feature = tuple[Mapping[str, object], shapely.Geometry]
OF_TYPE = ("type",)
ROAD = ("type", "name", "number", "level")
NAMES = ("type", "name1", "name1language", "name2", "name2language")
# The layers of OS Open Zoomstack (GeoPackage schema), with their columns beside `id` and `geom`.
ZOOMSTACK: Mapping[str, tuple[str, ...]] = {
    "airports": ("name",),
    "land": (),
    "names": NAMES,
    "rail": OF_TYPE,
    "railway_stations": ("type", "name"),
    "roads_local": ROAD,
    "roads_national": ROAD,
    "roads_regional": ROAD,
    "surfacewater": OF_TYPE,
    "urban_areas": OF_TYPE,
    "waterlines": OF_TYPE,
    "woodland": OF_TYPE,
}
# The columns of OS Open Roads, OS Open Rivers and OS Open Names (GeoPackage).
ROAD_LINK = (
    *("id", "fictitious", "road_classification", "road_function", "form_of_way"),
    *("road_classification_number", "name_1", "name_1_lang", "name_2", "name_2_lang"),
    *("road_structure", "length", "length_uom", "loop", "primary_route", "trunk_road"),
    *("start_node", "end_node", "road_number_toid", "road_name_toid"),
)
WATERCOURSE_LINK = (
    *("id", "flow_direction", "length", "fictitious", "form", "watercourse_name"),
    *("watercourse_name_alternative", "start_node", "end_node"),
)
NAMED_PLACE = (
    *("id", "names_uri", "name1", "name1_lang", "name2", "name2_lang", "type", "local_type"),
    *("geometry_x", "geometry_y", "most_detail_view_res", "least_detail_view_res"),
    *("mbr_xmin", "mbr_ymin", "mbr_xmax", "mbr_ymax", "postcode_district"),
    *("postcode_district_uri", "populated_place", "populated_place_uri"),
    *("populated_place_type", "district_borough", "district_borough_uri"),
    *("district_borough_type", "county_unitary", "county_unitary_uri", "county_unitary_type"),
    *("region", "region_uri", "country", "country_uri", "related_spatial_object"),
    *("same_as_dbpedia", "same_as_geonames"),
)
# Where an empty layer of the product has its one feature: in the north of Scotland.
ELSEWHERE = shapely.Point(300_000, 970_000)
FORMS = {
    **{"names": "Point", "airports": "Point", "railway_stations": "Point"},
    **dict.fromkeys(("land", "surfacewater", "urban_areas", "woodland"), "Polygon"),
}


def write_layer(
    path: Path,
    layer: str,
    columns: Sequence[str],
    features: Sequence[Feature],
    *,
    crs: int = 27700,
) -> None:
    """Add a layer to a GeoPackage, or write a shapefile."""
    table = {column: [str(cells.get(column, "")) for cells, _ in features] for column in columns}
    frame = gpd.GeoDataFrame(table, geometry=[shape for _, shape in features], crs=27700)
    if path.suffix == ".shp":
        frame.to_crs(crs).to_file(path)
    else:
        frame.to_crs(crs).to_file(path, layer=layer, driver="GPKG", geometry_name="geom")


def write_zoomstack(path: Path, features: Mapping[str, Sequence[Feature]], **options: int) -> Path:
    """Write a GeoPackage with all layers of OS Open Zoomstack; the others have one feature."""
    for layer, columns in ZOOMSTACK.items():
        form = FORMS.get(layer, "LineString")
        far = {
            "Point": ELSEWHERE,
            "Polygon": ELSEWHERE.buffer(500),
            "LineString": shapely.LineString([(300_000, 970_000), (301_000, 970_000)]),
        }[form]
        write_layer(path, layer, columns, features.get(layer, [({}, far)]), **options)
    return path


def write_names_csv(path: Path, places: Sequence[Mapping[str, object]]) -> Path:
    """Write a CSV of OS Open Names, which has no header."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for at, place in enumerate(places):
            address = f"http://data.ordnancesurvey.co.uk/id/{at}"
            cells = {"id": f"osgb{at}", "names_uri": address, **place}
            writer.writerow([cells.get(column, "") for column in NAMED_PLACE])
    return path
