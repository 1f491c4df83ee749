"""Benchmark hot spots of 36,000 areas against esda, and what stands out in a month."""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from esda import G_Local, Moran_Local_Rate
from libpysal.weights import WSP

from data.geometry.contiguity import contiguity
from geo.hotspots.gi_star import gi_star, gi_star_scores
from geo.hotspots.local_moran import local_moran
from geo.hotspots.usable import among_known
from geo.noise.monthly.exceptions import exceptions
from geo.period import shifted
from tests.benchmarks.measure import alternate_kernels, middle
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row

SCORES, PERMUTED = 300.0, 8.0
PERMUTATIONS, CALLS, CLOSE = 999, 20, 1e-9
CATEGORIES, MONTHS = 14, 37
# MOST: the time of the exceptions of a partnership of 24 wards, and of the 800 wards of Wales.
MOST = {24: 0.5, 800: 3.0}


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Compare with esda, warm, without permutations for Gi* and with 999 for Moran's local I."""
    touching = contiguity(nation.lsoas).astype(float)
    rng, count = np.random.default_rng(14), touching.shape[0]
    people = rng.integers(1000, 2200, count).astype(float)
    counts = rng.poisson(rng.gamma(2.0, 12.0, count)).astype(float)
    theirs = WSP(touching.tocsr()).to_W(silence_warnings=True)
    near, series = among_known(touching, np.ones(count, dtype=bool)), pd.Series(counts)

    def of_gi_star() -> G_Local:
        return G_Local(counts, theirs, transform="B", star=True, permutations=0)

    def of_moran() -> Moran_Local_Rate:
        return Moran_Local_Rate(counts, people, theirs, permutations=PERMUTATIONS, seed=1)

    def mine() -> pd.DataFrame:
        found = local_moran(series, pd.Series(people), touching, permutations=PERMUTATIONS)
        assert isinstance(found, pd.DataFrame)
        return found

    gi, moran = of_gi_star(), of_moran()
    scores = alternate_kernels(
        lambda: gi_star_scores(counts, near), [of_gi_star], rounds=rounds, calls=CALLS
    )
    equal = bool(np.abs(gi_star_scores(counts, near) - gi.Zs).max() < CLOSE)
    permuted = alternate_kernels(mine, [of_moran], rounds=rounds)
    same = bool(np.abs(mine()["moran"] - moran.Is).max() < CLOSE)
    return [
        Row.of_times(f"Gi* of {count:,} areas", "esda", SCORES, scores, equal=equal),
        Row.of_times("local Moran, 999 permutations", "esda", PERMUTED, permuted, equal=same),
        Row.of_fact(
            "Gi* with p by 99,999 groups and FDR", _seconds(lambda: gi_star(series, touching))
        ),
        *(_exceptions(wards, most, rounds) for wards, most in MOST.items()),
    ]


def _exceptions(wards: int, most: float, rounds: int) -> Row:
    """Return the time in which the exceptions of so many wards are found."""
    rng = np.random.default_rng(14)
    names = pd.MultiIndex.from_product(
        [range(CATEGORIES), range(wards)], names=["category", "area"]
    )
    drawn = rng.poisson(rng.gamma(1.0, 6.0, len(names)), (MONTHS, len(names))).astype(float)
    counts = pd.DataFrame(drawn, [shifted("2023-01", n) for n in range(MONTHS)], names)
    seconds = middle([_seconds(lambda: exceptions(counts)) for _ in range(rounds)])
    return Row.of_cost(f"exceptions, {wards} wards, 14 categories", seconds, most)


def _seconds(ask: Callable[[], object]) -> float:
    started = time.process_time()
    ask()
    return time.process_time() - started
