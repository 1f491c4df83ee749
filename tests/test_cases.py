"""All cases of a test run, and those that fail are named."""

from pathlib import Path

import pytest

from tests.cases import every_case


@every_case("word,length", [("one", 3), ("three", 5)])
def test_every_case_has_a_folder_of_its_own(tmp_path: Path, word: str, length: int) -> None:
    assert not list(tmp_path.iterdir()) and len(word) == length
    (tmp_path / word).touch()


def test_cases_that_fail_are_named_and_the_others_run() -> None:
    seen = []

    @every_case("number", [1, 2, 3, 4], ids=lambda number: f"number {number}")
    def even(number: int) -> None:
        seen.append(number)
        assert number % 2 == 0

    with pytest.raises(ExceptionGroup, match="2 of 4 cases failed: number 1, number 3") as failed:
        even()
    assert seen == [1, 2, 3, 4]
    assert failed.value.exceptions[1].__notes__ == ["This was the case number 3."]


def test_no_cases_are_an_error() -> None:
    with pytest.raises(ValueError, match="cases of number, but there are none"):
        every_case("number", [])
