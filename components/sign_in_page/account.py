"""The line below each page that says who is signed in, with the way out or in."""

import streamlit as st

from components.text.catalogue import Text
from components.ui.html import escape_markdown
from components.view.viewer import current_sign_in, with_sign_in
from data.access.sign_in import State


def show(text: Text) -> None:
    """Draw who is signed in and the button to sign out, or that to sign in; neither without one."""
    if not with_sign_in():
        return
    found = current_sign_in()
    signed_in = found.state is State.SIGNED_IN
    with st.container(key="mt-account", horizontal=True, vertical_alignment="center"):
        if signed_in:
            roles = text.listing([text(f"sign_in.role_{role}") for role in found.named_roles])
            words = text("sign_in.as", name=escape_markdown(found.name), role=roles)
            st.markdown(words)
        st.button(
            text("sign_in.out" if signed_in else "sign_in.in"),
            type="tertiary",
            key="sign-out" if signed_in else "sign-in",
            on_click=st.logout if signed_in else st.login,
        )
