"""Hot and cold spots, with the numbers of the 5 by 5 grid."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from geo.hotspots.gi_star import gi_star, gi_star_scores
from geo.hotspots.usable import among_known
from geo.not_measured import (
    ALL_EQUAL,
    FEW_AREAS,
    NEIGHBOUR_OF_ALL,
    NO_INCIDENTS,
    NO_NEIGHBOURS,
    NOT_PUBLISHED,
    ONE_AREA,
    REASONS,
    NotMeasured,
)

GOLDEN = json.loads((Path(__file__).parents[2] / "golden.json").read_text(encoding="utf-8"))
GRID = pd.Series([float(digit) for digit in "9831289211322101112121011"])
COUNTS = st.lists(st.integers(0, 60), min_size=25, max_size=25)


def queen(rows: int, columns: int) -> sparse.csr_array:
    """Which cells of a grid touch, corners included."""
    bands = [
        sparse.diags_array(np.ones((3, n)), offsets=(-1, 0, 1), shape=(n, n))
        for n in (rows, columns)
    ]
    near = sparse.csr_array(sparse.kron(*bands))
    near.setdiag(0)
    near.eliminate_zeros()
    return near


def test_golden_grid() -> None:
    found = gi_star(GRID, queen(5, 5), permutations=0)
    assert isinstance(found, pd.DataFrame)
    for cell, z in GOLDEN["gistar_5x5_cells"].items():
        assert abs(found["z"][int(cell)] - z) < 5e-5, cell
    assert (found["p"] < 0.05).sum() == 5
    assert found.index[found["kind"] == "hot"].tolist() == [0, 1, 5, 6]
    assert set(found["kind"]) == {"hot", "neither"}


def test_permutations_of_the_golden_grid() -> None:
    """Every group of four of the 25 cells, one by one, for the corner."""
    from itertools import combinations

    found = gi_star(GRID, queen(5, 5))
    assert isinstance(found, pd.DataFrame)
    sums = np.array([sum(group) for group in combinations(GRID, 4)])
    corner = GRID[[0, 1, 5, 6]].sum()
    assert abs(found["p"][0] - 2 * (sums >= corner).mean()) < 2e-4
    assert (found["kind"] == "hot").any() and found["kind"][0] == "hot"
    same = gi_star(GRID, queen(5, 5), seed=20)
    assert isinstance(same, pd.DataFrame) and same.equals(found)


def test_nothing_is_named_in_skewed_counties_without_a_pattern() -> None:
    rng, named = np.random.default_rng(1), 0
    for _ in range(60):
        counts = pd.Series(rng.poisson(rng.lognormal(3, 0.9, 64)), dtype=float)
        found = gi_star(counts, queen(8, 8), permutations=9_999)
        assert isinstance(found, pd.DataFrame)
        named += (found["kind"] != "neither").any()
    assert named <= 7


def test_the_formula_area_by_area() -> None:
    near, x = queen(5, 5), GRID.to_numpy()
    for area in range(25):
        w = near.toarray()[area]
        w[area] = 1
        s = np.sqrt((x**2).mean() - x.mean() ** 2)
        z = (w @ x - x.mean() * w.sum()) / (s * np.sqrt((25 * (w**2).sum() - w.sum() ** 2) / 24))
        assert np.isclose(gi_star_scores(x, near)[area], z, rtol=1e-12)


@given(counts=COUNTS, factor=st.floats(0.01, 100))
def test_scores_follow_no_unit_and_no_order(counts: list[int], factor: float) -> None:
    values, near = pd.Series(counts, dtype=float), queen(5, 5)
    found = gi_star(values, near, permutations=0)
    if isinstance(found, NotMeasured):
        assert found.reason in REASONS
        return
    scaled = gi_star(values * factor, near, permutations=0)
    assert isinstance(scaled, pd.DataFrame)
    np.testing.assert_allclose(scaled["z"], found["z"], atol=1e-8)
    order = np.random.default_rng(1).permutation(25)
    mixed = gi_star(values.iloc[order], near[order][:, order], permutations=0)
    assert isinstance(mixed, pd.DataFrame)
    np.testing.assert_allclose(mixed["z"].reindex(found.index), found["z"], atol=1e-8)
    assert not (found["z"].isna() & found["reason"].isna()).any()


def test_months_at_once_are_months_one_by_one() -> None:
    months = np.random.default_rng(2).poisson(4, (25, 6)).astype(float)
    near = queen(5, 5)
    apart = np.column_stack([gi_star_scores(months[:, n], near) for n in range(6)])
    np.testing.assert_allclose(gi_star_scores(months, near), apart, rtol=1e-12)


def test_what_cannot_be_measured_says_why() -> None:
    near = queen(5, 5)
    most = GRID * 0
    most[3] = 900
    most[4] = 1
    cases = {
        FEW_AREAS: (GRID.iloc[:7], near[:7][:, :7]),
        NO_INCIDENTS: (GRID * 0, near),
        ALL_EQUAL: (GRID * 0 + 3, near),
        ONE_AREA: (most, near),
    }
    found = {reason: gi_star(*case) for reason, case in cases.items()}
    assert {r: getattr(f, "reason", f) for r, f in found.items()} == {r: r for r in cases}


def test_single_areas_without_a_score_say_why() -> None:
    near = queen(5, 5).tolil()
    near[24, :] = 0
    near[:, 24] = 0
    values = GRID.copy()
    values[2] = np.nan
    found = gi_star(values, sparse.csr_array(near))
    assert isinstance(found, pd.DataFrame)
    assert found["reason"].dropna().to_dict() == {2: NOT_PUBLISHED, 24: NO_NEIGHBOURS}
    assert found.index[found["z"].isna()].tolist() == [2, 24]
    assert set(found["kind"][[2, 24]]) == {"neither"}
    full = sparse.csr_array(1 - np.eye(25))
    assert set(gi_star(GRID, full)["reason"]) == {NEIGHBOUR_OF_ALL}  # type: ignore[index]


def test_neighbours_are_taken_among_known_areas_without_the_area_itself() -> None:
    with_self = queen(5, 5) + sparse.eye_array(25, format="csr")
    known = np.ones(25, dtype=bool)
    assert abs(among_known(sparse.csr_array(with_self), known) - queen(5, 5)).nnz == 0
    assert abs(among_known(queen(5, 5).astype(bool), known) - queen(5, 5)).nnz == 0
