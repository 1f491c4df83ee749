"""The history of a record or of the whole register, each change with its undo."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from components import queries
from components.forms import outcome, together
from components.forms.fields_in_words import said, title
from components.forms.stored_records import register_to_write
from components.forms.who_and_when import editor, when
from components.page_context import PageContext
from components.text.direction import escape
from components.ui import html, notices
from components.view import session
from data.access.permissions import may_edit
from data.register.history import Change, changes, made_again
from data.register.records import REFUSED, UNDONE
from data.register.together import batches_taken_back
from data.register.undoing import undo

# How many changes are drawn at first, and how many more at each press.
AT_FIRST, MORE = 5, 20
# What a change is called that takes an undo back; it is stored as an undo itself.
MADE_AGAIN = "made again"
# The fields that say where a record is, which a sentence tells better than numbers.
PLACES = {"area", "x", "y"}
# The most characters of a text that are drawn before it is unfolded, and of a record's name.
LONGEST, LONGEST_NAME = 120, 80


def show(
    here: PageContext,
    *,
    kind: str = "",
    record: str = "",
    also: Sequence[tuple[str, str]] = (),
) -> None:
    """Draw the latest changes of a record, or of every record; editors can undo each of them.

    `also` are the kinds and numbers of the records that belong to it; their names are told. If the
    register can't be read, only that is said here, and the rest of the page is drawn.
    """
    with notices.errors_explained(here.text):
        _show(here, kind, record, also)


def _show(here: PageContext, kind: str, record: str, also: Sequence[tuple[str, str]]) -> None:
    engine = queries.current_store.existing_register()
    text, key = here.text, f"history-{kind}-{record}"
    most = AT_FIRST + MORE * int(session.get_widget_value(key) or 0)
    whole = not record
    found = (
        changes(engine, kind=kind, record=record, also=also, together=whole, most=most + 1)
        if engine
        else []
    )
    if engine is None or not found:
        st.html(f"<p>{escape(text('history.none'))}</p>")
        return
    # The page of a record tells its own change of those that were made together.
    lines = together.lines(engine, found) if whole else {}
    undone: set[int | str | None] = {one.undoes for one in found if one.undoes}
    undone |= batches_taken_back(engine, found) if whole else set()
    again = made_again(engine, found)
    for one in found[:most]:
        line = lines.get(one.batch or "")
        with st.container(key=f"mt-change-{one.number}", horizontal=True, gap="small"):
            named = (one.kind, one.record) != (kind, record)
            st.html(
                together.told(here, line, _action(one, again))
                if line
                else _change(here, one, _action(one, again), named=named)
            )
            taken_back = (line.batch if line else one.number) in undone
            if may_edit(here.viewer) and not taken_back and one.action != REFUSED:
                st.button(
                    text("history.redo" if _action(one, again) == UNDONE else "history.undo"),
                    type="tertiary",
                    icon=":material/undo:",
                    key=f"undo-{kind}-{record}-{one.number}",
                    on_click=partial(together.take_back, here, line.batch)
                    if line
                    else partial(take_back, here, one.number),
                )
    if len(found) > most:
        st.button(
            text("history.more"),
            type="tertiary",
            key=f"{key}-more",
            on_click=partial(
                session.set_widget_value, key, str(int(session.get_widget_value(key) or 0) + 1)
            ),
        )


def latest(kind: str, record: str) -> int:
    """Return the number of a record's latest change; 0 without one."""
    engine = queries.current_store.existing_register()
    found = changes(engine, kind=kind, record=record, most=1) if engine else []
    return found[0].number if found else 0


def take_back(here: PageContext, number: int) -> None:
    """Undo a change; the run that follows says so, or why not."""

    def act() -> None:
        undo(register_to_write(), here.viewer, number)

    outcome.attempt(here.text, act, here.text("history.undone"))


def _action(one: Change, again: Collection[int]) -> str:
    """Return what was done; an undo that was taken back made the first change again."""
    return MADE_AGAIN if one.number in again else one.action


def _change(here: PageContext, one: Change, action: str, *, named: bool) -> str:
    """Return a change as HTML: when, who, what, and each field before and after."""
    text = here.text
    name = title(here, one.kind, one.record, one.after)
    head = f"<strong>{escape(_short(name, LONGEST_NAME))}</strong> " if named else ""
    what = text(f"action.{action.replace(' ', '_')}", who=editor(text, one.who))
    head += f"<span>{escape(what)}</span> <small>{escape(when(text, one.at))}</small>"
    body = fields(here, one.kind, one.before, {name: one.after[name] for name in one.fields})
    if one.before is None and body:
        body = html.folded_html(text.plural("history.fields", len(one.fields)), body)
    return f'<div class="mt-change">{head}{body}</div>'


def fields(
    here: PageContext, kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]
) -> str:
    """Return the fields of a version as HTML, and as they were before; empty without any."""
    names = [name for name in after if name != "retired"]
    moved = before is not None and bool(PLACES & {*names})
    rows = [
        _field(here, kind, name, before, after) for name in names if not (moved and name in PLACES)
    ]
    rows += [escape(here.text("history.place_changed"))] if moved else []
    return "<ul>" + "".join(f"<li>{row}</li>" for row in rows) + "</ul>" if rows else ""


def _field(
    here: PageContext,
    kind: str,
    name: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
) -> str:
    """Return a field as HTML, before and after; of a list each item."""
    label = f"<b>{escape(here.text(f'field.{name}'))}</b>: "
    now = said(here, kind, name, after[name])
    if before is None:
        return label + _items("ins", now)
    was = said(here, kind, name, before.get(name))
    if len(was) == len(now) == 1:
        return f"{label}{_items('del', was)} → {_items('ins', now)}"
    stays = [item for item in now if item in was]
    gone = [item for item in was if item not in now]
    new = [item for item in now if item not in was]
    rows = [("span", item) for item in stays] + [("del", item) for item in gone]
    rows += [("ins", item) for item in new]
    listed = "".join(f"<li>{_items(tag, [item])}</li>" for tag, item in rows)
    return f"{label}<ul>{listed}</ul>"


def _items(tag: str, items: Sequence[str]) -> str:
    """Return one item as HTML, a long one folded, or several as a list."""
    if len(items) > 1:
        return "<ul>" + "".join(f"<li>{_items(tag, [item])}</li>" for item in items) + "</ul>"
    (item,) = items
    if len(item) <= LONGEST:
        return f"<{tag}>{escape(item)}</{tag}>"
    return html.folded_html(_short(item, LONGEST), f"<{tag}>{escape(item)}</{tag}>")


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[:most] + "…"
