"""Levels besides wards and LSOAs: which LSOAs make up a town or a beat, and which points lie in it.

Areas of such a level need not cover the ground. An incident lies in the area that its point lies
in, as it does in a ward; what lies in none is counted too, so that nothing is lost from sight.
Residents come by the rule of wards with one choice more: an LSOA belongs whole to whatever has the
largest part of it, and what lies in no area at all stands in that comparison like an area.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd

from data.geometry.point_in_area import NOWHERE, area_numbers, points_tree
from data.geometry.points import Points
from data.geometry.ward_membership import LARGEST_OVERLAP, add_wards_without_lsoa, shares_in
from data.schema import FURTHER_LEVELS, LSOA

LOOK_UP = "look-up"
MEMBERS = ["lsoa_code", "area_code", "share", "rule"]


@dataclass(frozen=True, kw_only=True)
class CustomLevel:
    """One further level: its areas in order, what they are made of, and how they were given."""

    level: str
    areas: gpd.GeoDataFrame
    """By place: area_code, both names, geometry."""
    members: pd.DataFrame
    """Rows (lsoa_code, area_code, share, rule); what an LSOA has left over is in no area."""
    looked_up: str = ""
    """The level that a look-up puts into areas; nothing where the areas were drawn."""
    area_of: Mapping[str, str] = field(default_factory=dict)
    """The same look-up: which area each code of that level is in."""

    def numbers(self, points: Points, codes: Mapping[str, Sequence[str]]) -> np.ndarray:
        """The place of the area that each point lies in, or NOWHERE; `codes` are those by level."""
        place = {code: number for number, code in enumerate(self.areas["area_code"])}
        if not self.looked_up:
            return area_numbers(points_tree(points.x, points.y), self.areas)
        held = [place.get(self.area_of.get(code, ""), NOWHERE) for code in codes[self.looked_up]]
        of_point = points.lsoa if self.looked_up == LSOA else points.ward
        # Points outside of all areas look up the last number, which stands for nowhere.
        found: np.ndarray = np.array([*held, NOWHERE], dtype=np.int32)[of_point]
        return found


def members_by_overlap(lsoas: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Each LSOA in the area that has the largest part of it, unless more of it is in none.

    An area that comes away with no LSOA at all takes shares of those that it overlaps, as a ward
    does that the best fit leaves out.
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
    """LSOAs as they were looked up; of looked-up wards, what those are made of (`of_wards`)."""
    if level == LSOA:
        rows = [(lsoa, area, 1.0) for lsoa, area in area_of.items()]
        members = pd.DataFrame(rows, columns=["lsoa_code", "area_code", "share"])
    else:
        found = of_wards.assign(area_code=of_wards["ward_code"].map(dict(area_of)))
        parts = found.dropna(subset="area_code").groupby(["lsoa_code", "area_code"])["share"]
        members = parts.sum().reset_index()
    members = members.assign(rule=LOOK_UP)
    return members.sort_values(["lsoa_code", "area_code"], ignore_index=True)[MEMBERS]


def membership_table(further: Sequence[CustomLevel]) -> pd.DataFrame:
    """Every further level's members in one table."""
    parts = [one.members.assign(level=one.level)[["level", *MEMBERS]] for one in further]
    return pd.concat(parts, ignore_index=True)


def areas_table(further: Sequence[CustomLevel], *, area_code: str) -> list[gpd.GeoDataFrame]:
    """Their areas as rows of the release's table of areas, below the whole area."""
    return [
        one.areas.assign(level=one.level, parent_code=area_code, authority_code=None)
        for one in further
    ]


def force_of_areas(one: CustomLevel, lsoas: pd.DataFrame, force: Sequence[str]) -> list[str]:
    """The police force of the largest part of what an area is made of."""
    known = dict(zip(lsoas["area_code"], force, strict=True))
    held = one.members.assign(force=one.members["lsoa_code"].map(known))
    parts = held.groupby(["area_code", "force"])["share"].sum().reset_index()
    largest = parts.sort_values("share", kind="stable").drop_duplicates("area_code", keep="last")
    found = largest.set_index("area_code")["force"]
    return [str(found.get(code, force[0])) for code in one.areas["area_code"]]


def sorted_levels(found: Mapping[str, CustomLevel]) -> tuple[CustomLevel, ...]:
    """Those that there are, the larger kind first."""
    return tuple(found[level] for level in FURTHER_LEVELS if level in found)
