"""Months are read as published and as spreadsheets rewrite them; what is unclear is not guessed."""

from data.police.reading.month_words import month_of

MARCH = (
    "2025-03", " 2025-03 ", "2025-03-01", "2025-03-01 00:00:00", "2025-03-01T00:00", "Mar-25",
    "Mar 2025", "MARCH 2025", "Maw-25", "Mawrth 2025", "01-Mar-25", "1 March 2025", "01/03/2025",
    "1/3/25", "3/1/2025", "01/03/2025 00:00", "01.03.2025", "45717",
)  # fmt: skip
UNCLEAR = (
    "", "2025-13", "5/3/2025", "13/03/2025", "Ma-25", "25-Mar", "March", "45718", "00/01/2025",
    "01/13/2025", "202503", "Marching-25",
)  # fmt: skip


def test_every_way_to_write_a_month_is_read() -> None:
    assert {text: month_of(text) for text in MARCH} == dict.fromkeys(MARCH, "2025-03")
    assert (month_of("01/01/2025"), month_of("Sept-24"), month_of("Hyd-24")) == (
        "2025-01", "2024-09", "2024-10",
    )  # fmt: skip


def test_what_could_be_two_months_or_none_is_no_month() -> None:
    assert {text: month_of(text) for text in UNCLEAR} == dict.fromkeys(UNCLEAR, "")
