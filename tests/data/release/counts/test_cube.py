"""The cube equals plain counting, and a gap is never zero."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.release.counts.cube import Cube, CubeWriter, consecutive_runs, write_observed

CATEGORIES, MONTHS, AREAS = 3, 7, 4
incident = st.tuples(
    st.integers(0, MONTHS - 1), st.integers(0, CATEGORIES - 1), st.integers(0, AREAS - 1)
)
some_months = st.sets(st.integers(0, MONTHS - 1), min_size=1).map(sorted)
some_categories = st.sets(st.integers(0, CATEGORIES - 1), min_size=1).map(sorted)
masks = st.lists(st.booleans(), min_size=MONTHS * AREAS, max_size=MONTHS * AREAS)


def cube_of(folder: Path, incidents: np.ndarray, mask: np.ndarray) -> Cube:
    writer = CubeWriter(folder, "ward", categories=CATEGORIES, months=MONTHS, areas=AREAS)
    for month in range(MONTHS):
        rows = incidents[incidents[:, 0] == month]
        writer.add(month, rows[:, 1], rows[:, 2])
    writer.close(hidden_months=[(m, np.flatnonzero(~row)) for m, row in enumerate(mask)])
    write_observed(folder, "ward", mask)
    return Cube(folder, "ward")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(incident, max_size=80), masks, some_months, some_categories)
def test_cube_counts_like_a_loop(
    tmp_path: Path,
    happened: list[tuple[int, int, int]],
    mask_bits: list[bool],
    months: list[int],
    categories: list[int],
) -> None:
    mask = np.array(mask_bits).reshape(MONTHS, AREAS)
    cube = cube_of(tmp_path, np.array(happened, dtype=int).reshape(-1, 3), mask)
    for area in range(AREAS):
        wanted = sum(
            1
            for m, c, a in happened
            if a == area and m in months and c in categories and mask[m, a]
        )
        assert cube.counts(categories, months)[area] == wanted
        assert cube.observed(months)[area] == mask[months, area].sum()
        series = cube.monthly(area, categories)
        assert (np.isnan(series) == ~mask[:, area]).all()
        for month in np.flatnonzero(mask[:, area]):
            by_hand = sum(1 for m, c, a in happened if (m, a) == (month, area) and c in categories)
            assert series[month] == by_hand


def test_period_with_a_gap_has_two_runs() -> None:
    assert consecutive_runs([0, 1, 2, 5, 6]) == [(0, 3), (5, 7)]
    assert consecutive_runs([]) == []


def test_file_that_is_no_cube_is_refused(tmp_path: Path) -> None:
    for name in ("prefix", "series", "observed"):
        (tmp_path / f"{name}-ward.npy").write_bytes(b"no cube")
    with pytest.raises(ValueError, match=r"magic|pickle|format"):
        Cube(tmp_path, "ward")
