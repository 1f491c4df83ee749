"""Inside, ring and comparison are disjoint, and chosen by earlier incidents only."""

import pandas as pd
import shapely

from geo.orders.treatment_areas import (
    BEYOND,
    INSIDE,
    OTHER,
    RING,
    SAME_WARDS,
    WARDS_AROUND,
    WHOLE_AREA,
    assign_treatment_area,
    comparison_of,
    wards_around,
)
from tests.cases import every_case

ORDER = shapely.box(0, 0, 100, 100)
POINTS = pd.DataFrame(
    {
        "x": [50.0, 300.0, 499.0, 501.0, 50.0, 2_000.0, 9_000.0],
        "y": [50.0, 50.0, 50.0, 50.0, 350.0, 50.0, 50.0],
        "ward_code": ["W1", "W1", "W1", "W1", "W1", "W2", "W3"],
    }
)
NEXT_DOOR = shapely.box(0, 300, 100, 400)


def test_each_point_has_one_part() -> None:
    places = assign_treatment_area(POINTS, ORDER, [NEXT_DOOR])
    assert places.tolist() == [INSIDE, RING, RING, BEYOND, OTHER, BEYOND, BEYOND]


def test_a_point_in_two_orders_belongs_to_the_order_in_question() -> None:
    assert assign_treatment_area(POINTS, ORDER, [shapely.box(-10, -10, 200, 200)])[0] == INSIDE


def test_an_order_may_have_no_points() -> None:
    places = assign_treatment_area(POINTS, shapely.box(5_000, 0, 5_001, 1), [])
    assert (places == BEYOND).all()
    compared, reach = comparison_of(places, POINTS["ward_code"], [], pd.Series(1, POINTS.index))
    assert compared.all() and reach == WHOLE_AREA


@every_case(
    ("before", "reach", "points"),
    [
        ([5, 0, 0, 10, 0, 0, 0], SAME_WARDS, [3]),
        ([5, 0, 0, 9, 0, 1, 0], WARDS_AROUND, [3, 5]),
        ([5, 0, 0, 1, 99, 1, 1], WHOLE_AREA, [3, 5, 6]),
    ],
)
def test_the_comparison_is_extended_until_it_has_enough_incidents(
    before: list[int], reach: str, points: list[int]
) -> None:
    places = assign_treatment_area(POINTS, ORDER, [NEXT_DOOR])
    found = comparison_of(places, POINTS["ward_code"], ["W2"], pd.Series(before))
    assert found[1] == reach and found[0][found[0]].index.tolist() == points


def test_wards_around_are_those_that_touch() -> None:
    wards = pd.Series(
        {
            "W1": shapely.box(0, 0, 1, 1),
            "W2": shapely.box(1, 0, 2, 1),
            "W3": shapely.box(5, 0, 6, 1),
        }
    )
    assert wards_around(wards, ["W1"]) == ["W2"]
