"""The page on perception and record: where they differ, and what that calls for."""

from components.page_context import page_context
from components.page_models import perceived
from components.perceived_page import (
    awareness,
    figures_table,
    headline,
    issue_check,
    recommended_responses,
    scatter,
    twin_maps,
    wave_change,
)
from components.ui import html


def show() -> None:
    """Draw the headline, both maps, responses, the issue check, change and awareness."""
    at = page_context()
    text, asked = at.text, perceived.ask(at)
    if not asked.was_asked:
        headline.no_survey_notice(asked)
        issue_check.show(asked)
        awareness.show(at)
        headline.how_worked_out(asked)
        return
    headline.heading(at, asked.topic)
    headline.show(asked)
    headline.choices(at)
    headline.selected_place(asked)
    twin_maps.show(asked)
    if asked.possible:
        with html.folded_on_phone(text("scatter.title")):
            scatter.show(asked)
        with html.folded_on_phone(text("calls.title")):
            recommended_responses.show(asked)
    issue_check.show(asked)
    wave_change.show(asked)
    awareness.show_folded(at)
    with html.folded_on_phone(text("perceived.table")):
        figures_table.show(asked)
    headline.how_worked_out(asked)


show()
