"""A sample of the damaged counties: none ends in an exception, and no page of those that build."""

import pytest

from tests.mutations.cases import Case, case_of
from tests.mutations.run import BUILT, REFUSED, Outcome, run_case
from tests.mutations.sources import county_files

# FIRST, NUMBER: the cases of the sample; `make mutations` runs thousands, and `make test` FEW.
FIRST, FEW, NUMBER = 20_000, 6, 40
# WITH_PAGES: of how many cases that build every page is opened.
WITH_PAGES = 1


def test_none_of_a_few_damaged_files_ends_in_an_exception() -> None:
    assert_no_exception(range(FIRST, FIRST + FEW))


@pytest.mark.slow
def test_no_damaged_file_ends_in_an_exception() -> None:
    assert_no_exception(range(FIRST + FEW, FIRST + NUMBER))


def assert_no_exception(numbers: range) -> None:
    outcomes: list[Outcome] = []
    for number in numbers:
        opened = sum(one.opened for one in outcomes)
        outcomes.append(run_case(case_of(number), pages=opened < WITH_PAGES))
    assert not [(one.number, one.damages, one.faults) for one in outcomes if one.faults]
    assert {one.result for one in outcomes} == {BUILT, REFUSED}
    assert sum(one.opened for one in outcomes) == WITH_PAGES


def test_the_undamaged_county_builds() -> None:
    files = {name: file.content for name, file in county_files().items()}
    outcome = run_case(Case(number=0, damages=(), files=files))
    assert outcome.result == BUILT, outcome.messages
