"""Authorities whose rows are missing from a month are found, and healthy ones are not."""

import numpy as np
import pytest

from data.forces.cut_months import ForceRows, find_cuts, is_cut, lacks_rows_always
from tests.cases import every_case

MONTHS = 36


def healthy(
    rng: np.random.Generator, *, authorities: int, lsoas: int, level: float, uneven: float
) -> ForceRows:
    """Rows of a force: LSOAs of very different size, a season, and months that are uneven.

    The whole force, each authority and each LSOA vary by themselves.
    """
    authority = np.repeat(np.arange(authorities), lsoas)
    size = rng.gamma(1.5, level / 1.5, len(authority))
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(MONTHS) / 12)
    of_force = rng.gamma(100, 1 / 100, MONTHS)
    of_authority = rng.gamma(1 / uneven, uneven, (MONTHS, authorities))
    of_lsoa = rng.gamma(5, 1 / 5, (MONTHS, len(authority)))
    mean = (season * of_force)[:, None] * of_authority[:, authority] * of_lsoa * size
    by_lsoa = rng.poisson(mean).astype(float)
    return ForceRows(located=by_lsoa.sum(axis=1), by_lsoa=by_lsoa, authority=authority)


@pytest.mark.slow
@every_case(
    ("authorities", "lsoas", "level", "uneven"),
    [
        (5, 75, 12.0, 0.01),
        (10, 60, 20.0, 0.02),
        (4, 12, 4.0, 0.05),
        (2, 3, 8.0, 0.03),
        (1, 60, 9.0, 0.02),
    ],
)
def test_healthy_forces_have_no_cut(
    authorities: int, lsoas: int, level: float, uneven: float
) -> None:
    rng = np.random.default_rng(7)
    for _ in range(40):
        force = healthy(rng, authorities=authorities, lsoas=lsoas, level=level, uneven=uneven)
        assert find_cuts(force) == [] and lacks_rows_always(force) == []


@every_case("share", [0.55, 0.7, 0.93])
def test_a_file_cut_at_a_line_end_is_a_gap_where_it_hurts(share: float) -> None:
    rng = np.random.default_rng(11)
    for month in (0, 20, MONTHS - 1):
        force = healthy(rng, authorities=5, lsoas=75, level=12, uneven=0.01)
        whole = force.by_lsoa[month].copy()
        kept = np.cumsum(whole) <= share * whole.sum()
        force.by_lsoa[month, ~kept] = 0
        force.located[month] = force.by_lsoa[month].sum()
        of_authority = [whole[force.authority == n] for n in range(5)]
        lost = [
            1 - (w * kept[force.authority == n]).sum() / w.sum() for n, w in enumerate(of_authority)
        ]
        found = {cut.authority for cut in find_cuts(force) if cut.month == month}
        assert {n for n in range(5) if lost[n] > 0.12} <= found
        assert found <= {n for n in range(5) if lost[n] > 0}
        assert all(cut.month == month for cut in find_cuts(force))


def test_a_month_without_the_rows_of_one_small_authority_is_a_gap_there() -> None:
    force = healthy(np.random.default_rng(3), authorities=4, lsoas=12, level=6, uneven=0.02)
    force.by_lsoa[12, force.authority == 2] = 0
    force.located[12] = force.by_lsoa[12].sum()
    assert [(cut.month, cut.authority, cut.rows) for cut in find_cuts(force)] == [(12, 2, 0)]


def test_points_that_move_for_good_are_no_gap() -> None:
    force = healthy(np.random.default_rng(5), authorities=3, lsoas=40, level=12, uneven=0.01)
    large = np.argsort(-force.by_lsoa[:, :40].sum(axis=0))[:4]
    force.by_lsoa[15:, large[0]] += force.by_lsoa[15:, large].sum(axis=1)
    force.by_lsoa[15:, large[1:]] = 0
    assert find_cuts(force) == []


def test_an_authority_taken_out_of_every_file_lacks_rows_always() -> None:
    force = healthy(np.random.default_rng(9), authorities=3, lsoas=40, level=12, uneven=0.01)
    force.by_lsoa[:, force.authority == 1] = 0
    force.by_lsoa[3, 41] = 2
    assert lacks_rows_always(force) == [1]


def test_a_thin_month_is_told_from_one_that_was_cut() -> None:
    rng = np.random.default_rng(13)
    force = healthy(rng, authorities=5, lsoas=75, level=12, uneven=0.01)
    thin, cut = force.by_lsoa.copy(), force.by_lsoa.copy()
    thin[4] = rng.binomial(thin[4].astype(int), 0.3)
    cut[4, np.cumsum(cut[4]) > 0.3 * cut[4].sum()] = 0
    located = force.located.copy()
    located[4] = np.nan
    rows = {"located": located, "authority": force.authority}
    assert not is_cut(ForceRows(by_lsoa=thin, **rows), 4)
    assert is_cut(ForceRows(by_lsoa=cut, **rows), 4)
