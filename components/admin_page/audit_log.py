"""Who did what: filtered by act, person and day, and as a file."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

import pandas as pd
import streamlit as st

from components.admin_page import register_reads, words
from components.page_context import PageContext
from components.text.catalogue import DASH, Text
from components.ui import downloads, tables
from data.access.permissions import require_administer
from data.audit.csv_file import csv_lines
from data.audit.entry import ACTS, Entry
from data.audit.reading import Filter
from data.settings import load_settings

# SHOWN: the rows on the page. MANY: rows from which the file is a zip.
SHOWN, MANY = 200, 100_000


def show(here: PageContext) -> None:
    """Draw the filters, the latest entries, and the button of the file with all of them."""
    text = here.text
    st.write(text("admin.audit_how", days=text.number(load_settings().retention.audit_days)))
    wanted = _filters(text)
    found, number = register_reads.latest(wanted, most=SHOWN)
    if not found:
        st.write(text("admin.audit_none"))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.write(text.plural("admin.audit_shown", len(found), of=text.number(number)))
        name = f"milltir-audit-{load_settings().today.isoformat()}.csv"
        downloads.button(
            text("admin.audit_csv"),
            partial(_file, here, wanted, name if number > MANY else ""),
            name=f"{name}.zip" if number > MANY else name,
            mime="application/zip" if number > MANY else "text/csv",
            key="audit-csv",
        )
    tables.show_plain(pd.DataFrame([_row(text, one) for one in found]))


def _filters(text: Text) -> Filter:
    with st.container(key="mt-audit-filters", horizontal=True):
        act = st.selectbox(
            text("admin.act"),
            ("", *ACTS),
            format_func=lambda name: text(f"admin.act_{name}" if name else "admin.every"),
            key="audit-act",
        )
        who = st.selectbox(
            text("admin.person"),
            ("", *register_reads.names()),
            format_func=lambda name: words.person(text, name) if name else text("admin.everybody"),
            key="audit-who",
        )
        day = st.date_input(text("admin.day"), value=None, format="DD/MM/YYYY", key="audit-day")
    one_day = day if isinstance(day, dt.date) else None
    return Filter(act=act, who=who, first=one_day, last=one_day)


def _file(here: PageContext, wanted: Filter, zipped_as: str) -> bytes:
    """Return every entry as CSV; in a zip under a name if there are many."""
    require_administer(here.viewer, what="admin")
    lines: Iterator[bytes] = (
        line.encode("utf-8") for line in csv_lines(register_reads.every(wanted))
    )
    return downloads.zipped(zipped_as, lines) if zipped_as else b"".join(lines)


def _row(text: Text, one: Entry) -> dict[str, str]:
    what = [one.object, one.place, words.size(text, one.bytes) if one.bytes else ""]
    return {
        text("admin.time"): words.moment(text, one.at),
        text("admin.person"): words.person(text, one.who),
        text("admin.role"): words.role(text, one.role),
        text("admin.act"): text(f"admin.act_{one.act}"),
        text("admin.where"): _page(text, one.page),
        text("admin.what"): " · ".join(filter(None, what)) or DASH,
        text("admin.version_short"): one.release or DASH,
    }


def _page(text: Text, page: str) -> str:
    key = f"page.{page.strip('/') or 'home'}" if page else ""
    return text(key) if key and text.knows(key) else page or DASH
