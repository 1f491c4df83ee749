"""The page of a picture for the Typst template: texts and legend samples around map or chart."""

from collections.abc import Sequence
from typing import Any

import segno

from components import theme
from components.maps.spec import MapSpec
from components.pdf.letterhead import BRAND
from components.pdf.model import Letterhead
from components.pdf.model import TypstInput as Page
from components.snapshot import legend_marks
from components.snapshot.legend_marks import Mark
from components.snapshot.map_window import extent_of, is_tall
from components.snapshot.model import PIXEL, PRESETS, Drawing, Picture, Preset, TrendPicture
from components.snapshot.trend_chart import LINES
from components.ui.tables import FICTIONAL
from geo.stats.trend import BEFORE, NOW

Row = tuple[Mark, str]
TOGETHER = "\N{NO-BREAK SPACE}"
# LARGER: factor of line widths for a chart that fills a page.
LARGER = 1.6


def page_of(picture: Picture | TrendPicture, preset: str) -> Page:
    """Return the input of the template `picture`, without the map or chart itself."""
    size, captions, text = PRESETS[preset], picture.captions, picture.text
    named: MapSpec | TrendPicture
    if isinstance(picture, Picture):
        named, alt = picture.spec, picture.spec.alt
        tall = is_tall(extent_of(picture.spec, picture.shapes))
        sections = map_legend(picture, size)
    else:
        named, alt, tall = picture, captions.answer, False
        sections = _trend_legend(picture, size)
    width, height = size.dimensions(tall=tall)
    return Page(
        template="picture",
        title=named.title,
        author=captions.author,
        language=text.language,
        letterhead=Letterhead(
            fictional=FICTIONAL if captions.fictional else "",
            brand=BRAND,
            source=named.source,
            made=captions.made,
            page="",
        ),
        says={
            "paper": {"width": width, "height": height, "body": size.body, "code": size.code},
            "description": f"{named.subtitle}. {captions.answer}",
            "alt": alt,
            "subtitle": named.subtitle,
            "answer": captions.answer,
            "legend": [_section(title, rows) for title, rows in sections],
            "facts": captions.facts,
            "notes": named.caveats,
            "link": captions.link,
            "link_words": text("picture.link"),
        },
        pictures={"code": code_svg(captions.link)},
    )


def _section(title: str, rows: Sequence[Row]) -> dict[str, Any]:
    """Return a part of the legend as its template takes it; widths are points."""
    return {
        "title": title,
        "rows": [
            {
                "label": label,
                "sample": mark.svg,
                "wide": mark.wide,
                "fixed": mark.fixed,
                "letters": mark.letters,
                "colour": mark.colour,
            }
            for mark, label in rows
        ],
    }


def map_legend(picture: Drawing, size: Preset) -> list[tuple[str, list[Row]]]:
    """Return the map's own rows, then each overlay's from top to bottom, under their titles."""
    spec, text = picture.spec, picture.text
    own: list[Row] = [
        (
            legend_marks.mark_of(row, size),
            _counted(row.label, text.plural("legend.areas", row.areas)),
        )
        for row in spec.legend
    ]
    own += [
        (legend_marks.outline(size, theme.PIN, letter=pin.letter), pin.label) for pin in spec.pinned
    ]
    if picture.chosen is not None:
        own.append((legend_marks.outline(size, theme.CHOSEN), text("legend.chosen")))
    sections = [(spec.legend_title, own)]
    for overlay in reversed(spec.overlays):
        rows = [
            (
                legend_marks.overlay_mark(row.look, size),
                _counted(row.label, text.number(row.things)),
            )
            for row in overlay.rows
        ]
        # An overlay whose only row has the same text as its title has no title.
        alone = [row.label for row in overlay.rows] == [overlay.title]
        sections.append(("" if alone else overlay.title, rows))
    return [(title, rows) for title, rows in sections if rows]


def _trend_legend(picture: TrendPicture, size: Preset) -> list[tuple[str, list[Row]]]:
    rows = [
        (legend_marks.stroke(size, colour, width * PIXEL * LARGER), label)
        for name, label in ((NOW, picture.now), (BEFORE, picture.before))
        for colour, width, _ in (LINES[name],)
        if picture.table[name].notna().any()
    ]
    return [(picture.text("picture.a_month"), rows)] if rows else []


def _counted(label: str, count: str) -> str:
    """Return a label and its count with a space that does not break."""
    return f"{label} ({count.replace(' ', TOGETHER)})"


def code_svg(link: str) -> str:
    """Return the link's QR code as SVG."""
    code = segno.make(link, error="m", micro=False, boost_error=False)
    return str(code.svg_inline(border=0, omitsize=True))
