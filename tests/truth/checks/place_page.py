"""What only the place page and its PDF say: deprivation, season, and the table of categories."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tests.truth import formulas
from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import NUMBER, Said, agrees, number_in
from tests.truth.county import RANKED
from tests.truth.formulas import ALIKE, HIGHER, LOWER
from tests.truth.slow_path import ASB, CATEGORIES, later, span

DAYS = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def income_ranks(case: Case) -> pd.Series:
    path = case.slow.folder / "deprivation" / "wimd-2025-ranks.csv"
    table = pd.read_csv(path).rename(columns=lambda name: name.strip())
    return table.set_index("LSOA code")["Income"]


@check("mine.deprived_lsoa")
def deprived_lsoa(case: Case, said: Said) -> list[Difference]:
    ranks = income_ranks(case)
    rank = ranks[case.places[0]]
    return [
        *case.differs(said, "rank", rank),
        *case.differs(said, "of", RANKED),
        *case.differs(said, "decile", np.ceil(10 * rank / RANKED)),
    ]


@check("mine.deprived_ward")
def deprived_ward(case: Case, said: Said) -> list[Difference]:
    ranks = income_ranks(case)
    lsoas = case.slow.lsoas_of(case.places[0])
    wrong = []
    for name, part in (("share10", 0.1), ("share20", 0.2)):
        deprived = ranks.reindex(lsoas.index) <= part * RANKED
        share = lsoas.loc[deprived, "residents"].sum() / lsoas["residents"].sum()
        wrong += case.differs(said, name, share)
    return wrong


@check("mine.deprived_basis", "caveat.edition")
def deprived_basis(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "of", RANKED))


def whole_years(case: Case, monthly: pd.Series) -> list[list[str]]:
    """Return the whole runs of twelve months, counted back from the latest month.

    In each all months are recorded alike.
    """
    last, years = str(monthly.dropna().index.max()), []
    while later(last, -11) >= monthly.index[0]:
        year = span(later(last, -11), last)
        counts = monthly.reindex(year)
        alike = case.slow.alike(case.category, *year)
        if alike and counts.notna().all() and counts.sum():
            years.insert(0, year)
        last = later(last, -12)
    return years


def season_table(case: Case) -> tuple[pd.DataFrame, list[list[str]]]:
    """Return each calendar month's share of its years, and whether it stands out in each."""
    category = case.category if case.category in (*CATEGORIES.values(), "all-crime") else ASB
    monthly = case.slow.monthly(case.places[0], category, case.slow.months)
    years = whole_years(case, monthly)
    by_year = [
        pd.Series({int(month[5:]): monthly[month] for month in year}).sort_index() for year in years
    ]
    even = pd.Series(DAYS, range(1, 13)) / sum(DAYS)
    counts = pd.DataFrame(by_year).T
    shares = counts / counts.sum()
    table = pd.DataFrame({"share": shares.mean(axis=1), "even": even, "verdict": ALIKE})
    table["count"] = counts.sum(axis=1)
    if len(years) > 1:
        # Months in the order in which they passed.
        order = [int(month[5:]) for month in years[0]]
        _stand_out(table, counts.loc[order], even.loc[order])
    return table, years


def _stand_out(table: pd.DataFrame, counts: pd.DataFrame, even: pd.Series) -> None:
    """Give the months that stand out from an even year with the same trend their verdict."""
    totals = counts.sum()
    growth = np.polyfit(range(len(totals)), np.log(totals), 1)[0]
    trend = even * np.exp(growth * (np.arange(12) - 5.5) / 12)
    flat = pd.DataFrame({year: n * trend / trend.sum() for year, n in totals.items()})
    own = counts.sum(axis=1) / totals.sum()
    usual = pd.DataFrame({year: n * own for year, n in totals.items()})
    squares = ((counts - usual) ** 2 / usual.where(usual > 0)).sum().sum()
    freedom = 11 * (len(totals) - 1)
    wide = max(squares / freedom, 1.0)
    expected, count = flat.sum(axis=1), counts.sum(axis=1)
    scores = {
        month: formulas.count_score(
            count[month], expected[month], wide * (1 - expected[month] / expected.sum())
        )
        for month in counts.index
    }
    z = formulas.critical(list(scores.values()), 0.7 * freedom, 12)
    for month, score in scores.items():
        if abs(score) <= z or abs(count[month] / expected[month] - 1) < 0.05:
            continue
        sides = [
            np.sign(counts.at[month, year] - than)
            for year in totals.index
            for than in (flat.at[month, year], even[month] * totals[year])
        ]
        if all(side == np.sign(score) for side in sides):
            table.loc[month, "verdict"] = HIGHER if score > 0 else LOWER


