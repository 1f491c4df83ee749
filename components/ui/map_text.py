"""The text around a map: its title above it, its caveats and source below it."""

from collections.abc import Sequence

import streamlit as st

from components.maps.spec import MapSpec
from components.text.direction import escape
from components.ui import html


def heading(spec: MapSpec) -> None:
    """Draw the title with place and period beside it, for a page whose map takes the window."""
    with st.container(key="mt-map-title", horizontal=True, vertical_alignment="bottom"):
        st.title(html.escape_markdown(spec.title), width="content", anchor=False)
        st.html(f"<p>{escape(spec.subtitle)}</p>", width="content")


def caption(spec: MapSpec) -> None:
    """Draw on a map what it shows, where another one is beside it."""
    st.html(f'<p class="mt-map-caption">{escape(spec.title)}<br>{escape(spec.subtitle)}</p>')


def caveats(spec: MapSpec, folded: Sequence[str]) -> None:
    """Draw the caveats and the source of the map, without those that the page folds."""
    wording = html.as_list([one for one in spec.caveats if one not in folded], html.CAVEATS)
    st.html(f'{wording}<p class="mt-source">{escape(spec.source)}</p>')
