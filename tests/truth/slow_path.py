"""The numbers of an area, recomputed from the rows of its source files.

Plain pandas and shapely; nothing of data/ or geo/ is imported. Every formula is written out again
with scipy's own functions.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from tests.truth.areas import Area
from tests.truth.formulas import UNCLEAR, Z_998, Ratio, compared, false_discovery, limits, wilson

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
# The names that a file may give to the question on anti-social behaviour, and the answers.
ASB_QUESTIONS = ("problem_asb", "problem_anti_social_behaviour")
BIG, NOT_BIG = ("very big", "fairly big"), ("not very big", "not a problem")
FEWEST_ANSWERS, FEWEST_ON_A_SIDE = 30, 5
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

    def rate(self, place: str, choice: str, months: Collection[str]) -> tuple[float, float, float]:
        """Return the yearly rate per 1,000 residents between its 95% limits."""
        years, count = self.person_years(place, months), self.count(place, choice, months)
        if not years > 0:
            return np.nan, np.nan, np.nan
        lower, upper = limits(count)
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
                    found.append(Selection(authorities=some, months=tuple(shared)))
        return found

    def share(self, place: str, authorities: Collection[str]) -> float:
        """Return the share of a place's residents in some of its authorities."""
        lsoas = self.lsoas_of(place)
        inside = lsoas["authority"].isin(list(authorities))
        people = lsoas["residents"].fillna(1.0)
        return float(people[inside].sum() / people.sum())

    @once
    def change(self, place: str, choice: str, selection: Selection) -> Ratio:
        """Compare a part of a place with the year before."""
        lsoas = self.lsoas_of(place)
        inside = lsoas.index[lsoas["authority"].isin(selection.authorities)]
        before = [later(month, -12) for month in selection.months]
        now = self._sum(inside, choice, selection.months)
        return compared(now, self._sum(inside, choice, before))

    @once
    def changes(self, place: str, selection: Selection) -> pd.DataFrame:
        """Return the change of every category, with the false-discovery rate over all of them."""
        found = {one: self.change(place, one, selection) for one in (*CATEGORIES.values(), *SUMS)}
        table = pd.DataFrame([vars(one) for one in found.values()], index=list(found))
        together = table["p"].where(table.index.isin(CATEGORIES.values()))
        return table.assign(q=false_discovery(together))

    @once
    def benchmark(self, place: str, choice: str, months: Collection[str]) -> tuple[float, str]:
        """Return the rate to compare with: of the whole, or of the rest for a large place.

        Only the months count that the place itself has; all of them if it has none.
        """
        asked = [month for month in months if self.have(WHOLE, month)]
        months = [month for month in asked if self.have(place, month)] or asked
        then = "_then" if len(months) < len(asked) else ""
        count, years = self.count(WHOLE, choice, months), self.person_years(WHOLE, months)
        with_figures = [code for code, have in self.published.items() if have.intersection(months)]
        inside = self.lsoas["authority"].isin(with_figures)
        large = self.residents(place) > 0.1 * self.lsoas.loc[inside, "residents"].sum()
        if large:
            count -= self.count(place, choice, months)
            years -= self.person_years(place, months)
        return (1000 * count / years if years > 0 else np.nan), (
            "rest" if large else "whole"
        ) + then

    def verdict(self, place: str, choice: str, months: Collection[str]) -> str:
        """Return whether the 99.8% limits of the rate clear the rate to compare with."""
        years, count = self.person_years(place, months), self.count(place, choice, months)
        if not years > 0 or self.residents(place) < FEWEST_RESIDENTS:
            return ""
        lower, upper = limits(count, Z_998)
        than, _ = self.benchmark(place, choice, months)
        if 1000 * lower / years > than:
            return "higher"
        return "lower" if 1000 * upper / years < than else "similar"

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
        make = {
            "count": self._count_row,
            "rate": self._rate_row,
            "compared": self._rate_row,
            "share": self._share_row,
        }.get(name)
        areas = (self.wards if level == "ward" else self.lsoas).index
        if name == "change":
            return self._change_table(areas, choice, months)
        if name == "perceived" and level == "ward":
            return self._perceived_table(areas)
        if name == "smoothed":
            return self._smoothed_table(areas, choice, months)
        if make is None:
            return None
        return pd.DataFrame([make(place, choice, months) for place in areas], index=areas)

    def _count_row(self, place: str, choice: str, months: Sequence[str]) -> dict[str, object]:
        row: dict[str, object] = {"residents": self.residents(place), "status": MISSING}
        row |= dict.fromkeys(("value", "lower", "upper", "incidents"), np.nan)
        if not any(self.have(place, month) for month in months):
            return row
        count = self.count(place, choice, months)
        lower, upper = limits(count)
        row |= {"value": float(count), "lower": lower, "upper": upper, "status": SHOWN}
        return row | {"incidents": float(count)}

    def _rate_row(self, place: str, choice: str, months: Sequence[str]) -> dict[str, object]:
        people = self.residents(place)
        known = any(self.have(place, month) for month in months)
        count = float(self.count(place, choice, months)) if known else np.nan
        row: dict[str, object] = {"incidents": count, "residents": people, "verdict": ""}
        row |= {"value": np.nan, "lower": np.nan, "upper": np.nan, "status": MISSING}
        than, against = self.benchmark(place, choice, months)
        row |= {"benchmark": than, "compared_with": against}
        if not known or not people > 0:
            return row
        if people < FEWEST_RESIDENTS:
            return row | {"status": HIDDEN}
        value, lower, upper = self.rate(place, choice, months)
        row |= {"value": value, "lower": lower, "upper": upper, "status": SHOWN}
        return row | {"verdict": self.verdict(place, choice, months)}

    def _share_row(self, place: str, choice: str, months: Sequence[str]) -> dict[str, object]:
        every = [*CRIMES, ASB] if ASB in members(choice) else CRIMES
        row: dict[str, object] = {"status": MISSING, "verdict": ""}
        row |= dict.fromkeys(("value", "lower", "upper", "incidents", "recorded"), np.nan)
        if not any(self.have(place, month) for month in months):
            return row
        part = self.count(place, choice, months)
        whole = sum(self.count(place, one, months) for one in every)
        row |= {"incidents": float(part), "recorded": float(whole)}
        if whole < FEWEST_FOR_A_SHARE:
            return row | {"status": HIDDEN}
        lower, upper = wilson(part, whole)
        than = self.count(WHOLE, choice, months) / sum(
            self.count(WHOLE, one, months) for one in every
        )
        low, high = wilson(part, whole, Z_998)
        verdict = "higher" if low > than else "lower" if high < than else "similar"
        row |= {"verdict": verdict, "whole": than}
        return row | {"value": part / whole, "lower": lower, "upper": upper, "status": SHOWN}

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

    def _perceived_table(self, areas: pd.Index) -> pd.DataFrame:
        """Return the share who call anti-social behaviour a big problem, with Wilson's limits."""
        table, rows = self.answers("asb"), []
        than = table["big"].mean()
        for place in areas:
            here = table.loc[table["ward"] == place, "big"]
            big, base = int(here.sum()), len(here)
            row: dict[str, object] = {"base": float(base), "verdict": "", "status": HIDDEN}
            row |= dict.fromkeys(("value", "lower", "upper"), np.nan)
            if base >= FEWEST_ANSWERS and all(n == 0 or n >= FEWEST_ON_A_SIDE
                                              for n in (big, base - big)):  # fmt: skip
                (lower, upper), (low, high) = wilson(big, base), wilson(big, base, Z_998)
                row |= {"value": big / base, "lower": lower, "upper": upper, "status": SHOWN}
                row["verdict"] = "higher" if low > than else "lower" if high < than else "similar"
            rows.append(row)
        return pd.DataFrame(rows, index=areas)

    def _smoothed_table(self, areas: pd.Index, choice: str, months: Sequence[str]) -> pd.DataFrame:
        """Return Marshall's empirical Bayes rate, which has no limits."""
        years = pd.Series({code: self.person_years(code, months) for code in areas})
        counts = pd.Series({code: self.count(code, choice, months) for code in areas})
        counts, years = counts[years > 0], years[years > 0]
        mean = counts.sum() / years.sum()
        spread = (years * (counts / years - mean) ** 2).sum() / years.sum()
        between = max(spread - mean / years.mean(), 0.0)
        weight = between / (between + mean / years)
        value = 1000 * (weight * counts / years + (1 - weight) * mean)
        table = pd.DataFrame([self._rate_row(code, choice, months) for code in areas], index=areas)
        table = table.rename(columns={"value": "rate"})
        known = value.reindex(areas).notna()
        status = known.map({True: SHOWN, False: MISSING})
        return table.assign(value=value.reindex(areas), lower=np.nan, upper=np.nan, status=status)

    def _change_table(self, areas: pd.Index, choice: str, months: Sequence[str]) -> pd.DataFrame:
        rows = []
        for place in areas:
            selection = next(iter(self.selections(place, months)), None)
            if selection is None:
                rows.append({**vars(compared(0, 0)), "status": MISSING})
                continue
            found = self.change(place, choice, selection)
            few = found.now + found.before < FEWEST_OF_BOTH_YEARS or not found.before
            rows.append({**vars(found), "status": HIDDEN if few else SHOWN})
        table = pd.DataFrame(rows, index=areas)
        shown = table["status"] == SHOWN
        table["q"] = false_discovery(table["p"].where(shown))
        clear = (table["direction"] != UNCLEAR) & (table["q"] < 0.05)
        table["direction"] = table["direction"].where(clear, UNCLEAR).where(shown, "")
        plain = table["now"] / table["before"].where(table["before"] > 0)
        known = table["status"] != MISSING
        return table.assign(
            value=(plain - 1).where(shown),
            lower=(table["lower"] - 1).where(shown),
            upper=(table["upper"] - 1).where(shown),
            now=table["now"].where(known),
            before=table["before"].where(known),
        )


def _containing(shapes: pd.Series, point: shapely.Point) -> str:
    """Return the code of the polygon that contains the point; empty if none does."""
    return next((str(code) for code, shape in shapes.items() if shape.contains(point)), "")
