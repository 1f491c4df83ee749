"""Run every act with every fault, and kill them at random: python -m tests.crash."""

import argparse
import random
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.crash.acts import ACTS, make_templates
from tests.crash.case import Normal, faults_of, run_normally
from tests.crash.faults import Fault, Kind

LIMITS = (0, 100, 1_000, 5_000, 20_000, 100_000)


def main() -> int:
    """Return 0 if nothing was lost and nothing wrong was served."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=300, help="kills at random, of all acts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="take every n-th file operation")
    parser.add_argument("--only", nargs="+", choices=ACTS, default=list(ACTS))
    asked = parser.parse_args()
    choose, bad = random.Random(asked.seed), 0
    with tempfile.TemporaryDirectory(prefix="milltir-crash-") as place, ExitStack() as stack:
        templates = Path(place)
        make_templates(templates, stack)
        for name in asked.only:
            normal = run_normally(ACTS[name], templates)
            faults = _faults(normal, asked.every, asked.kills // len(asked.only), choose)
            wrong = [w for f in faults for w in faults_of(ACTS[name], normal, templates, f)]
            print(f"{name}: {normal.operations} file operations, {len(faults)} faults,", end=" ")
            print(f"{len(wrong)} wrong", flush=True)
            for what in wrong:
                print(f"  {what}", file=sys.stderr, flush=True)
            bad += len(wrong)
    return 1 if bad else 0


def _faults(normal: Normal, every: int, kills: int, choose: random.Random) -> list[Fault]:
    """Return a fault before each file operation, in two ways, limits of size, and random kills."""
    points = range(1, normal.operations + 1, every)
    faults = [Fault(kind=kind, at=at) for at in points for kind in (Kind.FULL, Kind.KILL)]
    faults += [Fault(kind=Kind.LIMIT, at=size) for size in LIMITS]
    times = (choose.randrange(normal.milliseconds) for _ in range(kills))
    return [*faults, *(Fault(kind=Kind.TIME, at=at) for at in times)]


if __name__ == "__main__":
    sys.exit(main())
