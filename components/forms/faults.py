"""What is wrong with what was typed: a summary above the form, and a sentence at each input."""

import re
from collections.abc import Mapping

import streamlit as st

from components.forms.model import CHOICE, DAY, NUMBER, Input, RecordForm
from components.text.catalogue import Text
from components.text.direction import escape
from components.ui import html, notices
from data.errors import InvalidRecord
from data.messages import Message

# The sentences by the kind of input where it isn't empty.
OF_KIND = {DAY: "form.no_day", NUMBER: "form.no_number", CHOICE: "form.no_choice"}


def worded(
    text: Text, form: RecordForm, error: InvalidRecord, cells: Mapping[str, str]
) -> dict[str, str]:
    """Return a sentence for each input at fault, by its name; "" has those of no input."""
    by_name = {one.name: one for one in form.inputs}
    found: dict[str, str] = {}
    for name, expected, given in error.faults:
        said = _own(text, form, by_name.get(name), cells, expected)
        own = by_name.get(name)
        label = own.label(text) if own else ""
        found.setdefault(
            name if own else "", said or expected_in_words(text, expected, given, field=label)
        )
    return found


def _own(
    text: Text, form: RecordForm, one: Input | None, cells: Mapping[str, str], expected: str
) -> str:
    """Return what to enter, by the input and its kind; empty if only the rule itself says it."""
    if one is None:
        return ""
    label = one.label(text)
    if one.required and not cells.get(one.name, "").strip():
        return text("form.empty", field=label)
    if isinstance(expected, Message):
        return ""
    own = f"fault.{form.kind.name}.{one.name}"
    if text.knows(own):
        return text(own)
    key = OF_KIND.get(one.kind)
    return text(key, field=label) if key else ""


def expected_in_words(text: Text, expected: str, given: str, *, field: str = "") -> str:
    """Return the rule and what was typed in words, after the label of the field if it is given."""
    facts = {"expected": notices.said_plainly(text, expected), "field": field}
    key = "form.field_expected" if field else "form.expected"
    if isinstance(given, Message) and given.key == "found.none":
        return text(f"{key}_only", **facts)
    return text(key, found=notices.said_plainly(text, given), **facts)


def summary(text: Text, form: RecordForm, faults: Mapping[str, str], problem: str) -> None:
    """Draw what is wrong above the form, with a link to each input at fault."""
    if problem:
        html.said_at_once("mt-faults", f"<p>{escape(problem)}</p>", role="alert")
    if not faults:
        return
    rows = "".join(
        f'<li><a href="#{anchor(form, name)}" target="_self">{escape(said)}</a></li>'
        if name
        else f"<li>{escape(said)}</li>"
        for name, said in faults.items()
    )
    title = f"<h2>{escape(text('form.problem'))}</h2>"
    html.said_at_once("mt-faults", f"{title}<ul>{rows}</ul>", role="alert")


def beside(form: RecordForm, name: str, faults: Mapping[str, str]) -> None:
    """Draw what is wrong with an input, before it; nothing if it is right."""
    if said := faults.get(name):
        st.html(f'<p class="mt-fault" id="{anchor(form, name)}">{escape(said)}</p>')


def anchor(form: RecordForm, name: str) -> str:
    """Return the anchor of what is wrong with an input."""
    return re.sub(r"[^A-Za-z0-9-]", "-", f"{form.key}-{name}")
