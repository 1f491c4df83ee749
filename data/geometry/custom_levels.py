"""Custom levels (towns, beats): which LSOAs make up each area, and which points lie in it.

Areas of such a level may leave ground uncovered. An incident belongs to the area that contains its
point, as with wards; incidents outside all areas are counted too. Residents follow the largest
overlap: an LSOA belongs whole to the area, or to the uncovered ground, with its largest part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from data.geometry.point_in_area import NOWHERE, area_numbers, points_tree
from data.geometry.points import Points
from data.geometry.ward_membership import LARGEST_OVERLAP, add_wards_without_lsoa, shares_in
from data.schema import FURTHER_LEVELS, LSOA

LOOK_UP = "look-up"
Part = TypeVar("Part")
# The share of an area below which a part of it is no more than a border drawn otherwise.
LEAST_PART = 0.05
MEMBERS = ["lsoa_code", "area_code", "share", "rule"]


@dataclass(frozen=True, kw_only=True)
class CustomLevel:
    """One custom level: its areas, the LSOAs they consist of, and the look-up it came from."""

    level: str
    # Areas in order: area_code, both names, geometry.
    areas: gpd.GeoDataFrame
    # Rows (lsoa_code, area_code, share, rule). Shares of an LSOA below one leave a rest in no area.
    members: pd.DataFrame
    # The level whose codes a look-up assigns to areas; empty if the areas came as polygons.
    looked_up: str = ""
    # The look-up: the area of each code of that level.
    area_of: Mapping[str, str] = field(default_factory=dict)

    def numbers(self, points: Points, codes: Mapping[str, Sequence[str]]) -> np.ndarray:
        """Return for each point the position of its area in `areas`, or NOWHERE.

        `codes` are the codes of LSOAs and wards by level.
        """
        position = {code: number for number, code in enumerate(self.areas["area_code"])}
        if not self.looked_up:
            return area_numbers(points_tree(points.x, points.y), self.areas)
        areas_of = self.area_of
        numbers = [position.get(areas_of.get(c, ""), NOWHERE) for c in codes[self.looked_up]]
        of_point = points.lsoa if self.looked_up == LSOA else points.ward
        # Points outside all areas have the number -1 and so take the last entry, NOWHERE.
        result: np.ndarray = np.array([*numbers, NOWHERE], dtype=np.int32)[of_point]
        return result


def members_by_overlap(lsoas: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Assign each LSOA to the area with its largest part, unless more of it is in no area.

    An area without any LSOA receives shares of those it overlaps, as wards without a best-fit
    LSOA do.

    Parameters
    ----------
    lsoas, areas
        Polygons with `area_code`, in EPSG:27700.

    Returns
    -------
    pandas.DataFrame
        Columns lsoa_code, area_code, share, rule.

    Examples
    --------
    >>> from shapely import box
    >>> lsoa = gpd.GeoDataFrame({"area_code": ["L1"]}, geometry=[box(0, 0, 1, 1)])
    >>> members_by_overlap(lsoa, lsoa.assign(area_code="T1"))["share"].tolist()
    [1.0]
    """
    shares = shares_in(lsoas, areas).rename(columns={"ward_code": "area_code"})
    inside = shares["lsoa_code"].map(shares.groupby("lsoa_code")["share"].sum()).astype(float)
    largest = shares.sort_values("share", kind="stable").drop_duplicates("lsoa_code", keep="last")
    whole = largest[largest["share"] > 1.0 - inside[largest.index]]
    whole = whole.assign(share=1.0, rule=LARGEST_OVERLAP)
    left_out = shares[~shares["area_code"].isin(whole["area_code"])]
    members = whole if left_out.empty else add_wards_without_lsoa(whole, left_out)
    return members.sort_values(["lsoa_code", "area_code"], ignore_index=True)[MEMBERS]


