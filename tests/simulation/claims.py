"""What the program would claim of a county: the same functions that its pages ask."""

import numpy as np
import pandas as pd

from geo.noise.changes import changed, whole_changed
from geo.noise.differences import differs
from geo.noise.estimate import estimate_noise
from geo.noise.ladder import DOWN, HIGHER, LOWER, NO_CLEAR_DIFFERENCE, UP
from geo.noise.season import stands_out
from geo.noise.whole import noise_of_whole
from geo.orders.before_after_windows import Windows
from geo.orders.evidence import EFFECTIVE, MOVED, evidence
from geo.orders.overdispersion import between_period_variance
from geo.orders.treatment_areas import COMPARISON, INSIDE, RING
from geo.survey.gap_analysis import gap_table
from geo.survey.place_types import REASSURANCE_GAP, RECORDED_ABOVE
from geo.survey.published import PublishedQuestion
from geo.survey.under_reporting import below_expectation
from tests.simulation.counties import DAYS, YEAR

EVEN = DAYS / DAYS.sum()
ASKED = 60


def changes(counts: np.ndarray, window: int = YEAR) -> pd.Series:
    """Return the direction of each ward since the year before."""
    months = pd.DataFrame(counts)
    noise = estimate_noise(months, window=window)
    now, before = months.iloc[-window:], months.iloc[-window - YEAR : len(months) - YEAR]
    return changed(now, before.set_axis(now.index), noise)["direction"]


def differences(counts: np.ndarray, residents: np.ndarray, window: int = YEAR) -> pd.Series:
    """Return the verdict on each ward's rate."""
    noise = estimate_noise(pd.DataFrame(counts), window=window)
    sums = pd.Series(counts[-window:].sum(axis=0))
    return differs(sums, pd.Series(residents * window), noise)["verdict"]


def below(counts: np.ndarray, residents: np.ndarray, deprivation: np.ndarray) -> np.ndarray:
    """Return whether each ward's count is below what its deprivation lets expect."""
    noise = estimate_noise(pd.DataFrame(counts), window=YEAR)
    sums = pd.Series(counts[-YEAR:].sum(axis=0))
    table = below_expectation(pd.Series(deprivation), sums, pd.Series(residents * YEAR), noise)
    return table["below"].to_numpy()


def front_page(categories: list[np.ndarray]) -> pd.Series:
    """Return the direction of each category of a whole county."""
    now, before, noises = {}, {}, {}
    for number, counts in enumerate(categories):
        months, whole = pd.DataFrame(counts), pd.Series(counts.sum(axis=1))
        parts = estimate_noise(months, window=YEAR)
        noises[str(number)] = noise_of_whole(whole, parts, months.sum())
        now[str(number)] = whole.to_numpy()[-YEAR:]
        before[str(number)] = whole.to_numpy()[-2 * YEAR : -YEAR]
    found = whole_changed(pd.DataFrame(now), pd.DataFrame(before), noises, together=list(now))
    return found["direction"]


def season(months: np.ndarray) -> list[str]:
    """Return the verdict on each calendar month of one place."""
    return [str(v) for v in stands_out(months.reshape(-1, YEAR), EVEN)["verdict"]]


def gaps(counts: np.ndarray, residents: np.ndarray, big: np.ndarray) -> pd.Series:
    """Return the kind of each ward, of whose 60 respondents `big` call it a big problem."""
    wards = [f"W{n:02}" for n in range(len(big))]
    places = pd.DataFrame({"share": big / ASKED, "base": float(ASKED)}, wards).round(2)
    places = places.assign(effective_base=float(ASKED), status="shown")
    asked, weight = float(ASKED * len(big)), residents / residents.sum()
    share = round(float(weight @ places["share"].to_numpy()), 2)
    worth = min(asked, 1 / float((weight**2 / ASKED).sum()))
    whole = {"share": share, "base": asked, "effective_base": worth}
    said = PublishedQuestion(
        places=places, whole=pd.Series(whole), place=pd.Series(wards, wards), sampled=True
    )
    noise = estimate_noise(pd.DataFrame(counts), window=YEAR)
    recorded = pd.Series(counts[-YEAR:].sum(axis=0), wards)
    return gap_table(said, recorded, pd.Series(residents * YEAR, wards), noise).table["kind"]


def worked(counts: np.ndarray, order: np.ndarray) -> bool:
    """Return whether an order in the ward in the middle of `order` is said to have worked.

    `counts` has two years before the order and two since; all other wards are the comparison.
    """
    months = pd.DataFrame(counts, [str(month) for month in range(len(counts))])
    names = list(months.index)
    inside, ring = order[len(order) // 2], order[len(order) // 2 + 1]
    others = months.drop(columns=[inside, ring])
    monthly = pd.DataFrame(
        {INSIDE: months[inside], RING: months[ring], COMPARISON: others.sum(axis=1)}
    )
    half = len(names) // 2
    drift = between_period_variance(others.iloc[:half].sum(), others.iloc[half:].sum())
    windows = Windows(before=tuple(names[:half]), since=tuple(names[half:]))
    earlier = Windows(before=tuple(names[:YEAR]), since=tuple(names[YEAR:half]))
    found = evidence(monthly, windows, drift=drift, earlier=earlier).verdict
    return found in {*EFFECTIVE, MOVED}


def any_change(found: pd.Series) -> bool:
    return bool(found.isin([UP, DOWN]).any())


def any_difference(found: pd.Series) -> bool:
    return bool(found.isin([HIGHER, LOWER]).any())


def any_month(found: list[str]) -> bool:
    return any(verdict != NO_CLEAR_DIFFERENCE for verdict in found)


def any_gap(found: pd.Series) -> bool:
    return bool(found.isin([REASSURANCE_GAP, RECORDED_ABOVE]).any())