@check("mine.season_basis")
def season_basis(case: Case, said: Said) -> list[Difference]:
    table, years = season_table(case)
    wrong = list(case.differs(said, "n", len(years)))
    wrong += case.differs(said, "incidents", table["count"].sum())
    ends = [month for year in years for month in (year[0], year[-1])]
    if case.notes.months_in(said.facts["years"]) != ends:
        wrong.append(Difference(what="years", said=said.facts["years"], found=" ".join(ends)))
    return wrong


@check("mine.season_higher", "mine.season_lower")
def season_months(case: Case, said: Said) -> list[Difference]:
    table, _ = season_table(case)
    rows = table[table["verdict"] == said.key.removeprefix("mine.season_")]
    wrong = [
        *case.differs(said, "share", rows["share"].sum()),
        *case.differs(said, "days", rows["even"].sum()),
    ]
    for month in rows.index:
        if case.text.month_of_year(int(month)) not in said.facts["months"]:
            wrong.append(Difference(what="months", said=said.facts["months"], found=str(month)))
    return wrong


@check("mine.season_none", "mine.season_one_year", "mine.season_no_year")
def no_season(case: Case, said: Said) -> list[Difference]:
    monthly = case.slow.monthly(case.places[0], case.category, case.slow.months)
    years = whole_years(case, monthly) if monthly.notna().any() else []
    if said.key != "mine.season_none":
        wanted = {"mine.season_one_year": 1, "mine.season_no_year": 0}[said.key]
        found = f"{len(years)} whole years"
        return [] if len(years) == wanted else [Difference(what="years", said="", found=found)]
    out = season_table(case)[0].query("verdict != @ALIKE")
    found = str(out.index.tolist())
    return [Difference(what="months", said="none", found=found)] if len(out) else []


@check("mine.season_alt")
def season_alt(case: Case, said: Said) -> list[Difference]:
    share = season_table(case)[0]["share"]
    return [
        *case.differs(said, "least", share.min()),
        *case.differs(said, "most", share.max()),
        *case.differs(said, "even", 1 / 12),
    ]


def row_of_the_record(case: Case, cells: Sequence[str]) -> list[Difference]:
    """Recompute a row of the table of categories: what, number, rate, limits, whole area."""
    slow, code = case.slow, case.places[0]
    choice = case.categories[cells[0]]
    months = [month for month in case.year if slow.have(code, month)]
    known = bool(months)
    count = float(slow.count(code, choice, months)) if known else np.nan
    wrong = []
    if not agrees(cells[1], count):
        wrong.append(Difference(what=cells[0], said=cells[1], found=_number(count)))
    rated = known and slow.residents(code) >= 500
    rate, lower, upper = slow.rate(code, choice, case.year) if rated else (np.nan,) * 3
    than = slow.benchmark(code, choice, case.year) if rated else np.nan
    # Where nothing is recorded elsewhere there is nothing to compare with.
    for cell, value in ((cells[2], rate), (cells[4], than or np.nan)):
        if not (cell == "–" and np.isnan(value)) and not agrees(cell, value):
            wrong.append(Difference(what=cells[0], said=cell, found=_number(value)))
    ends = NUMBER.findall(cells[3])
    if len(ends) == 2 and not (agrees(ends[0], lower) and agrees(ends[1], upper)):
        found = f"{lower:.4g} to {upper:.4g}"
        wrong.append(Difference(what=cells[0], said=cells[3], found=found))
    return wrong


def _number(value: float) -> str:
    return "no figure" if np.isnan(value) else f"{value:.6g}"


@check("mine.limits")
def limits_of_a_row(case: Case, said: Said) -> list[Difference]:
    """The ends are in order; the row of the table recomputes them."""
    lower, upper = number_in(said.facts["lower"]), number_in(said.facts["upper"])
    return [Difference(what="limits", said=said.words, found="")] if lower > upper else []
