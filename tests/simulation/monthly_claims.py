"""How often something stands out, or has a trend or a pattern, in counties where nothing does."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import sparse

from geo.hotspots.gi_star import gi_star
from geo.hotspots.local_moran import local_moran
from geo.noise.ladder import DOWN, HIGHER, LOWER, UP
from geo.noise.monthly.exceptions import exceptions
from geo.noise.monthly.trend import trends
from geo.noise.monthly.whole_and_parts import exception_report
from geo.period import shifted
from tests.simulation.counties import MONTHS, WARDS, YEAR, Kind, drawn
from tests.simulation.false_claims import SIZES

# SIDE: the counties of the two maps have so many areas on a side.
SIDE, DRAWS = 10, 9_999
# AMONG: the sizes of the planted exceptions' wards are those of this category.
AMONG = 10


def counties(
    phi: float, number: int, *, wards: int = WARDS, smaller: float = 0.0, months: int = MONTHS + 1,
    **kind: float,
) -> list[pd.DataFrame]:  # fmt: skip
    """Return tables of months by category and ward."""
    every = [
        drawn(
            Kind(phi=phi, size=float(size) - smaller, wards=wards, months=months, **kind),  # type: ignore[arg-type]
            number,
            seed=100 + n,
        ).counts
        for n, size in enumerate(SIZES)
    ]
    names = pd.MultiIndex.from_product(
        [range(len(SIZES)), range(wards)], names=["category", "area"]
    )
    index = [shifted("2023-01", n) for n in range(months)]
    return [
        pd.DataFrame(np.concatenate(one, axis=1), index, names) for one in zip(*every, strict=True)
    ]


def exception(phi: float, number: int, **kind: float) -> np.ndarray:
    """Return for each county whether a ward or the whole stands out, in any of 14 categories."""
    found = [exception_report(table) for table in counties(phi, number, **kind)]  # type: ignore[arg-type]
    return np.array([one["verdict"].isin([HIGHER, LOWER]).any() for one in found])  # type: ignore[index]


def exception_of_wholes(phi: float, number: int) -> np.ndarray:
    """Return for each county whether any of its fourteen categories stands out as a whole."""
    found = []
    for table in counties(phi, number):
        wholes = table.T.groupby(level="category").sum().T
        wholes.columns = pd.Index([str(one) for one in wholes.columns], name="category")
        found.append(exceptions(wholes)["verdict"].isin([HIGHER, LOWER]).any())  # type: ignore[index]
    return np.array(found)


def exception_found(phi: float, number: int, ratio: float) -> float:
    """Return the share of planted exceptions of one ward and category that are found."""
    found, rng = [], np.random.default_rng(9)
    for table in counties(phi, number):
        ward = int(np.argsort(table[AMONG].sum().to_numpy())[WARDS // 2])
        now = float(table[AMONG].iloc[-1, ward])
        table.loc[table.index[-1], (AMONG, ward)] = rng.poisson(ratio * max(now, 1.0))
        judged = exception_report(table)
        found.append(judged.loc[(AMONG, ward), "verdict"] == HIGHER)  # type: ignore[union-attr]
    return float(np.mean(found))


def trend(phi: float, number: int, **kind: float) -> np.ndarray:
    """Return for each county whether any ward has a trend."""
    made = drawn(Kind(phi=phi, **kind), number).counts  # type: ignore[arg-type]
    index = [shifted("2023-01", n) for n in range(made.shape[1])]
    found = [trends(pd.DataFrame(counts, index)) for counts in made]
    return np.array([one["trend"].isin([UP, DOWN]).any() for one in found])  # type: ignore[index]


def hot_spot(phi: float, number: int, spread: float = 0.8) -> np.ndarray:
    """Return for each county without a pattern whether Gi* names any of a hundred areas."""
    made = drawn(Kind(phi=phi, wards=SIDE**2, spread=spread), number)
    found = [gi_star(year, near(), permutations=DRAWS) for year in _years(made.counts)]
    return np.array([(one["kind"] != "neither").any() for one in found])  # type: ignore[index]


def cluster(phi: float, number: int) -> np.ndarray:
    """Return for each county without a pattern whether Moran's local I names any area."""
    made = drawn(Kind(phi=phi, wards=SIDE**2), number)
    found = [
        local_moran(year, pd.Series(people), near(), permutations=DRAWS)
        for year, people in zip(_years(made.counts), made.residents, strict=True)
    ]
    return np.array([(one["kind"] != "not clear").any() for one in found])  # type: ignore[index]


def near() -> sparse.csr_array:
    """Return which areas of a square county touch."""
    band = sparse.diags_array(np.ones((3, SIDE)), offsets=(-1, 0, 1), shape=(SIDE, SIDE))
    return sparse.csr_array(sparse.kron(band, band))


def _years(counts: np.ndarray) -> list[pd.Series]:
    return [pd.Series(one) for one in counts[:, -YEAR:].sum(axis=1)]


QUESTIONS: dict[str, Callable[[float, int], np.ndarray]] = {
    "exception": exception,
    "exception_of_wholes": exception_of_wholes,
    "trend": trend,
    "hot_spot": hot_spot,
    "cluster": cluster,
}
# SHAPES: other counties for the exceptions.
SHAPES: dict[str, dict[str, float]] = {
    "all beyond chance is clustering": {"drifting": 0.0},
    "all beyond chance is drift": {"drifting": 1.0},
    "8 wards": {"wards": 8},
    "60 small areas": {"wards": 60, "smaller": 1.0},
    "25 months": {"months": 25},
    "season 0.4, shocks 0.1": {"season": 0.4, "shock": 0.1},
}
