"""Benchmark packs: a deck beside a plain python-pptx script of the same slides, and all wards."""

import io
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.util import Pt

from components.packs.build import pack
from components.packs.make import Request, files, offered
from components.packs.slides import deck
from components.packs.templates import BY_NAME
from components.page_context import context_of
from components.slides.painter import as_pptx
from components.view.view import View
from data.access.viewer import Audience, Viewer
from data.build.pipeline import build_release
from data.sample import write_sources
from tests.benchmarks.measure import alternate_kernels
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row
from tests.conftest import settings_in

# MOST: seconds for every ward's briefing in both languages, as slides, PDF and workbook.
MOST = 60.0
TEMPLATE, FORMATS = "assessment", ("pptx", "pdf", "xlsx")
VIEWER = Viewer(name="", audience=Audience.ANALYST)


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Measure a deck of the sample county against its peer, and all briefings at once."""
    del nation
    with tempfile.TemporaryDirectory() as folder:
        home = _home(Path(folder))
        before = os.environ.get("MILLTIR_HOME")
        os.environ["MILLTIR_HOME"] = str(home)
        try:
            return [_deck(rounds), _every_ward()]
        finally:
            if before is None:
                del os.environ["MILLTIR_HOME"]
            else:
                os.environ["MILLTIR_HOME"] = before


def _home(folder: Path) -> Path:
    write_sources(folder / "sources")
    build_release([folder / "sources"], settings_in(folder / "home"))
    return folder / "home"


def _deck(rounds: int) -> Row:
    """Return the time of the slides of a pack whose pictures are drawn, and of a plain script."""
    slides = deck(pack(VIEWER, BY_NAME[TEMPLATE], "", "en"))
    content = as_pptx(slides)
    given = _given(content)
    times = alternate_kernels(lambda: as_pptx(slides), [lambda: plain(given)], rounds=rounds)
    return Row.of_times(
        f"{len(given)} slides, measured so that nothing is cut off, with notes and languages",
        "a plain python-pptx script of the same text, tables, charts and pictures",
        None,
        times,
        equal=_words(content) == _words(plain(given)),
    )


def _every_ward() -> Row:
    """Return the time of every ward's briefing in both languages and three formats."""
    template = BY_NAME["ward"]
    wards = tuple(offered(context_of(View(), VIEWER), template))
    request = Request(
        template=template.name, subjects=wards, languages=("en", "cy"), formats=FORMATS
    )
    started = time.monotonic()
    number = sum(1 for _ in files(VIEWER, request))
    took = time.monotonic() - started
    return Row(
        what=f"the briefings of {len(wards)} wards in both languages: {number} files",
        against="",
        demand=f"<= {MOST:.0f} s",
        ours=f"{took:.1f} s",
        peer="",
        ratio="",
        met=took <= MOST,
    )


def _given(content: bytes) -> list[list[tuple[str, Any, Any]]]:
    """Return what a script would write on each slide: the kind, the box, and the content."""
    return [
        [_shape(shape) for shape in slide.shapes if not shape.is_placeholder or _is_title(shape)]
        for slide in Presentation(io.BytesIO(content)).slides
    ]


def _is_title(shape: Any) -> bool:
    return bool(shape.placeholder_format.idx == 0)


def _shape(shape: Any) -> tuple[str, Any, Any]:
    box = (shape.left, shape.top, shape.width, shape.height)
    if shape.has_table:
        table = shape.table
        cells = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
        return "table", box, cells
    if shape.has_chart:
        plot = shape.chart.plots[0]
        series = [(one.name, list(one.values)) for one in plot.series]
        return "chart", box, (shape.chart.chart_type, list(plot.categories), series)
    if shape.is_placeholder:
        return "title", box, shape.text_frame.text
    if shape.has_text_frame:
        return "text", box, [one.text for one in shape.text_frame.paragraphs]
    return "picture", box, shape.image.blob


def plain(slides: list[list[tuple[str, Any, Any]]]) -> bytes:
    """Write the slides as a script would that knows where everything goes."""
    shown = Presentation()
    shown.slide_width, shown.slide_height = Pt(960), Pt(540)
    for shapes in slides:
        slide = shown.slides.add_slide(shown.slide_layouts[5])
        for kind, box, content in shapes:
            _write(slide, kind, box, content)
    written = io.BytesIO()
    shown.save(written)
    return written.getvalue()


def _write(slide: Any, kind: str, box: Any, content: Any) -> None:
    if kind == "title":
        slide.shapes.title.text = content
    elif kind == "picture":
        slide.shapes.add_picture(io.BytesIO(content), *box)
    elif kind == "chart":
        form, labels, series = content
        data = CategoryChartData()
        data.categories = labels
        for name, values in series:
            data.add_series(name, values)
        slide.shapes.add_chart(form, *box, data)
    elif kind == "table":
        table = slide.shapes.add_table(len(content), len(content[0]), *box).table
        for number, row in enumerate(content):
            for at, words in enumerate(row):
                table.cell(number, at).text = words
                table.cell(number, at).text_frame.paragraphs[0].runs[0].font.size = Pt(11)
    else:
        frame = slide.shapes.add_textbox(*box).text_frame
        frame.text = content[0]
        for words in content[1:]:
            frame.add_paragraph().text = words


def _words(content: bytes) -> list[list[str]]:
    """Return the words of every slide, to see that both have the same."""
    return [
        [str(one[2]) for one in shapes if one[0] in ("title", "text", "table")]
        for shapes in _given(content)
    ]
