"""What an action on the register led to, said once on the run that follows."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.forms.faults import expected_in_words
from components.text.catalogue import Text
from components.text.direction import escape
from components.ui import html, notices
from components.view import session
from data.errors import InvalidRecord, MilltirError, NothingToUndo
from data.messages import Message

DONE, REFUSED, CHANGE = "outcome-done", "outcome-refused", "outcome-change"


def say(words: str, *, change: int = 0, where: str = "") -> None:
    """Let the run that follows say that something was done, with a button to undo the change.

    `where` names a place of its own on the page, which alone says it.
    """
    session.set_session_value(DONE + where, words)
    session.set_session_value(CHANGE, str(change or ""))


def refuse(words: str, *, where: str = "") -> None:
    """Let the run that follows say that something was not done."""
    session.set_session_value(REFUSED + where, words)


def attempt(text: Text, act: Callable[[], None], done: str, *, where: str = "") -> bool:
    """Do something to the register; let the run that follows say that it was done, or why not."""
    try:
        act()
    except MilltirError as error:
        refuse(wording(text, error), where=where)
        return False
    say(done, where=where)
    return True


def wording(text: Text, error: MilltirError) -> str:
    """Return the sentence for an error, with the labels of the fields that it names."""
    if isinstance(error, InvalidRecord):
        _, expected, found = error.faults[0]
        return expected_in_words(text, expected, found)
    problem = error.facts.get("problem")
    if isinstance(error, NothingToUndo) and isinstance(problem, Message):
        facts = dict(problem.values)
        if "fields" in facts:
            labels = [text(f"field.{name}") for name in facts["fields"]]
            facts["fields"] = text.listing(labels)
        return text(f"fact.{problem.key}", **facts)
    return notices.wording(text, error)


def show(
    text: Text | None = None, undo: Callable[[int], None] | None = None, *, where: str = ""
) -> None:
    """Draw what the last action led to, once, and if it can be undone the button for that."""
    change = int(session.get_session_value(CHANGE) or 0)
    session.set_session_value(CHANGE, "")
    for kind, look, role in ((DONE, "mt-done", "status"), (REFUSED, "mt-faults", "alert")):
        if words := session.get_session_value(kind + where):
            html.said_at_once(look, f"<p>{escape(words)}</p>", role=role)
            session.set_session_value(kind + where, "")
    if text and undo and change:
        st.button(
            text("history.undo"),
            icon=":material/undo:",
            type="tertiary",
            key="undo-last",
            on_click=partial(undo, change),
        )
