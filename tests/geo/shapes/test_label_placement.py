"""Map names that are placed do not overlap."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.shapes.label_placement import GAP, NEVER, placed, zooms

SPOT = st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(10, 120))
SPOTS = st.lists(SPOT, min_size=1, max_size=30)
HEIGHT = 13.0
STEPS = [(10.0, 4.0), (11.0, 2.0), (12.0, 1.0)]


def touch(a: tuple[int, int, int], b: tuple[int, int, int], *, metres: float = 1.0) -> bool:
    across, up = abs(a[0] - b[0]) / metres, abs(a[1] - b[1]) / metres
    return across < (a[2] + b[2]) / 2 and up < HEIGHT


def near(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    """Whether two names overlap with the gap that is left around each."""
    across, up, gap = abs(a[0] - b[0]), abs(a[1] - b[1]), GAP * HEIGHT
    return across < (a[2] + b[2]) / 2 + gap and up < HEIGHT + gap


def laid_out(spots: list[tuple[int, int, int]]) -> tuple[np.ndarray, list[int]]:
    return np.array([s[:2] for s in spots], dtype=float), [s[2] for s in spots]


@given(spots=SPOTS)
def test_placed_names_do_not_overlap(spots: list[tuple[int, int, int]]) -> None:
    shown = placed(*laid_out(spots), HEIGHT, range(len(spots)))
    assert shown[0] == 0, "the first has always room"
    assert not any(touch(spots[a], spots[b]) for a, b in combinations(shown, 2))
    for left_out in {*range(len(spots))} - {*shown}:
        assert any(near(spots[left_out], spots[one]) for one in shown if one < left_out)


@given(spots=SPOTS)
def test_names_do_not_overlap_at_any_zoom(
    spots: list[tuple[int, int, int]],
) -> None:
    found = zooms(*laid_out(spots), HEIGHT, range(len(spots)), steps=STEPS)
    for zoom, metres in STEPS:
        there = [spot for spot, start in zip(spots, found, strict=True) if start <= zoom]
        assert not any(touch(a, b, metres=metres) for a, b in combinations(there, 2))


def test_close_names_appear_at_larger_zooms() -> None:
    points = np.array([[0.0, 0.0], [100.0, 0.0], [900.0, 0.0], [0.0, 0.0]])
    found = zooms(points, [60, 60, 60, 60], HEIGHT, [0, 1, 2, 3], steps=STEPS)
    assert found == [10.0, 12.0, 10.0, NEVER]


def test_a_name_is_not_shown_below_its_least_zoom_and_leaves_its_room_to_others() -> None:
    points = np.array([[0.0, 0.0], [0.0, 0.0], [900.0, 0.0]])
    widths, order = [60, 60, 60], [0, 1, 2]
    assert zooms(points, widths, HEIGHT, order, steps=STEPS) == [10.0, NEVER, 10.0]
    found = zooms(points, widths, HEIGHT, order, steps=STEPS, least=[12.0, 0.0, 11.5])
    assert found == [NEVER, 10.0, 12.0]
