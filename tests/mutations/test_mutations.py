"""A sample of the damaged counties: none ends in an exception, and no page of those that build."""

from tests.mutations.cases import Case, case_of
from tests.mutations.run import BUILT, REFUSED, Outcome, run_case
from tests.mutations.sources import county_files

# FIRST, NUMBER: the cases of the sample; `make mutations` runs thousands.
FIRST, NUMBER = 20_000, 24
# WITH_PAGES: of how many cases that build every page is opened.
WITH_PAGES = 1


def test_no_damaged_file_ends_in_an_exception() -> None:
    outcomes: list[Outcome] = []
    for number in range(FIRST, FIRST + NUMBER):
        opened = sum(one.opened for one in outcomes)
        outcomes.append(run_case(case_of(number), pages=opened < WITH_PAGES))
    assert not [(one.number, one.damages, one.faults) for one in outcomes if one.faults]
    assert {one.result for one in outcomes} == {BUILT, REFUSED}
    assert sum(one.opened for one in outcomes) == WITH_PAGES


def test_the_undamaged_county_builds() -> None:
    files = {name: file.content for name, file in county_files().items()}
    outcome = run_case(Case(number=0, damages=(), files=files))
    assert outcome.result == BUILT, outcome.messages
