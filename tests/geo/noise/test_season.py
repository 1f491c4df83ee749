"""Months that stand out from an even year."""

import numpy as np

from geo.noise.ladder import HIGHER, NO_CLEAR_DIFFERENCE
from geo.noise.season import stands_out

EVEN = np.full(12, 1 / 12)


def stands(by_year: np.ndarray) -> list[str]:
    return [str(verdict) for verdict in stands_out(by_year, EVEN)["verdict"]]


def years(*julys: float, usual: float = 20.0) -> np.ndarray:
    table = np.full((len(julys), 12), usual)
    table[:, 6] = julys
    return table


def test_a_month_that_is_high_in_every_year_stands_out() -> None:
    found = stands(years(60, 60, 60))
    assert [month for month, verdict in enumerate(found) if verdict == HIGHER] == [6]
    assert set(found) == {HIGHER, NO_CLEAR_DIFFERENCE}


def test_a_month_of_one_year_does_not() -> None:
    assert set(stands(years(200, 20, 20))) == {NO_CLEAR_DIFFERENCE}


def test_uneven_months_need_more() -> None:
    rng = np.random.default_rng(4)
    uneven = np.round(20 * np.exp(rng.normal(0, 0.7, (3, 12))))
    uneven[:, 6] = 34
    assert stands(years(34, 34, 34))[6] == HIGHER
    assert stands(uneven)[6] == NO_CLEAR_DIFFERENCE


def test_a_trend_is_no_season() -> None:
    growth = np.exp(0.4 * np.arange(36) / 12)
    rising = np.round(500 * growth).reshape(3, 12)
    assert set(stands(rising)) == {NO_CLEAR_DIFFERENCE}


def test_a_small_deviation_and_a_single_year_do_not_stand_out() -> None:
    assert set(stands(years(10_400, 10_400, usual=10_000))) == {NO_CLEAR_DIFFERENCE}
    assert set(stands(years(60))) == {NO_CLEAR_DIFFERENCE}
    assert set(stands(np.zeros((2, 12)))) == {NO_CLEAR_DIFFERENCE}
