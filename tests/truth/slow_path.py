"""The numbers of an area, recomputed from the rows of its source files.

Plain pandas and shapely; nothing of data/ or geo/ is imported. Every formula is written out again
with scipy's own functions.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from tests.truth import formulas, lasting, noise, stands_out
from tests.truth.areas import Area
from tests.truth.formulas import CHANGES, LADDER, limits, wilson
from tests.truth.noise import Moved, Noise

WHOLE = ""
CATEGORIES = {
    "Anti-social behaviour": "anti-social-behaviour",
    "Bicycle theft": "bicycle-theft",
    "Burglary": "burglary",
    "Criminal damage and arson": "criminal-damage-arson",
    "Drugs": "drugs",
    "Other crime": "other-crime",
    "Other theft": "other-theft",
    "Possession of weapons": "possession-of-weapons",
    "Public order": "public-order",
    "Robbery": "robbery",
    "Shoplifting": "shoplifting",
    "Theft from the person": "theft-from-the-person",
    "Vehicle crime": "vehicle-crime",
    "Violence and sexual offences": "violent-crime",
}
ASB = "anti-social-behaviour"
CRIMES = [slug for slug in CATEGORIES.values() if slug != ASB]
SUMS = {
    "all-crime": CRIMES,
    "violence": ["violent-crime", "robbery", "possession-of-weapons"],
    "acquisitive": [
        *("bicycle-theft", "burglary", "other-theft", "robbery", "shoplifting"),
        *("theft-from-the-person", "vehicle-crime"),
    ],
    "public-space": [ASB, "criminal-damage-arson", "drugs", "public-order"],
}
FEWEST_RESIDENTS, FEWEST_OF_BOTH_YEARS, FEWEST_FOR_A_SHARE = 500, 10, 30
WARD, LSOA = "ward", "lsoa"
# The names that a file may give to the question on anti-social behaviour, and the answers.
ASB_QUESTIONS = ("problem_asb", "problem_anti_social_behaviour")
BIG, NOT_BIG = ("very big", "fairly big"), ("not very big", "not a problem")
FEWEST_ANSWERS, FEWEST_ON_A_SIDE = 30, 5
# The columns of the shares that could have been seen to differ.
SEEN = ["seen_below", "seen_above"]
# What the survey states, and the ages that surveys do not ask.
DESIGN_EFFECT = 1.2
CHILDREN = ("Aged 15 years and under",)
SHOWN, HIDDEN, MISSING = "shown", "hidden", "missing"


def later(month: str, by: int) -> str:
    return str(pd.Period(month, freq="M") + by)


def span(first: str, last: str) -> list[str]:
    return [str(month) for month in pd.period_range(first, last, freq="M")]


def members(choice: str) -> list[str]:
    return SUMS.get(choice, [choice])


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Authorities, and the months that all of them have in both years."""

    authorities: tuple[str, ...]
    months: tuple[str, ...]
    # The months that were asked for.
    asked: tuple[str, ...]


def once(method: Callable[..., Any]) -> Callable[..., Any]:
    """Remember the answers of a method, because several sentences ask for the same number."""

    @wraps(method)
    def asked(self: Any, *facts: Any) -> Any:
        key = (method.__name__, *(tuple(f) if isinstance(f, list) else f for f in facts))
        if key not in self.remembered:
            self.remembered[key] = method(self, *facts)
        return self.remembered[key]

    return asked


