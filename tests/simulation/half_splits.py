"""Real months, split at random into two equal years: nothing has changed by construction.

Of each pair of a month and the same month a year later a coin decides which is "now". So the season
plays no part, and drift little; the clusters of real incidents remain.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.release.store import Store
from data.schema import CATEGORIES, CRIMES, LSOA, WARD
from geo.noise.monthly.whole_and_parts import exception_report
from geo.period import shifted
from tests.simulation import claims
from tests.simulation.counties import YEAR

ALL_CRIME = "all-crime"
# BROKEN: a category whose recording broke in the years of the files.
BROKEN = {"criminal-damage-arson"}
MAPS = [*(one for one in CATEGORIES if one not in BROKEN), ALL_CRIME]
LEVELS = (WARD, LSOA)


@dataclass(frozen=True, kw_only=True)
class Real:
    """Months of real incidents by level and category, and the authority of each area."""

    counts: dict[tuple[str, str], np.ndarray]
    authority: dict[str, np.ndarray]

    def of(self, level: str, category: str, authority: str = "") -> np.ndarray:
        """Return months by areas, of an authority or of all."""
        counts = self.counts[level, category]
        return counts[:, self.authority[level] == authority] if authority else counts


def read(store: Store) -> Real:
    """Return the months of a release."""
    members = {one: (one,) for one in CATEGORIES} | {ALL_CRIME: CRIMES}
    wards = store.areas(WARD)["authority_code"]
    authority = {WARD: wards, LSOA: store.areas(LSOA)["parent_code"].map(wards)}
    return Real(
        counts={
            (level, name): store.by_month(level, categories).to_numpy()
            for level in LEVELS
            for name, categories in members.items()
        },
        authority={level: codes.to_numpy(dtype=str) for level, codes in authority.items()},
    )


def splits(months: int, number: int, seed: int = 5) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the numbers of the months before and now, in order of the calendar."""
    rng = np.random.default_rng(seed)
    for _ in range(number):
        first = int(rng.integers(0, months - 2 * YEAR + 1))
        early, late = np.arange(first, first + YEAR), np.arange(first + YEAR, first + 2 * YEAR)
        swapped = rng.random(YEAR) < 0.5
        yield np.where(swapped, late, early), np.where(swapped, early, late)


def maps(real: Real, level: str, category: str, number: int, authority: str = "") -> float:
    """Return the share of splits whose map of change names any area."""
    counts = real.of(level, category, authority)

    def named(before: np.ndarray, now: np.ndarray) -> bool:
        return claims.any_change(claims.changes(np.concatenate([counts[before], counts[now]])))

    return _share(counts, number, named)


def front_pages(real: Real, number: int, authority: str = "") -> float:
    """Return the share of splits whose front page names any category."""
    every = [real.of(WARD, one, authority) for one in MAPS if one != ALL_CRIME]

    def named(before: np.ndarray, now: np.ndarray) -> bool:
        split = [np.concatenate([counts[before], counts[now]]) for counts in every]
        return claims.any_change(claims.front_page(split))

    return _share(every[0], number, named)


def exceptions(real: Real, number: int, authority: str = "") -> float:
    """Return the share of months with a count that stands out, where no month is like itself.

    Each calendar month is of a random one of the years, the same for all wards and categories, so
    that the latest month is one of several that are alike by construction.
    """
    counts = {one: real.of(WARD, one, authority) for one in MAPS if one != ALL_CRIME}
    whole = pd.concat({one: pd.DataFrame(table) for one, table in counts.items()}, axis=1)
    whole = whole.rename_axis(columns=["category", "area"])
    rng, found = np.random.default_rng(5), []
    for _ in range(number):
        drawn = whole.iloc[-(len(whole) // YEAR) * YEAR :]
        order = np.arange(len(drawn)).reshape(-1, YEAR)
        mixed = rng.permuted(order, axis=0).ravel()
        # The month that is judged is any of a year.
        kept = mixed[: len(mixed) - int(rng.integers(YEAR))]
        months = [shifted("2020-01", n) for n in range(len(kept))]
        judged = exception_report(drawn.iloc[kept].set_axis(months))
        found.append(isinstance(judged, pd.DataFrame) and bool(judged["rank"].notna().any()))
    return float(np.mean(found))


def outside_other_years(real: Real, level: str, category: str) -> float:
    """Return the share of areas whose latest year is said to have changed: real movements too."""
    found = claims.changes(real.of(level, category))
    return float(found.isin(["up", "down"]).mean())


def _share(
    counts: np.ndarray, number: int, named: Callable[[np.ndarray, np.ndarray], bool]
) -> float:
    found = [named(before, now) for before, now in splits(len(counts), number)]
    return float(pd.Series(found).mean())
