"""The figure table of a page: every number of the page on the screen, with its CSV file."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from components.page_context import PageContext
from components.queries.cache import remember
from components.text.catalogue import DASH, Text
from components.ui import downloads, tables
from components.ui.table_cells import FORMATS, TableColumn, as_text, cell_text, plain_cell
from components.view import browser, selections
from geo.measures.model import Unit

# FITS_WHOLE: a table of at most so many rows is shown in full height, without scrolling.
FITS_WHOLE = 12
HEIGHT = 540
# MOST_WRITTEN: in longer tables the browser formats every number, which is faster.
MOST_WRITTEN = 200


@dataclass(frozen=True, kw_only=True)
class PlainTable:
    """The columns and rows that a projector or a phone shows of a table."""

    # Names of the columns, in their order.
    columns: Sequence[str]
    most: int = FITS_WHOLE
    # Rows on a phone; 0 where a phone has the table itself.
    on_phone: int = 0
    # Returns the shown rows with other words than the table's own, if there are any.
    worded: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    # Catalogue keys of the caption, where rows are left out and where none is.
    caption: str = ""
    caption_of_all: str = ""
    # Whether numbers are aligned to the right.
    aligned: bool = True

    def fitting(self, here: PageContext) -> int:
        """Return how many rows are shown; 0 if the whole table is shown."""
        on_projector = self.most if here.view.on_projector else 0
        return (self.on_phone if browser.on_phone() else 0) or on_projector


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """The CSV file of a table: its rows, its name, and the facts written into every row."""

    rows: Callable[[], pd.DataFrame]
    name: tuple[str, ...]
    about: dict[str, str]
    key: str
    # Catalogue key of the button.
    label: str = "download.table"


def figures_table(
    columns: Sequence[TableColumn],
    rows: pd.DataFrame,
    provenance: Provenance | None = None,
    *,
    here: PageContext,
    alt: str,
    key: str = "",
    chooses: str = "place",
    height: Literal["content"] | int = HEIGHT,
    plain: PlainTable | None = None,
    note: str = "",
    asked: Hashable = None,
) -> None:
    """Draw a figure table, a caption below it, and the button for its CSV file.

    Shares are given out of one, and words in the viewer's language. If `key` is given, choosing a
    row writes its index into the view's field `chooses`. If `plain` is given, it is drawn instead.
    `asked` is what columns and rows follow from: their cells are then made once for each.
    """
    fitting = plain.fitting(here) if plain else 0
    if plain and fitting and len(rows):
        _show_plain(plain, columns, rows, here.text, fitting)
    elif len(rows):
        # An index of text is slow to walk through, and a country has 36,000 small areas.
        codes = [*map(str, np.asarray(rows.index, dtype=object))]
        chosen = selections.bound_row(key, codes, chooses) if key else {}
        grid = _grid_once(asked, _columns=columns, _rows=rows, _text=here.text) if asked else None
        grid = grid or _grid(columns, rows, here.text)
        st.dataframe(
            grid.cells,
            hide_index=True,
            height=height if len(rows) > FITS_WHOLE else "content",
            alt=alt,
            column_config=grid.config,
            placeholder=DASH,
            **chosen,
        )
        _show_as_text(columns, rows, here.text, key=key or (provenance.key if provenance else alt))
    if note:
        st.caption(note)
    if provenance:
        downloads.csv_button(
            here.text(provenance.label),
            provenance.rows,
            here.manifest,
            key=provenance.key,
            name=provenance.name,
            about=provenance.about,
        )


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The cells of a table that scrolls and sorts, and how Streamlit shows its columns."""

    cells: Any
    config: dict[str, Any]


@remember(100)
def _grid_once(
    asked: Hashable, *, _columns: Sequence[TableColumn], _rows: pd.DataFrame, _text: Text
) -> Grid | None:
    """Return a grid as it is sent; None if its cells have their own formats."""
    del asked
    grid = _grid(_columns, _rows, _text)
    if not isinstance(grid.cells, pd.DataFrame):
        return None
    return replace(grid, cells=pa.Table.from_pandas(grid.cells, preserve_index=False))


