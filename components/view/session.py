"""Values of a session that are no part of the view: until it changes, for the visit, and drafts."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

# The prefixes of keys in the session: of values that end with the next change of the view, and of
# values that last for the visit.
MEMO = "memo-"
KEPT = "kept-"
# The prefixes of what was typed into a form and isn't saved, and of how often that ended.
DRAFT = "draft-"
DROPPED = "dropped-"
# The key of what was seen in this session, and the most that is remembered of it.
SEEN = "seen"
MOST_SEEN = 1_000
# The value that tells the map to move to the chosen place, once for each value.
FLIGHT = "flight"
# The key of the postcode box.
TYPED = "postcode"


def set_session_value(name: str, value: str) -> None:
    """Store a value that is no part of the view, until the view changes next."""
    st.session_state[f"{MEMO}{name}"] = value


def get_session_value(name: str) -> str:
    """Return a value stored until the view changes; empty if there is none."""
    return str(st.session_state.get(f"{MEMO}{name}", ""))


def end_session_values() -> None:
    """Delete the values that end with the view, and empty the postcode box."""
    for key in [key for key in st.session_state if str(key).startswith(MEMO)]:
        del st.session_state[key]
    if TYPED in st.session_state:
        st.session_state[TYPED] = ""


def set_widget_value(name: str, value: str) -> None:
    """Store a value that is no part of the view, for the whole visit."""
    st.session_state[f"{KEPT}{name}"] = value


def get_widget_value(name: str) -> str:
    """Return a value stored for the visit; empty if there is none."""
    return str(st.session_state.get(f"{KEPT}{name}", ""))


def widget_value(key: str) -> Any:
    """Return the value of a widget as it is now; None if it isn't drawn."""
    return st.session_state.get(key)


def is_first(*what: str) -> bool:
    """Return whether something happens for the first time in this session, and remember it."""
    seen: set[tuple[str, ...]] = st.session_state.setdefault(SEEN, set())
    if what in seen:
        return False
    if len(seen) >= MOST_SEEN:
        seen.clear()
    seen.add(what)
    return True


def set_draft(name: str, draft: Mapping[str, Any]) -> None:
    """Store what was typed into a form until it is saved or discarded."""
    st.session_state[f"{DRAFT}{name}"] = dict(draft)


def get_draft(name: str) -> dict[str, Any]:
    """Return what was typed into a form; empty if there is nothing unsaved."""
    return dict(st.session_state.get(f"{DRAFT}{name}", {}))


def drop_draft(name: str) -> None:
    """Forget what was typed into a form, which is drawn anew then."""
    st.session_state.pop(f"{DRAFT}{name}", None)
    st.session_state[f"{DROPPED}{name}"] = drafts_dropped(name) + 1


def drafts_dropped(name: str) -> int:
    """Return how often what was typed into a form was saved or discarded; part of its keys."""
    return int(st.session_state.get(f"{DROPPED}{name}", 0))
