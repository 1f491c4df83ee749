"""Tables on screen and as files. A file carries where its numbers come from, row by row."""

from collections.abc import Callable, Collection
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components.maps.legend_classes import written
from components.text.catalogue import DASH, Text
from components.view import state
from components.view.view import View
from data.release.manifest import Manifest
from geo.measures.model import Column, Measure, Unit

FICTIONAL = "Fictional sample county / Sir enghreifftiol ffuglennol"
FITS_WHOLE = 12
"""So many rows need no scrolling."""
MOST_WRITTEN = 200
"""Of more rows than these the browser writes every number: cell by cell takes the server long."""
FIGURES = "figures"
DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r")


def show_figures(table: pd.DataFrame, measure: Measure, text: Text, view: View) -> None:
    """Every number of the map; a place that was chosen elsewhere stands in the first row."""
    if table.empty:
        return
    table = _found(table, text)
    if view.place in table.index and not state.chose_row(FIGURES):
        table = table.loc[[view.place, *table.index.drop(view.place)]]
    shown = {text("table.area"): table[f"name_{text.language}"]}
    # A pinned column is paler: only where the others are moved away under it.
    config: dict[str, Any] = {
        text("table.area"): st.column_config.TextColumn(pinned=state.on_phone(), width=190)
    }
    below_zero: dict[str, Any] = {}
    for name, column, values in _columns(table, measure, text):
        shown[name] = _cells(values, column, text)
        config[name] = _config(column)
        if len(table) <= MOST_WRITTEN and column.unit is not Unit.NAME and (values < 0).any():
            below_zero[name] = _written_by(column, text)
            config[name] = st.column_config.NumberColumn(width=82)
    st.dataframe(
        _as_written(pd.DataFrame(shown), below_zero),
        hide_index=True,
        height=540 if len(table) > FITS_WHOLE else "content",
        alt=text("table.alt"),
        column_config=config,
        placeholder=DASH,
        **state.bound_row(FIGURES, [str(code) for code in table.index], "place"),
    )


def _found(table: pd.DataFrame, text: Text) -> pd.DataFrame:
    """The rows that were asked for by name; by keyboard this is the way to one of them."""

    def codes(typed: str) -> list[str]:
        return [str(code) for code in filter_by_name(table, typed).index]

    typed = st.text_input(
        text("table.find"),
        placeholder=text("table.find_example"),
        width=420,
        **state.bound_finding("figures-find", codes, "place"),
    )
    found = filter_by_name(table, typed)
    if found.empty:
        st.caption(text("table.none_found"))
    return found


def filter_by_name(table: pd.DataFrame, typed: str) -> pd.DataFrame:
    """The rows whose name (in either language) or code holds what was typed."""
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return table
    names = table["name_en"] + "\n" + table["name_cy"] + "\n" + table.index
    return table[names.str.casefold().str.contains(wanted, regex=False)]


def _columns(
    table: pd.DataFrame, measure: Measure, text: Text
) -> list[tuple[str, Column, pd.Series]]:
    """The measure's columns under the names that they have on screen."""
    found = []
    for column in measure.columns:
        if column.name not in table:  # It is another level's.
            continue
        key = f"{measure.name}_value" if column.name == "value" else column.name
        found.append((text(f"table.{key}"), column, table[column.name]))
    return found


def _cells(values: pd.Series, column: Column, text: Text) -> pd.Series:
    """Numbers stay numbers, so that a column sorts by them; a share is out of a hundred."""
    if column.unit is Unit.NAME:
        # Few of them differ: each is worded once.
        worded = {value: _said(value, column, text) for value in values.dropna().unique()}
        said = [worded.get(value, DASH) for value in values]
        return pd.Series(said, index=values.index)
    if column.unit is Unit.NUMBER:
        return values.round()
    return values * 100 if column.unit is Unit.PERCENT else values


def _said(value: Any, column: Column, text: Text) -> str:
    if pd.isna(value):
        return DASH
    if column.unit is Unit.NAME:
        return text(f"{column.family}.{value}")
    return written(text, column.unit, float(value))


