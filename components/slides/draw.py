"""Draws text, tables, charts and pictures on a slide, each as what PowerPoint can edit."""

import copy
import io
import math
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Pt

from components import colour_scheme
from components.slides.arrange import LEAST, Box
from components.slides.blocks import AFTER, Kind, Line
from components.slides.measure import LINE
from components.slides.picture import png_of, size_of
from components.slides.tables import ACROSS, DOWN, Sized
from components.ui.sections import Chart, ChartKind, Picture

TYPES = {
    ChartKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    ChartKind.BARS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.ROWS: XL_CHART_TYPE.BAR_CLUSTERED,
}
COLOURS = (colour_scheme.TREND, colour_scheme.TREND_BEFORE)
CHART_LETTERS = 12
# WIDE_ROOM: a map has its legend beside it where the room is so many times as wide as high.
WIDE_ROOM = 1.5
# LINE_CHART, DASHED, NO_MARKS: a plot of lines, the look of its line, and no mark on each value.
LINE_CHART = (
    f"<c:lineChart {nsdecls('c')}>"
    '<c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="0"/></c:lineChart>'
)
DASHED = (
    f'<c:spPr {nsdecls("c", "a")}><a:ln w="19050"><a:solidFill><a:srgbClr val="'
    f'{colour_scheme.INK.lstrip("#")}"/></a:solidFill><a:prstDash val="sysDash"/></a:ln></c:spPr>'
)
LANGUAGES = {"en": "en-GB", "cy": "cy-GB"}
NO_MARKS = f'<c:marker {nsdecls("c")}><c:symbol val="none"/></c:marker>'


