"""The frame around every page: banner, title, links to the pages, language switch, footer."""

from collections.abc import Callable, Sequence
from copy import copy

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components import style_sheet
from components.queries.cache import remember
from components.recording import acts
from components.server.held_uploads import let_go_of_uploads
from components.text import boundary_files, sentences
from components.text.catalogue import Text
from components.text.direction import escape
from components.ui import controls, html, notices
from components.ui.routes import (
    ADDRESS_OF,
    GROUPS_OF_PAGES,
    PACKS,
    PLAN,
    REGISTER,
    UPLOAD,
    PageEntry,
    accessibility_link,
    admin_link,
    claims_link,
    news_link,
)
from components.ui.tables import FICTIONAL
from components.view import browser
from components.view.view import View
from components.view.viewer import current_viewer
from data.access.permissions import may_administer
from data.access.viewer import Viewer
from data.release.manifest import Manifest

# The pages that the viewer may open.
Pages = Sequence[tuple[StreamlitPage, PageEntry]]


def page(entry: PageEntry, viewer: Viewer, text: Text) -> StreamlitPage:
    """Return the page; if the viewer may not open it, a page that says so at the same address."""

    def closed() -> None:
        notices.not_open(text)

    if entry.is_open_to(viewer):
        return copy(_open_page(str(entry.path), text(entry.title), entry.address))
    title = text("notice.closed")
    return st.Page(closed, title=title, url_path=entry.address, default=not entry.address)


# MOST_PAGES: more than the pages in every language.
MOST_PAGES = 100


@remember(MOST_PAGES)
def _open_page(path: str, title: str, address: str) -> StreamlitPage:
    # Streamlit looks for its file each time; a run needs its own copy, which it changes.
    return st.Page(path, title=title, url_path=address, default=not address)


def navigation(
    entries: Sequence[PageEntry], viewer: Viewer, text: Text
) -> tuple[StreamlitPage, Pages]:
    """Return the page that the address asks for, and those that the viewer may open."""
    acts.run_begins(viewer)
    every = [(page(entry, viewer, text), entry) for entry in entries]
    asked_for = st.navigation([each for each, _ in every], position="hidden")
    return asked_for, [(each, e) for each, e in every if e.is_open_to(viewer)]


def head(
    pages: Pages,
    view: View,
    text: Text,
    manifest: Manifest | None,
    current: str,
    search: Callable[[], None],
) -> None:
    """Draw the style, the sample county's banner, the name, the page links and the two switches.

    `search` draws the button of the search. Files that were chosen on the pages for them are let go
    of on every other page.
    """
    is_open = any(entry.address == current for _, entry in pages)
    acts.page_run(current, view, is_open=is_open)
    pages = [(each, entry) for each, entry in pages if not manifest or entry.is_of(manifest)]
    if current not in [ADDRESS_OF[page] for page in (UPLOAD, PLAN, PACKS, REGISTER)]:
        let_go_of_uploads()
    with_ground = manifest is None or "ground" in manifest.tables
    style_sheet.add_styles(
        on_projector=view.on_projector, with_ground=with_ground, also=_failed_downloads(text)
    )
    _say_first(text, fictional=bool(manifest and manifest.fictional))
    with st.container(key="mt-head", horizontal=True, vertical_alignment="center"):
        st.html('<div class="mt-brand">Milltir</div>', width="content")
        if browser.on_phone():
            _folded(pages, view, text, current)
        else:
            _ways(pages, view, text)
        with st.container(
            key="mt-switches", horizontal=True, horizontal_alignment="right", width="stretch"
        ):
            search()
            if not browser.on_phone():
                _projector(text)
            controls.language(text("switch.language"))


def _ways(pages: Pages, view: View, text: Text) -> None:
    """Draw links to every page, by what people do there.

    They have the same view, but lead to all orders instead of the open one.
    """
    address = view.for_menu().address()
    for group in GROUPS_OF_PAGES:
        members = [(page, entry) for page, entry in pages if entry.group == group]
        if not members:
            continue
        with st.container(key=f"mt-nav-{group}", horizontal=True, width="content", gap=None):
            label = escape(text(f"nav.{group}"))
            st.html(f'<span class="mt-nav-label">{label}</span>', width="content")
            for page, entry in members:
                st.page_link(page, label=text(entry.title), query_params=address)


def _folded(pages: Pages, view: View, text: Text, current: str) -> None:
    """Draw the page links behind one button, because a phone has no width for them."""
    # A key for each page: the menu would stay open over the page that was chosen in it.
    button = st.popover(text("nav.menu"), icon=":material/menu:", key=f"menu-{current}")
    with button, st.container(key="mt-menu"):
        _ways(pages, view, text)
        _projector(text)


def _projector(text: Text) -> None:
    controls.projector(text("switch.projector"), text("switch.projector_help"))


def foot(text: Text, view: View, manifest: Manifest) -> None:
    """Draw source, licence, boundaries and release, as every export has them, and a link.

    The links lead to what is new, to what is claimed and how often it is wrong, to the
    accessibility statement, and for administrators to the administration page.
    """
    lines = [
        sentences.source(text, manifest),
        text(
            "foot.release",
            release=manifest.release,
            boundaries=boundary_files.boundary_names(text, manifest),
        ),
    ]
    if manifest.fictional:
        lines.insert(0, text("foot.fictional"))
    words = "".join(f"<p>{escape(line)}</p>" for line in lines)
    links = news_link(text, view) + claims_link(text, view) + accessibility_link(text, view)
    if may_administer(current_viewer()):
        links += admin_link(text, view)
    st.html(f'<footer class="mt-foot">{words}{links}</footer>')


def _failed_downloads(text: Text) -> str:
    """Return styles that replace Streamlit's English words for a file that could not be made."""
    failed = '[data-testid="stDownloadButtonError"]'
    words = html.css_string(text("download.failed"))
    return f"{failed} *{{display:none}}{failed}::after{{content:{words}}}"


def _say_first(text: Text, *, fictional: bool) -> None:
    """Tell the browser the page's language, and everybody that the county is fictional.

    The language chooses the voice of a screen reader. Both are one element, as each costs time.
    """
    note = f'<div class="mt-fictional" role="note">{escape(FICTIONAL)}</div>' if fictional else ""
    st.html(
        f"{note}<script>document.documentElement.lang = '{text.language}'</script>",
        unsafe_allow_javascript=True,
        width="stretch" if fictional else 1,
    )
