"""The tables of meetings, of their agendas, of what was shown and of what was decided."""

from sqlalchemy import Boolean, Column, Float, Index

from data.register.tables import in_both, records_table, texts

# `month`: the last month of the figures when the agenda was made, from which periods move on.
MEETINGS = records_table(
    "meetings",
    *in_both("title"),
    *texts("day", "audience", "month", "started_on", "ended_on"),
)

# `target`: the page with its query, the response or the priority of the plan. `pinned`: its period
# stays when the agenda is copied.
ITEMS = records_table(
    "meeting_items",
    *texts("meeting"),
    Column("position", Float),
    *texts("item_kind", "target"),
    *in_both("title", "note"),
    Column("pinned", Boolean),
    Index("ix_meeting_items_meeting", "meeting"),
)

# What an item said on the day, in both languages, and what its figures rested on.
SHOWN = records_table(
    "meeting_shown",
    *texts("meeting", "item", "day", "release"),
    *in_both("title", "said", "basis"),
    Index("ix_meeting_shown_meeting", "meeting"),
)

# `became`, `became_key`: the action of the plan or the response that was made of it.
DECISIONS = records_table(
    "meeting_decisions",
    *texts("meeting", "item"),
    *in_both("decision", "role"),
    *texts("due", "became", "became_key"),
    Index("ix_meeting_decisions_meeting", "meeting"),
)
