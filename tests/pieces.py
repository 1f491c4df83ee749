"""A release whose areas are sent in pieces, made from the sample county's release on disk."""

import json
import shutil
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data.build.browser_files import write_browser_files
from data.build.write_release import write_table
from data.file_kinds import GROUND
from data.files.digested_json import read_json, write_json
from data.files.published_file import read_published
from data.geometry import area_pieces
from data.release.browser_folder import FOLDER, INDEX
from data.release.manifest import MANIFEST
from data.release.switch import make_current
from data.schema import LSOA, WARD
from data.settings import load_settings

NAME = "2026-09-in-pieces"
# From west to east.
AUTHORITIES = {
    "W06000991": {"name_en": "West Halwyn", "name_cy": "Gorllewin Halwyn"},
    "W06000992": {"name_en": "Mid Halwyn", "name_cy": "Canol Halwyn"},
    "W06000993": {"name_en": "East Halwyn", "name_cy": "Dwyrain Halwyn"},
}
# LEAST, PIXELS: levels of so many areas come in pieces, drawn from a zoom on at which the whole
# county is no longer in view.
LEAST, PIXELS = 20, 12_000


def release_in_pieces(home: Path) -> None:
    """Make a release of three authorities in pieces the current one of a home with one release."""
    (current,) = (folder for folder in (home / "releases").iterdir() if folder.is_dir())
    folder = current.rename(current.parent / NAME)
    content = read_json(folder / MANIFEST)
    areas = gpd.read_parquet(folder / "areas.parquet")
    areas["authority_code"] = _authorities(areas)
    content["tables"]["areas"] |= write_table(folder, "areas", areas)
    (only,) = content["authorities"]
    content["authorities"] = [
        only | {"authority": code, "wards": 8} | names for code, names in AUTHORITIES.items()
    ]
    shutil.rmtree(folder / FOLDER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(area_pieces, "LEAST_AREAS", LEAST)
        patch.setattr(area_pieces, "LEAST_PIXELS", PIXELS)
        ground = gpd.read_parquet(folder / "ground.parquet")
        tables: dict[str, pd.DataFrame] = {"areas": areas, GROUND: ground}
        write_browser_files(tables, (WARD, LSOA), folder, AUTHORITIES)
    write_json(folder / MANIFEST, content | {"release": NAME})
    make_current(NAME, load_settings({"MILLTIR_HOME": str(home)}))


def _authorities(areas: gpd.GeoDataFrame) -> pd.Series:
    """Return the authority of each ward, a third of them each, and of the LSOAs in them."""
    wards = areas[areas["level"] == WARD].set_index("area_code")
    order = np.argsort(np.argsort(wards.geometry.centroid.x.to_numpy()))
    number = order * len(AUTHORITIES) // len(wards)
    of_ward = dict(zip(wards.index, np.array([*AUTHORITIES])[number], strict=True))
    ward = areas["area_code"].where(areas["level"] == WARD, areas["parent_code"])
    return ward.map(of_ward).where(areas["level"].isin([WARD, LSOA]))


def files_of(home: Path, level: str) -> list[dict[str, Any]]:
    """Return the authorities' properties in their file."""
    index = json.loads((_folder(home) / INDEX).read_text())
    return _properties(home, index[f"{level}-{area_pieces.AUTHORITIES}"])


def areas_of(home: Path, level: str, number: int) -> list[dict[str, Any]]:
    """Return the properties of an authority's areas in the file of its piece."""
    return _properties(home, files_of(home, level)[number]["file"])


def common_points(home: Path, level: str, one: int, other: int) -> list[dict[str, Any]]:
    """Return the points of the common border of two authorities, with a code each."""
    index = json.loads((_folder(home) / INDEX).read_text())
    features = _features(home, index[f"{level}-{area_pieces.AUTHORITIES}"])
    shapes = [shapely.geometry.shape(features[number]["geometry"]) for number in (one, other)]
    first, second = ({*map(tuple, shapely.get_coordinates(shape).tolist())} for shape in shapes)
    return [{"code": str(at), "at": at} for at in sorted(first & second)]


def _folder(home: Path) -> Path:
    return home / "releases" / NAME / FOLDER


def _properties(home: Path, name: str) -> list[dict[str, Any]]:
    return [one["properties"] for one in _features(home, name)]


def _features(home: Path, name: str) -> list[dict[str, Any]]:
    file = read_published(_folder(home), name)
    assert file
    features: list[dict[str, Any]] = json.loads(file.content)["features"]
    return features
