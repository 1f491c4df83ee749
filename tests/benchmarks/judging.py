"""Benchmark the questions about noise for every area of England and Wales, with warm estimates."""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from geo.noise.changes import changed
from geo.noise.differences import differs
from geo.noise.estimate import estimate_noise
from tests.benchmarks.measure import middle
from tests.benchmarks.national import AREAS, Nation
from tests.benchmarks.report import Row

MONTHS, YEAR, A_YEAR = 36, 12, 24.0
# MOST: the time of one question, in seconds.
MOST = 0.05
CALLS = 5


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Measure both questions of a map, and the estimate that a query makes once."""
    del nation
    rng = np.random.default_rng(14)
    size = rng.gamma(2.0, A_YEAR / 2, AREAS)
    codes = pd.Index([f"E{n:08}" for n in range(AREAS)])
    counts = pd.DataFrame(rng.poisson(size / YEAR, (MONTHS, AREAS)).astype(float), columns=codes)
    people = pd.Series(rng.uniform(1000, 2200, AREAS) * YEAR, codes)
    noise = estimate_noise(counts, window=YEAR)
    now, before = counts.iloc[-YEAR:], counts.iloc[-2 * YEAR : -YEAR].set_axis(counts.index[-YEAR:])
    year = now.sum()
    return [
        _row("changed, 36,000 areas, noise known", lambda: changed(now, before, noise), rounds),
        _row("higher or lower, 36,000 areas", lambda: differs(year, people, noise), rounds),
        Row.of_fact(
            "noise of a category, 36,000 areas, 36 months, once",
            _seconds(lambda: estimate_noise(counts, window=YEAR), 1),
        ),
    ]


def _row(what: str, ask: Callable[[], object], rounds: int) -> Row:
    ask()
    return Row.of_cost(what, middle([_seconds(ask, CALLS) for _ in range(rounds)]), MOST)


def _seconds(ask: Callable[[], object], calls: int) -> float:
    started = time.process_time()
    for _ in range(calls):
        ask()
    return (time.process_time() - started) / calls
