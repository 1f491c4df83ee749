"""The page on authorities: which differ and changed, their months, and the tables."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import NUMBER, Said, agrees, number_in
from tests.truth.formulas import DOWN, HIGHER, LOWER, UP
from tests.truth.side_by_side import AUTHORITY, SideBySide


def of(case: Case) -> tuple[SideBySide, str, list[str]]:
    """Return the slow path, the level of the page and the codes of its areas."""
    assert isinstance(case.slow, SideBySide), "the page is opened for data of several authorities"
    level = case.page.view.get("bodies", AUTHORITY)
    return case.slow, level, case.slow.areas(level)


def column(case: Case, measure: str, name: str) -> pd.Series:
    slow, level, _ = of(case)
    table = slow.measure(measure, level, case.category, case.period)
    assert table is not None
    return table[name]


@check("authorities.differ")
def differ(case: Case, said: Said) -> list[Difference]:
    verdicts = column(case, "rate", "verdict")
    return [*named(case, said, "higher", verdicts == HIGHER),
            *named(case, said, "lower", verdicts == LOWER)]  # fmt: skip


@check("authorities.changed")
def changed(case: Case, said: Said) -> list[Difference]:
    ways = column(case, "change", "direction")
    return [*named(case, said, "up", ways == UP), *named(case, said, "down", ways == DOWN)]


def named(case: Case, said: Said, fact: str, true: pd.Series) -> Iterator[Difference]:
    """Yield each area that is named and shouldn't be, or the other way round."""
    for code in true.index:
        name = case.slow.name(str(code))
        if (name in said.facts[fact]) != bool(true[code]):
            yield Difference(what=name, said=said.facts[fact], found=str(bool(true[code])))


@check("authorities.alike")
def none_differs(case: Case, said: Said) -> list[Difference]:
    return _none(case, said, column(case, "rate", "verdict"), (HIGHER, LOWER))


@check("authorities.unchanged")
def none_changed(case: Case, said: Said) -> list[Difference]:
    return _none(case, said, column(case, "change", "direction"), (UP, DOWN))


def _none(case: Case, said: Said, verdicts: pd.Series, clear: tuple[str, str]) -> list[Difference]:
    wrong = list(case.differs(said, "areas", int((verdicts != "").sum())))
    found = verdicts[verdicts.isin(clear)]
    return wrong + [
        Difference(what=case.slow.name(str(code)), said="not clear", found=str(verdict))
        for code, verdict in found.items()
    ]


@check("authorities.gap", "authorities.gap_all", "authorities.no_file", "authorities.col_months")
def gap(case: Case, said: Said) -> list[Difference]:
    slow, _, codes = of(case)
    wrong = list(case.differs(said, "wanted", len(case.period)))
    if "place" in said.facts:
        code = next(code for code in codes if slow.name(code) == said.facts["place"])
        months = slow.months_of(code, case.period)
        if "months" in said.facts:
            return wrong + list(case.differs(said, "months", months))
        return wrong + ([Difference(what="months", said="0", found=f"{months}")] if months else [])
    return wrong


def indicators(case: Case, table: pd.DataFrame) -> Iterator[Difference]:
    """Compare the table of the page, whose columns have titles and whose rows have names."""
    slow, level, codes = of(case)
    text, period = case.text, case.period
    area = table[text("table.area")]
    if set(area) != {slow.name(code) for code in codes}:
        yield Difference(what="areas", said=", ".join(area), found=", ".join(codes))
        return
    rows = table.set_index(area)
    rates = slow.measure("rate", level, case.category, period)
    moved = slow.measure("change", level, case.category, period)
    assert rates is not None and moved is not None
    for code in codes:
        row, name = rows.loc[slow.name(code)], slow.name(code)
        sure, maybe = slow.hot_spots(code, case.category, period)
        found = {
            "table.rate_value": rates.at[code, "value"],
            "table.change_value": 100 * moved.at[code, "value"],
            "authorities.col_deprived": 100 * slow.deprived(code),
        }
        for key, value in found.items():
            if not near(row[text(key)], value):
                yield Difference(what=f"{name}, {key}", said=str(row[text(key)]), found=f"{value}")
        spots = number_in(str(row[text("authorities.col_hot_spots")]))
        if not sure <= spots <= maybe:
            yield Difference(what=f"{name}, hot spots", said=f"{spots}", found=f"{sure}-{maybe}")
        words = {
            "table.verdict": ("verdict", rates.at[code, "verdict"]),
            "table.direction": ("direction", moved.at[code, "direction"]),
        }
        for key, (family, true) in words.items():
            said = row[text(key)]
            if said != (text(f"{family}.{true}") if true else said):
                yield Difference(what=f"{name}, {key}", said=str(said), found=str(true))


def near(said: object, value: float) -> bool:
    """Return whether a cell has the value, as it is or as it is written."""
    if isinstance(said, str):
        return agrees(said, value)
    return bool(np.isclose(float(str(said)), value, rtol=1e-6, atol=1e-6, equal_nan=True))


def by_category(case: Case, rows: Sequence[Sequence[str]]) -> Iterator[Difference]:
    """Compare the rates of every category: a row for each, a column for each area."""
    slow, level, codes = of(case)
    heads, *body = rows
    of_name = {slow.name(code): code for code in codes}
    for title, *cells in body:
        choice = case.categories[title]
        table = slow.measure("rate", level, choice, case.period)
        assert table is not None
        for head, cell in zip(heads[1:], cells, strict=True):
            true = table.loc[of_name[head]]
            numbers = NUMBER.findall(cell)
            wanted = [true["value"], true["lower"], true["upper"]]
            if len(numbers) != 3 or not all(map(agrees, numbers, wanted)):
                yield Difference(what=f"{head}, {choice}", said=cell, found=str(wanted))
            for verdict in (HIGHER, LOWER):
                if (case.text(f"verdict.{verdict}") in cell) != (true["verdict"] == verdict):
                    yield Difference(what=f"{head}, {choice}", said=cell, found=true["verdict"])
