"""The tables of responses, of their evidence and of their actions."""

from sqlalchemy import Boolean, Column, Float, Integer

from data.register.tables import in_both, records_table, texts

# `place`: an area of `level`, or the whole area if it is empty. `compared`: the codes of the
# comparison areas, of `compared_level`, separated by spaces; `buffer` is in metres.
RESPONSES = records_table(
    "responses",
    *in_both("name"),
    *texts("kind", "ward_code", "order_id", "start", "end", "stage", "level", "place"),
    *in_both("lead", "partner", "priority", "objective"),
    *texts("measure", "subject", "baseline_period", "due"),
    Column("baseline", Float),
    Column("target", Float),
    *texts("started_from", "started_link", "started_on"),
    *in_both("what", "where", "when", "who", "why", "unknown"),
    *texts("counted", "compared", "compared_level", "fixed_on"),
    Column("buffer", Integer),
    Column("detectable", Float),
    *texts("assessed_on", "assessed_release", "verdict"),
    *in_both("verdict_words", "kept", "changed", "stopped"),
    *texts("decision"),
)

# `numbers`: rows as JSON, each with its label and its value in both languages (`evidence.py`).
EVIDENCE = records_table(
    "response_evidence",
    *texts("response", "day", "release", "link"),
    *in_both("sentence", "note"),
    *texts("numbers", "picture"),
)

ACTIONS = records_table(
    "response_actions",
    *texts("response"),
    *in_both("action", "owner", "partner"),
    *texts("due", "done_on"),
    Column("done", Boolean),
)
