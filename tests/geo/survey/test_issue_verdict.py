"""Verdicts on issues from the perceived and the recorded side."""

import pandas as pd
import pytest

from geo.stats.benchmark import HIGHER, LOWER, SIMILAR
from geo.survey.issue_verdict import (
    BOTH,
    CANT_TELL,
    CONTRADICTS,
    DISAGREE,
    ONLY_RECORD,
    ONLY_RESIDENTS,
    RECORD,
    RESIDENTS,
    SUPPORTS,
    UNCLEAR,
    UNKNOWN,
    compare_interval,
    issue_verdict,
)


@pytest.mark.parametrize(
    ("perceived", "recorded", "verdict", "why"),
    [
        (HIGHER, HIGHER, SUPPORTS, BOTH),
        (HIGHER, SIMILAR, SUPPORTS, RESIDENTS),
        (SIMILAR, HIGHER, SUPPORTS, RECORD),
        (HIGHER, "", SUPPORTS, ONLY_RESIDENTS),
        ("", LOWER, CONTRADICTS, ONLY_RECORD),
        (LOWER, LOWER, CONTRADICTS, BOTH),
        (SIMILAR, LOWER, CONTRADICTS, RECORD),
        (HIGHER, LOWER, CANT_TELL, DISAGREE),
        (LOWER, HIGHER, CANT_TELL, DISAGREE),
        (SIMILAR, "", CANT_TELL, UNCLEAR),
        ("", "", CANT_TELL, UNKNOWN),
    ],
)
def test_verdict_for_each_combination_of_sides(
    perceived: str, recorded: str, verdict: str, why: str
) -> None:
    found = issue_verdict(perceived, recorded)
    assert (found.verdict, found.why) == (verdict, why)
    assert found.in_part == ({perceived, recorded} in ({SIMILAR, HIGHER}, {SIMILAR, LOWER}))


def test_a_side_without_interval_or_benchmark_has_no_position() -> None:
    row = pd.Series({"lower": 0.4, "upper": 0.6})
    assert [compare_interval(row, "lower", "upper", b) for b in (0.3, 0.5, 0.7)] == [
        HIGHER,
        SIMILAR,
        LOWER,
    ]
    assert compare_interval(row, "lower", "upper", float("nan")) == ""
    assert compare_interval(pd.Series({"lower": None, "upper": None}), "lower", "upper", 0.5) == ""
