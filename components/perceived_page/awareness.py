"""What residents believe about recorded crime, with intervals."""

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.page_models import perceived_sentences
from components.page_models.perceived import joint_name
from components.queries.awareness import Awareness
from components.text import visible
from components.text.catalogue import DASH
from components.text.compared_months import comparison_basis
from components.text.direction import escape
from components.ui import tables
from geo.noise.ladder import DOWN, UP
from geo.noise.shares import share_limits
from geo.survey.awareness_by_respondent import DIRECTION, LOOSE, UNINFORMED
from geo.survey.published import PublishedQuestion


def show(here: PageContext) -> None:
    """Draw the whole area's figures, then who is informed; nothing if none are known."""
    text, awareness = here.text, queries.awareness.awareness(here.key)
    if awareness is None or not awareness.whole:
        return
    st.subheader(text("belief.title"))
    cards = "".join(_card(here, awareness, figure) for figure in awareness.whole)
    st.html(f'<div class="mt-cards">{cards}</div>')
    if UNINFORMED in awareness.whole:
        with st.expander(text("belief.by_ward")):
            _by_place(here, awareness.informed)


def show_folded(here: PageContext) -> None:
    """Draw the same in a part that is closed until it is opened; no part without figures."""
    awareness = queries.awareness.awareness(here.key)
    if awareness and awareness.whole:
        with st.expander(here.text("belief.title")):
            show(here)


def basis(here: PageContext) -> list[str]:
    """Return what guessing at random would miss, and how recorded crime changed."""
    text, awareness = here.text, queries.awareness.awareness(here.key)
    if awareness is None:
        return []
    lines = []
    if LOOSE in awareness.whole and pd.notna(awareness.blind):
        lines.append(text("belief.blind", share=text.percent(awareness.blind)))
    if DIRECTION in awareness.whole:
        lines.append(_truth(here, awareness))
    return lines


def unseen(here: PageContext) -> list[str]:
    """Return how small a change before each wave could have been seen, where it isn't clear."""
    text, awareness = here.text, queries.awareness.awareness(here.key)
    if awareness is None or DIRECTION not in awareness.whole:
        return []
    return [
        line
        for wave, row in awareness.changes.items()
        for line in visible.change(text, row, text("visible.before_survey", wave=text.month(wave)))
    ]


def _card(here: PageContext, awareness: Awareness, figure: str) -> str:
    text, row = here.text, awareness.whole[figure]
    lines = [f"<h3>{escape(text(f'belief.{figure}'))}</h3>"]
    if row["status"] != "shown":
        lines.append(f"<p>{escape(_why_not(here, awareness, figure))}</p>")
    else:
        lines.append(
            f'<p class="mt-value"><strong>{escape(text.percent(row["share"]))}</strong></p>'
        )
        lines.append(f"<p>{escape(_belief(here, row))}</p>")
    if awareness.unsure[figure]:
        unsure = text.plural("belief.unsure", awareness.unsure[figure])
        lines.append(f"<small>{escape(unsure)}</small>")
    return f'<section class="mt-card">{"".join(lines)}</section>'


def _belief(here: PageContext, row: pd.Series) -> str:
    base = here.text.number(row["base"])
    if pd.isna(row["lower"]):
        return here.text("belief.respondents", base=base)
    return here.text("belief.interval", base=base, **perceived_sentences.limits(here.text, row))


def _why_not(here: PageContext, awareness: Awareness, figure: str) -> str:
    clear = [way for way in awareness.truth.values() if way in (UP, DOWN)]
    nobody_wrong = figure == DIRECTION and not clear
    return here.text("belief.no_clear_change" if nobody_wrong else "perceived.hidden")


def _truth(here: PageContext, awareness: Awareness) -> str:
    """Return how recorded crime changed before each wave, and where that is not clear."""
    text = here.text
    went = [
        text("belief.went", wave=text.month(wave), way=text(f"direction.{way}"))
        for wave, way in awareness.truth.items()
    ]
    sentence = text("belief.truth", went=text.listing(went))
    basis = [
        text("belief.went_over", wave=text.month(wave), basis=comparison_basis(text, compared))
        for wave, compared in awareness.compared.items()
        if not compared.whole_period or compared.share < 1
    ]
    return " ".join([sentence, *basis])


def _by_place(here: PageContext, informed: PublishedQuestion) -> None:
    """Draw the share that doesn't feel informed, place by place."""
    text, places = here.text, informed.places
    column, figure = text("perceived.place_column"), text(f"belief.{UNINFORMED}")
    wards = informed.with_wards()
    limits = share_limits(places["share"], places["effective_base"])
    table = {
        column: [joint_name(here, str(wards[place]).split()) for place in places.index],
        figure: [_cell(here, row) for _, row in places.join(limits).iterrows()],
    }
    tables.show_plain(pd.DataFrame(table).sort_values(column), numbers=[figure])
    st.caption(text("belief.by_ward_how"))


def _cell(here: PageContext, row: pd.Series) -> str:
    if row["status"] != "shown":
        return DASH
    share = here.text.percent(row["share"])
    if pd.isna(row["lower"]):
        return share
    return here.text("belief.cell", share=share, **perceived_sentences.limits(here.text, row))
