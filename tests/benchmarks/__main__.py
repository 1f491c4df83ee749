"""Run all benchmarks and write a report: python -m tests.benchmarks."""

import argparse
import sys
import tempfile
import time
import warnings
from pathlib import Path

from tests.benchmarks import (
    clustered,
    comparing,
    contiguous,
    counts,
    entering,
    filtering,
    hotspots,
    judging,
    located,
    packing,
    painting,
    painting_nation,
    rebuild,
    register_pages,
    years,
)
from tests.benchmarks.measure import PROJECT
from tests.benchmarks.national import SIZES, prepare
from tests.benchmarks.report import Row, page

PARTS = {
    "counts": counts,
    "locate": located,
    "rebuild": rebuild,
    "executors": clustered,
    "years": years,
    "filter": filtering,
    "contiguity": contiguous,
    "noise": judging,
    "alike": comparing,
    "hotspots": hotspots,
    "map": painting,
    "national-map": painting_nation,
    "register": entering,
    "register-pages": register_pages,
    "packs": packing,
}
ARTEFACT = PROJECT / "tests" / "artefacts" / "benchmarks.md"
CACHE = Path(tempfile.gettempdir()) / "milltir-benchmarks"


def main() -> int:
    """Return 0 if all demands are met."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--folder", type=Path, default=CACHE, help="folder of generated files")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--rounds", type=int, default=3, help="of each comparison; filter takes 5x")
    asked = parser.parse_args()
    warnings.simplefilter("ignore", RuntimeWarning)
    nation = prepare(asked.folder, asked.size)
    found: list[Row] = []
    for name in asked.only:
        started = time.monotonic()
        found += PARTS[name].rows(nation, asked.rounds * (5 if name == "filter" else 1))
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    report = page(found, asked.size)
    ARTEFACT.parent.mkdir(exist_ok=True)
    ARTEFACT.write_text(report, encoding="utf-8")
    print(report)
    return 0 if all(row.met is not False for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
