"""Where nothing stands out, at most one month in twenty has an exception, a trend or a pattern."""

import pytest

from tests.simulation.counties import PHIS
from tests.simulation.monthly_claims import QUESTIONS, SHAPES, exception, exception_found

COUNTIES = 400
# MOST: one in twenty, and one standard error of 400 counties more.
MOST = 0.061
# FEW, MOST_OF_FEW: as in tests/simulation/test_false_claims.py.
FEW, MOST_OF_FEW = 20, 4


def test_little_is_named_in_a_few_counties() -> None:
    named = {question: int(ask(PHIS[-1], FEW).sum()) for question, ask in QUESTIONS.items()}
    assert max(named.values()) <= MOST_OF_FEW, named


def test_most_planted_exceptions_are_found_in_a_few_counties() -> None:
    assert exception_found(1.0, 12, 4.0) > 0.6


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_is_named_in_all_but_one_of_twenty(question: str) -> None:
    found = {phi: float(QUESTIONS[question](phi, COUNTIES).mean()) for phi in PHIS}
    assert max(found.values()) <= MOST, found


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_stands_out_in_other_counties(shape: str) -> None:
    found = float(exception(PHIS[-1], COUNTIES, **SHAPES[shape]).mean())
    assert found <= MOST, (shape, found)
