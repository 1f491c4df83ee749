"""Packages below the minimum coverage are reported, and so is a total below its own minimum."""

import os
import subprocess
import sys
from pathlib import Path

from tests.cases import every_case
from tests.coverage_by_package import Counted, counted, table, too_low


@every_case(
    ("packages", "low"),
    [
        ({"geo": (100, 95), "data": (100, 92)}, []),
        ({"geo": (100, 84), "data": (900, 890)}, ["geo is below 85%"]),
        ({"geo": (100, 90), "data": (100, 91)}, ["all packages together are below 92%"]),
        ({"geo": (10, 0)}, ["geo is below 85%", "all packages together are below 92%"]),
    ],
)
def test_coverage_below_the_minimum_is_reported(packages: Counted, low: list[str]) -> None:
    assert too_low(packages) == low


def test_the_table_ends_with_all_packages() -> None:
    assert (
        table({"geo": (100, 95), "data": (300, 285)})[-1] == "  95.0% of    400 lines  all packages"
    )


def test_lines_are_counted_by_folder(tmp_path: Path) -> None:
    module = tmp_path / "package" / "module.py"
    module.parent.mkdir()
    module.write_text("a = 1\n\n\ndef never():\n    return a\n")
    (tmp_path / "run.py").write_text("import package.module\n")
    out = tmp_path / "counted.json"
    counting = [sys.executable, "-m", "slipcover", "--source", "package", "--json", "--out", out]
    # The run of the tests may be counting its own lines, and passes its settings on.
    own = {name: value for name, value in os.environ.items() if not name.startswith("SLIPCOVER")}
    subprocess.run([*counting, "run.py"], cwd=tmp_path, check=True, env=own)
    assert counted(out) == {"package": (3, 2)}
