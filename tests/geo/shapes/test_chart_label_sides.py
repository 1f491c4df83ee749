"""Chart labels cover no other label, no point and not the frame."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.shapes.chart_label_sides import ABOVE, BELOW, DOT, LEFT, RIGHT, sides

FRAME = (600.0, 400.0)
WIDTH, HEIGHT = 70.0, 13.0
# CENTRES: the distance of a label's centre from its point.
CENTRES = {
    ABOVE: (0, DOT + HEIGHT / 2),
    BELOW: (0, -DOT - HEIGHT / 2),
    RIGHT: (DOT + WIDTH / 2, 0),
    LEFT: (-DOT - WIDTH / 2, 0),
}
points = st.lists(st.tuples(st.floats(0, 600), st.floats(0, 400)), min_size=1, max_size=25)


def test_an_isolated_label_is_above_its_point() -> None:
    assert sides(np.array([[300.0, 200.0]]), [80], 13, [0], within=FRAME) == {0: ABOVE}


def test_labels_are_placed_in_the_given_order() -> None:
    together = np.array([[300.0, 200.0]] * 2)
    assert sides(together, [500, 500], 13, [1, 0], within=FRAME) == {}
    near = np.array([[300.0, 200.0], [300.0, 260.0]])
    found = sides(near, [290, 290], 60, [1, 0], within=FRAME)
    assert next(iter(found)) == 1


def label(point: tuple[float, float], side: str) -> shapely.Polygon:
    x, y = np.add(point, CENTRES[side])
    return shapely.box(x - WIDTH / 2, y - HEIGHT / 2, x + WIDTH / 2, y + HEIGHT / 2)


@given(points)
def test_labels_cover_no_other_label_and_no_point(at: list[tuple[float, float]]) -> None:
    found = sides(np.array(at), [WIDTH] * len(at), HEIGHT, range(len(at)), within=FRAME)
    boxes = {number: label(at[number], side) for number, side in found.items()}
    for number, box in boxes.items():
        assert shapely.box(0, 0, *FRAME).contains(box)
        assert not any(box.intersects(other) for n, other in boxes.items() if n != number)
        for n, (x, y) in enumerate(at):
            dot = shapely.box(x - DOT, y - DOT, x + DOT, y + DOT)
            assert n == number or not box.intersects(dot)
