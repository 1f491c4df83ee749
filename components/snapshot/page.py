"""The page of a picture for the Typst template: texts and legend samples around map or chart."""

from collections.abc import Sequence
from typing import Any

import segno

from components import colour_scheme
from components.maps.spec import MapSpec
from components.pdf.letterhead import BRAND
from components.pdf.model import Letterhead
from components.pdf.model import TypstInput as Page
from components.snapshot import legend_marks
from components.snapshot.legend_marks import Mark
from components.snapshot.map_window import extent_of, is_tall
from components.snapshot.model import PRESETS, ChartPicture, Drawing, Picture, Preset
from components.ui.tables import FICTIONAL

Row = tuple[Mark, str]
TOGETHER = "\N{NO-BREAK SPACE}"


def page_of(picture: Picture | ChartPicture, preset: str) -> Page:
    """Return the input of the template `picture`, without the map or chart itself."""
    size, captions, text = PRESETS[preset], picture.captions, picture.text
    named: MapSpec | ChartPicture
    if isinstance(picture, Picture):
        named, alt = picture.spec, picture.spec.alt
        tall = is_tall(extent_of(picture.spec, picture.shapes))
        sections = map_legend(picture, size)
    else:
        named, alt, tall = picture, picture.alt, False
        sections = _chart_legend(picture, size)
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
            "description": f"{named.subtitle}. {captions.answer}".strip(),
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
        (legend_marks.outline(size, colour_scheme.PIN, letter=pin.letter), pin.label)
        for pin in spec.pinned
    ]
    if picture.chosen is not None:
        own.append((legend_marks.outline(size, colour_scheme.CHOSEN), text("legend.chosen")))
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


def _chart_legend(picture: ChartPicture, size: Preset) -> list[tuple[str, list[Row]]]:
    return [
        (title, [(legend_marks.sample_of(sample, size), label) for sample, label in rows])
        for title, rows in picture.legend
    ]


def _counted(label: str, count: str) -> str:
    """Return a label and its count with a space that does not break."""
    return f"{label} ({count.replace(' ', TOGETHER)})"


def code_svg(link: str) -> str:
    """Return the link's QR code as SVG."""
    code = segno.make(link, error="m", micro=False, boost_error=False)
    return str(code.svg_inline(border=0, omitsize=True))
