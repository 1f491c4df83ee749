"""The files of the page on authorities: the table as CSV, and a workbook with all categories."""

import io
from typing import Any

import pandas as pd
import streamlit as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from components.authorities_page import indicators_table
from components.authorities_page.model import AuthoritiesModel
from components.export.workbook import write_cell
from components.text.verdicts import in_words
from components.ui import downloads, tables


def offer(model: AuthoritiesModel) -> None:
    """Draw the buttons of the table and of the workbook, which are made when they are pressed."""
    here, text = model.here, model.here.text
    name = ("authorities", model.level, model.category, here.manifest.title_en)
    with st.container(key="mt-files", horizontal=True):
        downloads.csv_button(
            text("download.table"),
            lambda: in_words(text, indicators_table.as_file(model)),
            here.manifest,
            key="csv-authorities",
            name=name,
            about=indicators_table.about(model),
        )
        downloads.button(
            text("authorities.save"),
            lambda: as_xlsx(model),
            name=tables.file_name(*name, manifest=here.manifest, ending="xlsx"),
            mime=downloads.MIME["xlsx"],
            key="file-authorities",
        )


def as_xlsx(model: AuthoritiesModel) -> bytes:
    """Return the workbook: a worksheet of indicators, one of rates by category, one of sources."""
    text, book = model.here.text, Workbook()
    first: Worksheet = book.active
    first.title = text("authorities.sheet_indicators")
    _write(first, in_words(text, indicators_table.as_file(model)))
    rates = book.create_sheet(text("authorities.sheet_categories"))
    _write(rates, in_words(text, categories_file(model)))
    about = {
        **indicators_table.about(model),
        "source": model.here.manifest.rights["attribution_en"],
        "licence": model.here.manifest.rights["licence_en"],
        "boundaries": model.here.manifest.boundaries,
        "release": model.here.manifest.release,
    }
    if model.here.manifest.fictional:
        about = {"note": tables.FICTIONAL, **about}
    facts = pd.DataFrame({"fact": list(about), "value": list(about.values())})
    _write(book.create_sheet(text("xlsx.about")), facts)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def categories_file(model: AuthoritiesModel) -> pd.DataFrame:
    """Return a row for each category and area: rate, range, verdict, incidents and months."""
    columns = ["category", "area_code", "name_en", "name_cy", "incidents", "residents", "rate"]
    columns += ["lower", "upper", "status", "verdict", "months"]
    return model.by_category.reindex(columns=columns)


def _write(sheet: Worksheet, table: pd.DataFrame) -> None:
    for at, head in enumerate(table.columns, 1):
        write_cell(sheet.cell(1, at), str(head), head=True)
    for number, row in enumerate(table.itertuples(index=False), 2):
        for at, value in enumerate(row, 1):
            write_cell(sheet.cell(number, at), _plain(value))
    sheet.freeze_panes = "A2"


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value if isinstance(value, str | int | float | bool) else value.item()
