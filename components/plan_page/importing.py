"""A plan in a file: chosen, understood row by row, compared with the plan, and taken over."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from components.forms import outcome, reading, uploader
from components.forms.stored_records import writable
from components.page_context import PageContext
from components.plan_page import files, part_form
from components.plan_page.words import quarter, said
from components.queries.plan import PlanView
from components.recording import acts
from components.server.held_uploads import let_go_of_uploads
from components.text.catalogue import DASH, Text
from components.text.direction import escape
from components.ui import html, notices, tables
from components.view import state
from components.view.view import NOTHING
from data.errors import MilltirError
from data.register.plan.acceptance import accept
from data.register.plan.areas import other_areas
from data.register.plan.comparison import GONE, PlanChange, compare
from data.register.plan.file_plan import LEFT_OUT, READ, FilePlan, Told
from data.register.plan.kinds import PLAN_KINDS, read_plan
from data.register.plan.understand import understand
from data.settings import load_settings
from data.translations import read_translations
from geo.plan.quarters import quarter_of

KINDS = [".xlsx", ".csv", ".ods"]
# How many changes and rows are drawn.
MOST = 60
# Field values are drawn up to so many letters.
LONGEST = 60


def show(here: PageContext, view: PlanView) -> None:
    """Draw the file chooser, what was understood of the file, and the button that takes it over."""
    text = here.text
    part_form.back(here)
    if reading.reads_only(here):
        reading.page(here, "plan.import")
        return
    st.title(text("plan.import"))
    outcome.show()
    html.supporting_sentence(text("plan.import_how"))
    files.template(here)
    limits = load_settings().upload_limits
    most = limits.file_mb
    uploader.translate(text, text.number(most), text.number(limits.session_mb))
    chosen = st.file_uploader(
        text("plan.choose_file"), type=KINDS, max_upload_size=most, key="plan-file"
    )
    if chosen is None:
        return
    try:
        file = _understood(here, chosen.name, chosen.getvalue())
    except MilltirError as error:
        notices.explain(text, error)
        return
    changes = compare(file, view.plan)
    _counts(text, file, changes)
    _told(text, file.told)
    _changes(text, changes)
    gone = any(one.what == GONE for one in changes)
    retire = gone and st.checkbox(text("plan.retire_gone"), key="plan-retire-gone")
    st.button(
        text("plan.accept"),
        type="primary",
        icon=":material/check:",
        key="plan-accept",
        disabled=not changes,
        on_click=partial(
            _accept, here, chosen.name, chosen.getvalue(), view.state, retire_gone=bool(retire)
        ),
    )


def _understood(here: PageContext, name: str, content: bytes) -> FilePlan:
    own = (here.manifest.title_en, here.manifest.title_cy)
    return understand(
        name,
        content,
        year=quarter_of(here.today)[0],
        areas=own,
        others=other_areas(own),
        reasons=read_translations("plan")["plan_file.imported"],
    )


def _counts(text: Text, file: FilePlan, changes: Sequence[PlanChange]) -> None:
    """Draw how much was understood, and how much of it the plan doesn't have yet."""
    read = Counter(one.kind.name for one in file.records)
    changed = Counter((one.what, one.kind.name) for one in changes)
    rows = [
        [
            text(f"plan_kind.{kind.name}"),
            text.number(read[kind.name]),
            *(text.number(changed[(what, kind.name)]) for what in ("new", "different", "gone")),
        ]
        for kind in PLAN_KINDS
    ]
    heads = [text(f"plan_import.{name}") for name in ("kind", "read", "new", "different", "gone")]
    tables.show_plain(pd.DataFrame(rows, columns=heads), numbers=heads[1:])
    if not changes:
        html.supporting_sentence(text("plan.nothing_to_change"))


def _told(text: Text, told: Sequence[Told]) -> None:
    """Draw what was not understood, and below a title what each row was read as."""
    problems = [one for one in told if one.kind != READ]
    if problems:
        html.heading(text("plan.not_understood"), level=3)
        _rows(text, problems)
    else:
        html.supporting_sentence(text("plan.all_understood"))
    with st.expander(text("plan.row_by_row")):
        columns = [one for one in told if one.kind == READ]
        _rows(text, columns)


def _rows(text: Text, told: Sequence[Told]) -> None:
    marks = {READ: "", LEFT_OUT: text("plan_import.not_used")}
    rows = [
        [
            one.sheet or DASH,
            text.number(one.line),
            notices.said_plainly(text, one.words),
            marks.get(one.kind, text("plan_import.remark")) or DASH,
        ]
        for one in told[: MOST * 5]
    ]
    heads = [text(f"plan_import.{name}") for name in ("sheet", "line", "what", "mark")]
    tables.show_plain(pd.DataFrame(rows, columns=heads))
    if len(told) > len(rows):
        st.html(f"<p>{escape(text.plural('plan.more', len(told) - len(rows)))}</p>")


def _changes(text: Text, changes: Sequence[PlanChange]) -> None:
    """Draw what the file changes, field by field, below a title."""
    if not changes:
        return
    with st.expander(text("plan.changes")):
        rows = [
            [
                text(f"plan_kind.{one.kind.name}"),
                _name(text, one),
                text(f"plan_import.{one.what}"),
                _fields(text, one),
            ]
            for one in changes[:MOST]
        ]
        heads = [text(f"plan_import.{name}") for name in ("kind", "which", "what", "fields")]
        tables.show_plain(pd.DataFrame(rows, columns=heads))
        if len(changes) > MOST:
            st.html(f"<p>{escape(text.plural('plan.more', len(changes) - MOST))}</p>")


def _name(text: Text, one: PlanChange) -> str:
    values = {**(one.record.values if one.record else {}), **one.values}
    if "quarter" in values:
        return quarter(text, values["year"], values["quarter"])
    named = {f"name_{language}": values.get(f"name_{language}") for language in ("en", "cy")}
    number = values.get("number") or ""
    return f"{number} {said(text, named, 'name')}".strip()[:LONGEST]


def _fields(text: Text, one: PlanChange) -> str:
    if one.record is None or one.what == GONE:
        return DASH
    return "; ".join(
        f"{text(f'field.{name}')}: {_short(one.before[name])} → {_short(value)}"
        for name, value in one.values.items()
    )


def _short(value: object) -> str:
    words = DASH if value is None else str(value)
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"


def _accept(here: PageContext, name: str, content: bytes, seen: str, *, retire_gone: bool) -> None:
    """Take the file over if the register is as it was when the file was compared with it."""

    def act() -> None:
        file = _understood(here, name, content)
        engine = writable(here, PLAN_KINDS[0])
        found = compare(file, read_plan(engine))
        accept(
            *(engine, here.viewer, found),
            today=here.today,
            retire_gone=retire_gone,
            state=seen,
        )

    if outcome.attempt(here.text, act, here.text("plan.accepted")):
        acts.uploaded([(name, len(content))])
        let_go_of_uploads()
        state.update_view(item=NOTHING)
        outcome.say(here.text("plan.accepted"))
