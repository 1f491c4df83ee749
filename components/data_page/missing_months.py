"""Months and areas without figures: not published, not among the files, thin, or cut short."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.page_context import PageContext
from components.page_models.gap_sentences import gap_sentences
from components.text.catalogue import DASH, Text
from components.text.recording_breaks import name_of_force
from components.ui import html, tables
from data.provenance.force_months import ForceMonths, force_months, runs_of_months
from data.release.coverage.missing_months import MissingMonths


def show(here: PageContext) -> None:
    """Draw sentences about what is missing, then a row for each police force."""
    text, forces = here.text, force_months(here.manifest)
    st.subheader(text("gaps.title"))
    html.paragraphs(gap_sentences(text, here.manifest))
    if any(force.missing or force.absent or force.thin or force.cut for force in forces):
        table = pd.DataFrame(rows(here))
        tables.show_plain(table, numbers=[text("gaps.whole")])


def rows(here: PageContext) -> list[dict[str, str]]:
    """Return the table's row for each police force: months that are whole, and each kind of gap."""
    text = here.text
    return [
        {
            text("gaps.force"): name_of_force(text, force.force),
            text("gaps.whole"): text.number(force.whole),
            text("gaps.missing"): _months(text, force.missing) or DASH,
            text("gaps.absent"): _absent(text, force) or DASH,
            text("gaps.thin"): _thin(text, force) or DASH,
            text("gaps.cut"): _cut(here, force) or DASH,
        }
        for force in force_months(here.manifest)
    ]


def _months(text: Text, months: Sequence[str]) -> str:
    return text.listing([text.months(first, last) for first, last in runs_of_months(months)])


def _absent(text: Text, force: ForceMonths) -> str:
    return _months(text, force.absent) if force.has_files else text("gaps.no_file")


def _thin(text: Text, force: ForceMonths) -> str:
    return "; ".join(_rows(text, gap, text.month(gap.month)) for gap in force.thin)


def _cut(here: PageContext, force: ForceMonths) -> str:
    """Return the months that were cut short, with the authorities whose rows are missing."""
    text = here.text
    names = {
        one.authority: one.name_cy if text.language == "cy" else one.name_en
        for one in here.manifest.authorities
    }
    parts = []
    for gap in force.cut:
        place = names.get(gap.authority, gap.authority)
        month = text.month(gap.month)
        parts.append(_rows(text, gap, f"{place}, {month}" if place else month))
    return "; ".join(parts)


def _rows(text: Text, gap: MissingMonths, month: str) -> str:
    if gap.usual:
        usual = text.number(gap.usual)
        return text.plural("gaps.month_of_usual", gap.rows, month=month, usual=usual)
    return text.plural("gaps.thin_month", gap.rows, month=month)
