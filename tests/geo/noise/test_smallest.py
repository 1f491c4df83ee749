"""The smallest visible difference: the golden fall, and where nothing could be seen."""

import numpy as np
import pytest

from geo.noise.families import ALONE
from geo.noise.ladder import LEAST_CHANGE
from geo.noise.smallest import visible_fall, visible_rise
from tests.cases import every_case


def test_the_later_count_is_taken_at_its_reduced_size() -> None:
    """50 inside and 500 elsewhere: 51%, and not the 44% of four equal cells."""
    assert 1 - float(visible_fall(1 / 50, 2 / 500, ALONE)) == pytest.approx(0.51, abs=0.005)


@every_case("count", [12.0, 120.0, 5000.0])
def test_it_solves_its_own_equation(count: float) -> None:
    for solve, sign in ((visible_fall, -1), (visible_rise, 1)):
        found = solve(2 / count, 0.01, 3.0)
        ratio = float(found)
        wide = np.sqrt(0.01 + 2 / count * (1 + 1 / ratio))
        if np.isfinite(ratio):
            assert sign * np.log(ratio) == pytest.approx((3.0 + 0.8416) * wide, rel=1e-4)


def test_it_is_missing_where_not_even_a_fall_to_none_would_show() -> None:
    assert np.isnan(visible_fall(1 / 5, 0.0, 3.0))
    assert np.isfinite(visible_rise(1 / 5, 0.0, 3.0))


def test_it_is_never_less_than_the_smallest_change() -> None:
    assert float(visible_fall(1e-9, 0.0, 2.0)) == 1 - LEAST_CHANGE
    assert float(visible_rise(1e-9, 0.0, 2.0)) == 1 + LEAST_CHANGE


def test_missing_counts_give_missing_answers() -> None:
    found = visible_fall(np.array([np.nan, 1 / 200]), np.array([0.0, 0.0]), 2.0)
    assert np.isnan(found[0]) and found[1] < 1
