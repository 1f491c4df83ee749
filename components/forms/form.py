"""Draw a form for a record, save what was typed, and say what is wrong with it.

Nothing that was typed is lost: it stays in the session until it is saved or discarded.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from components.forms import conflict, faults, persons
from components.forms.model import (
    CHOICE,
    DAY,
    LONG,
    NO,
    YES,
    YES_NO,
    Input,
    RecordForm,
)
from components.forms.stored_records import find, writable
from components.page_context import PageContext
from components.ui import notices
from components.view import session
from data.access.permissions import may_edit
from data.errors import Conflict, InvalidRecord, MilltirError
from data.register.editing.saving import save
from data.register.records import Record

Saved = Callable[[Record], None]


@dataclass(frozen=True, kw_only=True)
class Button:
    """The button that saves a form."""

    # Its words; empty for "Save".
    label: str = ""
    icon: str = ":material/check:"
    primary: bool = True
    # Whether it is in one line with the inputs, where Enter saves too.
    in_line: bool = False


def show(
    here: PageContext, form: RecordForm, saved: Saved, *, button: Button | None = None
) -> None:
    """Draw the form for those who may edit; `saved` is called with the record after it was saved.

    What may name a person is asked about. If somebody else has saved the record since it was drawn,
    both versions are drawn instead.
    """
    if not may_edit(here.viewer):
        return
    button, form = button or Button(), persons.asking(form)
    draft = session.get_draft(form.key)
    if draft.get("conflict"):
        conflict.show(here, form, draft, partial(_save_chosen, here, form, saved))
        return
    cells = {**form.cells(here.text), **draft.get("cells", {})}
    said = draft.get("faults", {})
    faults.summary(here.text, form, said, draft.get("problem", ""))
    # A widget is drawn anew once the record has another version, unless there is a draft.
    version = draft.get("version", form.version)
    number = f"{version}-{session.drafts_dropped(form.key)}"
    with (
        st.container(key=f"mt-{form.key}"),
        st.form(f"{form.key}-{number}", border=False, enter_to_submit=button.in_line),
        st.container(horizontal=button.in_line, vertical_alignment="bottom"),
    ):
        for one in form.inputs:
            with st.container():
                faults.beside(form, one.name, said)
                _draw(here, form, one, _key(form, one, number), cells[one.name])
        st.form_submit_button(
            button.label or here.text("form.save"),
            type="primary" if button.primary else "secondary",
            icon=button.icon,
            key=f"{form.key}-save",
            on_click=partial(_submit, here, form, version, number, saved),
        )
    if draft:
        st.button(
            here.text("form.discard"),
            type="tertiary",
            key=f"{form.key}-discard",
            on_click=partial(session.drop_draft, form.key),
        )


def _key(form: RecordForm, one: Input, number: str) -> str:
    return f"{form.key}-{number}-{one.name}"


def _draw(here: PageContext, form: RecordForm, one: Input, key: str, shown: str) -> None:
    text = here.text
    label = one.label(text)
    if one.required and one.kind != YES_NO:
        label = text("form.required", field=label)
    help_text = text(f"help.{form.kind.name}.{one.name}") if one.helped else None
    if one.kind == LONG:
        st.text_area(label, shown, key=key, help=help_text, height=one.height)
    elif one.kind == CHOICE:
        options = [*([] if shown in one.options and one.required else [""]), *one.options]
        if shown not in options:
            options.append(shown)
        st.selectbox(
            label,
            options,
            index=options.index(shown),
            format_func=lambda value: one.words(value) if value else text("form.choose"),
            key=key,
            help=help_text,
        )
    elif one.kind == YES_NO:
        st.checkbox(label, shown == YES, key=key, help=help_text)
    else:
        example = text("form.day_example") if one.kind == DAY else None
        st.text_input(label, shown, key=key, help=help_text, placeholder=example)


def typed_cells(form: RecordForm, number: str) -> dict[str, str]:
    """Return what the inputs have now, as text."""
    found = {}
    for one in form.inputs:
        value = session.widget_value(_key(form, one, number))
        found[one.name] = (YES if value else NO) if one.kind == YES_NO else str(value or "")
    return found


def _submit(here: PageContext, form: RecordForm, version: int, number: str, saved: Saved) -> None:
    _save(here, form, version, typed_cells(form, number), saved)


def _save(
    here: PageContext, form: RecordForm, version: int, cells: Mapping[str, str], saved: Saved
) -> None:
    """Save; otherwise store what was typed with what is wrong, for the run that follows."""
    base = session.get_draft(form.key).get("base") or form.cells(here.text)
    draft: dict[str, Any] = {"version": version, "cells": dict(cells), "base": base}
    record = form.record.key if form.record else ""
    try:
        values = form.read(cells, record)
        engine = writable(here, form.kind)
        if form.write:
            now = form.write(engine, values, version)
        else:
            now = save(engine, here.viewer, form.kind, values, key=record, version=version)
    except InvalidRecord as error:
        draft["faults"] = faults.worded(here.text, form, error, cells)
    except Conflict as error:
        if form.record is None:  # What the new record belongs to was changed, and is drawn anew.
            draft["problem"] = notices.wording(here.text, error)
        else:
            draft["conflict"] = {"who": error.facts["who"]}
    except MilltirError as error:
        draft["problem"] = notices.wording(here.text, error)
    else:
        session.drop_draft(form.key)
        saved(now)
        return
    session.set_draft(form.key, draft)


def _save_chosen(
    here: PageContext, form: RecordForm, saved: Saved, cells: Mapping[str, str], version: int
) -> None:
    """Save what the viewer chose of two versions; `version` is the one that they have seen."""
    assert form.record is not None
    now = find(here, form.kind, form.record.key)
    _save(here, replace(form, record=now or form.record), version, cells, saved)
