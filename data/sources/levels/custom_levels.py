"""Load the further levels of a release: its authorities, and towns and beats from files.

Files have polygons, or look-ups from LSOAs or wards.
"""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.file_kinds import BEATS, GEO_ENDINGS, TOWNS
from data.files.archive import Member
from data.geometry.custom_levels import (
    CustomLevel,
    members_by_look_up,
    members_by_overlap,
    sorted_levels,
)
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.schema import BEAT, BRITISH_GRID, COUNTY, LSOA, TOWN, WARD
from data.sources.boundaries import Boundaries
from data.sources.levels.authority_levels import authority_levels
from data.sources.validated_rows import ValidatedRows, leave_out_more, note_repairs, read_rows
from data.sources.ward_names import Wards

KIND_OF = {TOWN: TOWNS, BEAT: BEATS}
# SLIVER: the share of an area that may overlap another or lie outside, as borders are drawn
# differently in different files.
SLIVER = 0.01


def load_further_levels(
    members: Mapping[str, Member], boundaries: Boundaries, report: LoadReport
) -> tuple[CustomLevel, ...]:
    """Load the custom levels that files were brought for, besides those of authorities.

    Parameters
    ----------
    members
        The file of each level, by the level's name.
    boundaries
        The area and its wards and LSOAs.
    report
        The load report.

    Returns
    -------
    tuple of CustomLevel
        The authorities and partnerships of an area with several authorities, and the levels whose
        file has at least one usable area.

    Examples
    --------
    >>> load_further_levels({"town": towns_file}, boundaries, LoadReport())  # doctest: +SKIP
    (CustomLevel(level='town', ...),)
    """
    levels = {one.level: one for one in authority_levels(boundaries)}
    taken = set(boundaries.areas["area_code"]).union(
        *(one.areas["area_code"] for one in levels.values())
    )
    for level, member in members.items():
        one = _load(member, level, boundaries, taken, report)
        if len(one.areas):
            levels[level] = one
            taken |= set(one.areas["area_code"])
    return sorted_levels(levels)


def _load(
    member: Member, level: str, boundaries: Boundaries, taken: set[str], report: LoadReport
) -> CustomLevel:
    if member.name.lower().endswith(GEO_ENDINGS):
        return _from_polygons(member, level, boundaries, taken, report)
    return _from_look_up(member, level, boundaries, taken, report)


def _from_polygons(
    member: Member, level: str, boundaries: Boundaries, taken: set[str], report: LoadReport
) -> CustomLevel:
    kind = KIND_OF[level]
    own = read_rows(member, kind, report, account_kind=kind)
    _leave_out_taken_codes(own, level, taken, report)
    whole = _of_level(boundaries, COUNTY).geometry.iloc[0]
    inside = gpd.GeoSeries(own.good["geometry"], crs=BRITISH_GRID).intersection(whole)
    share_inside = inside.area / gpd.GeoSeries(own.good["geometry"]).area
    leave_out_more(own, share_inside < SLIVER, Reason.OUTSIDE_THE_AREA, report)
    own.good = own.good.assign(geometry=_polygons(inside[own.good.index]))
    leave_out_more(own, _overlapping(own.good), Reason.OVERLAPS, report)
    note_repairs(own)
    areas = _areas(own.good, level, own.good["geometry"])
    lsoas = _of_level(boundaries, LSOA)
    return CustomLevel(level=level, areas=areas, members=members_by_overlap(lsoas, areas))


def _from_look_up(
    member: Member, level: str, boundaries: Boundaries, taken: set[str], report: LoadReport
) -> CustomLevel:
    own = read_rows(
        member,
        f"{level}_lookup",
        report,
        account_kind=KIND_OF[level],
        wards=Wards.of(boundaries.areas),
        codes_elsewhere=True,
    )
    lsoa = own.good["lsoa_code"]
    own.good["of"] = lsoa.where(lsoa.notna(), own.good["ward_code"])
    known = boundaries.areas["area_code"]
    leave_out_more(own, ~own.good["of"].isin(known), Reason.OUTSIDE_THE_AREA, report)
    leave_out_more(own, own.good.duplicated("of"), Reason.AREA_TWICE, report)
    _leave_out_taken_codes(own, level, taken, report)
    by = LSOA if own.good["lsoa_code"].notna().any() else WARD
    parts = _of_level(boundaries, by).set_index("area_code")
    area_of = dict(zip(own.good["of"], own.good[f"{level}_code"], strict=True))
    if by == LSOA:
        area_of = _by_lsoa(area_of, parts["parent_code"])
    nothing_left = ~own.good[f"{level}_code"].isin(set(area_of.values()))
    leave_out_more(own, nothing_left, Reason.BAD_AREA_CODE, report)
    shapes = parts.geometry.reindex(list(area_of)).groupby(list(area_of.values()))
    outlines = shapes.agg(lambda parts: shapely.union_all(parts.to_numpy()))
    rows = own.good.drop_duplicates(f"{level}_code")
    return CustomLevel(
        level=level,
        areas=_areas(rows, level, rows[f"{level}_code"].map(outlines)),
        members=members_by_look_up(area_of, level=by, of_wards=boundaries.membership),
        looked_up=by,
        area_of=area_of,
    )


def _by_lsoa(area_of: dict[str, str], ward_of: pd.Series) -> dict[str, str]:
    """Return the area of each LSOA; an LSOA without its own row has the area of its ward."""
    areas = {
        str(lsoa): area_of.get(str(lsoa)) or area_of.get(ward) for lsoa, ward in ward_of.items()
    }
    return {lsoa: area for lsoa, area in areas.items() if area}


def _leave_out_taken_codes(
    own: ValidatedRows, level: str, taken: set[str], report: LoadReport
) -> None:
    """Leave out areas whose code an area of any level already has."""
    leave_out_more(own, own.good[f"{level}_code"].isin(taken), Reason.CODE_TAKEN, report)


def _of_level(boundaries: Boundaries, level: str) -> gpd.GeoDataFrame:
    areas = boundaries.areas
    return areas[areas["level"] == level].reset_index(drop=True)


def _areas(rows: pd.DataFrame, level: str, shapes: pd.Series) -> gpd.GeoDataFrame:
    """Return the areas of a level, sorted by code."""
    named = {
        "area_code": rows[f"{level}_code"].astype("str").to_numpy(),
        "name_en": rows[f"{level}_en"].astype("str").to_numpy(),
        "name_cy": rows[f"{level}_cy"].astype("str").to_numpy(),
    }
    areas = gpd.GeoDataFrame(named, geometry=list(shapes), crs=BRITISH_GRID)
    return areas.sort_values("area_code", ignore_index=True)


def _overlapping(rows: pd.DataFrame) -> pd.Series:
    """Return which areas overlap an earlier one by more than a sliver."""
    shapes = np.array(rows["geometry"], dtype=object)
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    over = pd.Series(False, rows.index)
    for early, late in sorted((a, b) for a, b in zip(first, second, strict=True) if a < b):
        if over.iloc[early]:
            continue
        common = shapely.intersection(shapes[early], shapes[late]).area
        if common > SLIVER * min(shapes[early].area, shapes[late].area):
            over.iloc[late] = True
    return over


def _polygons(shapes: gpd.GeoSeries) -> list[shapely.Geometry]:
    """Return the polygons of shapes, without lines that cutting at the border leaves over."""
    parts = [shapely.get_parts(shape) for shape in shapes]
    polygons = [[p for p in own if p.geom_type in ("Polygon", "MultiPolygon")] for own in parts]
    return [shapely.union_all(own) for own in polygons]
