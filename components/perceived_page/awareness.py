"""Do residents know? What they believe about the record, with intervals, ward by ward."""

from html import escape

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.page_models import perceived_sentences
from components.page_models.perceived import joint_name
from components.queries.awareness import Awareness
from components.text.catalogue import DASH
from components.ui import html, tables
from geo.stats.change import NO_CLEAR_CHANGE
from geo.survey.awareness_by_respondent import DIRECTION, LOOSE, UNINFORMED, WHOLE

PUBLISHED = {LOOSE: 0.40, DIRECTION: 0.83, UNINFORMED: 0.44}
"""What the Safer Vale survey found, as the partnership of another county published it."""


def show(here: PageContext) -> None:
    """The whole area's figures beside those published elsewhere, then every ward's."""
    text, found = here.text, queries.awareness.awareness(here.key)
    if found is None or not found.shares:
        return
    st.subheader(text("belief.title"))
    cards = "".join(_card(here, found, figure) for figure in found.shares)
    st.html(f'<div class="mt-cards">{cards}</div>')
    html.supporting_sentence(text("belief.published_how"))
    with st.expander(text("belief.by_ward")):
        _by_ward(here, found)


def _card(here: PageContext, found: Awareness, figure: str) -> str:
    text, row = here.text, found.shares[figure].loc[[WHOLE]].iloc[0]
    lines = [f"<h3>{escape(text(f'belief.{figure}'))}</h3>"]
    if row["status"] != "shown":
        lines.append(f"<p>{escape(_why_not(here, found, figure))}</p>")
    else:
        lines.append(
            f'<p class="mt-value"><strong>{escape(text.percent(row["share"]))}</strong></p>'
        )
        lines.append(f"<p>{escape(_said(here, row))}</p>")
    if figure == LOOSE and pd.notna(found.blind):
        lines.append(
            f"<small>{escape(text('belief.blind', share=text.percent(found.blind)))}</small>"
        )
    if figure == DIRECTION:
        lines.append(f"<small>{escape(_truth(here, found))}</small>")
    if found.unsure[figure]:
        unsure = text.plural("belief.unsure", found.unsure[figure])
        lines.append(f"<small>{escape(unsure)}</small>")
    if figure in PUBLISHED:
        published = text("belief.published", share=text.percent(PUBLISHED[figure]))
        lines.append(f'<small class="mt-published">{escape(published)}</small>')
    return f'<section class="mt-card">{"".join(lines)}</section>'


def _said(here: PageContext, row: pd.Series) -> str:
    base = here.text.number(row["base"])
    if pd.isna(row["lower"]):
        return here.text("belief.respondents", base=base)
    return here.text("belief.interval", base=base, **perceived_sentences.limits(here.text, row))


def _why_not(here: PageContext, found: Awareness, figure: str) -> str:
    clear = [way for way in found.truth.values() if way != NO_CLEAR_CHANGE]
    nobody_wrong = figure == DIRECTION and not clear
    return here.text("belief.no_clear_change" if nobody_wrong else "perceived.hidden")


def _truth(here: PageContext, found: Awareness) -> str:
    """Which way it really went before each wave: where it didn't clearly, nobody is judged."""
    text = here.text
    went = [
        text("belief.went", wave=text.month(wave), way=text(f"direction.{way}"))
        for wave, way in found.truth.items()
    ]
    return text("belief.truth", went=text.listing(went))


def _by_ward(here: PageContext, found: Awareness) -> None:
    text = here.text
    rows = list(dict.fromkeys(found.pool))
    column = text("perceived.place_column")
    table = {column: [joint_name(here, list(found.pool.index[found.pool == row])) for row in rows]}
    for figure, shares in found.shares.items():
        table[text(f"belief.{figure}")] = [_cell(here, shares.loc[row]) for row in rows]
    numbers = [text(f"belief.{figure}") for figure in found.shares]
    tables.show_plain(pd.DataFrame(table).sort_values(column), numbers=numbers)
    st.caption(text("belief.by_ward_how"))


def _cell(here: PageContext, row: pd.Series) -> str:
    if row["status"] != "shown":
        return DASH
    share = here.text.percent(row["share"])
    if pd.isna(row["lower"]):
        return share
    return here.text("belief.cell", share=share, **perceived_sentences.limits(here.text, row))
