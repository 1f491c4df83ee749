"""A month without a file, or with far fewer rows than usual, is a gap."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.release.coverage.missing_months import ABSENT, MISSING, THIN, find_gaps

MONTHS = [f"2024-{month:02}" for month in range(1, 13)]


def published(**by_force: list[int | None]) -> pd.Series:
    rows = {
        (force, month): float(count)
        for force, counts in by_force.items()
        for month, count in zip(MONTHS, counts, strict=False)
        if count is not None
    }
    index = pd.MultiIndex.from_tuples(rows, names=["force", "month"])
    return pd.Series(list(rows.values()), index)


def test_thin_months_are_gaps_as_dyfed_powys_was_early_in_2024() -> None:
    gaps = find_gaps(published(dyfed=[1187, 300, 164, 283, *[3600] * 8]), MONTHS)
    assert [(gap.month, gap.why) for gap in gaps] == [(month, THIN) for month in MONTHS[:4]]
    assert gaps[2].rows == 164 and gaps[2].usual == 3600


def test_a_thin_month_is_found_beside_thinner_months_and_a_hole() -> None:
    counts = [1187, 300, 164, 283, None, None, None, None, None, 3400, 3500, 3600]
    gaps = find_gaps(published(dyfed=counts), MONTHS)
    assert [(gap.month, gap.why) for gap in gaps] == [
        *((month, THIN) for month in MONTHS[:4]),
        *((month, ABSENT) for month in MONTHS[4:9]),
    ]


def test_a_missing_file_is_a_gap_of_its_own_force_alone() -> None:
    rows = published(a=[500] * 12, b=[500, None, *[500] * 10])
    gaps = find_gaps(rows, MONTHS)
    assert [(gap.force, gap.month, gap.why) for gap in gaps] == [("b", "2024-02", ABSENT)]
    known = find_gaps(rows, MONTHS, not_published={("b", "2024-02")})
    assert [(gap.force, gap.month, gap.why) for gap in known] == [("b", "2024-02", MISSING)]


def test_a_quiet_rural_force_is_not_judged_on_chance() -> None:
    assert find_gaps(published(a=[40, 12, *[40] * 10]), MONTHS) == []


@given(st.lists(st.integers(600, 1100), min_size=12, max_size=12))
def test_ordinary_ups_and_downs_are_no_gaps(counts: list[int]) -> None:
    assert find_gaps(published(a=list(counts)), MONTHS) == []