def members_by_look_up(
    area_of: Mapping[str, str], *, level: str, of_wards: pd.DataFrame
) -> pd.DataFrame:
    """Return the LSOAs of each area from a look-up of LSOAs or wards.

    Parameters
    ----------
    area_of
        Area by code of an LSOA or a ward.
    level
        The level of those codes.
    of_wards
        Membership of LSOAs in wards: lsoa_code, ward_code, share.

    Returns
    -------
    pandas.DataFrame
        Columns lsoa_code, area_code, share, rule.

    Examples
    --------
    >>> members = members_by_look_up({"L1": "T1"}, level="lsoa", of_wards=pd.DataFrame())
    >>> members["area_code"].tolist()
    ['T1']
    """
    if level == LSOA:
        rows = [(lsoa, area, 1.0) for lsoa, area in area_of.items()]
        members = pd.DataFrame(rows, columns=["lsoa_code", "area_code", "share"])
    else:
        by_ward = of_wards.assign(area_code=of_wards["ward_code"].map(dict(area_of)))
        parts = by_ward.dropna(subset="area_code").groupby(["lsoa_code", "area_code"])["share"]
        members = parts.sum().reset_index()
    members = members.assign(rule=LOOK_UP)
    return members.sort_values(["lsoa_code", "area_code"], ignore_index=True)[MEMBERS]


def membership_table(further: Sequence[CustomLevel]) -> pd.DataFrame:
    """Return the members of all custom levels in one table.

    Parameters
    ----------
    further
        At least one level.

    Returns
    -------
    pandas.DataFrame
        Columns level, lsoa_code, area_code, share, rule.

    Examples
    --------
    >>> membership_table(levels)  # doctest: +SKIP
    """
    parts = [one.members.assign(level=one.level)[["level", *MEMBERS]] for one in further]
    return pd.concat(parts, ignore_index=True)


def areas_table(further: Sequence[CustomLevel], *, area_code: str) -> list[gpd.GeoDataFrame]:
    """Return the areas of custom levels as rows of the release's table `areas`.

    Parameters
    ----------
    further
        The levels.
    area_code
        Code of the whole area, their parent.

    Returns
    -------
    list[geopandas.GeoDataFrame]
        One table per level.

    Examples
    --------
    >>> areas_table([], area_code="W06000022")
    []
    """
    return [
        one.areas.assign(level=one.level, parent_code=area_code, authority_code=None)
        for one in further
    ]


def parts_of_areas(
    one: CustomLevel, lsoas: pd.DataFrame, parts: Sequence[Part]
) -> list[tuple[Part, ...]]:
    """Return for each area what its LSOAs have, such as their police forces.

    Parameters
    ----------
    one
        The level.
    lsoas
        LSOAs with `area_code`.
    parts
        What each LSOA has, in their order.

    Returns
    -------
    list[tuple]
        In the order of the level's areas, without what less than a twentieth of an area has; that
        of the first LSOA for an area without any.

    Examples
    --------
    >>> parts_of_areas(towns, lsoas, ["gwent"] * len(lsoas))  # doctest: +SKIP
    """
    every = list(dict.fromkeys(parts))
    number_of = {part: number for number, part in enumerate(every)}
    known = {code: number_of[part] for code, part in zip(lsoas["area_code"], parts, strict=True)}
    members = one.members.assign(part=one.members["lsoa_code"].map(known))
    shares = members.groupby(["area_code", "part"])["share"].sum()
    whole = shares.groupby(level="area_code").transform("sum")
    found: dict[str, list[Part]] = {}
    for code, part in shares.index[shares >= LEAST_PART * whole]:
        found.setdefault(code, []).append(every[int(part)])
    return [tuple(found.get(code, every[:1])) for code in one.areas["area_code"]]


def sorted_levels(found: Mapping[str, CustomLevel]) -> tuple[CustomLevel, ...]:
    """Return the levels that exist, larger areas first.

    Parameters
    ----------
    found
        Custom levels by level name.

    Returns
    -------
    tuple[CustomLevel, ...]
        In the order of `FURTHER_LEVELS`.

    Examples
    --------
    >>> sorted_levels({})
    ()
    """
    return tuple(found[level] for level in FURTHER_LEVELS if level in found)
