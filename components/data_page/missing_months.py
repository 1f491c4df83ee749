"""Months that a police force did not publish, or published incompletely."""

import pandas as pd
import streamlit as st

from components.page_context import PageContext
from components.text.catalogue import DASH, Text
from components.ui import tables
from data.provenance.coverage import ForceMonths, force_months


def show(here: PageContext) -> None:
    """Draw a sentence about what is missing, then a row for each police force."""
    text, forces = here.text, force_months(here.manifest)
    st.subheader(text("gaps.title"))
    st.write(_in_words(text, forces))
    if not any(force.missing or force.thin for force in forces):
        return
    counted = text("gaps.whole")
    rows = [
        {
            text("gaps.force"): force_name(force.force),
            counted: text.number(force.whole),
            text("gaps.missing"): text.listing([text.month(m) for m in force.missing]) or DASH,
            text("gaps.thin"): _thin(text, force) or DASH,
        }
        for force in forces
    ]
    tables.show_plain(pd.DataFrame(rows), numbers=[counted])


def force_name(force: str) -> str:
    """Return "south-wales" as "South Wales"."""
    return force.replace("-", " ").title()


def _in_words(text: Text, forces: list[ForceMonths]) -> str:
    missing = sum(len(force.missing) for force in forces)
    thin = sum(len(force.thin) for force in forces)
    if not missing + thin:
        return text("gaps.none")
    parts = [text.plural("gaps.n_missing", missing)] if missing else []
    parts += [text.plural("gaps.n_thin", thin)] if thin else []
    return text("gaps.found", found=text.listing(parts))


def _thin(text: Text, force: ForceMonths) -> str:
    months = [
        text.plural("gaps.thin_month", gap.rows, month=text.month(gap.month)) for gap in force.thin
    ]
    return "; ".join(months)
