"""Pages about where residents worry more or less than police figures suggest, and priorities."""

from dataclasses import replace

from components import queries
from components.packs.asked import Asked
from components.packs.model import PackPage
from components.packs.pages import maps
from components.page_context import PageContext
from components.page_models import perceived, perceived_sentences
from components.perceived_page import headline as perceived_headline
from components.perceived_page import twin_maps
from components.priorities_page import caveats as priority_caveats
from components.priorities_page import model as priorities
from components.priorities_page import sentences as priority_sentences
from components.priorities_page import tier_map
from components.text.topics import uncapitalise
from components.ui.sections import Sentences, Table
from data.schema import WARD
from geo.priority.score import MIGHT, STANDS_OUT


def residents(asked: Asked) -> list[PackPage]:
    """Return where residents worry more or less about ASB than police figures suggest."""
    topics = queries.measures.topics(asked.here.key)
    if not topics:
        return []
    view = replace(asked.here.view, topic=topics[0], place="")
    return perceived_pages(replace(asked.here, view=view))


def perceived_pages(here: PageContext) -> list[PackPage]:
    """Return the message of the perception page for a view, then its figures; none without any."""
    model = perceived.ask(here)
    if not model.possible:
        return []
    text, gaps = here.text, model.comparison.gaps
    topic = uncapitalise(model.topic_name)
    named = model.of_kind(perceived.REASSURANCE_GAP, perceived.RECORDED_ABOVE)
    lines = [perceived_sentences.other_places_sentence(text, gaps)]
    pages = [
        PackPage(
            heading=perceived_sentences.answer(text, gaps, topic, model.name),
            parts=[Sentences(lines), maps.picture(here, twin_maps.perceived(model))],
            period=text.listing([text.month(wave) for wave in model.comparison.said.waves]),
            base=text("picture.of_respondents", n=text.number(model.comparison.said.respondents)),
            caveats=[text("perceived.not_cause"), text("perceived.rules")],
        )
    ]
    if len(named):
        figures = perceived_headline.figures_of(model, named)
        table = Table(
            heads=[str(head) for head in figures.columns],
            rows=[[str(cell) for cell in row] for row in figures.to_numpy().tolist()],
            numbers=(1, 2, 3, 4),
        )
        pages.append(replace(pages[0], heading=text("pack.gap_table", topic=topic), parts=[table]))
    return pages


def priority_places(asked: Asked) -> list[PackPage]:
    """Return which wards stand out, and why, for ASB and the usual weights."""
    view = replace(asked.here.view, topic="", place="", level=WARD)
    return priority_pages(replace(asked.here, view=view))


def priority_pages(here: PageContext) -> list[PackPage]:
    """Return which areas stand out by the weights of a view, then why; none without evidence."""
    if not queries.measures.topics_with_evidence(here.key):
        return []
    model = priorities.ask(here)
    if not (model.comparable and model.weighing):
        return []
    text, period = here.text, model.criteria.period
    reasons = [
        [
            model.name(code),
            text(f"tier_mark.{model.tier[code]}"),
            priority_sentences.reasons_sentence(model, code),
            priority_sentences.done(model, code),
        ]
        for code in model.of_tier(STANDS_OUT, MIGHT)
    ]
    heads = [text("table.area"), text("next.tier"), text("pack.col_why"), text("pack.col_done")]
    if not any(done for *_, done in reasons):
        heads, reasons = heads[:-1], [row[:-1] for row in reasons]
    first = PackPage(
        heading=priority_sentences.answer(model),
        parts=[
            Sentences([text("pack.priorities_how", topic=text(f"topic.{model.topic}"))]),
            maps.picture(here, tier_map.spec_of(model)),
        ],
        period=text.months(period.first, period.last),
        base=text.plural(f"count.{model.level}", model.scored),
        caveats=[priority_caveats.rule(model), text("next.not_absent")],
    )
    if not reasons:
        return [first]
    table = Table(heads=heads, rows=reasons)
    return [first, replace(first, heading=text("pack.priorities_why"), parts=[table])]
