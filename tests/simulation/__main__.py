"""Write how often anything is claimed where nothing differs: python -m tests.simulation.

With real months (MILLTIR_REAL_DATA) the figures of the page "What we claim and how often it is
wrong" are written too; they are part of the program.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from components.data_page.claims import FIGURES
from data.build.pipeline import build_release
from data.executor.options import add_executor_options, executor_of
from data.release.current import open_store
from data.schema import LSOA, WARD
from tests.conftest import settings_in
from tests.simulation import false_claims, half_splits, monthly_claims, power
from tests.simulation.counties import PHIS
from tests.simulation.tasks import DISCLOSURE, HOT_SPOTS, shares

PROJECT = Path(__file__).resolve().parents[2]
ARTEFACT = PROJECT / "tests" / "artefacts" / "simulation.md"
CLAIMED = 0.05
KINDS = ("police", "boundaries", "population", "lookups")
QUESTIONS = {**false_claims.QUESTIONS, **monthly_claims.QUESTIONS}
# MAPS, SHAPES: the maps that are asked of other counties and other noise, too.
MAPS = {"change": false_claims.map_of_change, "rates": false_claims.map_of_rates}
SHAPES = {
    "8 wards": {"wards": 8},
    "2 areas": {"wards": 2},
    "60 small areas": {"wards": 60, "size": 3.2},
    "all beyond chance is clustering": {"drifting": 0.0},
    "all beyond chance is drift": {"drifting": 1.0},
    "24 months": {"months": 24},
}


def main() -> int:
    """Print and write the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--counties", type=int, default=2000)
    parser.add_argument("--splits", type=int, default=400)
    parser.add_argument("--only", nargs="+", choices=list(QUESTIONS), default=list(QUESTIONS))
    parser.add_argument("--surveys", type=int, default=20, help="small surveys that are attacked")
    add_executor_options(parser)
    asked = parser.parse_args()
    started = time.monotonic()
    real = os.environ.get("MILLTIR_REAL_DATA")
    splits = _half_splits(Path(real), asked.splits, asked.only) if real else {}
    every, further = set(asked.only) == set(QUESTIONS), {}
    with executor_of(asked) as executor:
        simulated = shares(asked.only, PHIS, asked.counties, executor)
        if every:
            further = shares(HOT_SPOTS, PHIS, asked.counties // 10, executor)
            further |= shares(DISCLOSURE, PHIS, asked.surveys, executor)
    figures = {
        "counties": asked.counties,
        "splits": asked.splits if real else 0,
        "claims": [_claim(name, asked.counties, simulated[name], splits) for name in asked.only],
    }
    if every:
        figures["power"] = power.found()
    else:
        figures = _with_the_others(figures)
    if real:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    parts = [_table_of(figures), _table_of_power(figures)]
    if every:
        parts += [_table_of_further(further), _shapes(asked.counties // 2)]
    report = "\n\n".join(parts) + f"\n\n{time.monotonic() - started:.0f} s\n"
    ARTEFACT.parent.mkdir(exist_ok=True)
    ARTEFACT.write_text(report, encoding="utf-8")
    print(report)
    return 0


def _with_the_others(figures: dict[str, Any]) -> dict[str, Any]:
    """Return figures of some claims with those that the program has of the others."""
    had = json.loads(FIGURES.read_text(encoding="utf-8"))
    by_name = {one["claim"]: one for one in [*had["claims"], *figures["claims"]]}
    return {**had, "claims": [by_name[name] for name in QUESTIONS if name in by_name]}


def _claim(
    name: str, number: int, found: dict[float, float], splits: dict[str, float]
) -> dict[str, Any]:
    return {
        "claim": name,
        "at_most": CLAIMED,
        "counties": number,
        "simulated": {f"{phi:g}": round(share, 4) for phi, share in found.items()},
        "real": splits.get(name),
    }


def _table_of_further(found: dict[str, dict[float, float]]) -> str:
    rows = [[name, *(f"{one:.1%}" for one in of.values())] for name, of in found.items()]
    heads = ["hot spots and hidden survey figures", *(f"φ = {phi:g}" for phi in PHIS)]
    return _table(heads, rows)


def _half_splits(folder: Path, number: int, only: list[str]) -> dict[str, float]:
    """Return the largest share of splits of real months in which anything is named."""
    with tempfile.TemporaryDirectory() as home:
        settings = settings_in(Path(home))
        build_release([folder / kind for kind in KINDS], settings, area="Gwent")
        real = half_splits.read(open_store(settings)[0])
    found = {
        name: {one: half_splits.maps(real, level, one, number) for one in half_splits.MAPS}
        for name, level in (("change", WARD), ("change_small", LSOA))
        if name in only
    }
    places = ["", *sorted(set(real.authority[WARD]))]
    for name, ask in (
        ("front_page", half_splits.front_pages),
        ("exception", half_splits.exceptions),
    ):
        if name in only:
            found[name] = {one: ask(real, number, one) for one in places}
    moved = [half_splits.outside_other_years(real, WARD, one) for one in half_splits.MAPS]
    print(found, f"wards whose latest year changed: at most {max(moved):.1%}", flush=True)
    return {name: round(max(shares.values()), 4) for name, shares in found.items()}


def _table_of(figures: dict[str, Any]) -> str:
    rows = [
        [
            one["claim"],
            f"{one['at_most']:.0%}",
            *(f"{share:.1%}" for share in one["simulated"].values()),
            "" if one["real"] is None else f"{one['real']:.1%}",
        ]
        for one in figures["claims"]
    ]
    heads = ["any named where nothing differs", "claimed at most"]
    heads += [*(f"simulated, φ = {phi:g}" for phi in PHIS), "real half-splits, at most"]
    return f"{figures['counties']} counties each, {figures['splits']} splits\n\n" + _table(
        heads, rows
    )


def _table_of_power(figures: dict[str, Any]) -> str:
    rows = [
        [
            str(one["size"]),
            f"{one['ratio']:g}",
            *(f"{share:.0%}" for what in ("change", "rate") for share in one[what].values()),
        ]
        for one in figures["power"]
    ]
    heads = [f"{what}, φ = {phi:g}" for what in ("change", "rate") for phi in PHIS]
    return _table(["incidents a year", "true ratio", *heads], rows)


def _shapes(number: int) -> str:
    rows = [
        [f"{name}: {shape}", *(f"{ask(phi, number, **kind).mean():.1%}" for phi in PHIS)]
        for name, ask in MAPS.items()
        for shape, kind in SHAPES.items()
    ]
    return _table(["other counties", *(f"φ = {phi:g}" for phi in PHIS)], rows)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
