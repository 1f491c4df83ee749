"""Months and areas without figures: not published, not among the files, thin, or cut short."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.page_context import PageContext
from components.text.catalogue import DASH, Text
from components.ui import notices, tables
from data.forces.official_forces import force_name, guessed_forces
from data.provenance.force_months import ForceMonths, force_months, runs_of_months
from data.release.force_coverage import without_files
from data.release.missing_months import ABSENT, CUT, MISSING, THIN, MissingMonths


def show(here: PageContext) -> None:
    """Draw sentences about what is missing, then a row for each police force."""
    text, forces = here.text, force_months(here.manifest)
    st.subheader(text("gaps.title"))
    for sentence in sentences(here):
        st.write(sentence)
    if any(force.missing or force.absent or force.thin or force.cut for force in forces):
        table = pd.DataFrame(rows(here))
        tables.show_plain(table, numbers=[text("gaps.whole")])


def rows(here: PageContext) -> list[dict[str, str]]:
    """Return the table's row for each police force: months that are whole, and each kind of gap."""
    text = here.text
    return [
        {
            text("gaps.force"): _force(text, force.force),
            text("gaps.whole"): text.number(force.whole),
            text("gaps.missing"): _months(text, force.missing) or DASH,
            text("gaps.absent"): _absent(text, force) or DASH,
            text("gaps.thin"): _thin(text, force) or DASH,
            text("gaps.cut"): _cut(here, force) or DASH,
        }
        for force in force_months(here.manifest)
    ]


def sentences(here: PageContext) -> list[str]:
    """Return how many gaps there are of each kind, and which authorities have no figures."""
    text, authorities, forces = here.text, here.manifest.authorities, force_months(here.manifest)
    counts = {
        MISSING: sum(len(force.missing) for force in forces),
        ABSENT: sum(len(force.absent) for force in forces if force.has_files),
        THIN: sum(len(force.thin) for force in forces),
        CUT: sum(len(force.cut) for force in forces),
    }
    parts = [text.plural(f"gap_count.{kind}", n) for kind, n in counts.items() if n]
    lines = [text("gaps.found", found=text.listing(parts))] if parts else []
    if not parts and all(force.has_files for force in forces):
        lines = [text("gaps.none")]
    absent = without_files(authorities)
    for force in sorted({one.force for one in absent}):
        own = [one for one in absent if one.force == force]
        names = [one.name_cy if text.language == "cy" else one.name_en for one in own]
        lines.append(
            text(
                "gaps.no_file_of",
                force=_force(text, force),
                authorities=text.listing(names),
                wards=text.number(sum(one.wards for one in own)),
            )
        )
    guessed = [notices.describe_error(text, words) for words in guessed_forces(authorities)]
    # The fictional county is in no official look-up.
    return lines if here.manifest.fictional else lines + [f"{words}." for words in guessed]


def _force(text: Text, force: str) -> str:
    return notices.said_plainly(text, force_name(force))


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
