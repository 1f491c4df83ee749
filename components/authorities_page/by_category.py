"""The rates of every category, for up to six authorities or partnerships side by side."""

import pandas as pd
import streamlit as st

from components.authorities_page import sentences
from components.authorities_page.model import AuthoritiesModel
from components.authorities_page.view_part import MOST_COMPARED
from components.ui import html, tables
from components.ui.sections import Table
from components.view import bindings
from components.view.view import NOTHING


def show(model: AuthoritiesModel) -> None:
    """Draw the choice of areas where there are many, and their rates by category."""
    here, text = model.here, model.here.text
    if not model.months or not here.has_residents:
        return
    with html.folded_on_phone(text("authorities.by_category")):
        html.heading(text("authorities.by_category"))
        _compared(model)


def _compared(model: AuthoritiesModel) -> None:
    here, text = model.here, model.here.text
    if len(model.rows) > MOST_COMPARED:
        st.multiselect(
            text("authorities.choose", most=text.number(MOST_COMPARED)),
            [str(code) for code in model.rows.index],
            format_func=here.place_name,
            max_selections=MOST_COMPARED,
            placeholder=text("authorities.none_chosen"),
            **bindings.bound_many("chosen", at=NOTHING),
        )
    if not model.compared:
        return
    tables.show_plain(matrix(model))
    html.small_print([text("authorities.of_rest", area=here.area_in_text)])


def matrix(model: AuthoritiesModel) -> pd.DataFrame:
    """Return a row for each category and a column for each compared area, as text."""
    return _matrix(model, model.compared)


def table(model: AuthoritiesModel) -> Table:
    """Return the same for print: of the compared areas, or of all where none is chosen."""
    found = _matrix(model, model.compared or [str(code) for code in model.rows.index])
    return Table(heads=list(found.columns), rows=found.to_numpy().tolist())


def _matrix(model: AuthoritiesModel, codes: list[str]) -> pd.DataFrame:
    here, text = model.here, model.here.text
    rates = model.by_category
    rows = []
    for category in rates["category"].unique():
        of_category = rates[rates["category"] == category].set_index("area_code")
        row = {text("control.category"): text(f"category_title.{category}")}
        for code in codes:
            row[here.place_name(code)] = sentences.cell(text, of_category.loc[[code]].iloc[0])
        rows.append(row)
    return pd.DataFrame(rows)