class Pen:
    """Draws on one slide, in one language."""

    def __init__(self, slide: Slide, language: str) -> None:
        self.slide, self._language = slide, LANGUAGES[language]

    def write(self, lines: Sequence[Line], size: float, box: Box, *, least: float = LEAST) -> None:
        """Write lines below one another in a box of text."""
        shape = self.slide.shapes.add_textbox(*_emu(box))
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            own = line.kind.size(size, least)
            paragraph.line_spacing, paragraph.space_after = Pt(own * LINE), Pt(own * AFTER)
            colour = colour_scheme.SOFT_INK if line.kind is Kind.SMALL else colour_scheme.INK
            if line.name:
                self.run(paragraph, f"{line.name} ", own, bold=True, colour=colour)
            self.run(
                paragraph,
                line.words,
                own,
                bold=line.kind.bold,
                colour=colour_scheme.BANNER if line.kind is Kind.WARNING else colour,
            )

    def title(self, shape: Any, words: str, size: float) -> None:
        """Write the title into its placeholder."""
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        paragraph = frame.paragraphs[0]
        paragraph.line_spacing = Pt(size * LINE)
        self.run(paragraph, words, size)

    def run(
        self, paragraph: Any, words: str, size: float, *, bold: bool | None = None, colour: str = ""
    ) -> None:
        """Add words to a paragraph. Their language tells a screen reader how to read them."""
        run = paragraph.add_run()
        run.text = "".join(c if c.isprintable() else " " for c in words)
        run.font.size, run.font.bold = Pt(size), bold
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour.lstrip("#"))
        run._r.get_or_add_rPr().set("lang", self._language)

    def copy(self, element: Any) -> None:
        """Add a copy of a shape of the layout, with a number of its own."""
        shapes: Any = self.slide.shapes
        copied = copy.deepcopy(element)
        copied.xpath(".//p:cNvPr")[0].set("id", str(shapes._next_shape_id))
        for spoken in copied.xpath(".//a:rPr | .//a:endParaRPr"):
            spoken.set("lang", self._language)
        shapes._spTree.append(copied)

    def table(self, of: Sized, box: Box, alt: str) -> None:
        """Draw a table with a row of heads, which screen readers read with each cell."""
        table, columns = of.table, len(of.table.heads)
        height = sum(of.heights)
        frame = self.slide.shapes.add_table(
            len(table.rows) + 1, columns, Pt(box.left), Pt(box.top), Pt(box.width), Pt(height)
        )
        _describe(frame, alt)
        drawn = frame.table
        drawn.first_row, drawn.horz_banding = True, False
        for at, wide in enumerate(of.widths):
            drawn.columns[at].width = Pt(wide)
        for number, row in enumerate([table.heads, *table.rows]):
            drawn.rows[number].height = Pt(of.heights[number])
            for at, words in enumerate(row):
                cell = drawn.cell(number, at)
                cell.margin_left = cell.margin_right = Pt(ACROSS)
                cell.margin_top = cell.margin_bottom = Pt(DOWN)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.alignment = PP_ALIGN.RIGHT if at in table.numbers else PP_ALIGN.LEFT
                paragraph.line_spacing = Pt(of.size * LINE)
                self.run(paragraph, words, of.size, bold=number == 0)

    def picture(self, picture: Picture, box: Box) -> None:
        """Draw a chart that can be edited, or else an image, with its alternative text."""
        if picture.chart:
            self._chart(picture.chart, picture.alt, box)
            return
        png = png_of(picture, beside=box.width > WIDE_ROOM * box.height)
        wide, tall = size_of(png)
        scale = min(box.width / wide, box.height / tall)
        left = box.left + (box.width - scale * wide) / 2
        shape = self.slide.shapes.add_picture(
            io.BytesIO(png), Pt(left), Pt(box.top), Pt(scale * wide), Pt(scale * tall)
        )
        _describe(shape, picture.alt)

    def _chart(self, chart: Chart, alt: str, box: Box) -> None:
        data: Any = CategoryChartData(number_format=chart.written)
        data.categories = list(chart.labels)
        for name, values in chart.series:
            data.add_series(name, [None if math.isnan(value) else value for value in values])
        frame: Any = self.slide.shapes.add_chart(TYPES[chart.kind], *_emu(box), data)
        _describe(frame, alt)
        drawn = frame.chart
        drawn.has_title = False
        drawn.font.size = Pt(CHART_LETTERS)
        drawn.has_legend = True
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        # PowerPoint draws rows from below; the first is on top here, as in the table.
        if chart.kind is ChartKind.ROWS:
            drawn.category_axis.reverse_order = True
            drawn.category_axis.crosses = XL_AXIS_CROSSES.MAXIMUM
        axis = drawn.value_axis
        axis.minimum_scale = 0
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = (
            chart.written.replace(".0", ""),
            False,
        )
        axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(
            colour_scheme.GRID.lstrip("#")
        )
        for series, colour in zip(drawn.plots[0].series, COLOURS, strict=False):
            _coloured(series, chart.kind, RGBColor.from_string(colour.lstrip("#")))
        if chart.across:
            line_across(drawn)


def _coloured(series: Any, kind: ChartKind, colour: RGBColor) -> None:
    if kind is not ChartKind.LINE:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
        return
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = colour, Pt(2.25)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 5
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    series.marker.format.line.color.rgb = colour


def line_across(drawn: Any) -> None:
    """Turn the last series of bars into a dashed line on the same axes, edited as before."""
    (bars,) = drawn._chartSpace.xpath(".//c:barChart")
    series = bars.xpath("c:ser")[-1]
    for part in series.xpath("c:spPr | c:invertIfNegative"):
        series.remove(part)
    for part in (NO_MARKS, DASHED):
        series.xpath("c:tx")[0].addnext(parse_xml(part))
    line = parse_xml(LINE_CHART)
    line.insert(2, series)
    for axis in bars.xpath("c:axId"):
        line.append(copy.deepcopy(axis))
    bars.addnext(line)


def _describe(shape: Any, alt: str) -> None:
    """Set the alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


def _emu(box: Box) -> tuple[Any, Any, Any, Any]:
    return Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
