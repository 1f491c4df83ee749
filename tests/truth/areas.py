"""The areas of the truth table: the files that were brought, and what must be known of them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from tests.truth.county import (
    ASB,
    BLAENAU_GWENT,
    CAERPHILLY,
    CANTERBURY,
    CARDIFF,
    DOVER,
    MONMOUTHSHIRE,
    NEWPORT,
    TORFAEN,
    Authority,
    County,
    county_of,
    months_from,
    police_rows,
    put_boundaries,
    put_deprivation,
    put_lists,
    put_lookups,
    put_police,
    put_residents,
    put_rows,
    slug,
)

FIRST, LAST = "2024-01", "2025-12"
WHOLE = months_from(FIRST, LAST)


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area of the truth table."""

    name: str
    # The language in which its pages are opened.
    language: str = "en"
    # How the area is named at a build; empty if its files hold a single authority.
    asked: str
    authorities: tuple[Authority, ...]
    put: Callable[[Path, County], object]
    residents: bool = True
    deprivation: bool = True
    survey: Callable[[Path, County], object] | None = None
    # Whether there are groups, orders and responses.
    lists: bool = False
    # Months of an authority that the files hold only in part, so that they are gaps there.
    in_part: frozenset[tuple[str, str]] = frozenset()
    # Category and month from which every force of the area records it otherwise.
    otherwise: tuple[str, str] | None = None
    # Files that must not be counted, because another file of their months counts.
    passed_over: frozenset[str] = field(default=frozenset())

    @property
    def county(self) -> County:
        return county_of(*self.authorities)

    def write(self, folder: Path) -> None:
        county = self.county
        put_boundaries(folder, county)
        put_lookups(folder, county)
        if self.residents:
            put_residents(folder, county)
        if self.deprivation:
            put_deprivation(folder, county)
        if self.lists:
            put_lists(folder, county)
        if self.survey:
            self.survey(folder, county)
        self.put(folder, county)


def _whole(*forces: str) -> Callable[[Path, County], None]:
    def put(folder: Path, county: County) -> None:
        for force in forces:
            put_police(folder, county, force, WHOLE)

    return put


def _hole(folder: Path, county: County) -> None:
    """Gwent leaves out half a year of the first year; South Wales is whole."""
    hole = months_from("2024-03", "2024-08")
    put_police(folder, county, "Gwent", [month for month in WHOLE if month not in hole])
    put_police(folder, county, "South Wales", WHOLE)


THIN = {"2024-01": 0.34, "2024-02": 0.08, "2024-03": 0.05, "2024-04": 0.08}


def _thin(folder: Path, county: County) -> None:
    """Thin months are next to thin months and a gap, and a whole year follows."""
    put_police(folder, county, "Gwent", months_from("2025-01", LAST))
    for month, part in THIN.items():
        rows = police_rows(county, "Gwent", month)
        rng = np.random.default_rng(3)
        some = rows[rng.random(len(rows)) < part]
        put_rows(folder / "police" / month / f"{month}-gwent-street.csv", some)
    put_police(folder, county, "South Wales", WHOLE)


CUT = "2025-03"


def _cut(folder: Path, county: County) -> None:
    """One month is cut at a line end: rows are sorted by LSOA, so that one authority has none."""
    (path,) = put_police(folder, county, "Gwent", [CUT])
    put_police(folder, county, "Gwent", [month for month in WHOLE if month != CUT])
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first_of_second = next(
        number for number, line in enumerate(lines) if f",{TORFAEN.name} " in line
    )
    path.write_text("".join(lines[:first_of_second]), encoding="utf-8")


def _absent(folder: Path, county: County) -> None:
    """South Wales is not among the files; a few points of Gwent lie in Cardiff."""
    stray = next(lsoa for lsoa in county.lsoas if lsoa.authority == CARDIFF)
    for month in WHOLE:
        rows = police_rows(county, "Gwent", month)
        x, y = stray.spots()[0]
        rows.loc[rows.index[10], ["Longitude", "Latitude"]] = [f"{x:.6f}", f"{y:.6f}"]
        put_rows(folder / "police" / month / f"{month}-gwent-street.csv", rows)


def _mixed_vintages(folder: Path, county: County) -> None:
    """In the first half year some rows state codes that exist only in 2011."""
    for month in WHOLE:
        rows = police_rows(county, "Gwent", month)
        if month < "2024-07":
            split = rows["LSOA code"].isin(["W01990003", "W01990004"])
            rows.loc[split, ["LSOA code", "LSOA name"]] = ["W01890003", "Newport 002K"]
        put_rows(folder / "police" / month / f"{month}-gwent-street.csv", rows)
    columns = ["LSOA11CD", "LSOA11NM", "CHGIND", "LSOA21CD", "LSOA21NM", "LAD22CD", "LAD22NM"]
    known = []
    for lsoa in county.lsoas:
        old = [lsoa.code, lsoa.name, "U"]
        if lsoa.code in ("W01990003", "W01990004"):
            old = ["W01890003", "Newport 002K", "S"]
        known.append([*old, lsoa.code, lsoa.name, lsoa.authority.code, lsoa.authority.name])
    table = pd.DataFrame(known, columns=columns)
    table.to_csv(folder / "lookups" / "LSOA11_LSOA21_LAD22.csv", index=False)


