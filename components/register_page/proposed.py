"""What the files of the release would change in the register: accepted or refused, one or all."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components import queries
from components.forms import history, outcome
from components.forms.fields_in_words import title
from components.forms.stored_records import register_to_write
from components.page_context import PageContext
from components.queries.cache import CacheKey, query
from components.text.direction import escape
from data.access.permissions import may_edit
from data.register.kinds import TABLES
from data.register.proposals.decisions import decide
from data.register.proposals.differences import NEW, Proposal, proposals
from data.register.proposals.taking_over import is_taken_over
from data.register.records import RecordKind

# How many proposals are drawn at once.
AT_ONCE = 20


@query(10)
def waiting(key: CacheKey) -> dict[str, list[Proposal]]:
    """Return the proposals of the release's files by kind of record."""
    engine = queries.current_store.existing_register()
    if engine is None:
        return {}
    store = queries.current_store.store_of(key._replace(register=""))
    return {
        name: found
        for name, one in TABLES.items()
        if name in store.manifest.tables
        and is_taken_over(engine, one.kind)
        and (found := proposals(engine, one.kind, one.fields_of(one.of_release(store))))
    }


def show(here: PageContext, found: dict[str, list[Proposal]]) -> None:
    """Draw the proposals of each kind, for editors with a decision for each and for all."""
    text = here.text
    if not found:
        st.html(f"<p>{escape(text('proposals.none'))}</p>")
        return
    for name, each in found.items():
        kind = TABLES[name].kind
        said = text.plural(f"proposals.{name}", len(each))
        st.html(f'<h3 class="mt-part">{escape(said)}</h3>')
        with st.container(key=f"mt-proposals-{name}", horizontal=True):
            for accepted in _decisions(here):
                st.button(
                    text("proposals.accept_all" if accepted else "proposals.refuse_all"),
                    key=f"all-{name}-{accepted}",
                    type="secondary",
                    on_click=partial(_decide, here, kind, each, accepted=accepted),
                )
        for one in each[:AT_ONCE]:
            _one(here, kind, one)
        if len(each) > AT_ONCE:
            st.html(f"<p>{escape(text('proposals.more', n=text.number(len(each) - AT_ONCE)))}</p>")


def _decisions(here: PageContext) -> tuple[bool, ...]:
    """Return the decisions that the viewer may take: to accept and to refuse, or none."""
    return (True, False) if may_edit(here.viewer) else ()


def _one(here: PageContext, kind: RecordKind, one: Proposal) -> None:
    text = here.text
    with st.container(key=f"mt-proposal-{kind.name}-{one.key}", border=True):
        st.html(_as_html(here, kind.name, one))
        with st.container(horizontal=True):
            for accepted in _decisions(here):
                st.button(
                    text("proposals.accept" if accepted else "proposals.refuse"),
                    key=f"decide-{kind.name}-{one.key}-{accepted}",
                    on_click=partial(_decide, here, kind, [one], accepted=accepted),
                )


def _as_html(here: PageContext, kind: str, one: Proposal) -> str:
    """Return a proposal as HTML: the record, and each field as it is and as the file has it."""
    text, names = here.text, {**one.now, **one.proposed, **(dict(one.row) if one.row else {})}
    name = title(here, kind, one.key, names)
    head = text(f"proposals.is_{one.kind}", name=name, number=one.key)
    rows = history.fields(here, kind, None if one.kind == NEW else one.now, one.proposed)
    return f"<p><strong>{escape(head)}</strong></p>{rows}"


def _decide(
    here: PageContext, kind: RecordKind, each: Sequence[Proposal], *, accepted: bool
) -> None:
    """Accept or refuse; the run that follows says so, and what somebody else has changed since."""
    text, left = here.text, []

    def act() -> None:
        engine = register_to_write()
        left.extend(decide(engine, here.viewer, kind, each, accepted=accepted))

    done = text("proposals.accepted" if accepted else "proposals.refused")
    if outcome.attempt(text, act, done) and left:
        outcome.refuse(text.plural("proposals.changed_since", len(left)))
