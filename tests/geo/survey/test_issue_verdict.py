"""Verdicts on issues from the perceived and the recorded side."""

from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.survey.issue_verdict import (
    BOTH,
    CANT_TELL,
    CONTRADICTS,
    DISAGREE,
    NOT_BELOW,
    ONLY_RECORD,
    ONLY_RESIDENTS,
    RECORD,
    RESIDENTS,
    SUPPORTS,
    UNCLEAR,
    UNKNOWN,
    issue_verdict,
)
from tests.cases import every_case


@every_case(
    ("perceived", "recorded", "verdict", "why"),
    [
        (HIGHER, HIGHER, SUPPORTS, BOTH),
        (HIGHER, NO_CLEAR_DIFFERENCE, SUPPORTS, RESIDENTS),
        (NO_CLEAR_DIFFERENCE, HIGHER, SUPPORTS, RECORD),
        (HIGHER, "", SUPPORTS, ONLY_RESIDENTS),
        ("", LOWER, CONTRADICTS, ONLY_RECORD),
        (LOWER, LOWER, CONTRADICTS, BOTH),
        (NO_CLEAR_DIFFERENCE, LOWER, CONTRADICTS, RECORD),
        (HIGHER, LOWER, CANT_TELL, DISAGREE),
        (LOWER, HIGHER, CANT_TELL, DISAGREE),
        (LOWER, NO_CLEAR_DIFFERENCE, CANT_TELL, NOT_BELOW),
        (LOWER, TOO_FEW, CANT_TELL, NOT_BELOW),
        (LOWER, "", CANT_TELL, NOT_BELOW),
        (NO_CLEAR_DIFFERENCE, "", CANT_TELL, UNCLEAR),
        (HIGHER, TOO_FEW, SUPPORTS, RESIDENTS),
        (TOO_FEW, "", CANT_TELL, UNCLEAR),
        ("", "", CANT_TELL, UNKNOWN),
    ],
)
def test_verdict_for_each_combination_of_sides(
    perceived: str, recorded: str, verdict: str, why: str
) -> None:
    found = issue_verdict(perceived, recorded)
    assert (found.verdict, found.why) == (verdict, why)
    assert found.in_part == (why in (RESIDENTS, RECORD))
