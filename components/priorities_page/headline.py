"""The answer first; then each place of the first tiers: why it is there, and its page."""

from html import escape

import streamlit as st

from components import queries
from components.priorities_page import sentences
from components.priorities_page.model import PrioritiesModel
from components.text.rate_warnings import about_ward
from components.ui import html, place_summary, routes
from geo.priority.criteria import RATE
from geo.priority.score import DRAWS, MIGHT, REST, SELDOM, STANDS_OUT, SURE, TIERS, UNSCORED

"""Where a place's own page is."""
MOST_CARDS = 12


def show(asked: PrioritiesModel) -> None:
    """Which places stand out, and what that means."""
    text = asked.here.text
    st.title(text("next.title", topic=text(f"topic.{asked.topic}")))
    html.subtitle(_about(asked))
    place_summary.sentence(sentences.answer(asked))
    if asked.comparable and asked.weighing:
        html.supporting_sentence(method_sentence(asked))
    if asked.only_idle:
        html.supporting_sentence(text("next.not_absent"))


def _about(asked: PrioritiesModel) -> str:
    """Which area, by which places, and of which months what is recorded is."""
    text, period = asked.here.text, asked.found.period
    return text(
        "map.subtitle",
        area=asked.here.area_name,
        level=text(f"level_by.{asked.level}"),
        period=text.months(period.first, period.last),
    )


def method_sentence(asked: PrioritiesModel) -> str:
    """What it takes to stand out."""
    text = asked.here.text
    return text(
        "next.how",
        first=text.number(asked.first),
        places=text.number(asked.scored),
        draws=text.number(DRAWS),
        sure=text.percent(SURE),
        seldom=text.percent(SELDOM),
    )


def cards(asked: PrioritiesModel) -> None:
    """The chosen place, then those that stand out and those that might."""
    text = asked.here.text
    if not (asked.comparable and asked.weighing):
        return
    if asked.chosen:
        st.subheader(text("next.chosen"))
        _card(asked, asked.chosen)
    for tier in TIERS if asked.only_idle else (STANDS_OUT, MIGHT):
        places = [code for code in asked.of_tier(tier) if code != asked.chosen]
        if places:
            st.subheader(text(f"tier.{tier}"))
            _cards(asked, places)
    rest = asked.of_tier(REST)
    if rest and not asked.only_idle:
        st.subheader(text("tier.rest"))
        html.supporting_sentence(sentences.named(asked, rest))


def idle(asked: PrioritiesModel) -> None:
    """Where nothing is being done, whatever the weights."""
    text = asked.here.text
    if asked.only_idle:
        return
    st.subheader(text("next.idle_title"))
    st.write(sentences.idle(asked))
    st.caption(text("next.not_absent"))
    with st.container(key="mt-idle", horizontal=True):
        for code in asked.idle[:MOST_CARDS]:
            _open(asked, code, text("next.open_named", place=asked.name(code)))


def _cards(asked: PrioritiesModel, places: list[str]) -> None:
    for start in range(0, min(len(places), MOST_CARDS), 2):
        for column, code in zip(st.columns(2), places[start : start + 2], strict=False):
            with column:
                _card(asked, code)
    if len(places) > MOST_CARDS:
        html.supporting_sentence(
            asked.here.text("next.also", places=sentences.named(asked, places[MOST_CARDS:]))
        )


def _card(asked: PrioritiesModel, code: str) -> None:
    text = asked.here.text
    tier = asked.tier[code]
    lines = [f"<h3>{escape(asked.name(code))}</h3>"]
    if tier == UNSCORED:
        lines.append(f"<p>{escape(text('next.unscored_place'))}</p>")
    else:
        mark = escape(text(f"tier_mark.{tier}"))
        often = escape(sentences.how_often(asked, code))
        lines.append(f'<small><b class="mt-tier mt-tier-{tier}">{mark}</b> {often}</small>')
        lines.append(f"<p>{escape(sentences.reasons_sentence(asked, code))}</p>")
    done = sentences.done(asked, code)
    lines += [f"<small>{escape(line)}</small>" for line in (done, *_notes(asked, code)) if line]
    with st.container(border=True, key=f"mt-next-{code}"):
        st.html("".join(lines))
        _open(asked, code, text("next.open"))


def _notes(asked: PrioritiesModel, code: str) -> list[str]:
    """What the figures can't carry, and a rate that misleads."""
    doubts: list[str] = []
    if RATE in asked.weighing:
        distorted = queries.overlays.denominators(asked.here.key)
        doubts = about_ward(asked.here.text, distorted, asked.ward_of(code))
    if doubts and code != asked.ward_of(code):
        ward = asked.name(asked.ward_of(code))
        doubts = [asked.here.text("next.of_ward", ward=ward, said=said) for said in doubts]
    return [*sentences.notes(asked, code), *doubts]


def _open(asked: PrioritiesModel, code: str, label: str) -> None:
    query = asked.here.view.address(place=code)
    st.page_link(routes.PLACE, label=label, icon=":material/arrow_forward:", query_params=query)
