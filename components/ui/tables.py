"""Tables as HTML and as CSV. Every row of a CSV file has the source of its numbers."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.text.catalogue import Text
from components.text.direction import escape
from components.text.residents_origin import absent_in_english
from components.ui.html import folded_html
from data.release.manifest import Manifest

FICTIONAL = "Fictional sample county / Sir enghreifftiol ffuglennol"
DANGEROUS_STARTS = ("=", "+", "-", "@", "\t", "\r")


def filter_by_name(table: pd.DataFrame, typed: str) -> pd.DataFrame:
    """Return the rows whose code or name, in either language, contains what was typed."""
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return table
    names = table["name_en"] + "\n" + table["name_cy"] + "\n" + table.index
    return table[names.str.casefold().str.contains(wanted, regex=False)]


def left_out(table: pd.DataFrame, text: Text, *, explained: str) -> str:
    """Return as HTML how many rows were not used, and folded below it why, of a table of reasons.

    It is one element: an expander would be three, in each run of the map.
    """
    reasons, rows = text("left_out.reason"), text("left_out.rows")
    worded = [
        {reasons: text(f"reason.{reason}"), rows: number}
        for reason, number in zip(table["reason"].tolist(), table["rows"].tolist(), strict=True)
    ]
    title = text.plural("left_out.title", sum(table["rows"].tolist()))
    words = escape(text(explained, read=text.number(int(table.attrs["read"]))))
    return folded_html(title, f"<p>{words}</p>{html_of((reasons, rows), worded, numbers=[rows])}")


def show_plain(table: pd.DataFrame, *, numbers: Collection[str] = ()) -> None:
    """Draw a table as HTML: its letters grow with the page, and screen readers read it."""
    st.html(as_html(table, numbers=numbers))


def as_html(table: pd.DataFrame, *, numbers: Collection[str] = ()) -> str:
    """Return the table as HTML. On a phone each row becomes a card labelled by `data-label`."""
    return html_of(tuple(table.columns), table.to_dict("records"), numbers=numbers)


def html_of(
    columns: Sequence[str], records: Iterable[Mapping[Any, Any]], *, numbers: Collection[str] = ()
) -> str:
    """Return rows that are no table of pandas, as from `as_html`."""
    align = {column: ' class="mt-n"' if column in numbers else "" for column in columns}
    head = "".join(
        f'<th scope="col" role="columnheader"{align[c]}>{escape(c)}</th>' for c in columns
    )
    rows = "".join(
        '<tr role="row">' + "".join(_cell(c, row[c], align[c]) for c in columns) + "</tr>"
        for row in records
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
    """Return UTF-8 with a byte order mark for Excel, with provenance and `about` in every row."""
    return b"".join(as_csv_parts([table], manifest, about=about))


def as_csv_parts(
    parts: Iterable[pd.DataFrame], manifest: Manifest, *, about: dict[str, str] | None = None
) -> Iterator[bytes]:
    """Yield the CSV of a table that comes in parts, as from `as_csv`."""
    provenance = {
        **(about or {}),
        **absent_in_english(manifest),
        "source": manifest.rights["attribution_en"],
        "licence": manifest.rights["licence_en"],
        "boundaries": manifest.boundaries,
        "release": manifest.release,
    }
    if manifest.fictional:
        provenance = {"note": FICTIONAL, **provenance}
    for number, part in enumerate(parts):
        safe = part.assign(**provenance).map(_escape_formula)
        encoding = "utf-8" if number else "utf-8-sig"
        yield safe.to_csv(index=False, header=not number).encode(encoding)


def file_name(*parts: str, manifest: Manifest, ending: str = "csv") -> str:
    """Return a file name of what, where and when; a fictional county begins with a note of it."""
    words = (["fictional-sample"] if manifest.fictional else []) + [*parts]
    name = "_".join(words).lower().replace(" ", "-")
    return "".join(c for c in name if c.isalnum() or c in "-_") + f".{ending}"


def _escape_formula(cell: object) -> object:
    """Return a cell on one line, with a quote before what a spreadsheet would run as a formula."""
    if not isinstance(cell, str):
        return cell
    return "'" + one_line(cell) if cell.startswith(DANGEROUS_STARTS) else one_line(cell)


def one_line(words: str) -> str:
    """Return text without line ends and characters that spreadsheets and databases can't store."""
    return "".join(c for c in " ".join(words.splitlines()) if c.isprintable())
