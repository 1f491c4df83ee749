"""Read boundary files as ONS publishes them into areas with codes and names."""

import re
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.errors import SourceError
from data.files.archive import Member
from data.geometry.code_lookup import is_in
from data.geometry.point_in_area import locate
from data.geometry.ward_membership import membership
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.messages import Message
from data.readers.csv_table import read_csv
from data.readers.shapes import read_layer, repair_polygons, require_polygons
from data.schema import COUNTY, LSOA, WARD
from data.sources.authorities import Area, find_authorities, with_welsh_names
from data.sources.ward_names import with_authority_suffix

WARD_CODE = re.compile(r"^WD(\d\d)CD$")
LSOA_CODE = re.compile(r"^LSOA(\d\d)CD$")
AUTHORITY_CODE = re.compile(r"^LAD(\d\d)CD$")


@dataclass(frozen=True, kw_only=True)
class Boundaries:
    """The area, its areas of all levels, and which LSOAs make up each ward."""

    area: Area
    areas: gpd.GeoDataFrame
    membership: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class BoundaryFiles:
    """The files of boundaries; look-ups are optional."""

    wards: Member
    lsoas: Member
    best_fit: Member | None
    groupings: Member | None


def load_boundaries(files: BoundaryFiles, asked: str, report: LoadReport) -> Boundaries:
    """Load the wards and LSOAs of an area.

    Parameters
    ----------
    files
        The boundary files and look-ups.
    asked
        The name or code of the area; empty for the only authority in the files.
    report
        The load report.

    Returns
    -------
    Boundaries
        The area, its areas in metres, and the membership of LSOAs in wards.

    Examples
    --------
    >>> load_boundaries(files, "Ceredigion", LoadReport()).area.code  # doctest: +SKIP
    'W06000008'
    """
    groupings = _groupings(files.groupings, report)
    area, wards = _wards(files.wards, asked, groupings, report)
    best_fit = _best_fit(files.best_fit, report)
    lsoas = _lsoas(files.lsoas, wards, best_fit, report)
    members = membership(lsoas, wards, best_fit)
    largest = members.sort_values("share").drop_duplicates("lsoa_code", keep="last")
    lsoas["parent_code"] = lsoas["area_code"].map(largest.set_index("lsoa_code")["ward_code"])
    return Boundaries(area=area, areas=_all_levels(area, wards, lsoas), membership=members)


def load_ground(member: Member, report: LoadReport) -> gpd.GeoDataFrame:
    """Load the background of maps: neighbouring land, towns, roads, rivers and labels.

    Parameters
    ----------
    member
        The layer.
    report
        The load report.

    Returns
    -------
    GeoDataFrame
        `kind`, `rank`, `name_en`, `name_cy` and geometry.

    Examples
    --------
    >>> load_ground(ground_file, LoadReport())["kind"].unique()  # doctest: +SKIP
    array(['land', 'road', 'river'], dtype=object)
    """
    account = report.open_file(member, "ground")
    layer = read_layer(member)
    account.read = account.used = len(layer)
    return layer[["kind", "rank", "name_en", "name_cy", "geometry"]]


