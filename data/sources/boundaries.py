"""Read boundary files as ONS publishes them into areas with codes and names."""

import re
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.errors import SourceError
from data.files.archive import Member
from data.geometry.coast import frame_of, shapes_near
from data.geometry.code_lookup import is_in
from data.geometry.point_in_area import locate
from data.geometry.ward_membership import AREA_SHARE, membership
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.messages import Message
from data.readers.boundaries.codes_and_names import area_codes, area_names, require_once
from data.readers.boundaries.layer import newest_column, read_areas
from data.readers.boundaries.lookups import WARD_CODE, read_best_fit, read_groupings
from data.readers.shapes import read_layer
from data.schema import COUNTY, LSOA, WARD
from data.sources.areas.ward_authorities import authorities_of_wards
from data.sources.authorities import Area, find_authorities, with_welsh_names
from data.sources.ward_names import with_authority_suffix

LSOA_CODE = re.compile(r"^LSOA(\d\d)CD$")


@dataclass(frozen=True, kw_only=True)
class Boundaries:
    """The area, its areas of all levels, and which LSOAs make up each ward."""

    area: Area
    areas: gpd.GeoDataFrame
    membership: pd.DataFrame
    # The authorities of the area: code, name_en, name_cy, wards (the number of wards).
    authorities: pd.DataFrame = field(default_factory=pd.DataFrame)
    # The look-up from authorities to partnerships and police forces, if it is among the files.
    look_up: pd.DataFrame | None = None
    # The shapes of the files' other areas near this one, for the background of maps.
    around: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=object))


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
    groupings = read_groupings(files.groupings, report)
    area, authorities, wards, other_wards = _wards(files, asked, groupings, report)
    best_fit = read_best_fit(files.best_fit, report)
    lsoas, other_lsoas = _lsoas(files.lsoas, wards, best_fit, report)
    members = membership(lsoas, wards, best_fit)
    lsoas["parent_code"] = lsoas["area_code"].map(_ward_with_most(members))
    return Boundaries(
        area=area,
        areas=_all_levels(area, wards, lsoas),
        membership=members,
        authorities=authorities,
        look_up=groupings,
        around=other_wards if len(other_wards) else other_lsoas,
    )


