"""The tables of responses, of their evidence and of their actions."""

from sqlalchemy import Boolean, Column, Float, Integer

from data.register.tables import records_table, texts

LANGUAGES = ("en", "cy")


def _both(*names: str) -> list[Column]:
    """Return a column for each language of each name."""
    return texts(*(f"{name}_{language}" for name in names for language in LANGUAGES))


# `place`: an area of `level`, or the whole area if it is empty. `compared`: the codes of the
# comparison areas, of `compared_level`, separated by spaces; `buffer` is in metres.
RESPONSES = records_table(
    "responses",
    *_both("name"),
    *texts("kind", "ward_code", "order_id", "start", "end", "stage", "level", "place"),
    *_both("lead", "partner", "priority", "objective"),
    *texts("measure", "subject", "baseline_period", "due"),
    Column("baseline", Float),
    Column("target", Float),
    *texts("started_from", "started_link", "started_on"),
    *_both("what", "where", "when", "who", "why", "unknown"),
    *texts("counted", "compared", "compared_level", "fixed_on"),
    Column("buffer", Integer),
    Column("detectable", Float),
    *texts("assessed_on", "assessed_release", "verdict"),
    *_both("verdict_words", "kept", "changed", "stopped"),
    *texts("decision"),
)

# `numbers`: rows as JSON, each with its label and its value in both languages (`evidence.py`).
EVIDENCE = records_table(
    "response_evidence",
    *texts("response", "day", "release", "link"),
    *_both("sentence", "note"),
    *texts("numbers", "picture"),
)

ACTIONS = records_table(
    "response_actions",
    *texts("response"),
    *_both("action", "owner", "partner"),
    *texts("due", "done_on"),
    Column("done", Boolean),
)