class SlowPath:
    """One area, read again from its files."""

    def __init__(self, area: Area, folder: Path) -> None:
        self.area, self.folder = area, folder
        self.remembered: dict[Any, Any] = {}

    @cached_property
    def lsoas(self) -> pd.DataFrame:
        shapes = self._shapes("LSOA_2021", "LSOA21CD", "LSOA21NM")
        wards = self.wards
        middles = shapes["shape"].map(lambda shape: shape.representative_point())
        inside = [_containing(wards["shape"], point) for point in middles]
        table = shapes.assign(ward=inside)
        return table.assign(
            authority=table["ward"].map(wards["authority"]),
            residents=self._residents_by_lsoa().reindex(table.index),
        )

    @cached_property
    def wards(self) -> pd.DataFrame:
        return self._shapes("Wards_2025", "WD25CD", "WD25NM")

    def _shapes(self, file: str, code: str, name: str) -> pd.DataFrame:
        path = self.folder / "boundaries" / f"{file}.geojson"
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        rows = {
            known["properties"][code]: {
                "name": known["properties"][name],
                "authority": known["properties"].get("LAD25CD", ""),
                "shape": shapely.from_geojson(json.dumps(known["geometry"])),
            }
            for known in features
        }
        return pd.DataFrame.from_dict(rows, orient="index")

    def _residents_by_lsoa(self) -> pd.Series:
        path = self.folder / "population" / "population_lsoa21_age.csv"
        if not path.exists():
            return pd.Series(dtype=float)
        table = pd.read_csv(path)
        return table.groupby("lsoa21_code")["usual_residents"].sum().astype(float)

    @cached_property
    def raw(self) -> pd.DataFrame:
        """Every row of every police file that counts."""
        tables = []
        for path in sorted(self.folder.rglob("*street*.csv")):
            if path.relative_to(self.folder).as_posix() in self.area.passed_over:
                continue
            tables.append(pd.read_csv(path, dtype=str, keep_default_na=False))
        rows = pd.concat(tables, ignore_index=True)
        return rows.assign(force=rows["Falls within"].str.removesuffix(" Police"))

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The located rows inside the area, with their LSOA, ward, authority and category."""
        located = self.raw[self.raw["Longitude"] != ""]
        spots = located[["Longitude", "Latitude"]].drop_duplicates()
        inside = {
            (x, y): _containing(self.lsoas["shape"], shapely.Point(float(x), float(y)))
            for x, y in spots.itertuples(index=False)
        }
        pairs = zip(located["Longitude"], located["Latitude"], strict=True)
        lsoa = pd.Series([inside[pair] for pair in pairs], located.index)
        table = pd.DataFrame(
            {
                "month": located["Month"],
                "category": located["Crime type"].map(CATEGORIES),
                "lsoa": lsoa,
                "ward": lsoa.map(self.lsoas["ward"]),
                "authority": lsoa.map(self.lsoas["authority"]),
                "outcome": located["Last outcome category"],
            }
        )
        return table[table["lsoa"] != ""]

    @cached_property
    def counted(self) -> dict[tuple[str, str], dict[str, int]]:
        """The incidents by month of each LSOA and category."""
        found: dict[tuple[str, str], dict[str, int]] = {}
        table = self.rows.groupby(["lsoa", "category", "month"]).size()
        for (lsoa, category, month), n in table.items():
            found.setdefault((lsoa, category), {})[month] = int(n)
        return found

    @cached_property
    def published(self) -> dict[str, frozenset[str]]:
        """The months of each authority that its own force published whole."""
        own = {one.code: one.force for one in self.area.authorities}
        months = self.raw.groupby("force")["Month"].unique()
        return {
            code: frozenset(
                month for month in months.get(force, []) if (code, month) not in self.area.in_part
            )
            for code, force in own.items()
        }

    @cached_property
    def used(self) -> pd.DataFrame:
        """The located rows of the months that their authority's own force published whole."""
        pairs = zip(self.rows["authority"], self.rows["month"], strict=True)
        return self.rows[[month in self.published[code] for code, month in pairs]]

    @property
    def months(self) -> list[str]:
        """Every month from the first to the last that a force of the area published."""
        seen = {month for months in self.published.values() for month in months}
        return span(min(seen), max(seen))

    def months_missing_somewhere(self, months: Sequence[str]) -> dict[str, list[str]]:
        """Return the authorities that lack each of the months; only months that one lacks."""
        return {
            month: lacking
            for month in months
            if (lacking := [code for code, have in self.published.items() if month not in have])
        }

    @once
    def lsoas_of(self, place: str) -> pd.DataFrame:
        if place == WHOLE:
            return self.lsoas
        if place in self.wards.index:
            return self.lsoas[self.lsoas["ward"] == place]
        return self.lsoas.loc[[place]]

    def name(self, place: str) -> str:
        return str((self.wards if place in self.wards.index else self.lsoas).at[place, "name"])

    def authorities_of(self, place: str) -> list[str]:
        return sorted(self.lsoas_of(place)["authority"].unique())

    def have(self, place: str, month: str) -> bool:
        """Return whether some part of the place has the month."""
        return any(month in self.published[code] for code in self.authorities_of(place))

    def have_all(self, place: str, month: str) -> bool:
        return all(month in self.published[code] for code in self.authorities_of(place))

    @once
    def residents(self, place: str) -> float:
        return float(self.lsoas_of(place)["residents"].sum(min_count=1))

    @once
    def count(self, place: str, choice: str, months: Collection[str]) -> int:
        """Return the incidents of the months, of the parts that have each of them."""
        total = 0
        for code, part in self.lsoas_of(place).groupby("authority"):
            wanted = [month for month in months if month in self.published[str(code)]]
            total += self._sum(part.index, choice, wanted)
        return total

    def _sum(self, lsoas: Collection[str], choice: str, months: Collection[str]) -> int:
        return sum(
            self.counted.get((lsoa, one), {}).get(month, 0)
            for lsoa in lsoas
            for one in members(choice)
            for month in months
        )

    @once
    def person_years(self, place: str, months: Collection[str]) -> float:
        total = 0.0
        for code, part in self.lsoas_of(place).groupby("authority"):
            have = sum(month in self.published[str(code)] for month in months)
            total += float(part["residents"].sum(min_count=1)) * have / 12
        return total

    def level_of(self, place: str) -> str:
        return WARD if place in self.wards.index else LSOA

    def areas(self, level: str) -> list[str]:
        return [str(code) for code in (self.wards if level == WARD else self.lsoas).index]

    def alike(self, choice: str, *months: str) -> bool:
        """Return whether a choice is recorded alike in all of the months."""
        if self.area.otherwise is None or not self.is_moved(choice):
            return True
        return len({month >= self.area.otherwise[1] for month in months}) == 1

    @once
    def is_moved(self, choice: str) -> bool:
        """Return whether the category recorded otherwise is the choice, or 5% of it and more."""
        assert self.area.otherwise
        kind, first = CATEGORIES[self.area.otherwise[0]], self.area.otherwise[1]
        if choice == kind or kind not in members(choice):
            return choice == kind
        rows = self.raw[self.raw["Longitude"] != ""]
        months = rows.groupby([rows["Crime type"].map(CATEGORIES), "Month"]).size()
        usual = [later(first, -n) for n in range(12, 0, -1) if later(first, -n) >= self.months[0]]
        changed = [later(first, n) for n in range(12)]

        def mean(some: Sequence[str], within: Sequence[str]) -> float:
            return sum(months.get((c, m), 0) for c in some for m in within) / len(within)

        moved = abs(mean([kind], changed) - mean([kind], usual))
        return moved > 0.05 * mean(members(choice), usual)

    def as_now(self, choice: str, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table of months without those that are recorded otherwise than the latest."""
        same = [self.alike(choice, str(month), self.months[-1]) for month in table.index]
        return table.mask(pd.DataFrame({area: ~np.array(same) for area in table}, table.index))

    @once
    def by_month(self, level: str, choice: str) -> pd.DataFrame:
        """Return the incidents of every month and area; missing where it has no figures."""
        return pd.DataFrame(
            {area: self.monthly(area, choice, self.months) for area in self.areas(level)}
        )

    @cached_property
    def month_judged(self) -> pd.DataFrame:
        """Every count of the latest month by ward and category, and of all wards together."""
        months = {one: self.by_month(WARD, one) for one in CATEGORIES.values()}
        return stands_out.judged({one: self.as_now(one, table) for one, table in months.items()})

    @property
    def every_category(self) -> list[str]:
        return list(CATEGORIES.values())

    @once
    def month_needed(self, category: str, area: str) -> float:
        """Return the smallest mean of which eight of ten counts are above the ward's range."""
        table = self.as_now(category, self.by_month(WARD, category))
        upper = self.month_judged.at[(category, area), "upper"]
        return stands_out.needed(table, area, float(upper))

    @once
    def quarter(self, choice: str) -> dict[str, tuple[float, float]]:
        """Return the range of the next three months of each ward."""
        return self.quarter_after(choice, len(self.months))

    @once
    def quarter_after(self, choice: str, months: int) -> dict[str, tuple[float, float]]:
        """Return the same as it was after so many months."""
        table = self.as_now(choice, self.by_month(WARD, choice))
        return stands_out.next_quarter(table.iloc[:months])

    @once
    def lasting(self, level: str, choice: str, last: str) -> pd.DataFrame:
        """Return how often each area was in the top tenth in the year up to a month."""
        table = self.by_month(level, choice).loc[:last]
        alike = [self.alike(choice, str(one), str(table.index[-1])) for one in table.index]
        return lasting.lasting(table, table[alike])

    @once
    def noise(self, level: str, choice: str, window: int) -> Noise:
        table = self.as_now(choice, self.by_month(level, choice))
        return noise.estimated(table, min(max(window, 1), 12))

    @once
    def whole_noise(self, choice: str, window: int) -> Noise:
        """Return the noise of the sum of the wards that share the most months and residents."""
        table, best, most = self.as_now(choice, self.by_month(WARD, choice)), None, 0.0
        codes = self.authorities_of(WHOLE)
        for some in [one for size in range(1, len(codes) + 1) for one in combinations(codes, size)]:
            months = [m for m in self.months if all(m in self.published[code] for code in some)]
            share = self.share(WHOLE, some)
            if share >= 0.5 and share * len(months) > most:
                best, most = some, share * len(months)
        if best is not None:
            table = table.loc[:, self.wards["authority"].isin(best).to_numpy()]
        whole = table.sum(axis=1, skipna=False)
        return noise.of_whole(whole, self.noise(WARD, choice, window), table.sum())

    @once
    def all_of(self, level: str, choice: str, months: Collection[str]) -> tuple[float, float]:
        """Return incidents and person-years of all areas with residents over some months."""
        years = {a: self.person_years(a, months) for a in self.areas(level)}
        with_years = [area for area, found in years.items() if found > 0]
        counts = sum(float(self.count(area, choice, months)) for area in with_years)
        return counts, float(sum(years[area] for area in with_years))

    @once
    def differs(self, level: str, choice: str, months: Collection[str]) -> pd.DataFrame:
        """Return each area's count between its limits, and the verdict against the rest."""
        years = pd.Series({a: self.person_years(a, months) for a in self.areas(level)})
        known = pd.Series(
            {a: any(self.have(a, month) for month in months) for a in self.areas(level)}
        )
        counts = pd.Series(
            {a: float(self.count(a, choice, months)) for a in self.areas(level)}
        ).where(known)
        found = self.noise(level, choice, len(months))
        based = known & (years > 0)
        rows = {}
        for area in self.areas(level):
            row: dict[str, Any] = {"count": counts[area], "expected": np.nan, "share": 0.0}
            # Like with like: all areas over the months that this one has.
            own = tuple(month for month in months if self.have(area, month))
            n, base = self.all_of(level, choice, own)
            if based[area] and base > years[area] and n > counts[area]:
                row["expected"] = (n - counts[area]) * years[area] / (base - years[area])
                row["share"] = row["expected"] / (n - counts[area])
            rows[area] = row
        table = pd.DataFrame.from_dict(rows, orient="index")
        if not found.over_years:
            found = of_one_period(table, found)
        size = table["expected"].fillna(table["count"].fillna(0))
        table["wide"] = (found.phi + found.level * size) * (1 + table["share"])
        scores = [
            formulas.count_score(row["count"], row["expected"], row["wide"])
            if not np.isnan(row["expected"])
            else np.nan
            for _, row in table.iterrows()
        ]
        least = 14 if len(table) > 1 else 1
        z = formulas.critical(scores, found.freedom, least)
        for area, row in table.iterrows():
            e = row["expected"]
            low, high = limits(row["count"], z, row["wide"]) if known[area] else (np.nan, np.nan)
            table.loc[area, ["lower", "upper"]] = (low, high)
            small, step = np.nan, ""
            if not np.isnan(e):
                step = formulas.verdict(
                    row["count"] / e, (low / e, high / e), (row["count"] + e) / found.phi, LADDER
                )
                small = found.phi / e
            constant = found.level * (1 + row["share"]) + small * (row["share"] - 1)
            table.loc[area, "visible_lower"] = formulas.smallest_fall(small, constant, z)
            table.loc[area, "visible_higher"] = formulas.smallest_rise(small, constant, z)
            table.loc[area, "verdict"] = step
        return table.assign(verdict=table["verdict"].fillna(""))

    def rate(self, place: str, choice: str, months: Collection[str]) -> tuple[float, float, float]:
        """Return the yearly rate per 1,000 residents between its limits."""
        years, count = self.person_years(place, months), self.count(place, choice, months)
        if not years > 0:
            return np.nan, np.nan, np.nan
        if place == WHOLE:
            known = [month for month in months if self.have(place, month)]
            found = self.whole_noise(choice, len(known))
            z = formulas.critical([], found.freedom, 1)
            lower, upper = limits(count, z, found.phi + found.level * count)
        else:
            lower, upper = self.differs_in(place, choice, months)[["lower", "upper"]]
        return 1000 * count / years, 1000 * lower / years, 1000 * upper / years

    def selections(self, place: str, months: Sequence[str]) -> list[Selection]:
        """Return every part of a place that can be compared with the year before as one sum.

        Of each of its authorities every month and the same month a year before were published
        whole; the first selection is of the whole place, if it has such a month.
        """
        codes, found = self.authorities_of(place), []
        for size in range(len(codes), 0, -1):
            for some in combinations(codes, size):
                shared = [
                    month
                    for month in months
                    if all({month, later(month, -12)} <= self.published[code] for code in some)
                ]
                if shared:
                    found.append(
                        Selection(authorities=some, months=tuple(shared), asked=tuple(months))
                    )
        return found

    def of_choice(self, part: Selection, choice: str) -> Selection:
        """Return the months of a selection that are recorded alike in both years."""
        own = tuple(m for m in part.months if self.alike(choice, m, later(m, -12)))
        return replace(part, months=own)

    def share(self, place: str, authorities: Collection[str]) -> float:
        """Return the share of a place's residents in some of its authorities."""
        lsoas = self.lsoas_of(place)
        inside = lsoas["authority"].isin(list(authorities))
        people = lsoas["residents"].fillna(1.0)
        return float(people[inside].sum() / people.sum())

    @once
    def change(self, place: str, choice: str, months: Collection[str]) -> pd.Series:
        """Return how a ward or an LSOA changed, compared together with all of its level."""
        row: pd.Series = self.changed(self.level_of(place), choice, months).loc[place]
        return row

    @once
    def changed(self, level: str, choice: str, months: Collection[str]) -> pd.DataFrame:
        """Return how each area changed over its own months, and what could have been seen."""
        table = self.by_month(level, choice)
        earlier = [later(month, -12) for month in months]
        now = table.reindex(list(months))
        before = table.reindex(earlier).set_axis(now.index)
        pairs = zip(months, earlier, strict=True)
        known = np.array([self.alike(choice, *pair) for pair in pairs], dtype=bool)
        some = (now.notna() & before.notna()).any(axis=1) & known
        now, before = now[some], before[some]
        found = self.noise(level, choice, len(now))
        areas = noise.moved(now, before)
        rows = {}
        for area, one in areas.items():
            own = one.scatter if one.freedom + 1 >= 6 else 1.0
            wide = max(found.phi + found.drift * one.information, own)
            rows[area] = self._change_row(one, max(found.phi, own), wide)
        return self._judged(pd.DataFrame.from_dict(rows, orient="index"), found, 14)

    @staticmethod
    def _change_row(one: Moved, phi: float, wide: float) -> dict[str, Any]:
        score = np.nan
        if one.pairs and one.now + one.before:
            score = formulas.ratio_score(one.now, one.before, 1.0, wide)
        return {
            "now": one.now if one.pairs else np.nan,
            "before": one.before if one.pairs else np.nan,
            "months": one.pairs,
            "phi": phi,
            "wide": wide,
            "score": score,
        }

    @staticmethod
    def _judged(table: pd.DataFrame, found: Noise, least: int, family: Any = None) -> pd.DataFrame:
        """Add ratio, limits, direction and what could have been seen."""
        together = table["score"] if family is None else table["score"].where(family)
        z = formulas.critical(list(together), found.freedom, least)
        rows = {}
        for name, row in table.to_dict("index").items():
            rows[name] = row
            if np.isnan(row["now"]):
                rows[name] = row | dict.fromkeys(("ratio", "lower", "upper"), np.nan)
                rows[name]["direction"] = ""
                continue
            a, b = row["now"], row["before"]
            ratio = a / b if b else np.inf if a else np.nan
            ends = formulas.ratio_limits(a, b, z, row["wide"])
            size = row["phi"] / b if b else np.nan
            drift = row.get("drift", found.drift)
            rows[name] = row | {
                **dict(zip(("ratio", "lower", "upper"), (ratio, *ends), strict=True)),
                "direction": formulas.verdict(ratio, ends, (a + b) / row["phi"], CHANGES),
                "visible_fall": formulas.smallest_fall(size, drift, z),
                "visible_rise": formulas.smallest_rise(size, drift, z),
            }
        return pd.DataFrame.from_dict(rows, orient="index")

    @once
    def whole_changes(self, part: "Selection") -> pd.DataFrame:
        """Return the change of every category of the wards of some authorities, as one sum."""
        inside = self.wards["authority"].isin(part.authorities).to_numpy()
        rows = {}
        for choice in (*CATEGORIES.values(), *SUMS):
            months = self.of_choice(part, choice).months
            if not months:
                continue
            table = self.by_month(WARD, choice).loc[:, inside].sum(axis=1)
            pairs = [(table[month], table[later(month, -12)]) for month in months]
            a, b = sum(x for x, _ in pairs), sum(y for _, y in pairs)
            own = self.whole_noise(choice, len(months))
            phi = max(own.phi, noise.scatter(pairs)) if len(pairs) >= 6 else own.phi
            wide = phi + own.drift * a * b / max(a + b, 1)
            one = Moved(now=a, before=b, pairs=len(pairs), information=0, z=0, scatter=1,
                              freedom=0)  # fmt: skip
            rows[choice] = self._change_row(one, phi, wide) | {
                "drift": own.drift,
                "free": own.freedom,
            }
        found = pd.DataFrame.from_dict(rows, orient="index")
        least = Noise(phi=1, drift=0, level=0, freedom=found["free"].min(), over_years=True)
        single = found.index.isin(list(CATEGORIES.values()))
        return self._judged(found, least, len(CATEGORIES), single)

    @once
    def changes(self, place: str, part: "Selection") -> pd.DataFrame:
        """Return the change of every category of a place, or of a part of the whole."""
        if place == WHOLE:
            table: pd.DataFrame = self.whole_changes(part)
            return table
        months = part.asked
        every = {c: self.change(place, c, months) for c in (*CATEGORIES.values(), *SUMS)}
        return pd.DataFrame(every).T

    @once
    def benchmark(self, place: str, choice: str, months: Collection[str]) -> float:
        """Return the rate of the rest of the area."""
        expected = self.differs_in(place, choice, months)["expected"]
        return 1000 * float(expected) / self.person_years(place, months)

    def differs_in(self, place: str, choice: str, months: Collection[str]) -> pd.Series:
        """Return a place's row of `differs`, over the months that any place has."""
        asked = tuple(month for month in months if self.have(WHOLE, month))
        row: pd.Series = self.differs(self.level_of(place), choice, asked).loc[place]
        return row

    def verdict(self, place: str, choice: str, months: Collection[str]) -> str:
        """Return the step of the ladder; empty where the rate isn't shown."""
        if not self.person_years(place, months) > 0 or self.residents(place) < FEWEST_RESIDENTS:
            return ""
        return str(self.differs_in(place, choice, months)["verdict"])

    def monthly(
        self,
        place: str,
        choice: str,
        months: Sequence[str],
        authorities: Collection[str] | None = None,
    ) -> pd.Series:
        """Return the incidents by month; missing where one of the authorities has no figure."""
        lsoas, codes = self.lsoas_of(place), authorities or self.authorities_of(place)
        inside = lsoas.index[lsoas["authority"].isin(list(codes))]
        found = {
            month: float(self._sum(inside, choice, [month]))
            if all(month in self.published[code] for code in codes)
            else np.nan
            for month in months
        }
        return pd.Series(found, dtype=float)

    @once
    def measure(
        self, name: str, level: str, choice: str, months: Sequence[str]
    ) -> pd.DataFrame | None:
        """Return `value`, its limits and `status` of each area; None for a measure not known."""
        if name in ("count", "rate", "compared"):
            return self._rate_table(name, level, choice, months)
        if name == "share":
            return self._share_table(level, choice, months)
        if name == "change":
            return self._change_table(level, choice, months)
        if name == "perceived" and level == WARD:
            return self.perceived("asb")
        if name == "smoothed":
            return self._smoothed_table(level, choice, months)
        return None

    def _rate_table(
        self, name: str, level: str, choice: str, months: Sequence[str]
    ) -> pd.DataFrame:
        somewhere = [m for m in months if any(m in have for have in self.published.values())]
        found = self.differs(level, choice, somewhere)
        rows = {}
        for place, one in found.iterrows():
            people, years = self.residents(str(place)), self.person_years(str(place), months)
            known = not np.isnan(one["count"])
            row: dict[str, Any] = {"incidents": one["count"], "residents": people, "verdict": ""}
            row |= {"value": np.nan, "lower": np.nan, "upper": np.nan, "status": MISSING}
            row |= {"visible_lower": np.nan, "visible_higher": np.nan}
            row["benchmark"] = 1000 * one["expected"] / years if years > 0 else np.nan
            if name == "count":
                row |= {"value": one["count"], "lower": one["lower"], "upper": one["upper"]}
                rows[place] = row | {"status": SHOWN if known else MISSING}
                continue
            if not known or not people > 0:
                rows[place] = row
                continue
            if people < FEWEST_RESIDENTS:
                rows[place] = row | {"status": HIDDEN}
                continue
            row |= {k: 1000 * one[at] / years for k, at in
                    (("value", "count"), ("lower", "lower"), ("upper", "upper"))}  # fmt: skip
            row |= {
                "visible_lower": 1 - one["visible_lower"],
                "visible_higher": one["visible_higher"] - 1,
            }
            few = name == "compared" and one["verdict"] == formulas.FEW
            rows[place] = row | {"status": HIDDEN if few else SHOWN, "verdict": one["verdict"]}
        return pd.DataFrame.from_dict(rows, orient="index")

    def _share_table(self, level: str, choice: str, months: Sequence[str]) -> pd.DataFrame:
        every = [*CRIMES, ASB] if ASB in members(choice) else CRIMES
        somewhere = [m for m in months if any(m in have for have in self.published.values())]
        own = self.noise(level, choice, len(somewhere))
        rows: dict[str, dict[str, Any]] = {}
        for place in self.areas(level):
            row: dict[str, Any] = {"status": MISSING, "verdict": ""}
            row |= dict.fromkeys(("value", "lower", "upper", "incidents", "recorded"), np.nan)
            row |= dict.fromkeys(SEEN, np.nan)
            if any(self.have(place, month) for month in months):
                part = float(self.count(place, choice, months))
                whole = float(sum(self.count(place, one, months) for one in every))
                row |= {"incidents": part, "recorded": whole}
                row["status"] = HIDDEN if whole < FEWEST_FOR_A_SHARE else SHOWN
            rows[place] = row
        table = pd.DataFrame.from_dict(rows, orient="index")
        shown = table["status"] == SHOWN
        counted = table["recorded"] > 0
        part, whole = table["incidents"].where(counted), table["recorded"].where(counted)
        rest = whole.sum() - whole
        than = (part.sum() - part) / rest
        wide = (own.phi + own.level * whole * than * (1 - than)) * (1 + whole / rest)
        usable = counted & (than > 0) & (than < 1)
        scores = [
            formulas.ratio_score(part[a], whole[a] - part[a], than[a] / (1 - than[a]), wide[a])
            if usable[a] and shown[a]
            else np.nan
            for a in table.index
        ]
        z = formulas.critical(scores, own.freedom)
        for place in table.index[shown]:
            a, n = part[place], whole[place]
            spread = wide[place] if usable[place] else 1.0
            odds = formulas.ratio_limits(a, n - a, z, spread)
            ends = [1.0 if np.isinf(one) else one / (1 + one) for one in odds]
            table.loc[place, ["value", "lower", "upper"]] = (a / n, *ends)
            if usable[place]:
                ratios = ends[0] / than[place], ends[1] / than[place]
                table.loc[place, "verdict"] = formulas.verdict(
                    a / n / than[place], ratios, (a + n * than[place]) / own.phi, LADDER
                )
                table.loc[place, SEEN] = [
                    formulas.smallest_share(than[place], n / spread, z, sign) for sign in (-1, 1)
                ]
        return table.assign(whole=part.sum() / whole.sum())

    @once
    def adults(self, place: str) -> float:
        """Return the residents aged 16 or over; missing where residents aren't known."""
        path = self.folder / "population" / "population_lsoa21_age.csv"
        if not path.exists():
            return float("nan")
        table = pd.read_csv(path)
        old = ~table["age_group"].isin(CHILDREN) & table["lsoa21_code"].isin(
            self.lsoas_of(place).index
        )
        return float(table.loc[old, "usual_residents"].sum())

    @once
    def answers(self, topic: str) -> pd.DataFrame:
        """Return the ward of everyone who was asked, and whether they call it a big problem."""
        path = self.folder / "perceptions" / "survey.csv"
        table = pd.read_csv(path, dtype=str) if path.exists() else pd.DataFrame()
        names = ASB_QUESTIONS if topic == "asb" else (f"problem_{topic}",)
        question = next((name for name in names if name in table), None)
        if question is None:
            return pd.DataFrame({"ward": [], "big": []})
        asked = table[table[question].isin([*BIG, *NOT_BIG])]
        return pd.DataFrame({"ward": asked["ward_code"], "big": asked[question].isin(BIG)})

    @once
    def perceived(self, topic: str) -> pd.DataFrame:
        """Return the published share of each ward who call a topic a big problem, with its range.

        Shares are rounded to percent and numbers of people to 5. In these areas every ward has
        enough answers by itself, and none is hidden.
        """
        table, rows = self.answers(topic), {}
        for place in self.areas(WARD):
            here = table.loc[table["ward"] == place, "big"]
            big, base = int(here.sum()), len(here)
            row: dict[str, Any] = {"base": float(base), "verdict": "", "status": HIDDEN}
            row |= {
                "big": float(big),
                **dict.fromkeys(("value", "lower", "upper", "worth", *SEEN), np.nan),
            }
            if base >= FEWEST_ANSWERS and min(big, base - big) >= FEWEST_ON_A_SIDE:
                share, rounded = formulas.to_percent(big / base), formulas.to_five(base)
                row |= {"value": share, "base": float(rounded)}
                worth = formulas.to_five(rounded / DESIGN_EFFECT)
                row |= {"worth": float(worth), "big": share * worth}
                row["status"] = SHOWN
            rows[place] = row
        found = pd.DataFrame.from_dict(rows, orient="index")
        than = self.everyone(found)
        sd = np.sqrt(than * (1 - than) / found["worth"])
        z = formulas.critical(list((found["value"] - than) / sd), 1e9)
        for place, row in found[found["status"] == SHOWN].iterrows():
            ends = wilson(row["big"], row["worth"], z)
            found.loc[place, ["lower", "upper"]] = ends
            ratios = ends[0] / than, ends[1] / than
            step = formulas.verdict(row["value"] / than, ratios, row["worth"], LADDER)
            found.loc[place, "verdict"] = step
            found.loc[place, SEEN] = [
                formulas.smallest_share(than, row["worth"], z, sign) for sign in (-1, 1)
            ]
        return found

    def everyone(self, shares: pd.DataFrame) -> float:
        """Return the share of everyone asked: that of each ward, by its adults or answers."""
        people = pd.Series({place: self.adults(str(place)) for place in shares.index})
        if people.isna().any():
            people = shares["base"]
        return formulas.to_percent((people * shares["value"]).sum() / people.sum())

    def _smoothed_table(self, level: str, choice: str, months: Sequence[str]) -> pd.DataFrame:
        """Return Marshall's empirical Bayes rate, which has no limits."""
        areas = self.areas(level)
        years = pd.Series({code: self.person_years(code, months) for code in areas})
        counts = pd.Series({code: self.count(code, choice, months) for code in areas})
        counts, years = counts[years > 0], years[years > 0]
        mean = counts.sum() / years.sum()
        spread = (years * (counts / years - mean) ** 2).sum() / years.sum()
        between = max(spread - mean / years.mean(), 0.0)
        weight = between / (between + mean / years)
        value = 1000 * (weight * counts / years + (1 - weight) * mean)
        table = self._rate_table("rate", level, choice, months).rename(columns={"value": "rate"})
        known = value.reindex(areas).notna()
        status = known.map({True: SHOWN, False: MISSING})
        return table.assign(value=value.reindex(areas), lower=np.nan, upper=np.nan, status=status)

    def _change_table(self, level: str, choice: str, months: Sequence[str]) -> pd.DataFrame:
        table = self.changed(level, choice, months).copy()
        both = table["now"] + table["before"]
        few = (both < FEWEST_OF_BOTH_YEARS) | (table["before"] == 0)
        table["status"] = np.select([table["now"].isna(), few], [MISSING, HIDDEN], SHOWN)
        shown = table["status"] == SHOWN
        table["direction"] = table["direction"].where(shown, "")
        ends = {
            name: (table[name].replace(np.inf, np.nan) - 1).where(shown)
            for name in ("lower", "upper", "visible_fall", "visible_rise")
        }
        return table.assign(value=(table["ratio"] - 1).where(shown), **ends)


def of_one_period(table: pd.DataFrame, found: Noise) -> Noise:
    """Return the noise whose level is the spread of the areas in one period."""
    known = table[table["expected"] >= 0.5]
    if len(known) < 8:
        return found
    z = 2 * (np.sqrt(known["count"]) - np.sqrt(known["expected"]))
    own = noise.fitted(list(zip(z**2, known["expected"], strict=True)), found.phi)
    level = (len(known) * own + 3 * noise.USUAL_DRIFT) / (len(known) + 3)
    return Noise(phi=found.phi, drift=found.drift, level=level, freedom=len(known) + 8,
                 over_years=False)  # fmt: skip


def _containing(shapes: pd.Series, point: shapely.Point) -> str:
    """Return the code of the polygon that contains the point; empty if none does."""
    return next((str(code) for code, shape in shapes.items() if shape.contains(point)), "")
