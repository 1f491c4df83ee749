"""What residents say beside what is recorded, and how deprived the place is."""

import pandas as pd

from components.place_page import sentences, table_rows
from components.place_page.model import PlaceModel
from components.ui import tables
from components.ui.html import heading, paragraphs, small_print


def perceived(of: PlaceModel) -> None:
    """The view's topic beside its record; then every topic, in a table."""
    text = of.here.text
    topic = of.asked.topic_said if of.asked else text("topic.asb")
    heading(text("mine.perceived", topic=topic))
    paragraphs(sentences.parted(of))
    table = table_rows.topics(of)
    if table:
        heading(text("mine.perceived_topics"), level=3)
        worded = {
            text("mine.col_topic"): [row.name for row in table],
            text("mine.col_here"): [row.here for row in table],
            text("mine.col_limits"): [row.limits for row in table],
            text("mine.col_whole"): [row.whole for row in table],
            text("table.verdict"): [row.verdict for row in table],
        }
        tables.show_plain(pd.DataFrame(worded), numbers=list(worded)[1:4])
    small_print(sentences.survey_basis(of))


def deprivation(of: PlaceModel) -> None:
    """By income, which holds no recorded crime."""
    text = of.here.text
    heading(text("mine.deprivation"))
    said, *basis = sentences.deprivation(of)
    paragraphs([said])
    if basis:
        small_print(basis)