def _merged(folder: Path, county: County) -> None:
    """One CSV holds all months of the force."""
    rows = pd.concat([police_rows(county, "Gwent", month) for month in WHOLE])
    put_rows(folder / "police" / "gwent-street.csv", rows)


TWICE = "2025-06"
OLDER = f"police-z/{TWICE}/{TWICE}-gwent-street.csv"


def _twice(folder: Path, county: County) -> None:
    """A month is there twice; the older file has fewer rows and outcomes and sorts last."""
    put_police(folder, county, "Gwent", WHOLE)
    newer = folder / "police" / TWICE / f"{TWICE}-gwent-street.csv"
    rows = pd.read_csv(newer, dtype=str, keep_default_na=False)
    known = rows["Crime ID"] != ""
    older = rows[known | (rows.index % 5 > 0)].assign(**{"Last outcome category": ""})
    put_rows(folder / OLDER, older.iloc[: int(0.9 * len(older))])
    rows.loc[known, "Last outcome category"] = "Unable to prosecute suspect"
    put_rows(newer, rows)


OTHERWISE = ("Criminal damage and arson", "2024-10")


# LONG: enough months for what stands out and for the next quarter.
LONG = months_from("2022-09", LAST)
# PLANTED: what the latest month has more than usual: ward, category and number.
PLANTED = (("W05990002", "Burglary", 14), ("W05991003", "Drugs", 12))
# RISING: an LSOA with more of a category each month from this one on, and fewer before.
RISING, RISING_KIND, RISING_FROM = "W01990005", "Shoplifting", "2025-01"


