"""The minutes of a meeting as sections: what was decided, and what was shown, item by item."""

from collections.abc import Sequence

from components.meetings_page import decisions
from components.packs import agenda
from components.packs.pages import saved_views
from components.page_context import PageContext
from components.page_models import meetings, responses
from components.pdf.letterhead import author, letterhead
from components.pdf.model import Document, Page, Row, TypstInput
from components.pdf.section_writer import typst_input
from components.text.catalogue import DASH
from components.text.either_language import in_language
from components.ui.sections import Look, Part, Section, Sentences, Table
from components.ui.tables import FICTIONAL
from data.register.meetings.kinds import HEADING, NOTE, RESPONSE_ITEM, VIEW, Meeting
from data.register.records import Record
from geo.categories import is_own

# OWN_WORDS: items that say nothing but their own words, and so need not be shown.
OWN_WORDS = (HEADING, NOTE)


def title_of(here: PageContext, of: Meeting) -> str:
    """Return the title of the minutes."""
    return here.text("minutes.title", title=meetings.title_of(here, of))


def sections(here: PageContext, of: Meeting) -> Sequence[Section]:
    """Return the opening, what was decided, and each item with what it said on the day."""
    text = here.text
    return [
        Section("", [Sentences(_opening(here, of), Look.SUBTITLE)]),
        Section(text("minutes.decided"), [_decisions(here, of)]),
        Section(text("minutes.items"), [_item(here, of, n, one) for n, one in _numbered(of)]),
    ]


def _numbered(of: Meeting) -> list[tuple[int, Record]]:
    return list(enumerate(of.items, 1))


def _opening(here: PageContext, of: Meeting) -> list[str]:
    """Return the day, the area, for whom it was, and whether it has ended."""
    text, values = here.text, of.record.values
    day = text.day(values["started_on"] or values["day"])
    readers = text(f"audience_of_meeting.{of.readers.name.lower()}")
    lines = [text("minutes.held", area=here.area_name, day=day, readers=readers)]
    if not values["started_on"]:
        lines.append(text("minutes.not_held"))
    elif not values["ended_on"]:
        lines.append(text("minutes.not_ended"))
    return lines


def _decisions(here: PageContext, of: Meeting) -> Part:
    text = here.text
    if not of.decisions:
        return Sentences([text("minutes.nothing_decided")])
    numbers = {item.key: text.number(number) for number, item in _numbered(of)}
    rows = [
        [numbers.get(str(one.values["item"]), DASH), *decisions.row(here, one)]
        for one in of.decisions
    ]
    return Table(heads=[text("meeting.item"), *decisions.heads(here)], rows=rows)


def _item(here: PageContext, of: Meeting, number: int, item: Record) -> Section:
    """Return what an item said, what that rests on, its note, and what was decided at it."""
    text, language = here.text, here.view.lang
    shown = of.shown_item(item.key)
    note = in_language(item.values, "note", language).splitlines()
    parts: list[Part] = []
    name = agenda.name_of(here, item)
    if shown is not None and _is_of_others(here, item):
        parts.append(Sentences([text("minutes.of_others")]))
    elif shown is not None:
        values = shown.values
        name = in_language(values, "title", language) or name
        said = in_language(values, "said", language)
        if said and said != name:
            parts.append(Sentences([said]))
        basis = in_language(values, "basis", language)
        stamp = text("minutes.shown", day=text.day(values["day"]), release=str(values["release"]))
        if item.values["item_kind"] not in OWN_WORDS:
            parts.append(Sentences([line for line in (basis, stamp) if line], Look.SMALL))
    elif item.values["item_kind"] not in OWN_WORDS:
        parts.append(Sentences([text("minutes.not_shown")]))
    if note:
        parts.append(Sentences(note))
    decided = [decisions.words_of(one, language) for one in of.decided_at(item.key)]
    if decided:
        marked = [text("minutes.decision", decision=words) for words in decided]
        parts.append(Sentences(marked, Look.FINDINGS))
    return Section(f"{text.number(number)}. {name}", parts)


def _is_of_others(here: PageContext, item: Record) -> bool:
    """Return whether an item can have shown what is of authorities that the viewer doesn't see.

    The words are as they were for everybody who sees all of them.
    """
    if here.viewer.authorities is None:
        return False
    kind, target = item.values["item_kind"], str(item.values["target"] or "")
    asked = saved_views.query_of(target) if kind == VIEW else {}
    number = target if kind == RESPONSE_ITEM else asked.get("response", "")
    unseen = bool(number) and responses.response(here.key, number) is None
    return unseen or is_own(asked.get("category", ""))


def pdf_input(here: PageContext, of: Meeting) -> TypstInput:
    """Return the minutes as a document for Typst."""
    document = Document(
        title=title_of(here, of),
        author=author(here),
        language=here.text.language,
        letterhead=letterhead(here),
        pages=[Page([Row([list(sections(here, of))])])],
    )
    return typst_input(document)


def as_docx(here: PageContext, of: Meeting) -> bytes:
    """Return the minutes as a file for Word."""
    from components.word.painter import as_docx as painted

    return painted(
        title_of(here, of),
        [*sections(here, of), Section("", [Sentences([letterhead(here).source], Look.SMALL)])],
        author=author(here),
        language=here.text.language,
        made=here.today,
        fictional=FICTIONAL if here.manifest.fictional else "",
    )
