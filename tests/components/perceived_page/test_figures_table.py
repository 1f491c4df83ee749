"""The cells of the table on a projector."""

import pytest

from components.perceived_page.figures_table import PERCENT, SIGNED, TENTHS, WHOLE, written
from components.text.catalogue import Text


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (0.7656, PERCENT, "77%"),
        (1234.0, WHOLE, "1,234"),
        (18.157, TENTHS, "18.2"),
        (54.17, SIGNED, "+54"),
        (-83.3, SIGNED, "\N{MINUS SIGN}83"),
        (0.3, SIGNED, "0"),
        (float("nan"), PERCENT, "–"),
    ],
)
def test_a_cell_is_written_out(value: float, form: str, said: str) -> None:
    assert written(Text("en"), value, form) == said
