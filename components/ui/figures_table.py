"""The figure table of a page: every number of the page on the screen, with its CSV file."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
import streamlit as st

from components.maps.legend_classes import written
from components.page_context import PageContext
from components.text.catalogue import DASH, Text
from components.ui import downloads, tables
from components.view import state
from geo.measures.model import Column, Unit

# FITS_WHOLE: a table of at most so many rows is shown in full height, without scrolling.
FITS_WHOLE = 12
HEIGHT = 540
# MOST_WRITTEN: in longer tables the browser formats every number, which is faster.
MOST_WRITTEN = 200
# JOINED: before an upper limit, so that a line breaks before an interval and not within it.
JOINED = "\N{WORD JOINER}"
FORMATS = {
    Unit.NUMBER: "localized",
    Unit.TENTHS: "%.1f",
    Unit.PERCENT: "%.0f%%",
    Unit.SIGNED: "%+.0f",
}


@dataclass(frozen=True, kw_only=True)
class TableColumn(Column):
    """A column of a figure table, with its title and its width in pixels."""

    title: str
    width: int | None = None
    pinned: bool = False
    # In a plain table: the catalogue key of the cell, and the columns that fill its places.
    plain_key: str = ""
    plain_parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers, which are aligned to the right."""
        return self.unit in FORMATS


@dataclass(frozen=True, kw_only=True)
class PlainTable:
    """The columns and rows that a projector or a phone shows of a table."""

    # Names of the columns, in their order.
    columns: Sequence[str]
    most: int = FITS_WHOLE
    # Rows on a phone; 0 where a phone has the table itself.
    on_phone: int = 0
    # Rows with other words than the table's own, if there are any.
    rows: pd.DataFrame | None = None
    # Catalogue keys of the caption, where rows are left out and where none is.
    caption: str = ""
    caption_of_all: str = ""
    # Whether numbers are aligned to the right.
    aligned: bool = True

    def fitting(self, here: PageContext) -> int:
        """Return how many rows are shown; 0 if the whole table is shown."""
        on_projector = self.most if here.view.on_projector else 0
        return (self.on_phone if state.on_phone() else 0) or on_projector


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
) -> None:
    """Draw a figure table, a caption below it, and the button for its CSV file.

    Shares are given out of one, and words in the viewer's language. If `key` is given, choosing a
    row writes its index into the view's field `chooses`. If `plain` is given, it is drawn instead.
    """
    fitting = plain.fitting(here) if plain else 0
    if plain and fitting and len(rows):
        _show_plain(plain, columns, rows if plain.rows is None else plain.rows, here.text, fitting)
    elif len(rows):
        chosen = state.bound_row(key, [str(code) for code in rows.index], chooses) if key else {}
        _show_grid(columns, rows, here.text, height=height, alt=alt, **chosen)
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


def cell_text(text: Text, column: Column, value: Any) -> str:
    """Return a cell as text. Text stays as it is; a dash stands for a missing value."""
    if pd.isna(value):
        return DASH
    if column.unit is Unit.NAME:
        return text(f"{column.family}.{value}")
    if isinstance(value, str):
        return value
    if column.unit is Unit.DATE:
        return text.day(f"{value:%Y-%m-%d}")
    if column.unit is Unit.SIGNED:
        return ("+" if round(value) > 0 else "") + text.number(value)
    return written(text, column.unit, float(value))


def _show_grid(
    columns: Sequence[TableColumn],
    rows: pd.DataFrame,
    text: Text,
    *,
    height: Literal["content"] | int,
    alt: str,
    **chosen: Any,
) -> None:
    """Draw the table that scrolls and sorts.

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
    st.dataframe(
        table.reset_index(drop=True).style.format(below_zero, na_rep=DASH) if below_zero else table,
        hide_index=True,
        height=height if len(rows) > FITS_WHOLE else "content",
        alt=alt,
        column_config=config,
        placeholder=DASH,
        **chosen,
    )


def _show_plain(
    plain: PlainTable, columns: Sequence[TableColumn], rows: pd.DataFrame, text: Text, most: int
) -> None:
    """Draw the first rows as HTML, and how many there are in a caption."""
    by_name = {column.name: column for column in columns}
    shown, first = [by_name[name] for name in plain.columns], rows.head(most)
    words = {
        column.title: [_plain_cell(text, column, by_name, row) for row in first.to_dict("records")]
        for column in shown
    }
    numbers = [column.title for column in shown if column.is_number and plain.aligned]
    tables.show_plain(pd.DataFrame(words), numbers=numbers)
    caption = plain.caption if len(rows) > len(first) else plain.caption_of_all
    if caption:
        st.caption(text(caption, shown=text.number(len(first)), all=text.number(len(rows))))


def _plain_cell(
    text: Text, column: TableColumn, by_name: Mapping[str, Column], row: dict[Hashable, Any]
) -> str:
    """Return a cell as text; of several columns together it is a dash where one has no value."""
    if not column.plain_key:
        return cell_text(text, column, row[column.name])
    if any(pd.isna(row[name]) for name in column.plain_parts.values()):
        return DASH
    parts = {
        part: (JOINED if part == "upper" else "")
        + cell_text(text, by_name.get(name, Column(name=name)), row[name])
        for part, name in column.plain_parts.items()
    }
    return text(column.plain_key, **parts)


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
