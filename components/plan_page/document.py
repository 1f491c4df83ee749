"""The plan as a PDF: each priority on pages of its own."""

from components.page_context import PageContext
from components.pdf.letterhead import author, letterhead
from components.pdf.model import Document, Page, Row, TypstInput
from components.pdf.section_writer import typst_input
from components.plan_page import sentences
from components.plan_page.action_list import COLUMNS, MARKS
from components.plan_page.words import deadline, latest, numbered, said
from components.queries.plan import ActionView, PlanView
from components.text.catalogue import DASH, Text
from components.ui.sections import Look, Section, Sentences, Table
from data.access.permissions import require
from data.access.viewer import Audience
from geo.plan.counts import counts


def pdf_input(here: PageContext, view: PlanView) -> TypstInput:
    """Return the document, with the words and numbers of the page."""
    require(here.viewer, Audience.PARTNER, what="plan")
    text = here.text
    actions = list(view.actions.values())
    found = counts((one.progress for one in actions), here.today)
    lead = Sentences([sentences.headline(text, found)], Look.LEAD)
    also = Sentences([sentences.supporting(text, found)])
    by_priority = [
        (priority, [one for one in actions if one.priority.key == priority.key])
        for priority in view.plan.priorities
    ]
    pages = [
        Page([Row([[_priority(text, numbered(text, priority), of)]])])
        for priority, of in by_priority
        if of
    ]
    first = Page([Row([[Section("", [lead, also])]])])
    pages = [Page([*first.rows, *pages[0].rows]), *pages[1:]] if pages else [first]
    document = Document(
        title=text("plan.document", area=here.area_name),
        author=author(here),
        language=text.language,
        letterhead=letterhead(here),
        pages=pages,
    )
    return typst_input(document)


def _priority(text: Text, name: str, actions: list[ActionView]) -> Section:
    told = Sentences([sentences.of_group(text, actions)])
    return Section(name, [told, table(text, actions)])


def table(text: Text, actions: list[ActionView]) -> Table:
    """Return the actions as a table of texts."""
    rows = [
        [
            numbered(text, one.record),
            f"{MARKS[one.status.status]} {text(f'plan_status.{one.status.status}')}",
            deadline(text, one.progress.deadline),
            said(text, one.record.values, "role") or DASH,
            latest(text, one),
        ]
        for one in actions
    ]
    return Table(heads=[text(f"plan_column.{name}") for name in COLUMNS], rows=rows)
