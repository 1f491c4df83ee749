"""In the panel of an LSOA or authority: how its rate compares with those most like it."""

import pandas as pd
import streamlit as st

from components.page_context import PageContext
from components.page_models import similar_areas
from components.page_models.place_profile import PlaceProfile
from components.queries.similar import Similar
from components.text.direction import escape
from components.ui import html, routes, tables
from data.schema import AUTHORITY, LSOA


def show(here: PageContext, profile: PlaceProfile) -> None:
    """Draw the sentence, and folded which areas these are; nothing for areas of another level."""
    text = here.text
    if profile.level not in (LSOA, AUTHORITY) or not profile.published:
        return
    asked = (profile.level, profile.place, here.view.category, here.period())
    of = similar_areas.of_place(here, *asked)
    if of is None:
        return
    st.html(f'<p class="mt-panel-said">{escape(of.sentence)}</p>')
    if isinstance(of.found, Similar):
        table = similar_areas.table(text, of.found, of.names)
        rows = pd.DataFrame(table.rows, columns=table.heads)
        numbers = [table.heads[at] for at in table.numbers]
        basis = [*similar_areas.against_group(text, of.found), *similar_areas.basis(here, of)]
        lines = "".join(f"<p>{escape(line)}</p>" for line in basis)
        body = tables.as_html(rows, numbers=numbers) + lines + routes.claims_link(text, here.view)
        st.html(html.folded_html(text("alike.folded"), body))
