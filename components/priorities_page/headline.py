"""The headline, and a card for each place of the first tiers with its reasons and a link."""

from contextlib import nullcontext

import streamlit as st

from components import queries
from components.priorities_page import sentences
from components.priorities_page.model import PrioritiesModel
from components.text.direction import escape
from components.text.rate_warnings import about_ward_in_short
from components.ui import html, routes
from data.file_kinds import GROUPS
from geo.priority.criteria import RATE
from geo.priority.score import MIGHT, REST, STANDS_OUT, TIERS, UNSCORED

MOST_CARDS = 12


def show(model: PrioritiesModel) -> None:
    """Draw which places stand out."""
    text = model.here.text
    st.title(text("next.title", topic=text(f"topic.{model.topic}")))
    html.subtitle(about(model))
    html.lead_sentence(sentences.answer(model))
    if model.only_idle and _lists_groups(model):
        html.supporting_sentence(text("next.not_absent"))


def _lists_groups(model: PrioritiesModel) -> bool:
    return GROUPS in model.here.manifest.tables


def about(model: PrioritiesModel) -> str:
    """Return the area, the level and the months of the recorded figures."""
    text, period = model.here.text, model.criteria.period
    return text(
        "map.subtitle",
        area=model.here.area_name,
        level=text(f"level_by.{model.level}"),
        period=text.months(period.first, period.last),
    )


def cards(model: PrioritiesModel) -> None:
    """Draw cards of the chosen place, then of places that stand out and that might."""
    text = model.here.text
    if not (model.comparable and model.weighing):
        return
    if model.chosen:
        st.subheader(text("next.chosen"))
        _card(model, model.chosen)
    for tier in TIERS if model.only_idle else (STANDS_OUT, MIGHT):
        places = [code for code in model.of_tier(tier) if code != model.chosen]
        if not places:
            continue
        title = text(f"tier.{tier}")
        open_ = tier == STANDS_OUT or model.only_idle
        with nullcontext() if open_ else html.folded_on_phone(title):
            st.subheader(title)
            _cards(model, places)
    rest = model.of_tier(REST)
    if rest and not model.only_idle:
        st.subheader(text("tier.rest"))
        html.supporting_sentence(sentences.named(model, rest))


def idle(model: PrioritiesModel) -> None:
    """Draw the places where nothing is being done, whatever the weights."""
    text = model.here.text
    if model.only_idle:
        return
    st.subheader(text("next.idle_title"))
    html.paragraphs([sentences.idle(model)])
    if _lists_groups(model):
        st.caption(text("next.not_absent"))
    with st.container(key="mt-idle", horizontal=True):
        for code in model.idle[:MOST_CARDS]:
            name = html.escape_markdown(model.name(code))
            _open(model, code, text("next.open_named", place=name))


def _cards(model: PrioritiesModel, places: list[str]) -> None:
    for start in range(0, min(len(places), MOST_CARDS), 2):
        for column, code in zip(st.columns(2), places[start : start + 2], strict=False):
            with column:
                _card(model, code)
    if len(places) > MOST_CARDS:
        html.supporting_sentence(
            model.here.text("next.also", places=sentences.named(model, places[MOST_CARDS:]))
        )


def _card(model: PrioritiesModel, code: str) -> None:
    text = model.here.text
    tier = model.tier[code]
    lines = [f"<h3>{escape(model.name(code))}</h3>"]
    if tier == UNSCORED:
        lines.append(f"<p>{escape(text('next.unscored_place'))}</p>")
    else:
        mark = escape(text(f"tier_mark.{tier}"))
        lines.append(f'<small><b class="mt-tier mt-tier-{tier}">{mark}</b></small>')
        lines.append(f"<p>{escape(sentences.reasons_sentence(model, code))}</p>")
    done = sentences.done(model, code)
    lines += [f"<small>{escape(line)}</small>" for line in (done, *_notes(model, code)) if line]
    with st.container(border=True, key=f"mt-next-{code}"):
        st.html("".join(lines))
        _open(model, code, text("next.open"))
        routes.start_link(model.here.text, model.here.view, model.here.viewer, "priority", code)


def _notes(model: PrioritiesModel, code: str) -> list[str]:
    """Return the caveats of a place's figures, and whether its rate is unreliable."""
    doubts = []
    if RATE in model.weighing:
        distorted = queries.overlays.denominators(model.here.key)
        doubts.append(about_ward_in_short(model.here.text, distorted, model.ward_of(code)))
    return [*sentences.notes(model, code), *doubts]


def _open(model: PrioritiesModel, code: str, label: str) -> None:
    query = model.here.view.address(place=code)
    st.page_link(routes.PLACE, label=label, icon=":material/arrow_forward:", query_params=query)
