"""Writes the geometry of a release that browsers load, so that no visitor waits for it."""

import json
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.file_kinds import GROUND
from data.files.published_file import publish, write_published
from data.geometry.area_pieces import (
    AUTHORITIES,
    PIECE,
    authorities_for_browser,
    in_pieces,
    pieces_for_browser,
)
from data.geometry.browser_shapes import ground_for_browser, level_for_browser
from data.release.browser_folder import FOLDER, INDEX
from data.schema import BRITISH_GRID


def write_browser_files(
    tables: Mapping[str, pd.DataFrame],
    levels: tuple[str, ...],
    release: Path,
    authorities: Mapping[str, Mapping[str, str]],
) -> None:
    """Write the areas, points and borders of every level, and the background map.

    Levels of many areas are also written in pieces, one for each authority.

    Parameters
    ----------
    tables
        The tables of the release: `areas`, and `ground` if it has one.
    levels
        Its levels of areas.
    release
        The folder of the release.
    authorities
        `name_en` and `name_cy` of the authorities, by code.

    Examples
    --------
    >>> write_browser_files(loaded.tables, ("ward", "lsoa"), beside, {})  # doctest: +SKIP
    """
    folder = release / FOLDER
    folder.mkdir()
    index: dict[str, str] = {}
    every = gpd.GeoDataFrame(tables["areas"])
    for level in levels:
        areas = gpd.GeoDataFrame(every[every["level"] == level].set_index("area_code"))
        for kind, text in level_for_browser(areas).items():
            index[f"{level}-{kind}"] = _write(folder, f"{level}-{kind}", text)
        if in_pieces(areas):
            pieces = pieces_for_browser(areas)
            files = [
                _write(folder, f"{level}-{PIECE}-{number}", piece.geojson)
                for number, piece in enumerate(pieces)
            ]
            text = authorities_for_browser(areas, pieces, files, authorities)
            index[f"{level}-{AUTHORITIES}"] = _write(folder, f"{level}-{AUTHORITIES}", text)
    if GROUND in tables:
        ground = gpd.GeoDataFrame(tables[GROUND], crs=BRITISH_GRID)
        index[GROUND] = _write(folder, GROUND, ground_for_browser(ground))
    (folder / INDEX).write_text(json.dumps(index), encoding="utf-8")


def _write(folder: Path, name: str, text: str) -> str:
    """Write one file and return its name; empty without text."""
    if not text:
        return ""
    file = publish(name, "geojson", text.encode())
    write_published(file, folder)
    return file.name
