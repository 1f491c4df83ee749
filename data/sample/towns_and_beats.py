"""Levels besides wards and LSOAs: towns drawn around their houses, police beats made of wards."""

import shapely

from data.sample.county import County
from data.sample.place_names import BEATS, TOWNS, WARDS


def town_features(county: County) -> list[tuple[dict[str, str], shapely.MultiPolygon]]:
    """Each town's built-up ground: some wards reach beyond it, and villages are in none."""
    cells: dict[int, list[int]] = {number: [] for number in range(1, len(TOWNS) + 1)}
    for cell, number in enumerate(county.terrain.settlement):
        if number in cells:
            cells[number].append(cell)
    return [
        (
            {"town_code": f"T{number:02d}", "town_en": name_en, "town_cy": name_cy},
            county.shape_in_degrees(cells[number]),
        )
        for number, (name_en, name_cy) in enumerate(TOWNS, start=1)
    ]


def beat_rows() -> list[list[str]]:
    """Every ward and the beat that it is in, as a police force lists them."""
    beat_of = {ward: number for number, beat in enumerate(BEATS, start=1) for ward in beat.wards}
    rows = []
    for ward in WARDS:
        number = beat_of[ward.number]
        beat = BEATS[number - 1]
        rows.append([ward.code, ward.name_en, f"HB{number}", beat.name_en, beat.name_cy])
    return [["ward_code", "ward_name", "beat_code", "beat_en", "beat_cy"], *rows]
