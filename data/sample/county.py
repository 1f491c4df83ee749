"""The county's wards and small areas (LSOAs) with their boundaries."""

from collections.abc import Iterable
from dataclasses import dataclass

import shapely

from data.sample.place_names import AREA, AREA_CODE, WARDS, Ward
from data.sample.read_files import read_features
from data.sample.write_files import Feature


@dataclass(frozen=True)
class Lsoa:
    """A small area (LSOA): its names, its ward and its boundary in longitudes and latitudes."""

    code: str
    name_en: str
    name_cy: str
    ward: Ward
    is_village: bool  # whether it has a village of a rural ward
    shape: shapely.MultiPolygon

    @property
    def is_urban(self) -> bool:
        return self.ward.town != ""


def read_lsoas() -> list[Lsoa]:
    """Return all LSOAs, sorted by code, from the committed geometry."""
    wards = {ward.code: ward for ward in WARDS}
    return [
        Lsoa(
            found["LSOA21CD"],
            found["LSOA21NM"],
            found["LSOA21NMW"],
            wards[found["WD25CD"]],
            found["village"],
            shape,
        )
        for found, shape in read_features("lsoas")
    ]


def dissolve(lsoas: Iterable[Lsoa]) -> shapely.MultiPolygon:
    """Return the union of adjacent LSOAs; it has their border points and no others."""
    whole = shapely.coverage_union_all([lsoa.shape for lsoa in lsoas])
    return shapely.MultiPolygon(list(shapely.get_parts(whole))).normalize()


def lsoa_features(lsoas: Iterable[Lsoa]) -> list[Feature]:
    """Return the LSOAs with the property names that ONS publishes."""
    return [
        (
            {"LSOA21CD": lsoa.code, "LSOA21NM": lsoa.name_en, "LSOA21NMW": lsoa.name_cy},
            lsoa.shape,
        )
        for lsoa in lsoas
    ]


def ward_features(lsoas: list[Lsoa]) -> list[Feature]:
    """Return the wards, each dissolved from its LSOAs, with the property names of ONS."""
    authority = {"LAD25CD": AREA_CODE, "LAD25NM": AREA[0], "LAD25NMW": AREA[1]}
    return [
        (
            {"WD25CD": ward.code, "WD25NM": ward.name_en, "WD25NMW": ward.name_cy, **authority},
            dissolve(lsoa for lsoa in lsoas if lsoa.ward is ward),
        )
        for ward in WARDS
    ]
