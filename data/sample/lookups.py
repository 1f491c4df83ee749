"""Lookup tables: LSOA to ward, LSOA of 2011 to LSOA of 2021, postcodes, and ward to beat."""

from data.sample.county import Lsoa
from data.sample.place_names import AREA, AREA_CODE, BEATS, WARDS
from data.sample.planted_effects import OLD_LSOA_CODE
from data.sample.police_rows import OLD_LSOA_NAME, split_codes
from data.sample.random_streams import RandomStream
from data.sample.snap_points import SnapPoint, by_lsoa

Table = list[list[str]]
# POSTCODE_DISTRICTS, by town: Royal Mail has no postcode area "QV"; its inward codes
# never use the letters C I K M O V.
POSTCODE_DISTRICTS = {"Aberhalwyn": "QV1", "Porth Sarnen": "QV2", "Tremelyn": "QV3", "": "QV4"}
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
POSTCODES_IN_AN_LSOA = 8


def best_fit(lsoas: list[Lsoa]) -> Table:
    """Return the ward and the authority of each LSOA; LSOAs nest in wards here."""
    header = ["LSOA21CD", "LSOA21NM", "WD25CD", "WD25NM", "LAD25CD", "LAD25NM"]
    return [header] + [
        [lsoa.code, lsoa.name_en, lsoa.ward.code, lsoa.ward.name_en, AREA_CODE, AREA[0]]
        for lsoa in lsoas
    ]


def older_lsoas(lsoas: list[Lsoa]) -> Table:
    """Return the LSOAs of 2011 and of 2021: one was split, all others are unchanged."""
    header = ["LSOA11CD", "LSOA11NM", "CHGIND", "LSOA21CD", "LSOA21NM", "LAD22CD", "LAD22NM"]
    split = split_codes(lsoas)
    rows = []
    for lsoa in lsoas:
        old = [OLD_LSOA_CODE, OLD_LSOA_NAME, "S"]
        if lsoa.code not in split:
            old = [lsoa.code, lsoa.name_en, "U"]
        rows.append([*old, lsoa.code, lsoa.name_en, AREA_CODE, AREA[0]])
    return [header, *rows]


def postcodes(lsoas: list[Lsoa], points: list[SnapPoint]) -> Table:
    """Return invented postcodes, each at a snap point of its LSOA."""
    rng, given, rows = RandomStream("postcodes"), set[str](), []
    points_of = by_lsoa(points)
    for lsoa in lsoas:
        for point in rng.shuffled(points_of[lsoa.code])[:POSTCODES_IN_AN_LSOA]:
            code = _postcode(POSTCODE_DISTRICTS[lsoa.ward.town], rng)
            while code in given:
                code = _postcode(POSTCODE_DISTRICTS[lsoa.ward.town], rng)
            given.add(code)
            rows.append([code, point.latitude, point.longitude, lsoa.code, lsoa.ward.code])
    return [["pcds", "lat", "long", "lsoa21", "osward"], *sorted(rows)]


def beats() -> Table:
    """Return each ward and its police beat, as a police force lists them."""
    beat_of = {ward: number for number, beat in enumerate(BEATS, start=1) for ward in beat.wards}
    rows = []
    for ward in WARDS:
        number = beat_of[ward.number]
        beat = BEATS[number - 1]
        rows.append([ward.code, ward.name_en, f"HB{number}", beat.name_en, beat.name_cy])
    return [["ward_code", "ward_name", "beat_code", "beat_en", "beat_cy"], *rows]


def _postcode(district: str, rng: RandomStream) -> str:
    return f"{district} {rng.below(10)}{rng.pick(INWARD_LETTERS)}{rng.pick(INWARD_LETTERS)}"
