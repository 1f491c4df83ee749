"""The risk-adjusted surface: golden kernel, laws, a planted rise found and none without one."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from geo.hotspots.risk_surface import (
    LEAST_AT,
    LEAST_EXPECTED,
    LEAST_NEAR,
    REACHES,
    populated,
    quartic,
    risk_surface,
)
from geo.not_measured import NotMeasured
from geo.shapes.hexagon_grid import adjacent, hexagons_over, outlines
from geo.shapes.spread import spread_over

CELLS = hexagons_over(shapely.box(0, 0, 12_000, 12_000))
MIDDLE = np.hypot(CELLS["x"] - 6000, CELLS["y"] - 6000).to_numpy()


def town(rng: np.random.Generator, *, people: int = 120_000) -> np.ndarray:
    """Return residents that thin out from the middle, with quarters of their own."""
    density = np.exp(-MIDDLE / 3000) * rng.gamma(4, 0.25, len(CELLS))
    return density / density.sum() * people


def ratio_of(incidents: np.ndarray, residents: np.ndarray) -> np.ndarray:
    found = risk_surface(CELLS, incidents, residents)
    assert not isinstance(found, NotMeasured)
    ratio: np.ndarray = found["ratio"].to_numpy()
    return ratio


def test_the_kernel_is_that_of_the_methods() -> None:
    distances = np.array([0.0, 100.0, 200.0, 350.0])
    assert 1e6 * quartic(distances, 300.0).sum() == pytest.approx(22.269, abs=0.001)
    ring = np.arange(0.5, 1000, 1.0)
    assert (quartic(ring, 1000.0) * 2 * np.pi * ring).sum() == pytest.approx(1, abs=1e-4)


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1), st.floats(0.001, 0.1))
def test_the_same_rate_everywhere_is_one_everywhere(seed: int, rate: float) -> None:
    residents = town(np.random.default_rng(seed))
    ratio = ratio_of(rate * residents, residents)
    known = np.isfinite(ratio)
    assert known.any() and np.allclose(ratio[known], 1)


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1), st.integers(2, 9))
def test_only_how_incidents_are_shared_counts(seed: int, times: int) -> None:
    rng = np.random.default_rng(seed)
    residents = town(rng)
    incidents = rng.poisson(0.02 * residents)
    first, more = ratio_of(incidents, residents), ratio_of(times * incidents, residents)
    both = np.isfinite(first) & np.isfinite(more)
    same_reach = (
        both
        & (
            risk_surface(CELLS, incidents, residents)["reach"]  # type: ignore[index]
            == risk_surface(CELLS, times * incidents, residents)["reach"]  # type: ignore[index]
        ).to_numpy()
    )
    assert np.allclose(first[same_reach], more[same_reach])


def test_every_reach_has_enough_residents_and_incidents() -> None:
    residents = town(np.random.default_rng(3))
    for rate in (0.0005, 0.004, 0.05):
        found = risk_surface(CELLS, rate * residents, residents)
        assert not isinstance(found, NotMeasured)
        assert set(found["reach"].dropna()) <= set(REACHES)
        at = CELLS[["x", "y"]].to_numpy()
        for number in np.flatnonzero(found["reach"].notna())[::25]:
            near = np.hypot(*(at - at[number]).T) <= found["reach"].iloc[number]
            assert residents[near].sum() >= max(LEAST_NEAR, LEAST_EXPECTED / rate) - 1e-6


def test_a_planted_rise_is_found_where_it_is() -> None:
    rng = np.random.default_rng(11)
    residents = town(rng)
    place = np.hypot(CELLS["x"] - 7500, CELLS["y"] - 6000).to_numpy() < 800
    incidents = rng.poisson(0.03 * residents * np.where(place, 4, 1))
    ratio = ratio_of(incidents, residents)
    assert place[np.nanargmax(ratio)] and np.nanmax(ratio) > 1.8
    # Counts alone say where people live.
    assert MIDDLE[np.argmax(np.where(place, 0, incidents))] < 3000


def test_chance_alone_seldom_makes_half_as_much_again() -> None:
    """Of a common and a rare category, without any pattern."""
    rng = np.random.default_rng(5)
    for rate in (0.03, 0.003):
        shares = []
        for _ in range(20):
            residents = town(rng)
            ratio = ratio_of(rng.poisson(rate * residents), residents)
            known = ratio[np.isfinite(ratio)]
            shares.append(((known >= 1.5) | (known < 2 / 3)).mean())
        assert np.mean(shares) < 0.05, rate


def test_without_incidents_or_residents_nothing_is_measured() -> None:
    none, some = np.zeros(len(CELLS)), np.ones(len(CELLS))
    assert isinstance(risk_surface(CELLS, none, some), NotMeasured)
    assert isinstance(risk_surface(CELLS, some, none), NotMeasured)
    few = risk_surface(CELLS, some, some)
    assert not isinstance(few, NotMeasured) and few["ratio"].isna().all()


def test_cells_are_drawn_where_people_live_in_or_next_to_them() -> None:
    residents = np.zeros(len(CELLS))
    residents[100] = LEAST_AT
    drawn = populated(CELLS, residents, adjacent(CELLS))
    assert drawn.sum() == 7 and drawn[100]
    assert not populated(CELLS, residents - 1, sparse.csr_array((len(CELLS),) * 2)).any()


@given(st.lists(st.floats(0, 9000), min_size=4, max_size=4))
def test_residents_are_spread_and_none_is_lost(numbers: list[float]) -> None:
    areas = np.array(
        [shapely.box(x, y, x + 3000, y + 2000) for x in (500, 3500) for y in (500, 2500)]
    )
    cells = outlines(hexagons_over(shapely.union_all(areas)))
    spread = spread_over(cells, areas, np.array(numbers))
    assert spread.sum() == pytest.approx(sum(numbers)) and (spread >= 0).all()
    inside = shapely.contains(areas[0], cells)
    even = numbers[0] * shapely.area(cells[inside]) / 6e6
    assert spread[inside] == pytest.approx(even)


def test_an_area_without_a_number_has_none() -> None:
    cells = shapely.box([0, 1], 0, [1, 2], 1)
    assert spread_over(cells, cells, np.array([np.nan, 3.0])).tolist() == [0.0, 3.0]
