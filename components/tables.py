"""Tables on screen and as files. A file carries where its numbers come from, row by row."""

from collections.abc import Collection
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components.state import View
from components.text import Text
from data.manifest import Manifest

FICTIONAL = "Fictional sample county / Sir enghreifftiol ffuglennol"
DIGITS = {"incidents": 0, "rate": 1}
DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r")


def show_figures(figures: pd.DataFrame, text: Text, view: View) -> None:
    """Every number of the map. On a projector as plain HTML, whose letters grow with the page."""
    table = _worded(figures, text, view)
    if view.on_projector:
        show_plain(table, numbers=list(table.columns[1:4]))
        return
    st.dataframe(
        table,
        hide_index=True,
        height=540,
        key="figures",
        alt=text("table.alt"),
        column_config=_columns(text),
    )


def _worded(figures: pd.DataFrame, text: Text, view: View) -> pd.DataFrame:
    table = pd.DataFrame({text("table.area"): figures[f"name_{text.language}"]})
    for column in ("incidents", "rate"):
        values = figures[column].round(DIGITS[column])
        if view.on_projector:
            values = values.map(lambda v, d=DIGITS[column]: _said(v, d, text))
        table[text(f"table.{column}")] = values
    lower, upper = (figures[limit].map(lambda v: _said(v, 1, text)) for limit in ("lower", "upper"))
    table[text("table.limits")] = lower + " – " + upper
    table[text("table.verdict")] = figures["verdict"].map(
        lambda verdict: "–" if pd.isna(verdict) else text(f"verdict.{verdict}")
    )
    return table


def _said(value: float, digits: int, text: Text) -> str:
    return "–" if pd.isna(value) else text.number(value, digits)


def _columns(text: Text) -> dict[str, Any]:
    return {
        text("table.area"): st.column_config.TextColumn(pinned=True, width=190),
        text("table.incidents"): st.column_config.NumberColumn(format="%d", width=80),
        text("table.rate"): st.column_config.NumberColumn(format="%.1f", width=65),
        text("table.limits"): st.column_config.TextColumn(width=105, alignment="right"),
        text("table.verdict"): st.column_config.TextColumn(width=70),
    }


def show_plain(table: pd.DataFrame, *, numbers: Collection[str] = ()) -> None:
    """A table as HTML: its letters grow with the page, and a screen reader reads it."""
    st.html(as_html(table, numbers=numbers))


def as_html(table: pd.DataFrame, *, numbers: Collection[str] = ()) -> str:
    """The same as text."""
    align = {column: ' class="mt-n"' if column in numbers else "" for column in table.columns}
    head = "".join(f'<th scope="col"{align[c]}>{escape(c)}</th>' for c in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td{align[c]}>{escape(str(row[c]))}</td>" for c in table.columns)
        for row in table.to_dict("records")
    )
    return (
        f'<div class="mt-scroll"><table class="mt-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


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
    safe = table.assign(**provenance).map(_disarmed)
    return safe.to_csv(index=False).encode("utf-8-sig")


def file_name(*parts: str, manifest: Manifest, ending: str = "csv") -> str:
    """What, where, when; a fictional county says so before anything else."""
    words = (["fictional-sample"] if manifest.fictional else []) + [*parts]
    kept = "_".join(words).lower().replace(" ", "-")
    return "".join(c for c in kept if c.isalnum() or c in "-_") + f".{ending}"


def _disarmed(cell: object) -> object:
    """A text that a spreadsheet would run as a formula is marked as text; one line a cell."""
    if not isinstance(cell, str):
        return cell
    one_line = " ".join(cell.splitlines())
    return "'" + one_line if cell.startswith(DANGEROUS_STARTS) else one_line
