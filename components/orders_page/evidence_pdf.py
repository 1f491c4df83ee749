"""The evidence sheet of one order as a document of two pages at most."""

from typing import Any

from components.orders_page import area_sketch, evidence_tables, monthly_chart, sentences
from components.orders_page.model import OrdersModel
from components.pdf.letterhead import author, letterhead
from components.pdf.model import Document
from geo.orders.treatment_areas import INSIDE, RING

Part = dict[str, Any]


def sheet_of(asked: OrdersModel) -> Document:
    """The same words and numbers as on the screen."""
    here, text = asked.here, asked.here.text
    pictures = {"map": area_sketch.as_svg(asked)}
    parts = [*_law(asked), *_map(asked)]
    if asked.study.evidence:
        pictures |= {part: monthly_chart.as_svg(asked, part) for part in (INSIDE, RING)}
    if asked.study.windows.since:
        parts += _numbers(asked)
    parts += [
        {"kind": "heading", "words": text("orders.rests_on")},
        {"kind": "list", "lines": sentences.basis(asked)},
    ]
    return Document(
        template="plain",
        title=text("orders.sheet_title", name=asked.name),
        author=author(here),
        language=text.language,
        letterhead=letterhead(here),
        says={"lead": sentences.answer(asked), "parts": parts},
        pictures=pictures,
    )


def _law(asked: OrdersModel) -> list[Part]:
    text, language = asked.here.text, asked.here.text.language
    prohibited = str(asked.row[f"prohibitions_{language}"])
    lines = [
        sentences.status_sentence(asked),
        text("orders.prohibits", words=prohibited),
        text("orders.what_counted", what=asked.what),
    ]
    faults: list[Part] = [{"kind": "warning", "words": said} for said in sentences.faults(asked)]
    return [*faults, {"kind": "list", "lines": [*sentences.context_sentences(asked), *lines]}]


def _map(asked: OrdersModel) -> list[Part]:
    text = asked.here.text
    points = sentences.points(asked)
    return [
        {"kind": "heading", "words": text("orders.map_legend")},
        {
            "kind": "picture",
            "name": "map",
            "alt": text("orders.sheet_map_alt", name=asked.name, **points),
            "width": 62,
        },
        {"kind": "quiet", "words": text("orders.map_key")},
    ]


def _numbers(asked: OrdersModel) -> list[Part]:
    text, found = asked.here.text, asked.study.evidence
    heads, rows = evidence_tables.counts(asked)
    parts: list[Part] = [
        {"kind": "heading", "words": text("orders.counted_heading", what=asked.what)},
        {"kind": "table", "heads": heads, "rows": rows, "numbers": [1, 2, 3, 4]},
    ]
    if found is None:
        return parts
    heads, rows = evidence_tables.measures(asked, found)
    parts.append({"kind": "table", "heads": heads, "rows": rows, "numbers": [1, 2]})
    for part in (INSIDE, RING):
        parts += [
            {"kind": "subheading", "words": text(f"orders.course_{part}")},
            {"kind": "picture", "name": part, "alt": monthly_chart.alt(asked, part), "width": 100},
        ]
    return [*parts, {"kind": "quiet", "words": text("orders.course_how")}]
