"""What was decided, as the screens, the page and the minutes of a meeting tell it."""

from components.page_context import PageContext
from components.text.catalogue import DASH
from components.text.either_language import in_language
from data.register.records import Record

# COLUMNS: of a decision's row, with the heads `meeting.col_{name}`.
COLUMNS = ("decision", "role", "due", "became")


def words_of(decision: Record, language: str) -> str:
    """Return what was decided, in the language or else in the other one."""
    return in_language(decision.values, "decision", language)


def heads(here: PageContext) -> list[str]:
    """Return the heads of the columns."""
    return [here.text(f"meeting.col_{name}") for name in COLUMNS]


def row(here: PageContext, decision: Record) -> list[str]:
    """Return what was decided, the role, the day, and what it became; a dash for what is empty."""
    text, values = here.text, decision.values
    became = values["became"]
    return [
        words_of(decision, text.language),
        in_language(values, "role", text.language) or DASH,
        text.day(values["due"]) if values["due"] else DASH,
        text(f"became.{became}", number=str(values["became_key"])) if became else DASH,
    ]
