"""The end dates of orders as a calendar file (iCalendar, RFC 5545) with reminders."""

import datetime as dt

import pandas as pd

from components.text.catalogue import Text
from components.ui.tables import FICTIONAL, one_line
from data.release.manifest import Manifest
from geo.orders.status import DUE_WITHIN, IN_FORCE, NOT_BEGUN, day_of

# Bytes of a line; a longer line is folded.
LINE = 73


def as_calendar(text: Text, orders: pd.DataFrame, manifest: Manifest) -> str:
    """Return a calendar with an all-day event for each order that has not ended."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Milltir//Orders//EN"]
    for number, row in zip(orders.index, orders.to_dict("records"), strict=True):
        end = day_of(row["expiry"])
        if end and row["state"] in (IN_FORCE, NOT_BEGUN):
            lines += _event(text, str(number), row, end, manifest)
    return "\r\n".join([*map(_folded, [*lines, "END:VCALENDAR"]), ""])


def _event(text: Text, number: str, row: dict, end: dt.date, manifest: Manifest) -> list[str]:
    title = text("orders.calendar_title", name=text.name(row))
    if manifest.fictional:
        title = f"{title} ({FICTIONAL})"
    stamp = manifest.built_at[:10].replace("-", "") + "T000000Z"
    return [
        "BEGIN:VEVENT",
        # The same for every release and every end, so that a later file changes the event.
        f"UID:{_plain(number)}@{_plain(manifest.area_code or 'area')}.milltir",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{end:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_plain(title)}",
        f"DESCRIPTION:{_plain(str(row[f'prohibitions_{text.language}']))}",
        *(line for days in DUE_WITHIN for line in _reminder(title, days)),
        "END:VEVENT",
    ]


def _reminder(title: str, days: int) -> list[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_plain(title)}",
        f"TRIGGER:-P{days}D",
        "END:VALARM",
    ]


def _plain(words: str) -> str:
    """Return text with the characters escaped that have a meaning in iCalendar."""
    escaped = one_line(words).replace("\\", "\\\\")
    return escaped.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Return a line folded to the length that the standard allows, without cutting a character."""
    parts, current = [], b""
    for letter in line:
        more = letter.encode()
        if len(current) + len(more) > LINE:
            parts.append(current)
            current = b" "
        current += more
    return b"\r\n".join([*parts, current]).decode()
