"""No act on a home loses or serves anything wrong, whatever file operation of it fails.

A sample of what `python -m tests.crash` runs whole: some operations of each act, and a few kills.
`make test-long` takes one operation of two acts: `tests/data/release/test_interrupted_acts.py`
goes through every operation of the ends of the others.
"""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.crash.acts import ACTS, make_templates
from tests.crash.case import faults_of, run_normally
from tests.crash.faults import Fault, Kind

# SAMPLE: the number of file operations of each act at which it fails here.
SAMPLE, SEED = 2, 20260101
# QUICK: the act of every run of the tests, which is killed.
QUICK = "accept"


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("crash")
    with ExitStack() as stack:
        make_templates(folder, stack)
        yield folder


def test_an_act_that_meets_one_fault_loses_nothing(templates: Path) -> None:
    act = ACTS[QUICK]
    normal = run_normally(act, templates)
    at = random.Random(SEED).randrange(1, normal.operations + 1)
    assert faults_of(act, normal, templates, Fault(kind=Kind.KILL, at=at)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_fails_or_is_killed_loses_nothing(templates: Path, name: str) -> None:
    act, choose, wrong = ACTS[name], random.Random(SEED), []
    normal = run_normally(act, templates)
    assert normal.operations > SAMPLE
    sample = choose.sample(range(1, normal.operations + 1), SAMPLE)
    for at, kind in zip(sample, (Kind.FULL, Kind.KILL), strict=True):
        wrong += faults_of(act, normal, templates, Fault(kind=kind, at=at))
    at = choose.randrange(normal.milliseconds)
    wrong += faults_of(act, normal, templates, Fault(kind=Kind.TIME, at=at))
    assert wrong == []
