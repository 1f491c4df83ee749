"""The lists of long tests name tests that exist."""

from tests.conftest import PROJECT
from tests.long_tests import FIRST, LONG


def exists(name: str) -> bool:
    file, _, test = name.partition("::")
    path = PROJECT / file
    return path.exists() and (not test or f"def {test}" in path.read_text(encoding="utf-8"))


def test_each_name_is_that_of_a_test() -> None:
    assert [name for name in (*LONG, *FIRST) if not exists(name)] == []


def test_a_file_that_is_not_long_as_a_whole_has_other_tests() -> None:
    named = [name.split("::") for name in LONG if "::" in name]
    for file, _ in named:
        long = sum(other == file for other, _ in named)
        tests = (PROJECT / file).read_text(encoding="utf-8").count("\ndef test_")
        assert long < tests, f"{file}: name the file itself"
