"""The figure table of the map: every number of one measure."""

import pandas as pd
import streamlit as st

from components.page_context import PageContext
from components.text.catalogue import Text
from components.ui import tables
from components.ui.figures_table import figures_table
from components.ui.table_cells import TableColumn
from components.view import bindings, browser, selections
from geo.measures.model import Column, Measure, Unit

KEY = "figures"
# ANCHOR: the address of the table within the page.
ANCHOR = "mt-figures"


def show_figures(here: PageContext, table: pd.DataFrame, measure: Measure) -> None:
    """Draw every number of the map, with a search by name.

    The chosen place is in the first row, unless it was chosen in this table.
    """
    text, view = here.text, here.view
    if table.empty:
        return
    st.html(f'<span id="{ANCHOR}"></span>')
    typed, table = _find(table, text)
    first = view.place in table.index and not selections.chose_row(KEY)
    if first:
        table = table.loc[[view.place, *table.index.drop(view.place)]]
    # A pinned column is paler: pin it only where the others are scrolled away under it.
    area = TableColumn(
        name=f"name_{text.language}",
        unit=Unit.TEXT,
        title=text("table.area"),
        width=190,
        pinned=browser.on_phone(),
    )
    figures_table(
        [area, *_measure_columns(table, measure, text)],
        table,
        here=here,
        alt=text("table.alt"),
        key=KEY,
        asked=None if typed else (here.asked, first, browser.on_phone()),
    )


def _find(table: pd.DataFrame, text: Text) -> tuple[str, pd.DataFrame]:
    """Return what was typed, and the rows with it in their name.

    With a keyboard this is the way to one of them.
    """

    def codes(typed: str) -> list[str]:
        return [str(code) for code in tables.filter_by_name(table, typed).index]

    typed = st.text_input(
        text("table.find"),
        placeholder=text("table.find_example"),
        width=420,
        **bindings.bound_finding("figures-find", codes, "place"),
    )
    found = tables.filter_by_name(table, typed)
    if found.empty:
        st.caption(text("table.none_found"))
    return typed, found


def _measure_columns(table: pd.DataFrame, measure: Measure, text: Text) -> list[TableColumn]:
    """Return the measure's columns that the table has; some belong to another level."""
    return [
        TableColumn(
            name=column.name,
            unit=column.unit,
            family=column.family,
            title=text(f"table.{_title_key(measure, column)}"),
            width=90 if column.unit is Unit.NAME else 82,
        )
        for column in measure.columns
        if column.name in table
    ]


def _title_key(measure: Measure, column: Column) -> str:
    return f"{measure.name}_value" if column.name == "value" else column.name
