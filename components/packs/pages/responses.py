"""Pages about the responses that are open, and about one response; only for partners."""

from dataclasses import replace

from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.page_models import responses
from components.responses_page import board
from components.responses_page import sections as response_sections
from components.responses_page import sentences as response_sentences
from components.responses_page.model import ResponseModel
from components.text.catalogue import DASH
from components.ui.sections import Part, Sentences, Table
from data.access.permissions import may_open
from data.access.viewer import Audience
from data.register.responses.kinds import CLOSED


def open_responses(asked: Asked) -> list[PackPage]:
    """Return the responses that are open, and what came of them; only for partners."""
    here, text = asked.here, asked.here.text
    if not may_open(here.viewer, Audience.PARTNER):
        return []
    every = responses.board(here.key, here.view.lang, here.day)
    open_ = every[every["stage"] != CLOSED]
    if open_.empty:
        return []
    rows = [
        [
            str(row["name"]),
            text(f"stage.{row['stage']}"),
            str(row["lead"] or DASH),
            text.day(row["due"]) if row["due"] else DASH,
        ]
        for _, row in open_.iterrows()
    ]
    heads = [text("responses.col_name"), text("pack.col_stage"), text("pack.col_lead")]
    heads.append(text("pack.col_due"))
    return [
        PackPage(
            heading=board.answer(here, every),
            parts=[Table(heads=heads, rows=rows)],
            period=text("pack.on_day", day=text.day(here.day.isoformat())),
            base=text.plural("pack.base_responses", len(open_)),
            caveats=[text("pack.responses_caveat")],
        )
    ]


def response(asked: Asked, number: str) -> list[PackPage]:
    """Return a response's objective or result, then each part of it that says something."""
    here, text = asked.here, asked.here.text
    record = responses.response(here.key, number)
    if record is None or not may_open(here.viewer, Audience.PARTNER):
        return []
    model = ResponseModel(here, record)
    first, rest = first_sentence(response_sentences.lead(model))
    subtitle = response_sentences.subtitle(model)
    parts: list[Part] = [Sentences([line for line in (model.name, subtitle, rest) if line])]
    objective, *others = response_sections.every(model)
    page = PackPage(
        heading=first,
        parts=[*parts, *objective.parts],
        period=text("pack.on_day", day=text.day(here.day.isoformat())),
        base=text.plural("pack.base_responses", 1),
        caveats=[text("pack.responses_caveat")],
    )
    return [
        page,
        *(
            replace(page, heading=f"{model.name}: {section.heading}", parts=section.parts)
            for section in others
        ),
    ]
