"""Pasted rows are told from honest rows that look alike."""

import numpy as np

from data.police.reading.pasted_rows import pasted_rows
from tests.cases import every_case

Columns = list[np.ndarray]


def month(rows: int = 600, seed: int = 1) -> Columns:
    """IDs, places, crime types and outcomes of a month; two in five are of anti-social behaviour.

    Many of those are identical, and a hundred are at one place.
    """
    rng = np.random.default_rng(seed)
    asb = rng.random(rows) < 0.4
    place = np.sort(rng.integers(0, 90, rows))
    place[200:300], asb[200:300] = 31, True
    ids = np.where(asb, 0, rng.integers(1, 1 << 60, rows)).astype(np.uint64)
    kind = np.where(asb, 0, rng.integers(1, 14, rows)).astype(np.int8)
    outcome = np.where(asb, 0, kind).astype(np.int32)
    # Three places to an LSOA.
    return [ids, place.astype(np.int64), kind, outcome, place // 3]


def joined(*parts: Columns) -> Columns:
    return [np.concatenate(columns) for columns in zip(*parts, strict=True)]


def some(columns: Columns, rows: slice | np.ndarray) -> Columns:
    return [column[rows] for column in columns]


def identical(columns: Columns) -> int:
    rows = np.stack([column.astype(np.int64) for column in columns], axis=1)
    return len(rows) - len(np.unique(rows, axis=0))


@every_case("seed", range(5))
def test_honest_repeats_are_never_pasted(seed: int) -> None:
    whole = month(6_000, seed)
    assert identical(whole) > 500
    assert not pasted_rows(*whole).any()
    mixed = np.random.default_rng(seed).permutation(6_000)
    assert not pasted_rows(*some(whole, mixed)).any()


def test_a_few_crime_ids_that_come_twice_are_no_pasting() -> None:
    whole = month()
    with_id = np.flatnonzero(whole[0])
    assert not pasted_rows(*joined(whole, some(whole, with_id[::9][:19]))).any()


def test_many_crime_ids_published_twice_here_and_there_are_no_pasting() -> None:
    whole = month(6_000)
    with_id = np.flatnonzero(whole[0])
    chosen = np.random.default_rng(3).permutation(with_id)[:500]
    # In one LSOA all of them are there twice.
    again = np.union1d(chosen, with_id[whole[4][with_id] == 7])
    double = joined(whole, some(whole, again))
    rows = some(double, np.argsort(double[4], kind="stable"))
    assert not pasted_rows(*rows).any()


@every_case("times", [2, 3])
def test_a_month_pasted_several_times_counts_once(times: int) -> None:
    whole = month()
    pasted = pasted_rows(*joined(*[whole] * times))
    assert pasted.tolist() == [False] * 600 + [True] * 600 * (times - 1)


def test_a_month_pasted_twice_and_sorted_counts_once() -> None:
    double = joined(month(), month())
    order = np.lexsort(double[::-1])
    rows = some(double, order)
    left = some(rows, ~pasted_rows(*rows))
    once = np.lexsort(month()[::-1])
    expected = some(month(), once)
    assert [column.tolist() for column in left] == [column.tolist() for column in expected]


@every_case("block", [slice(40, 160), slice(400, 460)])
def test_a_part_pasted_once_more_is_found(block: slice) -> None:
    whole = month()
    pasted = pasted_rows(*joined(whole, some(whole, block)))
    assert pasted.tolist() == [False] * 600 + [True] * (block.stop - block.start)


@every_case("lsoas", [range(0, 12), range(9, 30)])
@every_case("by_id", [True, False])
def test_a_part_pasted_once_more_and_sorted_is_found(lsoas: range, by_id: bool) -> None:
    whole = month(3_000)
    part = some(whole, np.isin(whole[4], lsoas))
    assert identical(whole) > 100 and len(part[0]) > 900
    double = joined(whole, part)
    by_lsoa = np.lexsort([double[0], *double[1:4], double[4]])
    rows = some(double, np.argsort(double[0], kind="stable") if by_id else by_lsoa)
    left = some(rows, ~pasted_rows(*rows))
    expected, found = (np.lexsort(columns) for columns in (whole, left))
    assert [c.tolist() for c in some(left, found)] == [c.tolist() for c in some(whole, expected)]


def test_lsoas_without_a_crime_id_are_pasted_if_their_neighbours_are() -> None:
    whole = month(3_000)
    for lsoa in (4, 20):
        of_lsoa = whole[4] == lsoa
        whole[0][of_lsoa], whole[2][of_lsoa], whole[3][of_lsoa] = 0, 0, 0
    double = joined(whole, some(whole, whole[4] < 12))
    rows = some(double, np.lexsort(double))
    left = some(rows, ~pasted_rows(*rows))
    for lsoa in (4, 20):
        assert (left[4] == lsoa).sum() == (whole[4] == lsoa).sum()


def test_anti_social_behaviour_pasted_alone_is_found() -> None:
    rng = np.random.default_rng(5)
    places = np.sort(rng.integers(0, 400, 300))
    none = np.zeros(300, dtype=np.int32)
    alone = [none.astype(np.uint64), places, none, none, places // 3]
    assert not pasted_rows(*alone).any()
    assert pasted_rows(*joined(alone, alone)).tolist() == [False] * 300 + [True] * 300


def test_rows_published_again_with_another_outcome_are_left_to_their_crime_id() -> None:
    first, second = month(), month()
    second[3] = np.where(second[0] > 0, second[3] + 20, 0)
    pasted = pasted_rows(*joined(first, second))
    assert not pasted[:600].any()
    assert pasted[600:].tolist() == (second[0] == 0).tolist()
