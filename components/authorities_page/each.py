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
    html.heading(text("authorities.each"))
    items = "".join(f"<li>{_links(model, code)}</li>" for code in codes)
    st.html(f'<ul class="mt-named">{items}</ul>')


def _links(model: AuthoritiesModel, code: str) -> str:
    """Return the links of one area as HTML."""
    here, text = model.here, model.here.text
    name, page = here.place_name(code), routes.place_address(here.view, code, model.category)
    links = [f'<a href="{escape(page)}" target="_self">{escape(name)}</a>']
    own = here.manifest.addresses.get(code, "")
    if own:
        label = text("authorities.own", place=name)
        links.append(f'<a href="{escape(own)}" rel="noreferrer">{escape(label)}</a>')
    return " · ".join(links)
