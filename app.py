"""The entry point: determine the viewer, list the pages they may open, run the current page."""

from functools import partial

import streamlit as st

from components import queries, style_sheet
from components.explorer import animation
from components.meetings_page import page_bar
from components.search import box
from components.sign_in_page import account, gate
from components.ui import notices, page_frame
from components.view import state
from components.view.address import Known, Reading
from components.view.viewer import current_viewer
from data.errors import BrokenRelease
from data.release.manifest import Manifest
from pages import PAGES


def main() -> None:
    """Read the address, draw the page frame, and run the page or explain the error."""
    st.set_page_config(page_title="Milltir", page_icon=style_sheet.ICON, layout="wide")
    with notices.errors_explained(queries.texts.text_in(state.asked_language())):
        _draw()


def _draw() -> None:
    viewer = current_viewer()
    if gate.closed_to(viewer):
        return gate.show(viewer, PAGES)
    trouble, manifest, broken, known = None, None, None, Known(nothing_yet=True)
    try:
        manifest, broken = queries.current_store.begin_run()
        known = queries.places.valid_view_values(viewer.scope)
    except Exception as error:
        trouble = error
    reading = state.load_view(known, [entry.part for entry in PAGES if entry.part])
    text = queries.texts.text_in(reading.view.lang)
    asked_for, open_to_them = page_frame.navigation(PAGES, viewer, text)
    with notices.errors_explained(text):
        search = partial(box.show, PAGES if manifest and not trouble else (), asked_for.url_path)
        page_frame.head(open_to_them, reading.view, text, manifest, asked_for.url_path, search)
    if trouble:
        notices.explain(text, trouble)
    elif manifest:
        run(asked_for, reading, manifest, broken)


def run(page: st.Page, reading: Reading, manifest: Manifest, broken: BrokenRelease | None) -> None:
    """Run the page between its notices and its footer; explain errors, without a traceback."""
    text = queries.texts.text_in(reading.view.lang)
    with notices.errors_explained(text):
        notices.about_address(text, reading)
        if page.url_path != animation.PAGE:
            animation.reset_animation()
        notices.about_what_is_shown(text, broken, reading.view.category)
        page_bar.run(page)
    with notices.errors_explained(text):
        account.show(text)
        page_frame.foot(text, reading.view, manifest)


if __name__ == "__main__":  # Workers load this file too, under another name.
    main()
