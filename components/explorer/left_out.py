"""The rows of the map's files that no area could be given, by reason."""

from components import queries
from components.page_context import PageContext
from components.page_models import map_captions
from components.page_models.map_figures import MapFigures
from components.ui import tables
from data.file_kinds import POLICE


def show(here: PageContext, shown: MapFigures) -> None:
    """Rows of the period's files that no area of the map could be given, by reason."""
    kind = map_captions.kind_of(here)
    table = queries.load_report.rows_left_out(here.key, tuple(shown.months), kind)
    explained = "left_out.explained" if kind == POLICE else "left_out.explained_whole"
    tables.show_left_out(table, here.text, explained=explained)
