"""Distinct spots are equal by the fast sort, by np.unique and by counting."""

import numpy as np

from data.geometry.points import keys_of
from data.police.distinct_points import distinct_spots
from tests.cases import every_case

STRAY = (0.0, 0.0)
FAR = (-900.0, 900.0)


@every_case("stray", [None, STRAY, FAR])
@every_case("rows", [1, 5, 3_000])
def test_spots_are_counted_and_in_order(rows: int, stray: tuple[float, float] | None) -> None:
    rng = np.random.default_rng(rows)
    place = rng.integers(0, 1 + rows // 3, rows)
    longitude, latitude = rng.uniform(-4, -2, rows)[place], rng.uniform(51, 53, rows)[place]
    if stray:
        longitude[rows // 2], latitude[rows // 2] = stray
    keys = keys_of(longitude, latitude)
    spots = distinct_spots(keys)
    key, first, of_row, often = np.unique(
        keys, return_index=True, return_inverse=True, return_counts=True
    )
    assert spots.key.tolist() == key.tolist()
    assert spots.first.tolist() == first.tolist()
    assert spots.of_row.tolist() == of_row.tolist()
    assert spots.incidents.tolist() == often.tolist()


def test_empty_file_has_no_spots() -> None:
    spots = distinct_spots(np.empty(0, dtype=np.int64))
    assert len(spots.key) == len(spots.first) == len(spots.incidents) == len(spots.of_row) == 0
