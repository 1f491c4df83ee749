"""The first screen of a meeting and the last, and what an item is written down as."""

from typing import Any

from components.meetings_page import decisions, screens
from components.meetings_page.view_part import CLOSING
from components.packs import agenda
from components.packs.model import PackPage
from components.page_context import PageContext
from components.page_models import meetings
from components.text.catalogue import LANGUAGES
from components.ui.sections import Part, Sentences, Table
from data.register.meetings.kinds import Meeting


def page(reader: PageContext, of: Meeting, which: str) -> PackPage:
    """Return the first page of a meeting, or the last."""
    return _closing(reader, of) if which == CLOSING else _opening(reader, of)


def _opening(reader: PageContext, of: Meeting) -> PackPage:
    """Return the title, the day, and the items."""
    text = reader.text
    names = [
        f"{text.number(number)}. {agenda.name_of(reader, item)}"
        for number, item in enumerate(of.items, 1)
    ]
    day = text.day(of.record.values["day"])
    months = text.month(reader.latest().last)
    about = text("meeting.on_day", area=reader.area_name, day=day, month=months)
    parts: list[Part] = [Sentences([about, *names])]
    return PackPage(heading=meetings.title_of(reader, of), parts=parts, period="", base="")


def _closing(reader: PageContext, of: Meeting) -> PackPage:
    """Return what was decided."""
    text = reader.text
    # What it became is in the minutes: the screen has few words.
    rows = [decisions.row(reader, one)[:-1] for one in of.decisions]
    heads = decisions.heads(reader)[:-1]
    heading = text.plural("meeting.has_decisions", len(rows)) if rows else text("meeting.none_yet")
    parts = [Table(heads=heads, rows=rows)] if rows else []
    return PackPage(heading=heading, parts=parts, period="", base="")


def as_shown(here: PageContext, of: Meeting, key: str) -> dict[str, Any]:
    """Return the day, the data version, and what an item says in both languages."""
    item = of.item(key)
    assert item is not None, "an item of the agenda"
    found: dict[str, Any] = {"day": here.day.isoformat(), "release": here.manifest.release}
    for language in LANGUAGES:
        reader = screens.reader(here, of, language)
        first = screens.pages(reader, item)[0]
        found[f"title_{language}"] = agenda.name_of(reader, item)
        found[f"said_{language}"] = first.heading
        found[f"basis_{language}"] = " ".join(screens.foot(reader, first)) or None
    return found
