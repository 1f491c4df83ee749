"""How old each source is."""

import pandas as pd
import streamlit as st

from components.data_page import source_cards
from components.page_context import PageContext
from components.text.catalogue import DASH
from components.ui import html, routes, tables
from components.ui.routes import ADDRESS_OF
from data.provenance.coverage import source_age


def show(here: PageContext) -> None:
    """Draw a row for each source that the data version has, the late ones first."""
    text = here.text
    st.write(" ".join(source_cards.answer(here)))
    have = [one for one in source_cards.holdings(here) if one.is_here]
    have.sort(key=lambda one: not source_age(one, here.today).late)
    rows = []
    for one in have:
        age = source_age(one, here.today)
        rows.append(
            {
                text("data.kind"): text(f"kind.{one.source}"),
                text("source.period"): source_cards.period_of(text, one) or DASH,
                text("source.age"): source_cards.age_in_words(text, one, age) or DASH,
                text("admin.source_state"): text(
                    "source_mark.late" if age.late else "admin.source_fine"
                ),
            }
        )
    tables.show_plain(pd.DataFrame(rows))
    st.html(html.link(text("admin.sources_more"), ADDRESS_OF[routes.DATA]))
