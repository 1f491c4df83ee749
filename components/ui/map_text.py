"""The text around a map: its title above it, its caveats and source below it."""

from html import escape

import streamlit as st

from components.maps.spec import MapSpec
from components.ui import html


def heading(spec: MapSpec) -> None:
    """What is shown, and below it where and when."""
    st.title(spec.title)
    html.subtitle(spec.subtitle)


def caveats(spec: MapSpec) -> None:
    """What must be known to read the map, and where it comes from."""
    said = html.as_list(spec.caveats, html.CAVEATS)
    st.html(f'{said}<p class="mt-source">{escape(spec.source)}</p>')
