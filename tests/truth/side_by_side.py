"""Authorities, and what is made of them, recomputed from the rows of an area's source files."""

from collections.abc import Collection
from functools import cached_property

import numpy as np
import pandas as pd

from tests.truth import formulas
from tests.truth.county import RANKED
from tests.truth.slow_path import LSOA, SlowPath, once

AUTHORITY, PARTNERSHIP, FORCE = "authority", "partnership", "force"
# By level: the columns of code and name in the look-up.
COLUMNS = {PARTNERSHIP: ("CSP24CD", "CSP24NM"), FORCE: ("PFA24CD", "PFA24NM")}
RANKS, OVERALL = "deprivation/wimd-2025-ranks.csv", "WIMD 2025 "
# DRAWS: how many random groups of LSOAs a hot spot is compared with.
DRAWS, SURE, NEAR = 20_000, 0.05, 1.3


class SideBySide(SlowPath):
    """One area, with its authorities, partnerships and police force areas as places."""

    @cached_property
    def authority_names(self) -> dict[str, str]:
        return {one.code: one.name for one in self.area.authorities}

    @cached_property
    def bodies(self) -> dict[str, dict[str, list[str]]]:
        """The authorities of each area, by level and code."""
        found = {AUTHORITY: {code: [code] for code in self.authority_names}}
        for level, (column, _) in COLUMNS.items():
            found[level] = {
                str(code): list(rows["LAD24CD"])
                for code, rows in self.look_up.groupby(column)
                if set(rows["LAD24CD"]) <= set(self.authority_names)
            }
        return found

    @cached_property
    def look_up(self) -> pd.DataFrame:
        return pd.read_csv(self.folder / "lookups" / "LAD24_CSP24_PFA24.csv", dtype=str)

    def level_of(self, place: str) -> str:
        level = next((level for level, of in self.bodies.items() if place in of), "")
        return level or super().level_of(place)

    def areas(self, level: str) -> list[str]:
        return sorted(self.bodies[level]) if level in self.bodies else super().areas(level)

    def name(self, place: str) -> str:
        level = self.level_of(place)
        if level == AUTHORITY:
            return self.authority_names[place]
        if level == PARTNERSHIP:
            return " and ".join(self.authority_names[one] for one in self.bodies[level][place])
        if level == FORCE:
            code, name = COLUMNS[level]
            return str(self.look_up.loc[self.look_up[code] == place, name].iloc[0])
        return super().name(place)

    @once
    def lsoas_of(self, place: str) -> pd.DataFrame:
        for of in self.bodies.values():
            if place in of:
                return self.lsoas[self.lsoas["authority"].isin(of[place])]
        table: pd.DataFrame = super().lsoas_of(place)
        return table

    def months_of(self, place: str, months: Collection[str]) -> int:
        """Return how many of the months all authorities of a place have."""
        return sum(self.have_all(place, month) for month in months)

    def ranks(self, column: str) -> pd.Series:
        table = pd.read_csv(self.folder / RANKS).set_index("LSOA code")
        return table[column].astype(float)

    def deprived(self, place: str) -> float:
        """Return the share of residents in the most deprived tenth of the LSOAs of Wales."""
        people = self.lsoas_of(place)["residents"]
        first = self.ranks(OVERALL).reindex(people.index) <= RANKED / 10
        return float(people[first].sum() / people.sum())

    @once
    def say_big(self, place: str) -> tuple[float, float, float]:
        """Return the share who call ASB a big problem, of the published ones of all its wards."""
        wards = self.perceived("asb")
        own = wards[[ward in set(self.lsoas_of(place)["ward"]) for ward in wards.index]]
        people = pd.Series({ward: self.adults(str(ward)) for ward in own.index})
        parts = people / people.sum()
        worth = 1 / float((parts**2 / own["worth"]).sum())
        return float((parts * own["value"]).sum()), worth, self.everyone(wards)

    @once
    def say_big_ends(self, level: str) -> dict[str, tuple[float, float, float]]:
        """Return the share of each area of a level with its range."""
        found = {place: self.say_big(place) for place in self.areas(level)}
        scores = [(p - q) / np.sqrt(q * (1 - q) / n) for p, n, q in found.values()]
        z = formulas.critical(scores, 1e9)
        return {a: (p, *formulas.wilson(p * n, n, z)) for a, (p, n, _) in found.items()}

    @once
    def spots(self, choice: str, months: Collection[str]) -> dict[str, tuple[bool, bool]]:
        """Return of each LSOA whether it surely is a hot spot, and whether it may be one.

        Groups of LSOAs are drawn at random here too, so that one at the border may be either.
        """
        codes = self.areas(LSOA)
        months = [month for month in months if self.have("", month)]
        rates = {}
        for code in codes:
            own = [month for month in months if self.have(code, month)]
            rates[code] = self.count(code, choice, tuple(own)) / len(own)
        at = {lsoa.code: (lsoa.column, lsoa.row) for lsoa in self.area.county.lsoas}
        values, rng = np.array([rates[code] for code in codes]), np.random.default_rng(7)
        tails, high, sums = {}, {}, {}
        for code in codes:
            near = [one for one in codes if max(abs(np.subtract(at[one], at[code]))) <= 1]
            total = sum(rates[one] for one in near)
            if len(near) not in sums:
                sums[len(near)] = _sums(values, len(near), rng)
            drawn = sums[len(near)]
            more = (np.sum(drawn >= total - 1e-9) + 1) / (len(drawn) + 1)
            less = (np.sum(drawn <= total + 1e-9) + 1) / (len(drawn) + 1)
            tails[code] = min(2 * min(more, less), 1.0)
            high[code] = total > len(near) * values.mean()
        q = formulas.false_discovery(pd.Series(tails))
        return {
            code: (high[code] and q[code] < SURE / NEAR, high[code] and q[code] < SURE * NEAR)
            for code in codes
        }

    def hot_spots(self, place: str, choice: str, months: Collection[str]) -> tuple[int, int]:
        """Return how many LSOAs of a place are surely hot spots, and how many may be."""
        spots = self.spots(choice, tuple(months))
        own = [spots[str(code)] for code in self.lsoas_of(place).index]
        return sum(sure for sure, _ in own), sum(maybe for _, maybe in own)


def _sums(values: np.ndarray, size: int, rng: np.random.Generator) -> np.ndarray:
    """Return the sums of random groups of so many values."""
    order = np.argsort(rng.random((DRAWS, len(values))), axis=1)[:, :size]
    found: np.ndarray = values[order].sum(axis=1)
    return found
