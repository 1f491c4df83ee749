"""The ways from the page on authorities to each of them: its page, and its own Milltir."""

import streamlit as st

from components.authorities_page.model import AuthoritiesModel
from components.text.direction import escape
from components.ui import html, routes

# MOST_LISTED: of more areas only the chosen one has its links.
MOST_LISTED = 40


def show(model: AuthoritiesModel) -> None:
    """Draw a link to the page of each area, and to its own Milltir where an address is stated."""
    here, text = model.here, model.here.text
    codes = [str(code) for code in model.rows.index]
    if len(codes) > MOST_LISTED:
        codes = [code for code in codes if code == here.view.place]
    if not codes:
        html.small_print([text("authorities.choose_row")])
        return
    links = ", ".join(_links(model, code) for code in codes)
    st.html(f'<p class="mt-said">{escape(text("authorities.each"))} {links}</p>')


def _links(model: AuthoritiesModel, code: str) -> str:
    """Return the links of one area as HTML: its page, and its own Milltir in brackets."""
    here, text = model.here, model.here.text
    name, page = here.place_name(code), routes.place_address(here.view, code, model.category)
    link = f'<a href="{escape(page)}" target="_self">{escape(name)}</a>'
    own = here.manifest.addresses.get(code, "")
    if own:
        label = escape(text("authorities.own"))
        title = escape(text("authorities.own_of", place=name))
        link += f' (<a href="{escape(own)}" rel="noreferrer" aria-label="{title}">{label}</a>)'
    return link
