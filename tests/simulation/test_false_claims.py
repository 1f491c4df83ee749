"""Where nothing changed and nothing differs, at most 5% of counties have anything named."""

import pytest

from tests.simulation.counties import PHIS
from tests.simulation.false_claims import QUESTIONS, below_expectation_by_area

COUNTIES = 300
MOST = 0.05
# FEW, MOST_OF_FEW: a sample for every run of the tests. Of twenty counties, of each of which one in
# twenty has something named, more than four have in one of four hundred samples.
FEW, MOST_OF_FEW = 20, 4


def test_little_is_named_in_a_few_counties() -> None:
    named = {question: int(ask(PHIS[1], FEW).sum()) for question, ask in QUESTIONS.items()}
    assert max(named.values()) <= MOST_OF_FEW, named


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_is_named_in_all_but_one_of_twenty(question: str) -> None:
    found = {phi: float(QUESTIONS[question](phi, COUNTIES).mean()) for phi in PHIS}
    assert max(found.values()) <= MOST, found


@pytest.mark.slow
def test_reporting_is_doubted_where_half_is_planted_and_hardly_elsewhere() -> None:
    for phi, least in zip(PHIS, (0.85, 0.65, 0.5), strict=True):
        below = below_expectation_by_area(phi, 100, planted=0.5)
        assert below[:, 1:].mean() <= MOST, phi
        assert below[:, 0].mean() >= least, phi
