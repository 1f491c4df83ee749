"""Print the test coverage of each package, and fail if it is below a minimum.

It reads what `make coverage` brings together: the lines that `make test COVERAGE=yes` and
`make test-long COVERAGE=yes` ran.
"""

import json
import sys
from pathlib import Path

# The lines of each module that ran and that didn't, written by the test run.
COUNTED = Path(".coverage.json")
# The minimum shares of lines that the tests must run.
LEAST_OVERALL, LEAST_IN_A_PACKAGE = 0.92, 0.85

Counted = dict[str, tuple[int, int]]


def counted(path: Path) -> Counted:
    """Return for each folder of modules its number of lines, and how many of them ran."""
    found: Counted = {}
    for name, module in sorted(json.loads(path.read_text())["files"].items()):
        ran, missing = (len(module[lines]) for lines in ("executed_lines", "missing_lines"))
        package = Path(name).parent.as_posix()
        every, before = found.get(package, (0, 0))
        found[package] = (every + ran + missing, before + ran)
    return {package: numbers for package, numbers in found.items() if numbers[0]}


def too_low(packages: Counted) -> list[str]:
    """Return a sentence for each package below its minimum, and one if the total is too low."""
    low = [
        f"{package} is below {LEAST_IN_A_PACKAGE:.0%}"
        for package, (every, ran) in packages.items()
        if ran < every * LEAST_IN_A_PACKAGE
    ]
    every, ran = (sum(column) for column in zip(*packages.values(), strict=True))
    return (
        [*low, f"all packages together are below {LEAST_OVERALL:.0%}"]
        if (ran < every * LEAST_OVERALL)
        else low
    )


def table(packages: Counted) -> list[str]:
    """Return a line with share, statements and name for each package, then one for the total."""
    every, ran = (sum(column) for column in zip(*packages.values(), strict=True))
    rows = [*packages.items(), ("all packages", (every, ran))]
    return [f"{ran / every:7.1%} of {every:6,} lines  {package}" for package, (every, ran) in rows]


def main() -> int:
    """Print the table and the failures. Return 0, or 1 if there is a failure or no data."""
    packages = counted(COUNTED) if COUNTED.exists() else {}
    if not packages:
        print(f"{COUNTED} has no line: run the tests with COVERAGE=yes first, then make coverage.")
        return 1
    print("\n".join(table(packages)))
    low = too_low(packages)
    print("\n".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