def _written_by(column: Column, text: Text) -> Callable[[float], str]:
    out_of = 100 if column.unit is Unit.PERCENT else 1
    return lambda value: written(text, column.unit, value / out_of)


def _as_written(table: pd.DataFrame, columns: dict[str, Any]) -> Any:
    """Numbers below zero as Milltir writes them: the browser has a hyphen for a minus.

    They stay numbers, so that the column sorts by them.
    """
    if not columns:
        return table
    return table.reset_index(drop=True).style.format(columns, na_rep=DASH)


def _config(column: Column) -> Any:
    formats = {Unit.NUMBER: "localized", Unit.TENTHS: "%.1f", Unit.PERCENT: "%.0f%%"}
    if column.unit is Unit.NAME:
        return st.column_config.TextColumn(width=90)
    return st.column_config.NumberColumn(format=formats[column.unit], width=82)


def show_left_out(table: pd.DataFrame, text: Text, *, explained: str) -> None:
    """Rows that were not used, by reason; folded under how many they are."""
    with st.expander(text.plural("left_out.title", int(table["rows"].sum()))):
        st.write(text(explained, read=text.number(int(table.attrs["read"]))))
        worded = pd.DataFrame(
            {
                text("left_out.reason"): table["reason"].map(lambda r: text(f"reason.{r}")),
                text("left_out.rows"): table["rows"],
            }
        )
        show_plain(worded, numbers=[text("left_out.rows")])


def show_plain(table: pd.DataFrame, *, numbers: Collection[str] = ()) -> None:
    """A table as HTML: its letters grow with the page, and a screen reader reads it."""
    st.html(as_html(table, numbers=numbers))


def as_html(table: pd.DataFrame, *, numbers: Collection[str] = ()) -> str:
    """The same as text. On a phone each row becomes a card, its columns named by `data-label`."""
    align = {column: ' class="mt-n"' if column in numbers else "" for column in table.columns}
    head = "".join(
        f'<th scope="col" role="columnheader"{align[c]}>{escape(c)}</th>' for c in table.columns
    )
    rows = "".join(
        '<tr role="row">' + "".join(_cell(c, row[c], align[c]) for c in table.columns) + "</tr>"
        for row in table.to_dict("records")
    )
    return (
        '<div class="mt-scroll"><table class="mt-table" role="table">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _cell(column: str, value: object, align: str) -> str:
    label, words = escape(str(column)), escape(str(value))
    return f'<td role="cell"{align} data-label="{label}"><span>{words}</span></td>'


def as_csv(table: pd.DataFrame, manifest: Manifest, *, about: dict[str, str]) -> bytes:
    """UTF-8 with a mark that Excel understands; what the table is about stands in every row."""
    provenance = {
        **about,
        "source": manifest.rights["attribution_en"],
        "licence": manifest.rights["licence_en"],
        "boundaries": manifest.boundaries,
        "release": manifest.release,
    }
    if manifest.fictional:
        provenance = {"note": FICTIONAL, **provenance}
    safe = table.assign(**provenance).map(_escape_formula)
    return safe.to_csv(index=False).encode("utf-8-sig")


def file_name(*parts: str, manifest: Manifest, ending: str = "csv") -> str:
    """What, where, when; a fictional county says so before anything else."""
    words = (["fictional-sample"] if manifest.fictional else []) + [*parts]
    kept = "_".join(words).lower().replace(" ", "-")
    return "".join(c for c in kept if c.isalnum() or c in "-_") + f".{ending}"


def _escape_formula(cell: object) -> object:
    """A text that a spreadsheet would run as a formula is marked as text; one line a cell."""
    if not isinstance(cell, str):
        return cell
    return "'" + one_line(cell) if cell.startswith(DANGEROUS_STARTS) else one_line(cell)


def one_line(words: str) -> str:
    """Without line ends, and without what a spreadsheet or a database can't hold."""
    return "".join(c for c in " ".join(words.splitlines()) if c.isprintable())