def _all_levels(area: Area, wards: gpd.GeoDataFrame, lsoas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return all levels in one table, sorted by level, authority and code."""
    whole = gpd.GeoDataFrame(
        {
            "area_code": [area.code],
            "level": COUNTY,
            "name_en": area.name_en,
            "name_cy": area.name_cy,
            "parent_code": None,
            "authority_code": None,
        },
        geometry=[_outline(wards.geometry.to_numpy())],
        crs=wards.crs,
    )
    wards = wards.assign(parent_code=area.code)
    columns = list(whole.columns)
    areas = pd.concat([whole, wards[columns], lsoas[columns]], ignore_index=True)
    return areas.sort_values(["level", "authority_code", "area_code"], ignore_index=True)


def _outline(shapes: np.ndarray) -> shapely.Geometry:
    """Return the union of shapes; ten times faster if they are a valid coverage."""
    if shapely.coverage_is_valid(shapes):
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes)


def _wards(
    member: Member, asked: str, groupings: pd.DataFrame | None, report: LoadReport
) -> tuple[Area, gpd.GeoDataFrame]:
    account = report.open_file(member, "boundaries")
    layer = _areas_in(member, account)
    account.read = len(layer)
    code = column(member, layer, WARD_CODE, Message("columns.ward"))
    authority = column(member, layer, AUTHORITY_CODE, Message("columns.authority"))
    authorities = names(layer, authority).assign(code=layer[authority]).drop_duplicates("code")
    authorities = with_welsh_names(authorities)
    area = find_authorities(asked, authorities, groupings)
    known = {
        str(row["code"]): {name: str(row[name]) for name in ("name_en", "name_cy")}
        for row in authorities.to_dict("records")
    }
    area = replace(area, authority_names={code: known[code] for code in area.authorities})
    inside = layer[authority].isin(area.authorities)
    report.leave_out(account, pd.DataFrame(layer.loc[~inside, [code]]), Reason.OUTSIDE_THE_AREA)
    account.used = int(inside.sum())
    wards = layer.loc[inside, ["geometry"]].assign(
        area_code=layer[code],
        level=WARD,
        authority_code=layer[authority],
        **names(layer, code),
    )
    return area, with_authority_suffix(wards.reset_index(drop=True), authorities)


def _lsoas(
    member: Member, wards: gpd.GeoDataFrame, best_fit: pd.Series, report: LoadReport
) -> gpd.GeoDataFrame:
    """Return the LSOAs that a look-up assigns to a ward, or whose middle is in one."""
    account = report.open_file(member, "boundaries")
    layer = _areas_in(member, account)
    account.read = len(layer)
    code = column(member, layer, LSOA_CODE, Message("columns.lsoa"))
    middle = layer.geometry.representative_point()
    ward_of_middle = pd.Series(locate(middle.x.to_numpy(), middle.y.to_numpy(), wards), layer.index)
    looked_up = layer[code].map(best_fit)
    looked_up = looked_up.where(is_in(looked_up, wards["area_code"]))
    inside = ward_of_middle.notna() | looked_up.notna()
    report.leave_out(account, pd.DataFrame(layer.loc[~inside, [code]]), Reason.OUTSIDE_THE_AREA)
    account.used = int(inside.sum())
    authority_of = wards.set_index("area_code")["authority_code"]
    lsoas = layer.loc[inside, ["geometry"]].assign(
        area_code=layer[code],
        level=LSOA,
        authority_code=looked_up.astype(object)
        .where(looked_up.notna(), ward_of_middle)
        .map(authority_of),
        **names(layer, code),
    )
    return lsoas.reset_index(drop=True)


def _areas_in(member: Member, account: FileReport) -> gpd.GeoDataFrame:
    layer = read_layer(member)
    require_polygons(member, layer)
    return repair_polygons(layer, account)


def _best_fit(member: Member | None, report: LoadReport) -> pd.Series:
    """Return a Series from LSOA code to ward code, from the official best-fit look-up."""
    if member is None:
        return pd.Series(dtype="str")
    account = report.open_file(member, "lookups")
    table = read_csv(member, needs=("LSOA21CD",))
    ward = column(member, table, WARD_CODE, Message("columns.ward"))
    account.read = account.used = len(table)
    return table.drop_duplicates("LSOA21CD").set_index("LSOA21CD")[ward]


def _groupings(member: Member | None, report: LoadReport) -> pd.DataFrame | None:
    """Return authority, partnership and force of a look-up, with the year removed from columns."""
    if member is None:
        return None
    account = report.open_file(member, "lookups")
    table = read_csv(member, needs=())
    account.read = account.used = len(table)
    wanted: dict[str, str] = {}
    for part in ("LAD", "CSP", "PFA"):
        expected = Message("columns.these", columns=f"{part}25CD")
        code = column(member, table, re.compile(rf"^{part}(\d\d)CD$"), expected)
        wanted |= {code: f"{part}CD", code.removesuffix("CD") + "NM": f"{part}NM"}
    return table[list(wanted)].rename(columns=wanted)


def column(member: Member, table: pd.DataFrame, pattern: re.Pattern[str], expected: str) -> str:
    """Return the newest of the columns that match a pattern: WD25CD rather than WD24CD.

    Parameters
    ----------
    member
        The file, for the message.
    table
        Its table.
    pattern
        A regular expression for the column's name.
    expected
        The expected columns in words, for the message.

    Returns
    -------
    str
        The column's name.

    Raises
    ------
    SourceError
        If no column matches.

    Examples
    --------
    >>> column(wards_file, wards, WARD_CODE, "WD25CD")  # doctest: +SKIP
    'WD25CD'
    """
    matching = [name for name in table.columns if pattern.match(name)]
    if not matching:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.columns"),
            expected=expected,
            found=", ".join(map(str, table.columns)),
        )
    return max(matching)


def names(layer: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the English and Welsh names of areas.

    Parameters
    ----------
    layer
        The table of areas.
    code
        The column of their codes, such as "WD25CD"; names are in "WD25NM" and "WD25NMW".

    Returns
    -------
    DataFrame
        `name_en` and `name_cy`; the English name in both if there is no Welsh one.

    Examples
    --------
    >>> names(pd.DataFrame({"WD25CD": ["W05999003"], "WD25NM": ["Caerau"]}), "WD25CD")
      name_en name_cy
    0  Caerau  Caerau
    """
    english = code.removesuffix("CD") + "NM"
    if english not in layer.columns:
        raise SourceError(
            file=Message("file.boundaries"),
            where=Message("where.columns"),
            expected=english,
            found=", ".join(map(str, layer.columns)),
        )
    welsh = english + "W" if english + "W" in layer.columns else english
    welsh_names = layer[welsh].where(layer[welsh].fillna("").str.strip() != "", layer[english])
    return pd.DataFrame({"name_en": layer[english], "name_cy": welsh_names})
