"""Write how often anything is claimed where nothing differs: python -m tests.simulation."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from data.build.pipeline import build_release
from data.release.current import open_store
from data.schema import LSOA, WARD
from tests.conftest import settings_in
from tests.simulation import half_splits, power
from tests.simulation.counties import PHIS
from tests.simulation.false_claims import QUESTIONS, map_of_change, map_of_rates

PROJECT = Path(__file__).resolve().parents[2]
ARTEFACT = PROJECT / "tests" / "artefacts" / "simulation.md"
CLAIMED = "5%"
# SHAPES: other counties and other noise for the two maps, in whose names they are told.
SHAPES = {
    "8 wards": {"wards": 8},
    "2 areas": {"wards": 2},
    "60 small areas": {"wards": 60, "size": 3.2},
    "all beyond chance is clustering": {"drifting": 0.0},
    "all beyond chance is drift": {"drifting": 1.0},
    "24 months": {"months": 24},
}


def main() -> int:
    """Print and write the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--counties", type=int, default=2000)
    parser.add_argument("--splits", type=int, default=400)
    asked = parser.parse_args()
    started = time.monotonic()
    parts = [_false_claims(asked.counties), _shapes(asked.counties // 2)]
    real = os.environ.get("MILLTIR_REAL_DATA")
    if real:
        parts.append(_half_splits(Path(real), asked.splits))
    parts.append(power.table())
    report = "\n\n".join(parts) + f"\n\n{time.monotonic() - started:.0f} s\n"
    ARTEFACT.parent.mkdir(exist_ok=True)
    ARTEFACT.write_text(report, encoding="utf-8")
    print(report)
    return 0


def _false_claims(number: int) -> str:
    rows = [
        [question, CLAIMED, *(_percent(ask(phi, number)) for phi in PHIS)]
        for question, ask in QUESTIONS.items()
    ]
    heads = ["any named, of counties where nothing differs", "claimed at most"]
    heads += [f"simulated, φ = {phi:g}" for phi in PHIS]
    return f"{number} counties each\n\n{_table(heads, rows)}"


def _shapes(number: int) -> str:
    rows = [
        [f"{name}: {shape}", *(_percent(ask(phi, number, **kind)) for phi in PHIS)]
        for name, ask in (("change", map_of_change), ("rates", map_of_rates))
        for shape, kind in SHAPES.items()
    ]
    return _table(["other counties", *(f"φ = {phi:g}" for phi in PHIS)], rows)


def _half_splits(folder: Path, number: int) -> str:
    with tempfile.TemporaryDirectory() as home:
        settings = settings_in(Path(home))
        kinds = ("police", "boundaries", "population", "lookups")
        build_release([folder / kind for kind in kinds], settings, area="Gwent")
        real = half_splits.read(open_store(settings)[0])
    places = ["", *sorted(set(real.authority[WARD]))]
    rows = [
        [
            f"map of change, {category}",
            *(f"{half_splits.maps(real, level, category, number):.1%}" for level in (WARD, LSOA)),
            f"{half_splits.outside_other_years(real, WARD, category):.1%}",
        ]
        for category in half_splits.MAPS
    ]
    pages = [
        [f"front page, {place or 'Gwent'}", f"{half_splits.front_pages(real, number, place):.1%}"]
        for place in places
    ]
    heads = ["real half-splits", "wards", "LSOAs", "wards whose latest year clearly changed"]
    return f"{_table(heads, rows)}\n\n{_table(['real half-splits', 'any named'], pages)}"


def _percent(named: np.ndarray) -> str:
    return f"{named.mean():.1%}"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
