"""Rows of the map's files that could not be assigned to an area, by reason."""

from components import queries
from components.page_context import PageContext
from components.page_models import map_captions
from components.page_models.map_figures import MapFigures
from components.ui import tables
from data.file_kinds import POLICE


def show(here: PageContext, shown: MapFigures) -> None:
    """Draw the table of rows that could not be assigned to an area of the map, by reason."""
    kind = map_captions.kind_of(here)
    table = queries.load_report.rows_left_out(here.key, tuple(shown.months), kind)
    explained = "left_out.explained" if kind == POLICE else "left_out.explained_whole"
    tables.show_left_out(table, here.text, explained=explained)
