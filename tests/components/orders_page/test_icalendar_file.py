"""The calendar file is valid iCalendar for any name of an order."""

import datetime as dt
from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from components.orders_page.icalendar_file import as_calendar
from components.text.catalogue import LANGUAGES, Text
from components.ui.tables import FICTIONAL
from data.release.manifest import Manifest
from geo.orders.status import order_status

TODAY = dt.date(2026, 11, 20)


def orders(name: str = "Market Square", expiry: str | None = "2027-12-31") -> pd.DataFrame:
    row = {
        "name_en": name,
        "name_cy": name,
        "prohibitions_en": "No fires, no drink; none",
        "prohibitions_cy": "Dim tân",
        "start": "2025-01-01",
        "expiry": expiry,
        "status": "in force",
    }
    table = pd.DataFrame([row], index=["A1"])
    return table.join(order_status(table, TODAY))


def unfolded(calendar: str) -> list[str]:
    return calendar.replace("\r\n ", "").split("\r\n")


def test_each_end_date_is_an_all_day_event_with_reminders(sample_manifest: Manifest) -> None:
    for language in LANGUAGES:
        text = Text(language)
        lines = unfolded(as_calendar(text, orders(), sample_manifest))
        assert "DTSTART;VALUE=DATE:20271231" in lines and "DTEND;VALUE=DATE:20280101" in lines
        title = text("orders.calendar_title", name="Market Square")
        assert f"SUMMARY:{title} ({FICTIONAL})" in lines
        assert [line for line in lines if line.startswith("TRIGGER")] == [
            "TRIGGER:-P30D",
            "TRIGGER:-P90D",
            "TRIGGER:-P180D",
        ]
    assert "DESCRIPTION:No fires\\, no drink\\; none" in unfolded(
        as_calendar(Text("en"), orders(), sample_manifest)
    )


def test_orders_without_a_future_end_have_no_event(sample_manifest: Manifest) -> None:
    for expiry in (None, "2026-01-01"):
        assert "VEVENT" not in as_calendar(Text("en"), orders(expiry=expiry), sample_manifest)


def test_an_event_stays_the_same_in_every_release(sample_manifest: Manifest) -> None:
    later = replace(sample_manifest, release="2027-03-0a1b2c3d4e")
    uids = {
        line
        for manifest, expiry in ((sample_manifest, "2027-12-31"), (later, "2028-12-31"))
        for line in unfolded(as_calendar(Text("en"), orders(expiry=expiry), manifest))
        if line.startswith("UID:")
    }
    assert len(uids) == 1, "an import of a later file would double the event"


ONE_ORDER = orders()


@given(name=st.text(max_size=120))
def test_names_are_escaped_and_folded(name: str, sample_manifest: Manifest) -> None:
    real = replace(sample_manifest, fictional=False)
    calendar = as_calendar(Text("cy"), ONE_ORDER.assign(name_en=name, name_cy=name), real)
    assert all(len(line.encode()) <= 75 for line in calendar.split("\r\n"))
    lines = unfolded(calendar)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert len([line for line in lines if line.startswith("SUMMARY:")]) == 1
    assert "\n" not in calendar.replace("\r\n", "")