def _grid(columns: Sequence[TableColumn], rows: pd.DataFrame, text: Text) -> Grid:
    """Return the cells and the configuration of a grid.

    Columns with numbers below zero are formatted here: the browser writes a hyphen for a minus.
    Their cells stay numbers, so that they sort.
    """
    shown: dict[str, Any] = {}
    config: dict[str, Any] = {}
    below_zero: dict[str, Any] = {}
    for column in columns:
        head = column.name if column.title in shown else column.title
        values = rows[column.name]
        shown[head] = _cells(values, column, text)
        negative = len(rows) <= MOST_WRITTEN and column.is_number and (values < 0).any()
        config[head] = _config(column, formatted=not negative)
        if negative:
            # The cells of a share are in percent.
            one = 100 if column.unit is Unit.PERCENT else 1
            below_zero[head] = lambda v, c=column, one=one: cell_text(text, c, v / one)
    table = pd.DataFrame(shown)
    if below_zero:
        return Grid(
            cells=table.reset_index(drop=True).style.format(below_zero, na_rep=DASH), config=config
        )
    return Grid(cells=table, config=config)


def _show_as_text(
    columns: Sequence[TableColumn], rows: pd.DataFrame, text: Text, *, key: str
) -> None:
    """Draw the same table as HTML in an expander, whose content is made when it is opened.

    The table above is drawn on a canvas, which screen readers and large letters can't use.
    """
    expander = st.expander(text("table.as_text"), key=f"as-text-{key}", on_change="rerun")
    if not expander.open:
        return
    first = rows.head(MOST_WRITTEN)
    words = as_text(text, columns, first)
    with expander:
        tables.show_plain(words, numbers=[one.head for one in columns if one.is_number])
        if len(rows) > len(first):
            shown = {"shown": text.number(len(first)), "all": text.number(len(rows))}
            st.caption(text("table.as_text_part", **shown))


def _show_plain(
    plain: PlainTable, columns: Sequence[TableColumn], rows: pd.DataFrame, text: Text, most: int
) -> None:
    """Draw the first rows as HTML, and how many there are in a caption."""
    by_name = {column.name: column for column in columns}
    shown, first = [by_name[name] for name in plain.columns], rows.head(most)
    first = plain.worded(first) if plain.worded else first
    words = {
        column.title: [plain_cell(text, column, by_name, row) for row in first.to_dict("records")]
        for column in shown
    }
    numbers = [column.title for column in shown if column.is_number and plain.aligned]
    tables.show_plain(pd.DataFrame(words), numbers=numbers)
    caption = plain.caption if len(rows) > len(first) else plain.caption_of_all
    if caption:
        st.caption(text(caption, shown=text.number(len(first)), all=text.number(len(rows))))


def _cells(values: pd.Series, column: TableColumn, text: Text) -> pd.Series:
    """Return the cells. Numbers stay numbers, so that the column sorts; shares become percent."""
    if column.unit is Unit.NAME:
        # Few of them differ: each is worded once.
        words = {value: cell_text(text, column, value) for value in values.dropna().unique()}
        return pd.Series([words.get(value, DASH) for value in values], index=values.index)
    if column.unit is Unit.NUMBER:
        return values.round()
    return values * 100 if column.unit is Unit.PERCENT else values


def _config(column: TableColumn, *, formatted: bool) -> Any:
    """Return Streamlit's column configuration."""
    look: Any = {"label": column.title, "width": column.width, "pinned": column.pinned}
    if column.unit is Unit.DATE:
        return st.column_config.DateColumn(format="DD/MM/YYYY", **look)
    if not column.is_number:
        return st.column_config.TextColumn(**look)
    return st.column_config.NumberColumn(format=FORMATS[column.unit] if formatted else None, **look)
