"""Read the data files of this package: tables in TOML, geometry in GeoJSON, points in CSV."""

import csv
import json
import tomllib
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

FOLDER = Path(__file__).parent


def read_toml(name: str) -> dict[str, Any]:
    """Return the content of a TOML file.

    Parameters
    ----------
    name : str
        The file's name without its ending, such as "place_names".

    Returns
    -------
    dict
        The file's keys and values.

    Examples
    --------
    >>> read_toml("place_names")["area_code"]
    'W06000999'
    """
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def read_features(name: str) -> list[tuple[dict[str, Any], shapely.Geometry]]:
    """Return the features of a GeoJSON file in the folder `geometry`.

    Parameters
    ----------
    name : str
        The file's name without its ending: "lsoas", "basemap" or "orders".

    Returns
    -------
    list of tuple
        The properties and the geometry of each feature, in the order of the file. Coordinates
        are longitudes and latitudes.

    Examples
    --------
    >>> properties, area = read_features("orders")[0]
    >>> properties["order_id"], area.geom_type
    ('PSPO-01', 'Polygon')
    """
    text = (FOLDER / "geometry" / f"{name}.geojson").read_text(encoding="utf-8")
    return [
        (found["properties"], shape(found["geometry"])) for found in json.loads(text)["features"]
    ]


def read_csv(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file in the folder `geometry`.

    Parameters
    ----------
    name : str
        The file's name without its ending: "snap_points".

    Returns
    -------
    list of dict
        One dictionary a row, from column to text.

    Examples
    --------
    >>> read_csv("snap_points")[0]["lsoa_code"]
    'W01999001'
    """
    with (FOLDER / "geometry" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
