"""The cells of a figure table as text."""

import pandas as pd
import pytest

from components.text.catalogue import LANGUAGES, Text
from components.ui.figures_table import cell_text
from geo.measures.model import Column, Unit


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_worded_by_its_family(language: str) -> None:
    text, column = Text(language), Column(name="verdict", unit=Unit.NAME, family="verdict")
    assert cell_text(text, column, "higher") == text("verdict.higher")
