"""One page: the map in its frame, what stands around it, and what it says about itself."""

import segno

from components import theme
from components.overlays.model import Overlay
from components.snapshot import (
    draw_areas,
    draw_basemap,
    draw_overlays,
    place_labels,
    scale_and_north,
)
from components.snapshot.canvas import Box, Canvas
from components.snapshot.captions import Sheet
from components.snapshot.font_metrics import ASCENT, Face, Letters
from components.snapshot.legend_marks import Outline, mark_of
from components.snapshot.map_window import Window, extent_of, is_tall, window
from components.snapshot.model import Picture
from components.snapshot.page_blocks import Address, Block, Fact, Row, Space, Words, place_blocks
from components.snapshot.page_layout import Content, Plan, plan
from components.snapshot.paper_sizes import PRESETS, Preset
from components.text.catalogue import Text
from components.ui.tables import FICTIONAL

PAPER = "#FFFFFF"
MARGIN, BAND = 2.6, 2.3
"""In sizes of the body's letters: the margin, the fictional county's band."""


def draw_page(picture: Picture, preset: str) -> Canvas:
    """The whole page on one of the presets' paper."""
    size = PRESETS[preset]
    extent = extent_of(picture.spec, picture.shapes)
    paper, inner = begin(size, tall=is_tall(extent), fictional=picture.sheet.fictional)
    places = plan(_content(picture, size), inner, body=size.body)
    draw_map(paper, picture, window(extent, places.map), size)
    _words(paper, places)
    return paper


def _words(paper: Canvas, places: Plan) -> None:
    for part in places.parts:
        place_blocks(paper, part.blocks, part.box, scale=part.scale)


def begin(size: Preset, *, tall: bool, fictional: bool) -> tuple[Canvas, Box]:
    """A page with the fictional county's band where it is one, and the room inside its margins."""
    paper, body = Canvas(*size.paper(tall=tall), colour=PAPER), size.body
    band = _band(paper, body) if fictional else 0.0
    margin = MARGIN * body
    inner = Box(
        left=margin,
        top=band + margin * 0.7,
        width=paper.width - 2 * margin,
        height=paper.height - band - 1.4 * margin,
    )
    return paper, inner


def _band(paper: Canvas, body: float) -> float:
    """A fictional county says so across the page; gives where the page begins."""
    tall = BAND * body
    letters = Letters(size=1.25 * body, face=Face.BOLD, colour=PAPER)
    paper.rectangle(Box(left=0, top=0, width=paper.width, height=tall), fill=theme.BANNER)
    foot = (tall - letters.line) / 2 + ASCENT * letters.size
    paper.write(paper.width / 2, foot, FICTIONAL, letters, align="center")
    return tall


def draw_map(paper: Canvas, picture: Picture, at: Window, size: Preset) -> None:
    """Ground, areas, roads and what lies over them, clipped by the frame; then its furniture."""
    spec, body, scale, box = picture.spec, size.body, size.thick, at.box
    left, foot = box.left / paper.width, 1 - box.foot / paper.height
    place = (left, foot, box.width / paper.width, box.height / paper.height)
    axes = paper.figure.add_axes(place, label="map")
    axes.set_xlim(at.west, at.east)
    axes.set_ylim(at.south, at.north)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor(theme.SEA if len(picture.ground) else PAPER)
    for spine in axes.spines.values():
        spine.set_color(theme.SOFT_INK)
        spine.set_linewidth(0.6)
    draw_basemap.draw_land(axes, picture.ground)
    if spec.style != draw_areas.SYMBOLS:
        draw_areas.draw_fills(axes, spec, picture.shapes)
    draw_areas.draw_borders(axes, spec, picture.shapes, scale=scale)
    draw_basemap.draw_roads(axes, picture.ground, scale=scale)
    draw_areas.draw_symbols(axes, spec, picture.shapes, scale=scale)
    draw_overlays.draw_lines(axes, spec.overlays, scale=scale)
    draw_areas.draw_pinned(axes, picture.pinned, scale=scale)
    draw_areas.draw_chosen(axes, picture.chosen, scale=scale)
    draw_overlays.draw_symbols(paper, at, spec.overlays, scale=scale)
    letters = Letters(size=body * 0.9)
    taken = [
        draw(paper, at, picture.text, letters, picture.shapes)
        for draw in (scale_and_north.scale_bar, scale_and_north.north_arrow)
    ]
    for pin, shape in zip(spec.pinned, picture.pinned, strict=True):
        taken += place_labels.pin_letter(paper, at, pin.letter, shape, body=body)
    named = any(overlay.texts for overlay in spec.overlays)
    taken = draw_overlays.draw_texts(paper, at, spec.overlays, scale=scale, taken=taken)
    if not named:
        place_labels.draw_labels(paper, at, picture.text, picture.ground, body=body, taken=taken)


