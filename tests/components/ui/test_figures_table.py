"""Figure tables: cells as text, the scrolling table, and the plain HTML table."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from pandas.io.formats.style import Styler

from components.text.catalogue import LANGUAGES, Text
from components.ui.figures_table import PlainTable, figures_table
from components.ui.table_cells import TableColumn, cell_text
from geo.measures.model import Column, Unit
from tests.cases import every_case


@every_case(
    ("value", "unit", "written"),
    [
        (0.7656, Unit.PERCENT, "77%"),
        (1234.0, Unit.NUMBER, "1,234"),
        (18.157, Unit.TENTHS, "18.2"),
        (54.17, Unit.SIGNED, "+54"),
        (-83.3, Unit.SIGNED, "\N{MINUS SIGN}83"),
        (0.3, Unit.SIGNED, "0"),
        (float("nan"), Unit.PERCENT, "–"),
        ("too few", Unit.NUMBER, "too few"),
        (pd.Timestamp("2026-11-20"), Unit.DATE, "20 November 2026"),
        (pd.NaT, Unit.DATE, "–"),
    ],
)
def test_a_cell_is_written_by_its_unit(value: object, unit: Unit, written: str) -> None:
    assert cell_text(Text("en"), Column(name="value", unit=unit), value) == written


@every_case("language", LANGUAGES)
def test_a_name_is_translated_by_its_family(language: str) -> None:
    text, column = Text(language), Column(name="verdict", unit=Unit.NAME, family="verdict")
    assert cell_text(text, column, "higher") == text("verdict.higher")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The list of what was drawn: scrolling tables, HTML of plain tables, and captions."""
    tables: list[Any] = []
    monkeypatch.setattr(st, "dataframe", lambda table, **_: tables.append(table))
    monkeypatch.setattr(st, "html", tables.append)
    monkeypatch.setattr(st, "caption", tables.append)
    return tables


def here(*, on_projector: bool = False) -> Any:
    return SimpleNamespace(text=Text("en"), view=SimpleNamespace(on_projector=on_projector))


COLUMNS = [
    TableColumn(name="area", unit=Unit.TEXT, title="Area"),
    TableColumn(name="change", unit=Unit.PERCENT, title="Change"),
    TableColumn(
        name="rate",
        unit=Unit.TENTHS,
        title="Rate",
        plain_key="belief.cell",
        plain_parts={"share": "rate", "lower": "lower", "upper": "upper"},
    ),
    TableColumn(name="lower", unit=Unit.TENTHS, title="From"),
    TableColumn(name="upper", unit=Unit.TENTHS, title="To"),
]
ROWS = pd.DataFrame(
    {
        "area": ["Morfa", "Tremelyn", "Sarnen"],
        "change": [-0.5, 0.25, float("nan")],
        "rate": [2.0, float("nan"), 4.0],
        "lower": [1.0, float("nan"), 3.0],
        "upper": [3.0, float("nan"), 5.0],
    },
    index=["W1", "W2", "W3"],
)


def test_numbers_below_zero_have_a_minus_sign_and_stay_numbers(drawn: list[Any]) -> None:
    figures_table(COLUMNS, ROWS, here=here(), alt="")
    (styled,) = drawn
    assert styled.data["Change"].tolist()[:2] == [-50.0, 25.0]
    words = styled.to_html()
    assert "\N{MINUS SIGN}50%" in words and "25%" in words and ">–<" in words


def test_a_projector_shows_the_plain_table_and_the_number_of_rows_left_out(
    drawn: list[Any],
) -> None:
    plain = PlainTable(columns=["area", "rate"], most=2, caption="next.first_shown")
    figures_table(COLUMNS, ROWS, here=here(on_projector=True), alt="", plain=plain)
    table, caption = drawn
    assert "Morfa" in table and "Tremelyn" in table and "Sarnen" not in table
    assert "2.0 (1.0–\N{WORD JOINER}3.0)" in table and "Change" not in table
    assert "<span>–</span>" in table, "of a missing rate no limits are written"
    assert caption == Text("en")("next.first_shown", shown="2", all="3")
    drawn.clear()
    figures_table(COLUMNS, ROWS, here=here(), alt="", plain=plain)
    assert isinstance(drawn[0], Styler)


def test_a_table_without_rows_is_not_drawn(drawn: list[Any]) -> None:
    plain = PlainTable(columns=["area"])
    for projector in (False, True):
        figures_table(
            COLUMNS, ROWS.iloc[:0], here=here(on_projector=projector), alt="", plain=plain
        )
    assert drawn == []
