"""Names on a map: those that are shown never touch."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.labels import placed, ranks

SPOT = st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(10, 120))
SPOTS = st.lists(SPOT, min_size=1, max_size=30)


def touching(a: tuple[int, int, int], b: tuple[int, int, int], height: float) -> bool:
    return abs(a[0] - b[0]) < (a[2] + b[2]) / 2 and abs(a[1] - b[1]) < height


@given(spots=SPOTS)
def test_no_two_names_that_are_placed_touch(spots: list[tuple[int, int, int]]) -> None:
    points, widths = np.array([s[:2] for s in spots], dtype=float), [s[2] for s in spots]
    shown = placed(points, widths, 13, range(len(spots)))
    assert shown[0] == 0, "the first has always room"
    assert not any(touching(spots[a], spots[b], 13) for a, b in combinations(shown, 2))


@given(spots=SPOTS)
def test_a_name_left_out_had_another_in_its_way(spots: list[tuple[int, int, int]]) -> None:
    points, widths = np.array([s[:2] for s in spots], dtype=float), [s[2] for s in spots]
    shown = placed(points, widths, 13, range(len(spots)))
    roomy = [(x, y, width + 13) for x, y, width in spots]
    for number in set(range(len(spots))) - set(shown):
        assert any(touching(roomy[number], roomy[other], 26) for other in shown)


def test_names_far_apart_come_first_and_the_rest_when_there_is_room() -> None:
    points = np.array([[0.0, 0.0], [500.0, 0.0], [100_000.0, 0.0]])
    first, second, alone = ranks(points, [60, 60, 60], 13, [0, 1, 2], metres_per_pixel=50)
    assert first > second and alone > second
    assert second >= 1, "at a larger scale it has room"
