"""What the program would claim of a county: the same functions that its pages ask."""

import numpy as np
import pandas as pd

from geo.noise.changes import changed, whole_changed
from geo.noise.differences import differs
from geo.noise.estimate import estimate_noise
from geo.noise.ladder import DOWN, HIGHER, LOWER, NO_CLEAR_DIFFERENCE, UP
from geo.noise.season import stands_out
from geo.noise.whole import noise_of_whole
from geo.survey.gap_analysis import gap_table
from geo.survey.place_types import REASSURANCE_GAP, RECORDED_ABOVE
from geo.survey.published import PublishedQuestion
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
    return stands_out(months.reshape(-1, YEAR), EVEN)


def gaps(counts: np.ndarray, residents: np.ndarray, big: np.ndarray) -> pd.Series:
    """Return the kind of each ward, of whose 60 respondents `big` call it a big problem."""
    wards = [f"W{n:02}" for n in range(len(big))]
    places = pd.DataFrame({"share": big / ASKED, "base": float(ASKED)}, wards).round(2)
    places = places.assign(effective_base=float(ASKED), status="shown")
    asked = float(ASKED * len(big))
    whole = {"share": round(big.sum() / asked, 2), "base": asked, "effective_base": asked}
    said = PublishedQuestion(
        places=places, whole=pd.Series(whole), place=pd.Series(wards, wards), sampled=True
    )
    noise = estimate_noise(pd.DataFrame(counts), window=YEAR)
    recorded = pd.Series(counts[-YEAR:].sum(axis=0), wards)
    return gap_table(said, recorded, pd.Series(residents * YEAR, wards), noise).table["kind"]


def any_change(found: pd.Series) -> bool:
    return bool(found.isin([UP, DOWN]).any())


def any_difference(found: pd.Series) -> bool:
    return bool(found.isin([HIGHER, LOWER]).any())


def any_month(found: list[str]) -> bool:
    return any(verdict != NO_CLEAR_DIFFERENCE for verdict in found)


def any_gap(found: pd.Series) -> bool:
    return bool(found.isin([REASSURANCE_GAP, RECORDED_ABOVE]).any())
