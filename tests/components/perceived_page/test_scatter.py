"""The log axis has a few ticks for every range that a county may have."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from components.perceived_page.scatter import steps_between


def test_ticks_are_one_two_and_five_times_powers_of_ten() -> None:
    assert steps_between(1.9, 98) == [2, 5, 10, 20, 50]
    assert steps_between(0.3, 3) == pytest.approx([0.5, 1, 2])


@given(low=some.floats(0.001, 500), times=some.floats(2.56, 5_000))
def test_there_are_ticks_and_at_most_three_for_a_power_of_ten(low: float, times: float) -> None:
    steps = steps_between(low, low * times)
    assert 1 <= len(steps) <= 13
    assert all(low <= step <= low * times for step in steps)
