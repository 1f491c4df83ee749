"""Lookup tables: LSOA to ward, the older LSOAs to the present ones, and postcodes."""

from collections.abc import Sequence

from data.sample.county import County
from data.sample.place_names import AREA, AREA_CODE
from data.sample.planted_effects import OLD_LSOA_CODE
from data.sample.police_rows import OLD_LSOA_NAME, split_codes
from data.sample.random_streams import Dice
from data.sample.snap_points import Spot

Table = list[list[str]]
# Royal Mail has no postcode area "QV"; its inward codes never use these letters: C I K M O V.
POSTCODE_DISTRICTS = {"Aberhalwyn": "QV1", "Porth Sarnen": "QV2", "Tremelyn": "QV3", "": "QV4"}
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
POSTCODES_IN_AN_LSOA = 8


def best_fit(county: County) -> Table:
    """LSOAs nest in wards here, so the best fit is exact."""
    header = ["LSOA21CD", "LSOA21NM", "WD25CD", "WD25NM", "LAD25CD", "LAD25NM"]
    return [header] + [
        [lsoa.code, lsoa.name_en, lsoa.ward.code, lsoa.ward.name_en, AREA_CODE, AREA[0]]
        for lsoa in county.lsoas
    ]


def older_lsoas(county: County) -> Table:
    """What became of the LSOAs of 2011: unchanged, but for one that was split."""
    header = ["LSOA11CD", "LSOA11NM", "CHGIND", "LSOA21CD", "LSOA21NM", "LAD22CD", "LAD22NM"]
    split = split_codes(county)
    rows = []
    for lsoa in county.lsoas:
        old = [OLD_LSOA_CODE, OLD_LSOA_NAME, "S"]
        if lsoa.code not in split:
            old = [lsoa.code, lsoa.name_en, "U"]
        rows.append([*old, lsoa.code, lsoa.name_en, AREA_CODE, AREA[0]])
    return [header, *rows]


def postcodes(county: County, spots: Sequence[Spot]) -> Table:
    """Invented postcodes, each at a snap point of its LSOA."""
    dice, given, rows = Dice("postcodes"), set[str](), []
    by_lsoa: list[list[Spot]] = [[] for _ in county.lsoas]
    for spot in spots:
        by_lsoa[spot.lsoa].append(spot)
    for position, lsoa in enumerate(county.lsoas):
        for spot in dice.shuffled(by_lsoa[position])[:POSTCODES_IN_AN_LSOA]:
            code = _postcode(POSTCODE_DISTRICTS[lsoa.ward.town], dice)
            while code in given:
                code = _postcode(POSTCODE_DISTRICTS[lsoa.ward.town], dice)
            given.add(code)
            longitude, latitude = (f"{value:.6f}" for value in spot.degrees)
            rows.append([code, latitude, longitude, lsoa.code, lsoa.ward.code])
    return [["pcds", "lat", "long", "lsoa21", "osward"], *sorted(rows)]


def _postcode(district: str, dice: Dice) -> str:
    return f"{district} {dice.below(10)}{dice.pick(INWARD_LETTERS)}{dice.pick(INWARD_LETTERS)}"
