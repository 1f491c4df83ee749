"""Rows of the map's files that could not be assigned to an area, by reason."""

import streamlit as st

from components import queries
from components.page_context import PageContext
from components.page_models import map_captions
from components.page_models.map_figures import MapFigures
from components.queries.cache import CacheKey, query
from components.ui import tables
from data.file_kinds import POLICE


def show(here: PageContext, shown: MapFigures) -> None:
    """Draw the table of rows that could not be assigned to an area of the map, by reason."""
    kind = map_captions.kind_of(here)
    st.html(_in_words(here.key, tuple(shown.months), kind, here.view.lang, _here=here))


@query(200)
def _in_words(
    key: CacheKey, months: tuple[str, ...], kind: str, lang: str, *, _here: PageContext
) -> str:
    del lang
    table = queries.load_report.rows_left_out(key, months, kind)
    explained = "left_out.explained" if kind == POLICE else "left_out.explained_whole"
    return tables.left_out(table, _here.text, explained=explained)
