"""The areas most like an area, and its rate compared with theirs, recomputed one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy import stats

from tests.truth import formulas
from tests.truth.county import RANKED
from tests.truth.formulas import LADDER
from tests.truth.noise import Noise
from tests.truth.slow_path import CATEGORIES, LSOA, SlowPath, of_one_period

MOST, FEWEST, FEWEST_RESIDENTS = 14, 3, 500
RANKS, INCOME = "deprivation/wimd-2025-ranks.csv", "Income "
RESIDENTS, YOUNG = "population/population_lsoa21_age.csv", "Aged 16 to 24 years"
# DRAWN: how often ranks are drawn on the pages; STEPS: the values of a rate that are tried here.
DRAWN, STEPS = 4_000, 4_000
ENDS = {"first": 0.025, "rank": 0.5, "last": 0.975}


@dataclass(kw_only=True)
class Alike:
    """The areas of a level beside those most like them."""

    slow: SlowPath
    level: str
    found: dict[Any, "Compared"] = field(default_factory=dict)

    @cached_property
    def variables(self) -> pd.DataFrame:
        """Return income, young people and density of each area, as far as they are known."""
        slow, columns = self.slow, {}
        people = slow.lsoas["residents"]
        if (slow.folder / RESIDENTS).exists():
            table = pd.read_csv(slow.folder / RESIDENTS)
            young = table[table["age_group"] == YOUNG].set_index("lsoa21_code")["usual_residents"]
            shapes = gpd.GeoSeries(slow.lsoas["shape"], crs="EPSG:4326").to_crs("EPSG:27700")
            km = shapes.area / 1e6
            own = {area: slow.lsoas_of(area).index for area in slow.areas(self.level)}
            if (slow.folder / RANKS).exists():
                ranks = pd.read_csv(slow.folder / RANKS).set_index("LSOA code")[INCOME] / RANKED
                columns["income"] = {
                    area: (ranks[at] * people[at]).sum() / people[at].sum()
                    for area, at in own.items()
                }
            columns["young"] = {a: young[at].sum() / people[at].sum() for a, at in own.items()}
            columns["density"] = {
                area: np.log10(people[at].sum() / km[at].sum()) for area, at in own.items()
            }
        return pd.DataFrame(columns).sort_index()

    def nearest(self, area: str) -> pd.Series:
        """Return the distances of the nearest areas, at most fourteen."""
        spread = self.variables / self.variables.std(ddof=0)
        far = np.sqrt(((spread - spread.loc[area]) ** 2).sum(axis=1)).drop(area).round(9)
        return far.sort_values(kind="stable").iloc[:MOST]

    def compared(self, area: str, choice: str, months: Sequence[str]) -> "Compared | None":
        """Return the comparison of an area; None where there is no group for it."""
        key = (area, choice, tuple(months))
        if key not in self.found:
            self.found[key] = Compared(slow=self.slow, of=self, area=area, choice=choice,
                                       asked=tuple(months))  # fmt: skip
        found = self.found[key]
        return found if self.variables.shape[1] >= 2 and found.are_enough else None


@dataclass(kw_only=True)
class Compared:
    """An area's rate in one category beside those of the areas most like it."""

    slow: SlowPath
    of: Alike
    area: str
    choice: str
    asked: tuple[str, ...]

    @cached_property
    def distances(self) -> pd.Series:
        return self.of.nearest(self.area)

    @cached_property
    def monthly(self) -> pd.DataFrame:
        """The incidents of the area and its group, in the months that the area has."""
        slow = self.slow
        months = [month for month in self.asked if slow.have("", month)]
        table = slow.as_now(self.choice, slow.by_month(self.of.level, self.choice))
        table = table.reindex(months)[[self.area, *self.distances.index]]
        return table[table[self.area].notna()]

    @cached_property
    def are_enough(self) -> bool:
        people = self.slow.residents(self.area)
        return bool(people >= FEWEST_RESIDENTS and len(self.monthly)) and len(self.usable) >= FEWEST

    @cached_property
    def usable(self) -> list[str]:
        """The areas of the group that have residents and half of the months."""
        return [
            str(one)
            for one in self.distances.index
            if self.slow.residents(str(one)) >= FEWEST_RESIDENTS
            and self.monthly[one].notna().sum() >= 0.5 * len(self.monthly)
        ]

    @cached_property
    def exposed(self) -> pd.Series:
        """Residents times months of the area and of each usable one of its group."""
        return pd.Series(
            {
                one: self.slow.residents(one) * self.monthly[one].notna().sum()
                for one in (self.area, *self.usable)
            }
        )

    @cached_property
    def counts(self) -> pd.Series:
        return self.monthly[[self.area, *self.usable]].sum()

    @cached_property
    def noise(self) -> Noise:
        months = [month for month in self.asked if self.slow.have("", month)]
        found: Noise = self.slow.noise(self.of.level, self.choice, len(months))
        return found

    @cached_property
    def middle(self) -> tuple[float, float, Noise]:
        """What the area would have at the median rate, what that varies by, and the noise."""
        there, exposed = self.counts[self.usable], self.exposed[self.usable]
        rates, found = there / exposed, self.noise
        if not found.over_years:
            table = pd.DataFrame({"count": there, "expected": rates.mean() * exposed})
            found = of_one_period(table, found)
        sizes = np.maximum(rates.mean() * exposed, 1e-9)
        of_median = np.pi / 2 / len(there) * (found.phi / sizes + found.level).mean()
        expected = float(rates.median() * self.exposed[self.area])
        return expected, float(found.level + of_median), found

    def median_score(self) -> float:
        expected, constant, found = self.middle
        if not expected > 0:
            return float("nan")
        wide = found.phi + constant * expected
        return formulas.count_score(self.counts[self.area], expected, wide)

    def beside_median(self, z: float) -> dict[str, Any]:
        """Return the ratio to the median rate with its limits, verdict and what could be seen."""
        expected, constant, found = self.middle
        own = self.counts[self.area]
        if not expected > 0:
            return dict.fromkeys(("ratio", "lower", "upper"), np.nan) | {"verdict": ""}
        ends = [x / expected for x in formulas.limits(own, z, found.phi + constant * expected)]
        step = formulas.verdict(
            own / expected, (ends[0], ends[1]), (own + expected) / found.phi, LADDER
        )
        small = found.phi / expected
        return {
            **{"ratio": own / expected, "lower": ends[0], "upper": ends[1], "verdict": step},
            "visible_lower": formulas.smallest_fall(small, constant - small, z),
            "visible_higher": formulas.smallest_rise(small, constant - small, z),
        }

    @cached_property
    def pairs(self) -> dict[str, tuple[float, float, float, float]]:
        """Counts of the area and of each other in common months, the odds and their spread."""
        found, rows = self.middle[2], {}
        for one in self.usable:
            both = self.monthly[one].notna()
            a, b = self.monthly.loc[both, self.area].sum(), self.monthly.loc[both, one].sum()
            people = self.slow.residents(one) / self.slow.residents(self.area)
            rows[one] = (a, b, people, found.phi + 2 * found.level * a * b / max(a + b, 1.0))
        return rows

    @cached_property
    def critical(self) -> float:
        scores = [formulas.ratio_score(a, b, 1 / p, w) for a, b, p, w in self.pairs.values()]
        return formulas.critical([*scores, self.median_score()], self.middle[2].freedom)

    @cached_property
    def median(self) -> dict[str, Any]:
        return self.beside_median(self.critical)

    @cached_property
    def each(self) -> pd.DataFrame:
        """Return ratio, limits and verdict beside each of the usable areas."""
        rows = {}
        for one, (a, b, people, wide) in self.pairs.items():
            ends = [x * people for x in formulas.ratio_limits(a, b, self.critical, wide)]
            ratio = a / b * people if b else np.inf if a else np.nan
            step = formulas.verdict(ratio, (ends[0], ends[1]), (a + b) / self.middle[2].phi, LADDER)
            rows[one] = {"ratio": ratio, "lower": ends[0], "upper": ends[1], "verdict": step}
        return pd.DataFrame.from_dict(rows, orient="index")

    def number(self, verdict: str) -> int:
        return int((self.each["verdict"] == verdict).sum())

    @cached_property
    def rank_shares(self) -> np.ndarray:
        """The probability of each rank from the first on, by adding up over the area's rate."""
        counts = self.counts + 0.5
        wide = self.noise.phi + self.noise.level * counts
        shape, scale = counts / wide, wide / self.exposed
        at = (np.arange(STEPS) + 0.5) / STEPS
        rates = stats.gamma.ppf(at, shape[self.area], scale=scale[self.area])
        shares = np.zeros((len(self.usable) + 1, STEPS))
        shares[0] = 1.0
        for one in self.usable:
            above = stats.gamma.sf(rates, shape[one], scale=scale[one])
            shares[1:] = shares[1:] * (1 - above) + shares[:-1] * above
            shares[0] *= 1 - above
        return shares.mean(axis=1)

    def wrong_rank(self, end: str, rank: float) -> str:
        """Return the rank that is found if another is said; empty if it may be drawn.

        The pages draw ranks 4,000 times, so that a share may be off by four standard errors.
        """
        share = ENDS[end]
        off = 4 * np.sqrt(share * (1 - share) / DRAWN)
        up_to = np.concatenate([[0.0], np.cumsum(self.rank_shares)])
        at = int(rank)
        if not 1 <= at < len(up_to):
            return "no such rank"
        if up_to[at] >= share - off and up_to[at - 1] <= share + off:
            return ""
        return str(int(np.searchsorted(up_to, share)))


def spine(of: Alike, area: str, months: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return every category of an area beside the median of its group, all judged together."""
    every = {one: of.compared(area, one, months) for one in CATEGORIES.values()}
    known = {one: found for one, found in every.items() if found is not None}
    scores = [found.median_score() for found in known.values()]
    freedom = min(found.middle[2].freedom for found in known.values())
    z, rows = formulas.critical(scores, freedom), {}
    for one, found in known.items():
        rates = found.counts / found.exposed
        middle = rates[found.usable].median()
        rows[one] = found.beside_median(z) | {"compared": len(found.usable), "of": found}
        rows[one] |= {
            name: rates[found.usable].agg(how) / middle if middle > 0 else np.nan
            for name, how in (("low", "min"), ("high", "max"))
        }
    return rows


LEVELS = (LSOA, "authority")
