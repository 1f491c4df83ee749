"""Deadlines as documents have them are read, in both languages."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from geo.plan.deadlines import KINDS, read_deadline
from geo.plan.numbers import number_in
from geo.plan.quarters import end_of, months_of, quarter_of

GOLDEN = {
    "Apr-22": ("month", "2022-04-30"),
    "April 2022": ("month", "2022-04-30"),
    "Ebrill 2022": ("month", "2022-04-30"),
    "Sept 26": ("month", "2026-09-30"),
    "By end of March 2027": ("month", "2027-03-31"),
    "erbyn diwedd mis Mawrth 2027": ("month", "2027-03-31"),
    "02/2024": ("month", "2024-02-29"),
    "2024-02": ("month", "2024-02-29"),
    "30/06/2026": ("day", "2026-06-30"),
    "2026-06-30": ("day", "2026-06-30"),
    "30th June 2026": ("day", "2026-06-30"),
    "1 Mehefin 2026": ("day", "2026-06-01"),
    "Q2 2026/27": ("quarter", "2026-09-30"),
    "Chwarter 4 2026-27": ("quarter", "2027-03-31"),
    "2026/27": ("year", "2027-03-31"),
    "2026": ("year", "2026-12-31"),
    "Ongoing": ("ongoing", None),
    "On-going": ("ongoing", None),
    "Parhaus": ("ongoing", None),
    "Fortnightly": ("recurring", None),
    "Every six weeks": ("recurring", None),
    "Bob pythefnos": ("recurring", None),
    "Chwarterol": ("recurring", None),
    "As and when": ("as_needed", None),
    "Yn ôl yr angen": ("as_needed", None),
    "": ("none", None),
    "31/02/2026": ("unread", None),
    "In due course": ("unread", None),
    "=1+1": ("unread", None),
}


def test_deadlines_of_documents() -> None:
    found = {text: read_deadline(text) for text in GOLDEN}
    read = {text: (one.kind, one.due and one.due.isoformat()) for text, one in found.items()}
    assert read == GOLDEN


def test_words_that_say_nothing_else_can_be_said_in_the_other_language() -> None:
    found = [read_deadline(text) for text in ("Bob pythefnos", "Weekly on Tuesdays", "Ongoing")]
    assert [(one.rhythm, one.plain) for one in found] == [
        *(("fortnightly", False), ("", False), ("", True))
    ]


@given(st.text())
def test_any_text_is_kept_and_has_a_kind(text: str) -> None:
    found = read_deadline(text)
    assert found.kind in KINDS and found.text == text.strip()
    number_in(text)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_is_read_however_it_is_written(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%d-%b-%Y"):
        assert read_deadline(day.strftime(form)).due == day, form
    month = read_deadline(day.strftime("%b-%y"))
    assert month.kind == "month" and month.due and month.due.strftime("%Y%m") == f"{day:%Y%m}"
    year, quarter = quarter_of(day)
    assert f"{day:%Y-%m}" in months_of(year, quarter).months() and day <= end_of(year, quarter)


def test_only_plain_numbers_are_numbers() -> None:
    texts = ["1,204", "45%", "£3,000", "-5", "−5.5", ".5", "12 of 40", "10% fewer", "", None, "1e3"]
    assert [number_in(one) for one in texts] == [
        *(1204, 45, 3000, -5, -5.5, 0.5),
        *(None, None, None, None, None),
    ]
