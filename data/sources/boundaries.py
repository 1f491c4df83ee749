"""Boundary files as ONS publishes them: areas with codes and names, in metres."""

import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from data.errors import SourceError
from data.grid import in_metres
from data.schema import COUNTY, LSOA, WARD
from data.sources.report import FileReport, LoadReport
from data.sources.tables import read_csv

CODE_COLUMN = {LSOA: re.compile(r"^LSOA(\d\d)CD$"), WARD: re.compile(r"^WD(\d\d)CD$")}
AUTHORITY_CODE = re.compile(r"^LAD(\d\d)CD$")


def load_areas(files: dict[str, Path], best_fit: Path, report: LoadReport) -> gpd.GeoDataFrame:
    """The county, its wards and its LSOAs in one table; `files` maps a level to its file."""
    wards, authority = _wards(files[WARD], report)
    lsoas = _lsoas(files[LSOA], best_fit, report)
    county = gpd.GeoDataFrame(
        [{**authority, "level": COUNTY, "parent_code": None}],
        geometry=[shapely.union_all(wards.geometry.to_numpy())],
        crs=wards.crs,
    )
    areas = pd.concat([county, wards, lsoas], ignore_index=True)
    return areas.sort_values(["level", "area_code"], ignore_index=True)


def load_ground(path: Path, report: LoadReport) -> gpd.GeoDataFrame:
    """What lies under the areas: neighbouring land, towns, roads, rivers, labels."""
    account = report.open_file(path, "boundaries")
    layer = _read_layer(path)
    account.read = account.used = len(layer)
    return layer[["kind", "rank", "name_en", "name_cy", "geometry"]]


def _wards(path: Path, report: LoadReport) -> tuple[gpd.GeoDataFrame, dict[str, str]]:
    account = report.open_file(path, "boundaries")
    layer = _repaired(_read_layer(path), account)
    code = _column(path, layer, CODE_COLUMN[WARD], "a ward code column such as WD25CD")
    authority = _column(path, layer, AUTHORITY_CODE, "an authority code column such as LAD25CD")
    names = _names(layer, authority)
    county = {"area_code": str(layer[authority].iloc[0])}
    county |= {str(column): str(names[column].iloc[0]) for column in names}
    wards = layer[["geometry"]].assign(
        area_code=layer[code], level=WARD, parent_code=county["area_code"], **_names(layer, code)
    )
    account.read = account.used = len(wards)
    return wards, county


def _lsoas(path: Path, best_fit: Path, report: LoadReport) -> gpd.GeoDataFrame:
    account = report.open_file(path, "boundaries")
    layer = _repaired(_read_layer(path), account)
    account.read = len(layer)
    code = _column(path, layer, CODE_COLUMN[LSOA], "an LSOA code column such as LSOA21CD")
    ward_of = _ward_of(best_fit, report)
    known = layer[code].isin(ward_of.index)
    left_out = pd.DataFrame(layer.loc[~known, [code]])
    report.leave_out(account, left_out, "LSOA without a ward in the look-up")
    layer = layer[known]
    account.used = len(layer)
    return layer[["geometry"]].assign(
        area_code=layer[code],
        level=LSOA,
        parent_code=layer[code].map(ward_of),
        **_names(layer, code),
    )


def _ward_of(path: Path, report: LoadReport) -> pd.Series:
    """LSOA code -> ward code, from the official best-fit look-up."""
    account = report.open_file(path, "lookups")
    table = read_csv(path, needs=("LSOA21CD",))
    ward = _column(path, table, CODE_COLUMN[WARD], "a ward code column such as WD25CD")
    account.read = account.used = len(table)
    return table.set_index("LSOA21CD")[ward]


def _read_layer(path: Path) -> gpd.GeoDataFrame:
    try:
        return in_metres(gpd.read_file(path))
    except Exception as fault:  # The reader below raises many kinds, none of them shared.
        raise SourceError(
            file=path.name, expected="a boundary layer (GeoJSON or GeoPackage)", found=str(fault)
        ) from fault


def _repaired(layer: gpd.GeoDataFrame, account: FileReport) -> gpd.GeoDataFrame:
    """Invalid polygons are mended and counted; they would otherwise lose points silently."""
    broken = ~layer.geometry.is_valid
    if broken.any():
        account.notes["polygon repaired"] = int(broken.sum())
        layer = layer.set_geometry(layer.geometry.make_valid())
    return layer


def _column(path: Path, table: pd.DataFrame, pattern: re.Pattern[str], expected: str) -> str:
    found = [column for column in table.columns if pattern.match(column)]
    if not found:
        raise SourceError(
            file=path.name,
            where="the columns",
            expected=expected,
            found=", ".join(map(str, table.columns)),
        )
    return max(found)


def _names(layer: pd.DataFrame, code: str) -> pd.DataFrame:
    """English and Welsh names; a file without Welsh names gives the English one twice."""
    english = code.removesuffix("CD") + "NM"
    welsh = english + "W" if english + "W" in layer.columns else english
    return pd.DataFrame({"name_en": layer[english], "name_cy": layer[welsh]})