def load_authorities(
    wards: Member,
    groupings: Member | None,
    asked: str,
    *,
    best_fit: Member | None = None,
    lsoas: Member | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Load the authorities of an area from a layer of wards, without loading its areas.

    Parameters
    ----------
    wards
        The layer of wards.
    groupings
        The look-up from authorities to partnerships and police forces, if there is one.
    asked
        The name or code of the area; empty for the only authority in the layer.
    best_fit, lsoas
        The look-up from LSOAs to wards and the layer of LSOAs, for wards without an authority.

    Returns
    -------
    tuple[DataFrame, DataFrame or None]
        `code`, `name_en`, `name_cy` and `wards` of each authority; and the look-up.

    Raises
    ------
    SourceError
        If the layer can't be used, or no area has the name.

    Examples
    --------
    >>> load_authorities(wards_file, None, "Newport")  # doctest: +SKIP
    """
    look_up = read_groupings(groupings, LoadReport())
    _, every = _authorities(wards, read_layer(wards), best_fit, lsoas)
    area = find_authorities(asked, every, look_up)
    return every[every["code"].isin(area.authorities)], look_up


def _ward_with_most(members: pd.DataFrame) -> pd.Series:
    """Return the ward with most residents of each LSOA; if equally many, that of the look-up."""
    in_order = members.assign(taken=members["rule"] == AREA_SHARE).sort_values(
        ["share", "taken", "ward_code"], ascending=[False, True, True]
    )
    return in_order.drop_duplicates("lsoa_code").set_index("lsoa_code")["ward_code"]


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
        geometry=[outline(wards.geometry.to_numpy())],
        crs=wards.crs,
    )
    wards = wards.assign(parent_code=area.code)
    columns = list(whole.columns)
    areas = pd.concat([whole, wards[columns], lsoas[columns]], ignore_index=True)
    return areas.sort_values(["level", "authority_code", "area_code"], ignore_index=True)


def outline(shapes: np.ndarray) -> shapely.Geometry:
    """Return the union of shapes; ten times faster if they are a valid coverage.

    Parameters
    ----------
    shapes
        Polygons, such as those of wards.

    Returns
    -------
    shapely.Geometry
        One polygon, or several.

    Examples
    --------
    >>> outline(np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])).bounds
    (0.0, 0.0, 2.0, 1.0)
    """
    if shapely.coverage_is_valid(shapes):
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes)


def _wards(
    files: BoundaryFiles, asked: str, groupings: pd.DataFrame | None, report: LoadReport
) -> tuple[Area, pd.DataFrame, gpd.GeoDataFrame, np.ndarray]:
    """Return the area, its authorities and wards, and the shapes of other wards near it."""
    member = files.wards
    account = report.open_file(member, "boundaries")
    layer = read_areas(member, account)
    column = newest_column(member, layer, WARD_CODE, Message("columns.ward"))
    authority, authorities = _authorities(member, layer, files.best_fit, files.lsoas)
    area = find_authorities(asked, authorities, groupings)
    inside = authority.isin(area.authorities)
    report.leave_out(account, pd.DataFrame(layer.loc[~inside, [column]]), Reason.OUTSIDE_THE_AREA)
    account.used = int(inside.sum())
    own = layer[inside]
    codes = area_codes(member, own, column)
    require_once(member, codes, column)
    wards = own[["geometry"]].assign(
        area_code=codes,
        level=WARD,
        authority_code=authority[inside],
        **area_names(member, own, column),
    )
    members = authorities[authorities["code"].isin(area.authorities)].reset_index(drop=True)
    wards = with_authority_suffix(wards.reset_index(drop=True), authorities)
    return area, members, wards, _near(layer.geometry[~inside], wards)


def _authorities(
    member: Member, layer: gpd.GeoDataFrame, best_fit: Member | None, lsoas: Member | None
) -> tuple[pd.Series, pd.DataFrame]:
    """Return the authority of each ward, and the authorities with their names in both languages."""
    codes, authorities = authorities_of_wards(member, layer, best_fit, lsoas)
    return codes, with_welsh_names(authorities)


def _lsoas(
    member: Member, wards: gpd.GeoDataFrame, best_fit: pd.Series, report: LoadReport
) -> tuple[gpd.GeoDataFrame, np.ndarray]:
    """Return the LSOAs that a look-up assigns to a ward, or whose middle is in one.

    The shapes of the other LSOAs near them come with them.
    """
    account = report.open_file(member, "boundaries")
    layer = read_areas(member, account)
    column = newest_column(member, layer, LSOA_CODE, Message("columns.lsoa"))
    codes = area_codes(member, layer, column)
    middle = layer.geometry.representative_point()
    ward_of_middle = pd.Series(locate(middle.x.to_numpy(), middle.y.to_numpy(), wards), layer.index)
    looked_up = codes.map(best_fit)
    looked_up = looked_up.where(is_in(looked_up, wards["area_code"]))
    inside = ward_of_middle.notna() | looked_up.notna()
    report.leave_out(account, pd.DataFrame(layer.loc[~inside, [column]]), Reason.OUTSIDE_THE_AREA)
    account.used = int(inside.sum())
    if not inside.any():
        raise SourceError(
            file=member.path_shown,
            where=Message("where.shapes"),
            expected=Message("shapes.lsoas"),
            found=Message("shapes.elsewhere", n=len(layer)),
        )
    require_once(member, codes[inside], column)
    authority_of = wards.set_index("area_code")["authority_code"]
    lsoas = layer.loc[inside, ["geometry"]].assign(
        area_code=codes[inside],
        level=LSOA,
        authority_code=looked_up.astype(object)
        .where(looked_up.notna(), ward_of_middle)
        .map(authority_of),
        **area_names(member, layer[inside], column),
    )
    return lsoas.reset_index(drop=True), _near(layer.geometry[~inside], wards)


def _near(others: gpd.GeoSeries, wards: gpd.GeoDataFrame) -> np.ndarray:
    """Return the shapes within the margin of the wards."""
    west, south, east, north = map(float, wards.total_bounds)
    return shapes_near(others.to_numpy(), frame_of((west, south, east, north)))
