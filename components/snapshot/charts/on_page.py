"""The one place where a page draws a chart, with the window that offers its picture below it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from components.page_context import PageContext
from components.snapshot.dialog import address_of_app, show_window
from components.snapshot.model import ChartPicture
from components.ui import tables
from components.ui.charts import STILL

# Draw: the picture of a chart, from the app's own address.
Draw = Callable[[str], ChartPicture]


def show(
    here: PageContext,
    figure: go.Figure,
    picture: Draw,
    *,
    alt: str,
    key: str,
    page: str,
    name: tuple[str, ...],
    config: dict[str, Any] = STILL,
    **bound: Any,
) -> None:
    """Draw a chart, and the window of its picture (`offer`)."""
    shown = {"key": key, **bound}
    st.plotly_chart(figure, theme=None, config=config, alt=alt, **shown)
    offer(here, picture, key=key, page=page, name=name)


def offer(here: PageContext, picture: Draw, *, key: str, page: str, name: tuple[str, ...]) -> None:
    """Draw the window of a picture; on a projector nothing.

    `page` is the last part of the page's address, and `name` what the file shows, where and when.
    """
    if here.view.on_projector:
        return
    address = address_of_app(page)
    show_window(
        here,
        partial(picture, address),
        lambda preset, ending: file_name_of(here, name, preset, ending),
        key=key,
    )


def file_name_of(here: PageContext, name: tuple[str, ...], preset: str, ending: str) -> str:
    """Return the file name of a chart's picture."""
    parts = [part for part in name if part]
    return tables.file_name(*parts, preset, manifest=here.manifest, ending=ending)
