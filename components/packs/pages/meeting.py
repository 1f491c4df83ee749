"""Pages of a meeting: its agenda as a list, then what each item shows."""

from components.packs import agenda as items
from components.packs.asked import Asked
from components.packs.model import PackPage
from components.page_models import meetings
from components.ui.sections import Table


def agenda(asked: Asked) -> list[PackPage]:
    """Return the list of items, then the pages of each; nothing if there is no such meeting."""
    here, text = asked.here, asked.here.text
    of = meetings.meeting(here, asked.meeting)
    if of is None or not of.items:
        return []
    rows = [
        [text.number(number), items.name_of(here, item)] for number, item in enumerate(of.items, 1)
    ]
    heads = [text("meeting.number"), text("meeting.item")]
    first = PackPage(
        heading=text("meeting.agenda_of", title=meetings.title_of(here, of)),
        parts=[Table(heads=heads, rows=rows)],
        period="",
        base="",
    )
    return [first, *(page for item in of.items for page in items.pages(asked, item))]
