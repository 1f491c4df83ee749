"""The line below each page that says who is signed in, with the way out or in."""

import streamlit as st

from components import queries
from components.text.catalogue import Text
from components.ui.html import escape_markdown
from components.view.viewer import current_sign_in, with_sign_in
from data.access.scopes import names_in
from data.access.sign_in import SignIn, State
from data.errors import MilltirError


def show(text: Text) -> None:
    """Draw who is signed in and the button to sign out, or that to sign in; neither without one."""
    if not with_sign_in():
        return
    found = current_sign_in()
    signed_in = found.state is State.SIGNED_IN
    with st.container(key="mt-account", horizontal=True, vertical_alignment="center"):
        if signed_in:
            st.markdown(who(text, found))
        st.button(
            text("sign_in.out" if signed_in else "sign_in.in"),
            type="tertiary",
            key="sign-out" if signed_in else "sign-in",
            on_click=st.logout if signed_in else st.login,
        )


def who(text: Text, found: SignIn) -> str:
    """Return who is signed in, in which roles, and of which areas; as Markdown."""
    roles = [text(f"sign_in.role_{role}") for role in found.named_roles]
    # A role of all areas includes what the same one of some gives.
    of_some = {role for role, _ in found.given.of_some if role not in found.roles}
    for role in sorted(of_some):
        codes = {code for own, code in found.given.of_some if own == role}
        areas = escape_markdown(text.listing(_names(codes, text.language)))
        roles.append(text("sign_in.role_of_some", role=text(f"sign_in.role_{role}"), areas=areas))
    if found.given.unknown:
        named = escape_markdown(text.listing([*found.given.unknown]))
        roles = roles or [text("sign_in.role_public")]
        unknown = " " + text("sign_in.role_unknown", roles=named)
    else:
        unknown = ""
    words = text("sign_in.as", name=escape_markdown(found.name), role=text.listing(roles))
    return words + unknown


def _names(codes: set[str], language: str) -> list[str]:
    """Return the names of authorities; their codes if no release can be read."""
    try:
        manifest = queries.current_store.store().manifest
    except MilltirError:
        return sorted(codes)
    return names_in(manifest, codes, language) or sorted(codes)
