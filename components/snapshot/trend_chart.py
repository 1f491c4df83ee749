"""The months of one place as a picture: the panel's chart on paper, gaps shown as gaps."""

import math

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from components import theme
from components.snapshot.canvas import Box, Canvas
from components.snapshot.font_metrics import ASCENT, Face, Letters
from components.snapshot.legend_marks import Stroke
from components.snapshot.model import TrendPicture
from components.snapshot.page import address_of, begin, head_of
from components.snapshot.page_blocks import Block, Row, Space, Words, place_blocks
from components.snapshot.page_layout import Content, plan
from components.snapshot.paper_sizes import PIXEL, PRESETS, Preset
from components.ui.charts import highest
from geo.stats.trend import BEFORE, NOW

LINES = {BEFORE: (theme.TREND_BEFORE, 2.0, 4.0), NOW: (theme.TREND, 3.0, 6.0)}
"""Colour, width and size of the marks, as on screen; drawn in this order."""
ROOM_ABOVE = 1.12
LARGER = 1.6
"""A chart that fills a page has thicker lines than one in a panel."""


def draw_chart(picture: TrendPicture, preset: str) -> Canvas:
    """The whole page; months run across, so the paper lies."""
    size = PRESETS[preset]
    paper, inner = begin(size, tall=False, fictional=picture.sheet.fictional)
    places = plan(_content(picture, size), inner, body=size.body)
    _chart(paper, picture, places.map, size)
    for part in places.parts:
        place_blocks(paper, part.blocks, part.box, scale=part.scale)
    return paper


def _content(picture: TrendPicture, size: Preset) -> Content:
    body, sheet = size.body, picture.sheet
    soft = Letters(size=body * 0.86, colour=theme.SOFT_INK)
    notes = tuple(Words(words=line, letters=soft, above=0.3 * body) for line in picture.caveats)
    return Content(
        head=head_of(picture.title, picture.subtitle, sheet.answer, size),
        legend=_legend(picture, size),
        facts=(),
        facts_across=(),
        notes=notes,
        notes_across=(Words(words=" ".join(picture.caveats), letters=soft),),
        address=(address_of(sheet, picture.text, size),),
        foot=(Words(words=f"{picture.source} {sheet.made}", letters=soft),),
    )


def _legend(picture: TrendPicture, size: Preset) -> tuple[Block, ...]:
    letters = Letters(size=size.body)
    title = Letters(size=1.08 * size.body, face=Face.BOLD)
    rows: list[Block] = [Words(words=picture.text("picture.a_month"), letters=title)]
    rows.append(Space(tall=0.35 * size.body))
    for name, said in ((NOW, picture.now), (BEFORE, picture.before)):
        if picture.table[name].notna().any():
            colour, width, _ = LINES[name]
            mark = Stroke(colour=colour, thick=width * PIXEL * LARGER)
            rows.append(Row(mark=mark, label=said, count="", letters=letters))
    return (*rows, Space(tall=size.body))


def _chart(paper: Canvas, picture: TrendPicture, box: Box, size: Preset) -> None:
    """Grid, gaps, lines and their labels, all in points of the paper."""
    table, text = picture.table, picture.text
    letters = Letters(size=size.body * 0.95, colour=theme.SOFT_INK)
    top = highest(table) * ROOM_ABOVE
    ticks = [t for t in MaxNLocator(4, integer=True).tick_values(0, top) if 0 <= t <= top]
    left = max(letters.width(text.number(tick)) for tick in ticks) + 0.8 * letters.size
    plot = Box(
        left=box.left + left,
        top=box.top + letters.size,
        width=box.width - left,
        height=box.height - 3 * letters.size,
    )
    for tick in ticks:
        y = plot.foot - tick / top * plot.height
        line = Line2D([plot.left, plot.right], [y, y], color=theme.GRID, linewidth=0.8)
        paper.put(line)
        right = plot.left - 0.6 * letters.size
        paper.write(right, y + 0.35 * letters.size, text.number(tick), letters, align="right")
    step = plot.width / len(table)
    _gaps(paper, picture, plot, step, letters)
    for name, (colour, width, mark) in LINES.items():
        _line(paper, table[name], plot, step, top, colour, width, mark)
    _months(paper, picture, plot, step, letters)


def _line(
    paper: Canvas,
    values: pd.Series,
    plot: Box,
    step: float,
    top: float,
    colour: str,
    width: float,
    mark: float,
) -> None:
    """A line that stops at a gap; the marks keep a month between two gaps to be seen."""
    x = [plot.left + (i + 0.5) * step for i in range(len(values))]
    y = [plot.foot - value / top * plot.height for value in values]
    paper.put(
        Line2D(
            x,
            y,
            color=colour,
            linewidth=width * PIXEL * LARGER,
            marker="o",
            markersize=mark * PIXEL * LARGER,
            gid="trend",
        )
    )


def _gaps(paper: Canvas, picture: TrendPicture, plot: Box, step: float, letters: Letters) -> None:
    """An open band for every month without a number, and why."""
    words = picture.gap
    long = letters.width(words)
    for i, value in enumerate(picture.table[NOW]):
        if not math.isnan(value):
            continue
        left = plot.left + i * step
        band = Box(left=left, top=plot.top, width=step, height=plot.height)
        paper.rectangle(band, fill=theme.GREYED)
        if long < plot.height and step > letters.size:
            foot = left + step / 2 + 0.35 * letters.size
            paper.write(foot, plot.top + (plot.height + long) / 2, words, letters, turned=True)


def _months(paper: Canvas, picture: TrendPicture, plot: Box, step: float, letters: Letters) -> None:
    """As many months by name as have room, the last one among them."""
    names = [picture.text.short_month(str(month)) for month in picture.table.index]
    wide = max(map(letters.width, names)) + letters.size
    every = max(math.ceil(wide / step), 1)
    foot = plot.foot + 0.5 * letters.size + ASCENT * letters.size
    for i in range(len(names))[::-1][::every]:
        x = plot.left + (i + 0.5) * step
        x = min(x, plot.right - letters.width(names[i]) / 2)
        paper.write(x, foot, names[i], letters, align="center")
