"""The headline of the perception page: how many places, which, and how sure; and its controls."""

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.page_models import figures_basis, perceived_sentences
from components.page_models.perceived import PerceivedModel
from components.perceived_page import awareness, issue_check, wave_change
from components.text import visible
from components.text.catalogue import Text
from components.text.direction import escape
from components.text.topics import uncapitalise
from components.ui import controls, html, routes, tables
from data.schema import WARD
from geo.survey.place_types import NO_CLEAR_KIND, REASSURANCE_GAP, RECORDED_ABOVE
from geo.survey.topics import categories_of


def heading(here: PageContext, topic: str) -> None:
    """Draw the title of the page, with the topic if there is one."""
    text = here.text
    st.title(
        text("perceived.title", topic=text(f"topic.{topic}")) if topic else text("page.perceived")
    )


def no_survey_notice(model: PerceivedModel) -> None:
    """Draw that the release has no survey, and how to add one."""
    heading(model.here, model.topic if queries.surveys.has_survey(model.here.key) else "")
    html.lead_sentence(model.why_no_answers)
    html.supporting_sentence(model.here.text("perceived.bring"))


def choices(here: PageContext) -> None:
    """Draw the choices of topic and place."""
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        controls.issue(here, label=here.text("control.topic"))
        controls.place(here)


def show(model: PerceivedModel) -> None:
    """Draw in which wards residents worry more or less than police figures suggest."""
    text, gaps = model.here.text, model.comparison.gaps
    topic = uncapitalise(model.topic_name)
    html.lead_sentence(perceived_sentences.answer(text, gaps, topic, model.name))
    if gaps.why_not:
        html.supporting_sentence(text(f"why_not.{gaps.why_not}"))
        return
    named = model.of_kind(REASSURANCE_GAP, RECORDED_ABOVE)
    if len(named):
        figures = figures_of(model, named)
        tables.show_plain(figures, numbers=list(figures.columns[1:5]))
    html.supporting_sentence(perceived_sentences.other_places_sentence(text, gaps))


def figures_of(model: PerceivedModel, named: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each named ward: what residents say, what police record, and the rest."""
    text, whole = model.here.text, model.comparison.gaps.whole
    rows = [
        {
            text("perceived.place_column"): model.name(str(code)),
            text("perceived.residents_column"): text(
                "belief.cell",
                share=text.percent(row["share"]),
                **perceived_sentences.limits(text, row),
            ),
            text("perceived.residents_whole"): text.percent(whole["share"]),
            text("perceived.police_column"): text(
                "belief.cell",
                share=text.number(row["rate"], 1),
                lower=text.number(row["rate_lower"], 1),
                upper=text.number(row["rate_upper"], 1),
            ),
            text("perceived.police_rest"): text.number(row["benchmark"], 1),
            text("perceived_table.flag"): model.rate_warning_in_short(str(code)),
        }
        for code, row in named.iterrows()
    ]
    table = pd.DataFrame(rows)
    return table if table.iloc[:, -1].any() else table.iloc[:, :-1]


def selected_place(model: PerceivedModel) -> None:
    """Draw the sentences on the chosen place."""
    if not model.row:
        return
    here, row = model.here, model.table.loc[[model.row]].iloc[0]
    sentences = perceived_sentences.place_sentences(
        here.text, model.comparison.gaps, row, model.name(model.row)
    )
    warnings = model.rate_warnings(model.row) if pd.notna(row["rate"]) else []
    with st.container(key="mt-perceived-place", border=True):
        st.html(f"<h3>{escape(model.name(model.row))}</h3><p>{escape(sentences)}</p>")
        html.lines(warnings, html.CAVEATS)


def basis(model: PerceivedModel) -> list[str]:
    """Return whose answers and which months the figures use, and the rules for naming places."""
    text = model.here.text
    rules = ("perceived.rules", "perceived.of_the_list", "scatter.how")
    return [*who_and_when(model), *(text(key) for key in rules if model.possible)]


def who_and_when(model: PerceivedModel) -> list[str]:
    """Return whose answers and which months the figures use, and what is left out of them."""
    text, comparison = model.here.text, model.comparison
    lines = [_who(model)] if model.was_asked else []
    if comparison.said.sampled:
        lines.append(_design(text, comparison.said.design_effect))
        lines.append(text(f"everyone.{comparison.said.weighted_by}"))
    if comparison.said.consulted:
        lines.append(text.plural("perceived.consulted", comparison.said.consulted))
    if comparison.said.interviewed.people:
        lines.append(perceived_sentences.interviews(text, comparison.said.interviewed))
    if comparison.said.reworded:
        waves = text.listing([text.month(wave) for wave in comparison.said.reworded])
        lines.append(text("perceived.reworded", waves=waves))
    if comparison.months and comparison.gaps.rate > 0:
        period = {
            "first": text.month(comparison.months[0]),
            "last": text.month(comparison.months[-1]),
        }
        key = "perceived.held_against" if model.was_asked else "perceived.recorded_in"
        lines.append(text(key, **period))
        for category in categories_of(model.topic):
            lines += figures_basis.break_lines(model.here, WARD, "", category, comparison.months)
        if unknown := int(model.table.loc[model.table["rate"].isna(), "wards"].sum()):
            lines.append(text("perceived.no_figures", places=text.plural("count.ward", unknown)))
    joined = [row for row in model.table.index if len(comparison.wards_of(str(row))) > 1]
    if joined:
        places = text.listing([model.name(str(row)) for row in joined])
        lines.append(text("perceived.joined", places=places))
    if model.was_asked:
        lines.append(text("perceived.rounded"))
    hidden = int((model.table["status"] == "hidden").sum())
    if hidden:
        lines.append(text.plural("perceived.few_hidden", hidden))
    return lines


def how_worked_out(model: PerceivedModel) -> None:
    """Draw what no figure shows, then folded how the figures of the page are worked out."""
    here = model.here
    if model.possible:
        html.lines([here.text("perceived.not_cause")], html.CAVEATS)
    lines = [*basis(model), *awareness.basis(here), *visible.titled(here.text, unseen(model))]
    html.how_worked_out(here.text, lines, more=routes.claims_link(here.text, here.view))


def unseen(model: PerceivedModel) -> list[str]:
    """Return how small differences and changes could have been seen, beside each unclear one."""
    text, table = model.here.text, model.table
    kinds = [
        line
        for code, row in table[table["kind"] == NO_CLEAR_KIND].iterrows()
        for line in visible.beside(text, row, model.name(str(code)))
    ]
    lines = [
        *issue_check.unseen(model),
        *awareness.unseen(model.here),
        *([text("visible.by_ward")] if kinds else []),
        *kinds,
        *(wave_change.unseen(model) if model.was_asked else []),
    ]
    return visible.explained(text, lines)


def _design(text: Text, effect: float) -> str:
    """Return what the ranges allow for beside the number of answers."""
    if effect > 1:
        return text("perceived.design", effect=text.number(effect, 1))
    return text("perceived.design_none")


def _who(model: PerceivedModel) -> str:
    text, comparison = model.here.text, model.comparison
    return text(
        "perceived.sample" if comparison.said.sampled else "perceived.consultation",
        respondents=text.number(comparison.said.respondents),
        waves=text.listing([text.month(wave) for wave in comparison.said.waves]),
        unsure=text.number(comparison.said.unsure),
    )
