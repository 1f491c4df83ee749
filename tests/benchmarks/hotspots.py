"""Benchmark hot spots of 36,000 areas against esda, and what stands out in a month."""

import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from esda import G_Local, Moran_Local_Rate
from libpysal.weights import WSP
from scipy import optimize, stats

from data.geometry.contiguity import contiguity
from geo.hotspots.gi_star import gi_star, gi_star_scores
from geo.hotspots.local_moran import local_moran
from geo.hotspots.usable import among_known
from geo.noise.monthly.whole_and_parts import exception_report
from geo.period import YEAR, shifted
from tests.benchmarks.measure import alternate_kernels, middle
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row

SCORES, PERMUTED = 300.0, 8.0
PERMUTATIONS, CALLS, CLOSE = 999, 20, 1e-9
CATEGORIES, MONTHS = 14, 37
# MOST: the time of the exceptions of a partnership of 24 wards, and of the 800 wards of Wales.
MOST = {24: 0.5, 800: 3.0}
# FITS: how many times faster the report on all series is than a fit by itself of so many of them.
FITS, PEER_SERIES = 10.0, 14


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
        *(row for wards, most in MOST.items() for row in _exceptions(wards, most, rounds)),
    ]


def _exceptions(wards: int, most: float, rounds: int) -> list[Row]:
    """Return the time of the report on so many wards, and its ratio to a fit of each series."""
    rng = np.random.default_rng(14)
    names = pd.MultiIndex.from_product(
        [range(CATEGORIES), [f"W{n}" for n in range(wards)]], names=["category", "area"]
    )
    drawn = rng.poisson(rng.gamma(1.0, 6.0, len(names)), (MONTHS, len(names))).astype(float)
    counts = pd.DataFrame(drawn, [shifted("2023-01", n) for n in range(MONTHS)], names)
    seconds = middle([_seconds(lambda: exception_report(counts)) for _ in range(rounds)])
    found = [Row.of_cost(f"exceptions, {wards} wards, 14 categories", seconds, most)]
    if wards > min(MOST):
        return found
    some = counts.iloc[:, :: len(names) // PEER_SERIES]
    times = alternate_kernels(
        lambda: exception_report(counts), [lambda: _one_by_one(some)], rounds=rounds
    )
    name, against = f"exceptions of {len(names)} series", f"scipy, {some.shape[1]} of the series"
    return [*found, Row.of_times(name, against, FITS, times)]


def _one_by_one(counts: pd.DataFrame) -> np.ndarray:
    """Return the upper limits by a negative binomial fit of each series, by maximum likelihood.

    With calendar months and a trend; none of it is shared between series.
    """
    before, now = counts.iloc[:-1].to_numpy(), counts.shape[0] - 1
    calendar = (np.arange(len(counts)) % YEAR)[:, None] == np.arange(YEAR)
    design = np.column_stack([calendar, np.arange(len(counts)) / YEAR])
    tail = 0.05 / 2 / counts.shape[1]
    limits = []
    for series in before.T:
        start = np.full(YEAR + 2, np.log(series.mean() + 0.5))
        start[-2:] = 0.0, 0.0

        def fault(values: np.ndarray, series: np.ndarray = series) -> float:
            mean = np.exp(np.clip(design[:now] @ values[:-1], -10, 10))
            size = np.exp(np.clip(values[-1], -5, 10))
            return -float(stats.nbinom.logpmf(series, size, size / (size + mean)).sum())

        best = optimize.minimize(fault, start, method="L-BFGS-B").x
        mean, size = np.exp(design[now] @ best[:-1]), np.exp(best[-1])
        limits.append(stats.nbinom.isf(tail, size, size / (size + mean)))
    return np.array(limits)


def _seconds(ask: Callable[[], object]) -> float:
    started = time.process_time()
    ask()
    return time.process_time() - started
