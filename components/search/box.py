"""The button of the search, and the window in which it is typed and answered."""

from collections.abc import Sequence

import streamlit as st

from components.page_context import PageContext, page_context
from components.search.entries import MOST, find
from components.text.catalogue import Text
from components.text.direction import escape
from components.ui import html
from components.ui.html import escape_markdown
from components.ui.routes import PageEntry
from components.view import session
from components.view.page_part import LONGEST_SEARCH

KEY, TYPED = "search-open", "search-typed"
# The visit's value that names the page on which the window is open, and its start while it is.
OPEN_ON, OPEN = "search-open-on", "on "
# A slash opens the window, unless it is typed into a field.
ON_SLASH = """
<script>
if (!window.milltirSearch) {
  window.milltirSearch = true;
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    if (event.key !== "/" || field || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = document.querySelector(".st-key-search-open button");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
</script>
"""
# The window takes the focus for itself while it opens; typing must reach the field.
ON_OPENING = """
<script>
(function focus(times) {
  const field = document.querySelector("[role=dialog] input");
  if (field && document.activeElement !== field) field.focus();
  if (times) setTimeout(focus, 50, times - 1);
})(20);
</script>
"""


def show(pages: Sequence[PageEntry], path: str = "") -> None:
    """Draw the button and, once it was pressed on this page, the window; nothing without pages.

    The window stays until it is closed or another page is opened. Streamlit itself would close it
    at the next run, which a map or a file can ask for just after the press.
    """
    if not pages:
        return
    here = page_context()
    title = here.text("search.title")
    st.html(ON_SLASH, unsafe_allow_javascript=True, width=1)
    st.button(
        title,
        icon=":material/search:",
        type="tertiary",
        key=KEY,
        on_click=session.set_widget_value,
        args=(OPEN_ON, f"{OPEN}{path}"),
    )
    if session.get_widget_value(OPEN_ON) == f"{OPEN}{path}":
        st.dialog(title, width="medium", on_dismiss=_close)(_window)(here, pages)
    else:
        _close()


def _close() -> None:
    session.set_widget_value(OPEN_ON, "")


def _window(here: PageContext, pages: Sequence[PageEntry]) -> None:
    """Draw the box and what was found, as links by kind."""
    text = here.text
    typed = st.text_input(
        text("search.label"),
        placeholder=text("search.example"),
        max_chars=LONGEST_SEARCH,
        key=TYPED,
    )
    if not (typed or "").strip():
        st.html(ON_OPENING, unsafe_allow_javascript=True, width=1)
        return
    found = find(here, pages, typed)
    if not found:
        st.html(f'<p role="status">{escape(text("search.none", typed=typed))}</p>')
    for kind, entries in found.items():
        st.html(f'<h3 class="mt-part">{escape(text(f"search.{kind}"))}</h3>')
        for entry in entries:
            st.page_link(entry.page, label=_label(text, entry.name), query_params=dict(entry.query))
    if any(len(entries) == MOST for entries in found.values()):
        html.small_print([text("search.first", n=text.number(MOST))])


def _label(text: Text, name: str) -> str:
    return escape_markdown(name) or text("search.unnamed")