def _long(folder: Path, county: County) -> None:
    """In the latest month two counts are planted; one LSOA becomes a hot spot."""
    for at, month in enumerate(LONG):
        rows = police_rows(county, "Gwent", month)
        planted = (
            [
                ([lsoa.code for lsoa in county.wards()[ward]], *kind_and_number)
                for (ward, *kind_and_number) in PLANTED
            ]
            if month == LAST
            else []
        )
        if month >= RISING_FROM:
            planted.append(([RISING], RISING_KIND, at // 2))
        more = [_more(rows, *one, seed=at) for one in planted]
        rows = pd.concat([rows, *more]).sort_values("LSOA code", kind="stable")
        put_rows(folder / "police" / month / f"{month}-gwent-street.csv", rows)


def _more(rows: pd.DataFrame, codes: list[str], kind: str, number: int, seed: int) -> pd.DataFrame:
    """Return so many further crimes of a kind in the places of some LSOAs' rows."""
    rng = np.random.default_rng([seed, number])
    own = rows[rows["LSOA code"].isin(codes)]
    some = own.iloc[rng.integers(len(own), size=number)]
    ids = [rng.bytes(32).hex() for _ in range(number)]
    return some.assign(**{"Crime ID": ids, "Crime type": kind})


def _otherwise(folder: Path, county: County) -> None:
    """Gwent leaves out seven of eight rows of a category until a month."""
    kind, first = OTHERWISE
    for month in WHOLE:
        rows = police_rows(county, "Gwent", month)
        if month < first:
            at = np.flatnonzero(rows["Crime type"] == kind)
            rows = rows.drop(index=rows.index[np.setdiff1d(at, at[::8])])
        put_rows(folder / "police" / month / f"{month}-gwent-street.csv", rows)


def _different_months(folder: Path, county: County) -> None:
    """One force ends three months before the other one and began half a year before it."""
    put_police(folder, county, "Gwent", months_from(FIRST, "2025-09"))
    put_police(folder, county, "South Wales", months_from("2024-07", LAST))


def _survey(folder: Path, county: County) -> None:
    """Residents were asked on two topics; one of them has no police category."""
    _put_survey(folder, county, {"problem_asb": PROBLEM, "problem_litter": PROBLEM})


def _odd_survey(folder: Path, county: County) -> None:
    """A topic has a name of the file's own, and answers are off the scale."""
    odd = {"problem_anti_social_behaviour": PROBLEM, "problem_litter": ("1", "2", "3", "4")}
    _put_survey(folder, county, odd)


PROBLEM = ("very big", "fairly big", "not very big", "not a problem")


def _put_survey(folder: Path, county: County, asked: dict[str, tuple[str, ...]]) -> None:
    rng = np.random.default_rng(11)
    rows = []
    for place, ward in enumerate(county.wards()):
        big = 0.75 if place % 6 == 2 else 0.35
        for _ in range(60):
            answers = {}
            for question, scale in asked.items():
                worried = rng.random() < big
                answers[question] = scale[int(rng.integers(2)) + (0 if worried else 2)]
            known = {"respondent_id": f"R{len(rows) + 1:04d}", "wave": "2025-06"}
            known |= {"mode": "random sample", "ward_code": ward, "age_band": "35-49"}
            rows.append(known | {"weight": "1", "design_effect": "1.2"} | answers)
    path = folder / "perceptions" / "survey.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows).to_csv(path, index=False)


ONE, GWENT, WALES = (NEWPORT,), (NEWPORT, TORFAEN), (NEWPORT, CARDIFF)
THIN_MONTHS = frozenset((NEWPORT.code, month) for month in THIN)

AREAS = (
    Area(
        name="whole",
        asked="Gwent",
        authorities=GWENT,
        put=_whole("Gwent"),
        survey=_survey,
        lists=True,
    ),
    Area(name="hole", asked="Wales", authorities=WALES, put=_hole),
    Area(name="thin", asked="Wales", authorities=WALES, put=_thin, in_part=THIN_MONTHS),
    Area(
        name="cut",
        language="cy",
        asked="Gwent",
        authorities=GWENT,
        put=_cut,
        in_part=frozenset([(TORFAEN.code, CUT)]),
    ),
    Area(name="absent", asked="Wales", authorities=WALES, put=_absent),
    Area(
        name="two-tier",
        asked="Kent",
        authorities=(CANTERBURY, DOVER),
        put=_whole("Kent"),
        deprivation=False,
    ),
    Area(
        name="no-residents",
        asked="Gwent",
        authorities=GWENT,
        put=_whole("Gwent"),
        residents=False,
    ),
    Area(
        name="no-deprivation",
        asked="",
        authorities=ONE,
        put=_whole("Gwent"),
        deprivation=False,
    ),
    Area(name="mixed-vintages", asked="", authorities=ONE, put=_mixed_vintages, language="cy"),
    Area(name="merged", asked="", authorities=ONE, put=_merged),
    Area(
        name="twice",
        asked="",
        authorities=ONE,
        put=_twice,
        passed_over=frozenset([OLDER]),
    ),
    Area(name="different-months", asked="Wales", authorities=WALES, put=_different_months),
    Area(
        name="otherwise",
        asked="Gwent",
        authorities=GWENT,
        put=_otherwise,
        otherwise=OTHERWISE,
    ),
    Area(
        name="odd-survey",
        asked="",
        authorities=ONE,
        put=_whole("Gwent"),
        survey=_odd_survey,
    ),
)

# Of this one the month and hot spots are recomputed (tests/truth/test_month.py).
MONTH = Area(name="month", asked="Gwent", authorities=GWENT, put=_long)

# QUIET: the authority with a third of its anti-social behaviour; LOUD: those with more burglary,
# in the latest year; SPOT: LSOAs side by side with much of it. TOGETHER: a partnership of two.
QUIET, LOUD, SPOT = TORFAEN, CAERPHILLY, ("W01990028", "W01990029", "W01990040", "W01990041")
TOGETHER = (CAERPHILLY, MONMOUTHSHIRE)
SILENT = ("2025-05", "2025-06")


def _several(folder: Path, county: County) -> None:
    """Authorities differ in residents and in two categories; one lacks two months of the year."""
    put_lookups(folder, county, TOGETHER)
    larger = tuple(replace(one, residents=one.residents + 211 * one.row) for one in county.lsoas)
    put_residents(folder, replace(county, lsoas=larger))
    authority_of = {lsoa.code: lsoa.authority for lsoa in county.lsoas}
    for at, month in enumerate(WHOLE):
        rows = police_rows(county, "Gwent", month)
        of = rows["LSOA code"].map(authority_of)
        quiet = np.flatnonzero((of == QUIET) & (rows["Crime type"] == ASB))
        rows = rows.drop(index=rows.index[np.setdiff1d(quiet, quiet[::3])])
        more = [_more(rows, list(SPOT), ASB, 90, seed=at).assign(**{"Crime ID": ""})]
        if month >= "2025":
            loud = [code for code, one in authority_of.items() if one == LOUD]
            more.append(_more(rows, loud, "Burglary", 20, seed=at))
        rows = pd.concat([rows, *more]).sort_values("LSOA code", kind="stable")
        put_rows(folder / "police" / month / f"{month}-gwent-street.csv", rows)
    put_police(folder, county, "South Wales", [month for month in WHOLE if month not in SILENT])


# Of this one the authorities side by side and the areas most alike are recomputed.
SEVERAL = Area(
    name="several",
    asked="Wales",
    authorities=(NEWPORT, TORFAEN, CAERPHILLY, BLAENAU_GWENT, MONMOUTHSHIRE, CARDIFF),
    put=_several,
    survey=_survey,
)

__all__ = ["AREAS", "Area", "slug"]
