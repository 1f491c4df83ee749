"""What needs a look, the most urgent first; if nothing does, how things are."""

import datetime as dt
import shutil

from components import queries
from components.admin_page import register_reads
from components.data_page import source_cards
from components.page_context import PageContext
from data.audit import recording
from data.errors import RegisterUnavailable
from data.provenance.coverage import source_age
from data.settings import load_settings
from data.update.report import HELD, PARTLY, STOPPED
from data.update.storage import stored_reports

# A_WEEK: days. LEAST_FREE: bytes that should be free on the disk.
A_WEEK, LEAST_FREE = 7, 5 << 30


def sentences(here: PageContext) -> tuple[str, list[str]]:
    """Return the first sentence of the page, and the others."""
    found = troubles(here)
    if not found:
        return _fine(here), []
    return found[0], found[1:]


def troubles(here: PageContext) -> list[str]:
    """Return a sentence for each thing that needs a look, the most urgent first."""
    text, settings = here.text, load_settings()
    _, broken = queries.current_store.serving()
    report = next(iter(stored_reports(settings)), None)
    late = [one for one in source_cards.holdings(here) if one.is_here]
    late = [one for one in late if source_age(one, here.today).late]
    found = [
        (queries.current_store.register_trouble(), text("admin.trouble_register")),
        (broken, text("admin.trouble_version")),
        (shutil.disk_usage(settings.home).free < LEAST_FREE, text("admin.trouble_disk")),
        (recording.lost(), text.plural("admin.trouble_lost", recording.lost())),
        (
            report and report.outcome in (STOPPED, PARTLY, HELD),
            text(f"admin.trouble_update_{report.outcome}") if report else "",
        ),
        (late, text.plural("admin.trouble_late", len(late))),
    ]
    return [words for true, words in found if true]


def _fine(here: PageContext) -> str:
    """Return how old the data version is, and how many people were here this week."""
    text = here.text
    built = dt.date.fromisoformat(here.manifest.built_at[:10])
    days = (load_settings().today - built).days
    age = text.plural("admin.days_old", days) if days > 0 else text("admin.built_today")
    try:
        since = dt.datetime.now(dt.UTC) - dt.timedelta(days=A_WEEK)
        people = text.plural("admin.people_week", len(register_reads.people(since)))
    except RegisterUnavailable:
        people = ""
    return text("admin.fine", age=age, people=people)
