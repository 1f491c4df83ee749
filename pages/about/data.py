"""The page on data: age, sources, gaps, recording breaks, rows left out, methods, claims."""

import streamlit as st

from components.data_page import (
    addresses,
    claims,
    harm_weights,
    load_report,
    methods,
    missing_months,
    recording_breaks,
    retention,
    row_totals,
    source_cards,
)
from components.page_context import page_context
from components.ui import html, unmatched_wards
from data.settings import load_settings


def show() -> None:
    """Draw the age of the data, sources, gaps, breaks, rows left out, methods and claims."""
    at = page_context()
    text = at.text
    st.title(html.escape_markdown(text("data.title")))
    latest, late = source_cards.answer(at)
    html.lead_sentence(latest)
    html.supporting_sentence(late)
    source_cards.cards(at)
    missing_months.show(at)
    recording_breaks.show(at)
    st.subheader(text("left_out.heading"))
    row_totals.show(at)
    unmatched_wards.show(at)
    load_report.show(at)
    row_totals.boundaries(at)
    harm_weights.show(at)
    methods.show(text, at.view)
    claims.show(text)
    stored = retention.sentence(text, load_settings().retention)
    html.show_folded(text("source.stored"), [stored], more="")
    addresses.show(at)


show()
