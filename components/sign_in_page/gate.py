"""What somebody sees who has to sign in first: no figure, no name of a place, one button."""

from collections.abc import Sequence

import streamlit as st

from components import queries, style_sheet
from components.ui import html, notices, page_frame
from components.ui.routes import PageEntry
from components.view import state
from components.view.viewer import current_sign_in
from data.access.permissions import may_open
from data.access.sign_in import State
from data.access.viewer import Audience, Viewer


def closed_to(viewer: Viewer) -> bool:
    """Return whether somebody may see nothing until they sign in."""
    return not may_open(viewer, Audience.PUBLIC)


def show(viewer: Viewer, pages: Sequence[PageEntry]) -> None:
    """Draw why there is nothing to see, and the button that signs in; the address stays.

    Somebody without a role can only sign out, and sign in as somebody else.
    """
    text, found = queries.texts.text_in(state.asked_language()), current_sign_in()
    # Without its pages Streamlit would say that the address of a page leads nowhere.
    page_frame.navigation(pages, viewer, text)
    style_sheet.add_styles(on_projector=False)
    with notices.errors_explained(text), st.container(key="mt-gate"):
        st.html('<div class="mt-brand">Milltir</div>')
        st.title(text("sign_in.title"))
        html.lead_sentence(text(f"sign_in.{found.state.value}", name=found.name))
        if found.state is State.WITHOUT_ROLE:
            html.supporting_sentence(text("sign_in.ask_for_role"))
            st.button(text("sign_in.out"), key="sign-out", on_click=st.logout)
        else:
            st.button(text("sign_in.in"), type="primary", key="sign-in", on_click=st.login)
