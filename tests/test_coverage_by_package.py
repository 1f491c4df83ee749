"""What is too low is named: packages one by one, and all of them together."""

from pathlib import Path

import pytest
from coverage import Coverage

from tests.coverage_by_package import Counted, counted, table, too_low


@pytest.mark.parametrize(
    ("packages", "low"),
    [
        ({"geo": (100, 95), "data": (100, 92)}, []),
        ({"geo": (100, 84), "data": (900, 890)}, ["geo is below 85%"]),
        ({"geo": (100, 90), "data": (100, 91)}, ["all packages together are below 92%"]),
        ({"geo": (10, 0)}, ["geo is below 85%", "all packages together are below 92%"]),
    ],
)
def test_what_is_too_low_is_named(packages: Counted, low: list[str]) -> None:
    assert too_low(packages) == low


def test_the_table_ends_with_all_packages() -> None:
    assert (
        table({"geo": (100, 95), "data": (300, 285)})[-1] == "  95.0% of    400 lines  all packages"
    )


def test_lines_are_counted_by_folder(tmp_path: Path) -> None:
    """From the data of a run of its own, as the tests' own run may be measured at the same time."""
    folder = tmp_path / "package"
    folder.mkdir()
    module = folder / "module.py"
    module.write_text("a = 1\n\n\ndef never():\n    return a\n")
    coverage = Coverage(data_file=str(tmp_path / "measured"), config_file=False)
    coverage.get_data().add_lines({str(module): [1, 4]})
    assert counted(coverage, tmp_path) == {"package": (3, 2)}
