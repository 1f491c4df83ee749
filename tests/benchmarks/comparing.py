"""Benchmark the search for the areas most like an area, among all of England and Wales.

The peers compute the distances of all areas: numpy's Euclidean formula, and scipy's cdist.
"""

import time
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from scipy.spatial.distance import cdist

from geo.noise.estimate import Noise
from geo.similar import SimilaritySearch, compare_with_group
from geo.similar.nearest import MOST_SIMILAR
from tests.benchmarks.measure import Comparison, middle
from tests.benchmarks.national import AREAS, Nation
from tests.benchmarks.report import Row

# TIMES: how many times faster than the better peer a warm search must be. MOST: seconds of the
# first search of a process, with its standardisation.
TIMES, MOST = 2.0, 0.5
CALLS = 50


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Measure the search, warm and cold, and one comparison; the answers are the peers'."""
    del nation
    rng = np.random.default_rng(20)
    codes = [f"E{n:08}" for n in range(AREAS)]
    names = ["income", "young", "density", "towns"]
    variables = pd.DataFrame(rng.gamma(2.0, 1.0, (AREAS, 4)), codes, names)
    area = codes[AREAS // 3]
    values = (variables / variables.std(ddof=0)).to_numpy()
    own = values[AREAS // 3]

    def by_formula() -> pd.Series:
        return _nearest(np.sqrt(((values - own) ** 2).sum(axis=1)), codes)

    def by_cdist() -> pd.Series:
        return _nearest(cdist(own[None], values)[0], codes)

    search = SimilaritySearch(variables)
    found = _found(search, area)
    equal = [list(by_formula().index), list(by_cdist().index)] == [found, found]
    warm = _in_turns(lambda: search.similar_to(area), [by_formula, by_cdist], rounds)
    monthly = pd.DataFrame(rng.poisson(4.0, (12, 15)).astype(float), columns=[area, *found])
    people, noise = pd.Series(1_600.0, monthly.columns), Noise(over_years=True)
    return [
        Row.of_times(
            "14 areas most like one of 36,000, warm",
            "numpy, scipy cdist",
            TIMES,
            warm,
            equal=equal,
        ),
        _cost("14 areas most like one of 36,000, cold", lambda: _cold(variables, area), rounds),
        _cost(
            "rate and rank among 15 areas",
            lambda: compare_with_group(monthly, people, noise, area=area),
            rounds,
        ),
    ]


def _found(search: SimilaritySearch, area: str) -> list[str]:
    found = search.similar_to(area)
    return list(found.distances.index)  # type: ignore[union-attr]


def _cold(variables: pd.DataFrame, area: str) -> list[str]:
    return _found(SimilaritySearch(variables), area)


def _nearest(distances: np.ndarray, codes: list[str]) -> pd.Series:
    near = np.argpartition(distances, MOST_SIMILAR + 1)[: MOST_SIMILAR + 1]
    ordered = near[np.argsort(distances[near], kind="stable")]
    return pd.Series(distances[ordered[1:]], [codes[at] for at in ordered[1:]])


def _cost(what: str, ask: Callable[[], object], rounds: int) -> Row:
    return Row.of_cost(what, middle([_seconds(ask) for _ in range(rounds)]), MOST)


def _in_turns(
    ours: Callable[[], object], peers: Sequence[Callable[[], object]], rounds: int
) -> Comparison:
    """Compare our CPU time of many calls with that of the fastest peer, by round."""
    pairs = [
        (_seconds(ours, CALLS), min(_seconds(peer, CALLS) for peer in peers)) for _ in range(rounds)
    ]
    return Comparison(ours=[one for one, _ in pairs], peer=[other for _, other in pairs])


def _seconds(ask: Callable[[], object], calls: int = 1) -> float:
    started = time.process_time()
    for _ in range(calls):
        ask()
    return (time.process_time() - started) / calls
