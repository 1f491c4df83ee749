"""What stands out in the latest month: one sentence, and a row with a chart for each count."""

from functools import partial
from html import escape

import streamlit as st

from components import queries
from components.home_page import month_charts
from components.page_context import PageContext
from components.page_models import exceptions, place_summary, whole_area_answers
from components.page_models.exceptions import ExceptionRow
from components.snapshot.charts import on_page
from components.ui import downloads, html, routes
from components.ui.routes import ADDRESS_OF, HOME
from components.view import browser


def show(here: PageContext) -> None:
    """Draw whether anything stands out, or why it can't be said, and the year's change.

    Of a chosen place, its summary comes first.
    """
    if here.view.place:
        place_summary.of_a_year(here)
        html.supporting_sentence(exceptions.sentence_of_place(here))
    else:
        html.lead_sentence(exceptions.sentence(here))
        html.supporting_sentence(exceptions.support(here))
    if not browser.on_phone():
        show_rows(here)
    if not here.view.place:
        place_summary.of_a_year(here)


def show_rows(here: PageContext) -> None:
    """Draw the counts that stand out with their charts; nothing where there is none."""
    rows = exceptions.rows(here)
    if not rows:
        return
    with st.container(key="mt-exceptions"):
        for number, row in enumerate(rows, 1):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(_row(here, row))
                on_page.offer(
                    here,
                    partial(month_charts.picture, here, row),
                    key=f"exception-{number}",
                    page=ADDRESS_OF[HOME],
                    name=("stands-out", row.category, here.place_name(row.place), _month(here)),
                )


def _row(here: PageContext, row: ExceptionRow) -> str:
    """Return a row as HTML: where and what, the count and its range, the map, the chart."""
    place = escape(routes.place_address(here.view, row.place, row.category))
    map_ = escape(routes.map_address(here.view, row.place, row.category, _month(here)))
    links = f'<a href="{place}" target="_self">{escape(row.name)}</a>'
    on_map = escape(here.text("exceptions.map"))
    label = escape(here.text("exceptions.map_of", what=row.name))
    links_to_map = f'<a href="{map_}" target="_self" aria-label="{label}">{on_map}</a>'
    chart = month_charts.small(here, row)
    return (
        f'<div class="mt-exception"><p><strong>{links}</strong> '
        f"<b>{escape(row.verdict)}</b>, {links_to_map} <span>{escape(row.said)}</span></p>"
        f'<img alt="{escape(row.alt)}" src="{chart}"></div>'
    )


def offer_file(here: PageContext) -> None:
    """Draw the button of the file with every count of the month; nothing if none was judged."""
    if queries.monthly.exceptions_of(here.key).table.empty:
        return
    downloads.csv_button(
        here.text("exceptions.save"),
        partial(exceptions.as_table, here),
        here.manifest,
        key="csv-exceptions",
        name=("stands-out", here.area_name, _month(here)),
    )


def how_worked_out(here: PageContext) -> list[str]:
    """Return how the front page's answers are worked out, this one first."""
    return [*exceptions.how_worked_out(here), *whole_area_answers.how_worked_out(here)]


def _month(here: PageContext) -> str:
    return queries.monthly.exceptions_of(here.key).month
