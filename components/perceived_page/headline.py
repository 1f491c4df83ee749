"""The answer first: how many places, which, and how sure; then the choice of topic."""

from html import escape

import streamlit as st

from components import queries
from components.page_context import PageContext
from components.page_models import perceived_sentences
from components.page_models.perceived import PerceivedModel
from components.ui import controls, html, place_summary
from geo.survey.place_types import REASSURANCE_GAP, RECORDED_ABOVE


def heading(here: PageContext, topic: str) -> None:
    """The page's name, and the topic where there is one."""
    text = here.text
    st.title(
        text("perceived.title", topic=text(f"topic.{topic}")) if topic else text("page.perceived")
    )


def no_survey_notice(asked: PerceivedModel) -> None:
    """That nobody was asked, and how a survey would be brought."""
    heading(asked.here, asked.topic if queries.surveys.has_survey(asked.here.key) else "")
    place_summary.sentence(asked.silence)
    html.supporting_sentence(asked.here.text("perceived.bring"))


def choices(here: PageContext) -> None:
    """Which topic, and which place."""
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        controls.issue(here, label=here.text("control.topic"))
        controls.place(here)


def show(asked: PerceivedModel) -> None:
    """The count, then each named place in a sentence of its own."""
    text, found = asked.here.text, asked.beside.parted
    place_summary.sentence(perceived_sentences.answer(text, found))
    if found.why_not:
        html.supporting_sentence(text(f"why_not.{found.why_not}"))
        return
    named = asked.of_kind(REASSURANCE_GAP, RECORDED_ABOVE)
    html.lines(
        (
            perceived_sentences.gap_sentence(text, found, row, asked.name(str(code)))
            for code, row in named.iterrows()
        ),
        html.NAMED,
    )
    html.supporting_sentence(perceived_sentences.other_places_sentence(text, found))


def selected_place(asked: PerceivedModel) -> None:
    """What can be said of the chosen place."""
    if not asked.row:
        return
    here, row = asked.here, asked.table.loc[[asked.row]].iloc[0]
    said = perceived_sentences.place_sentences(
        here.text, asked.beside.parted, row, asked.name(asked.row)
    )
    with st.container(key="mt-perceived-place", border=True):
        st.html(f"<h3>{escape(asked.name(asked.row))}</h3><p>{escape(said)}</p>")


def basis(asked: PerceivedModel) -> None:
    """Whose answers and which months all of this stands on, and by which rules places are named."""
    text, beside = asked.here.text, asked.beside
    lines = [_who(asked)] if asked.was_asked else []
    if beside.consulted:
        lines.append(text.plural("perceived.consulted", beside.consulted))
    if beside.interviewed.people:
        lines.append(perceived_sentences.interviews(text, beside.interviewed))
    if beside.reworded:
        waves = text.listing([text.month(wave) for wave in beside.reworded])
        lines.append(text("perceived.reworded", waves=waves))
    if beside.months and asked.beside.parted.rate > 0:
        period = {"first": text.month(beside.months[0]), "last": text.month(beside.months[-1])}
        said = "perceived.held_against" if asked.was_asked else "perceived.recorded_in"
        lines.append(text(said, **period))
    joined = [row for row in asked.table.index if len(beside.wards_of(str(row))) > 1]
    if joined:
        said = text.listing([asked.name(str(row)) for row in joined])
        lines.append(text("perceived.joined", places=said))
    hidden = int((asked.table["status"] == "hidden").sum())
    if hidden:
        lines.append(text.plural("perceived.few_hidden", hidden))
    if asked.possible:
        lines += [text("perceived.rules"), text("perceived.not_cause")]
    html.lines(lines, html.CAVEATS)


def _who(asked: PerceivedModel) -> str:
    text, beside = asked.here.text, asked.beside
    return text(
        "perceived.sample" if beside.sampled else "perceived.consultation",
        respondents=text.number(beside.respondents),
        waves=text.listing([text.month(wave) for wave in beside.waves]),
        unsure=text.number(beside.unsure),
    )
