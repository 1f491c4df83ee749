"""What the files of a pack say, read again by the libraries that others read them with."""

import io
from typing import Any

import openpyxl
from pptx import Presentation
from pptx.presentation import Presentation as Slides
from pypdf import PdfReader

ROW_OF_TABLE = 5


def slides_of(content: bytes) -> Slides:
    return Presentation(io.BytesIO(content))


def rows_of_slides(content: bytes) -> list[list[str]]:
    """Return the rows of every table, heads among them."""
    return [
        [cell.text_frame.text for cell in row.cells]
        for slide in slides_of(content).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]


def charts_of_slides(content: bytes) -> list[tuple[list[str], dict[str, list[float | None]]]]:
    """Return the labels and series of every chart."""
    return [
        (
            list(shape.chart.plots[0].categories),
            {one.name: list(one.values) for plot in shape.chart.plots for one in plot.series},
        )
        for slide in slides_of(content).slides
        for shape in slide.shapes
        if shape.has_chart
    ]


def words_of_slide(slide: Any) -> str:
    parts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    parts += [
        cell.text_frame.text
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    return "\n".join(parts)


def words_of_pdf(content: bytes) -> str:
    """Return all words without the spaces between them, which depend on where lines end."""
    reader = PdfReader(io.BytesIO(content))
    return joined("".join(page.extract_text() for page in reader.pages))


def joined(words: str) -> str:
    return "".join(words.replace("\u200b", "").split())


def tables_of_workbook(content: bytes) -> list[list[list[Any]]]:
    """Return the rows below the head of each table, without those above it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        [[cell.value for cell in row] for row in sheet.iter_rows(min_row=ROW_OF_TABLE + 1)]
        for sheet in book.worksheets
        if sheet.tables
    ]
