"""Two people have edited one record: both versions, field by field, and a choice for each."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from components.forms.model import CHOICE, YES, YES_NO, Input, RecordForm
from components.forms.who_and_when import editor
from components.page_context import PageContext
from components.text.catalogue import DASH, Text
from components.text.direction import escape
from components.ui import html
from components.ui.html import escape_markdown
from components.view import session

MINE, THEIRS = "mine", "theirs"
Choose = Callable[[Mapping[str, str], int], None]


def differing(
    base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]
) -> dict[str, str]:
    """Return for each field in which two versions differ which one only one of them changed.

    The result is MINE or THEIRS, or empty if both changed the field, so that only a person can
    decide.
    """
    found = {}
    for name, typed in mine.items():
        if typed != theirs[name]:
            mine_changed, theirs_changed = typed != base[name], theirs[name] != base[name]
            both = mine_changed and theirs_changed
            found[name] = "" if both else MINE if mine_changed else THEIRS
    return found


def show(here: PageContext, form: RecordForm, draft: Mapping[str, Any], choose: Choose) -> None:
    """Draw both versions of every field in which they differ, with a choice for each."""
    text, theirs = here.text, form.cells(here.text)
    mine, base = draft["cells"], draft["base"]
    fields = differing(base, mine, theirs)
    who = draft["conflict"]["who"]
    title = text("conflict.title", who=editor(text, who))
    title = title[:1].upper() + title[1:]
    html.said_at_once(
        "mt-faults",
        f"<h2>{escape(title)}</h2><p>{escape(text('conflict.explained'))}</p>",
        role="alert",
    )
    number = form.version
    with st.form(f"{form.key}-conflict-{number}", border=True, enter_to_submit=False):
        for one in form.inputs:
            if one.name in fields:
                _one(text, form, one, mine[one.name], theirs[one.name], fields[one.name], number)
        if draft.get("undecided"):
            st.html(f'<p class="mt-fault" role="alert">{escape(text("conflict.undecided"))}</p>')
        st.form_submit_button(
            text("conflict.save"),
            type="primary",
            key=f"{form.key}-choose",
            on_click=partial(_chosen, form, fields, mine, theirs, choose),
        )
    st.button(
        text("conflict.theirs_all"),
        type="tertiary",
        key=f"{form.key}-discard",
        on_click=partial(session.drop_draft, form.key),
    )


def _one(
    text: Text, form: RecordForm, one: Input, mine: str, theirs: str, default: str, number: int
) -> None:
    """Draw the two versions of a field, the default chosen if only one person changed it."""
    words = {MINE: _in_words(text, one, mine), THEIRS: _in_words(text, one, theirs)}
    options = [MINE, THEIRS]
    st.radio(
        one.label(text),
        options,
        index=options.index(default) if default else None,
        format_func=lambda which: text(f"conflict.{which}"),
        captions=[words[which] for which in options],
        key=_key(form, one.name, number),
    )


def _in_words(text: Text, one: Input, value: str) -> str:
    """Return a value as plain text; Markdown in it isn't formatted."""
    if one.kind == YES_NO:
        return text("form.yes") if value == YES else text("form.no")
    if one.kind == CHOICE and value in one.options:
        return one.words(value)
    return escape_markdown(value) or DASH


def _key(form: RecordForm, name: str, number: int) -> str:
    return f"{form.key}-conflict-{number}-{name}"


def _chosen(
    form: RecordForm,
    fields: Mapping[str, str],
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    choose: Choose,
) -> None:
    """Save the chosen version of each field, once every field is decided."""
    decided = {name: session.widget_value(_key(form, name, form.version)) for name in fields}
    draft = session.get_draft(form.key)
    if not all(decided.values()):
        session.set_draft(form.key, {**draft, "undecided": True})
        return
    cells = {
        name: theirs[name] if decided.get(name, THEIRS) == THEIRS else typed
        for name, typed in mine.items()
    }
    choose(cells, form.version)
