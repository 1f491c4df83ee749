"""The evidence sheet of one order as a document of two pages at most."""

from typing import Any

from components.orders import course, drawing, figures, printed_course, words
from components.orders.asking import Asked
from components.sheets.letterhead import author, letterhead
from components.sheets.sheet import Sheet
from geo.orders.treatment_areas import INSIDE, RING

Part = dict[str, Any]


def sheet_of(asked: Asked) -> Sheet:
    """The same words and numbers as on the screen."""
    here, text = asked.here, asked.here.text
    pictures = {"map": drawing.as_svg(asked)}
    parts = [*_law(asked), *_map(asked)]
    if asked.study.evidence:
        pictures |= {part: printed_course.as_svg(asked, part) for part in (INSIDE, RING)}
    if asked.study.windows.since:
        parts += _numbers(asked)
    parts += [
        {"kind": "heading", "words": text("orders.rests_on")},
        {"kind": "list", "lines": words.basis(asked)},
    ]
    return Sheet(
        template="plain",
        title=text("orders.sheet_title", name=asked.name),
        author=author(here),
        language=text.language,
        letterhead=letterhead(here),
        says={"lead": words.answer(asked), "parts": parts},
        pictures=pictures,
    )


def _law(asked: Asked) -> list[Part]:
    text, language = asked.here.text, asked.here.text.language
    prohibited = str(asked.row[f"prohibitions_{language}"])
    lines = [
        words.standing(asked),
        text("orders.prohibits", words=prohibited),
        text("orders.what_counted", what=asked.what),
    ]
    faults: list[Part] = [{"kind": "warning", "words": said} for said in words.faults(asked)]
    return [*faults, {"kind": "list", "lines": [*words.beside(asked), *lines]}]


def _map(asked: Asked) -> list[Part]:
    text = asked.here.text
    points = words.points(asked)
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


def _numbers(asked: Asked) -> list[Part]:
    text, found = asked.here.text, asked.study.evidence
    heads, rows = figures.counts(asked)
    parts: list[Part] = [
        {"kind": "heading", "words": text("orders.counted_heading", what=asked.what)},
        {"kind": "table", "heads": heads, "rows": rows, "numbers": [1, 2, 3, 4]},
    ]
    if found is None:
        return parts
    heads, rows = figures.measures(asked, found)
    parts.append({"kind": "table", "heads": heads, "rows": rows, "numbers": [1, 2]})
    for part in (INSIDE, RING):
        parts += [
            {"kind": "subheading", "words": text(f"orders.course_{part}")},
            {"kind": "picture", "name": part, "alt": course.alt(asked, part), "width": 100},
        ]
    return [*parts, {"kind": "quiet", "words": text("orders.course_how")}]