def _content(picture: Picture, size: Preset) -> Content:
    spec, sheet, text, body = picture.spec, picture.sheet, picture.text, size.body
    soft = Letters(size=body * 0.86, colour=theme.SOFT_INK)
    return Content(
        head=head_of(spec.title, spec.subtitle, sheet.answer, size),
        legend=_legend(picture, size),
        facts=tuple(Fact(name=name, said=said, size=0.94 * body) for name, said in sheet.facts),
        facts_across=(Words(words=_in_line(sheet.facts), letters=soft),),
        notes=tuple(Words(words=line, letters=soft, above=0.3 * body) for line in spec.caveats),
        notes_across=(Words(words=" ".join(spec.caveats), letters=soft),),
        address=(address_of(sheet, text, size),),
        foot=(Words(words=f"{spec.source} {sheet.made}", letters=soft),),
    )


def head_of(title: str, subtitle: str, answer: str, size: Preset) -> tuple[Block, ...]:
    """What, where and when, and the one sentence that answers."""
    body = size.body
    return (
        Words(words=title, letters=Letters(size=2.0 * body, face=Face.SERIF)),
        Words(words=subtitle, letters=Letters(size=1.25 * body, colour=theme.SOFT_INK)),
        Words(words=answer, letters=Letters(size=1.2 * body), above=0.35 * body),
    )


def address_of(sheet: Sheet, text: Text, size: Preset) -> Address:
    """Where the view lives, for a camera and for a reader."""
    return Address(
        link=sheet.link,
        code=code_of(sheet.link),
        said=text("picture.link"),
        size=size.body,
        side=size.code,
    )


def _legend(picture: Picture, size: Preset) -> tuple[Block, ...]:
    """The title, a row a class, what has none and why, and the line of the chosen place."""
    spec, text, body, scale = picture.spec, picture.text, size.body, size.thick
    letters = Letters(size=body)
    rows: list[Block] = []
    for entry in spec.legend:
        count = text.plural("legend.areas", entry.areas)
        mark = mark_of(entry, scale=scale)
        rows.append(Row(mark=mark, label=entry.label, count=count, letters=letters))
    for pin in spec.pinned:
        outline = Outline(scale=scale, colour=theme.PIN, letter=pin.letter)
        rows.append(Row(mark=outline, label=pin.label, count="", letters=letters))
    if picture.chosen is not None:
        said = text("legend.chosen")
        rows.append(Row(mark=Outline(scale=scale), label=said, count="", letters=letters))
    head = Words(words=spec.legend_title, letters=Letters(size=1.08 * body, face=Face.BOLD))
    for overlay in reversed(spec.overlays):
        rows += _overlay_rows(overlay, text, size)
    return (head, Space(tall=0.35 * body), *rows)


def _overlay_rows(overlay: Overlay, text: Text, size: Preset) -> list[Block]:
    """An overlay's own part of the legend: its title, unless its only row says the same."""
    letters = Letters(size=size.body)
    blocks: list[Block] = [Space(tall=0.4 * size.body)]
    if [row.label for row in overlay.rows] != [overlay.title]:
        title = Letters(size=size.body, face=Face.BOLD)
        blocks.append(Words(words=overlay.title, letters=title))
    for row in overlay.rows:
        count = text.number(row.things)
        mark = draw_overlays.Sample(row.look, scale=size.thick, usual=size.body)
        blocks.append(Row(mark=mark, label=row.label, count=count, letters=letters))
    return blocks


def _in_line(facts: tuple[tuple[str, str], ...]) -> str:
    return ". ".join(f"{name}: {said}" for name, said in facts) + "."


def code_of(link: str) -> list[list[bool]]:
    """The link's QR code; True is dark."""
    code = segno.make(link, error="m", micro=False, boost_error=False)
    return [[bool(module) for module in row] for row in code.matrix]
