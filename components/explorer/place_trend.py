"""The small chart of a place's months in the panel, with what limits it."""

import datetime as dt
from dataclasses import replace

import plotly.graph_objects as go
import streamlit as st

from components import colour_scheme
from components.explorer import panel_html
from components.page_context import PageContext
from components.page_models.place_profile import PlaceProfile, trend_in_words
from components.queries.cache import CacheKey, query
from components.snapshot.charts import on_page
from components.snapshot.collect import trend_name_of, trend_of
from components.text import sentences
from components.text.direction import escape
from components.text.recording_breaks import marks_in_words
from components.ui import charts, routes
from components.view.view import View
from geo.stats.trend import BEFORE, NOW


def months(
    here: PageContext,
    profile: PlaceProfile,
    *,
    key: str,
    top: float | None = None,
    breaks_said: bool = False,
) -> None:
    """Draw the small trend chart with its legend, and the months that were not published.

    Recording breaks are said below it unless they are said elsewhere (`breaks_said`).
    """
    text, view = here.text, here.view
    title = text("trend.title", category=text(f"category_title.{view.category}"))
    marks = f'<i class="mt-now"></i>{escape(text("trend.now"))}'
    if profile.trend[BEFORE].notna().any():
        marks += f' <i class="mt-before"></i>{escape(text("trend.before"))}'
    st.html(f'<div class="mt-trend"><h3>{escape(title)}</h3><small>{marks}</small></div>')
    figure, alt = _trend_chart(*here.asked, profile.place, top, _here=here, _profile=profile)
    of = replace(here, view=replace(view, place=profile.place))
    on_page.show(
        here,
        figure,
        lambda address: trend_of(of, address=address),
        alt=alt,
        key=f"{key}-{profile.place}",
        page=routes.ADDRESS_OF[routes.MAP],
        name=trend_name_of(of),
    )
    if profile.missing:
        panel_html.draw_sentence("small", sentences.not_published(text, profile.missing))
    panel_html.draw_sentence("small", profile.part)
    for line in () if breaks_said else profile.break_lines:
        panel_html.draw_sentence("small", line)


@query(200)
def _trend_chart(
    key: CacheKey,
    view: View,
    today: dt.date,
    place: str,
    top: float | None,
    *,
    _here: PageContext,
    _profile: PlaceProfile,
) -> tuple[go.Figure, str]:
    """Return the chart of a place's months, and in words. Nothing may change it after that."""
    del key, today, place
    text, trend, large = _here.text, _profile.trend, view.on_projector
    figure = charts.trend(trend, text, gap=text("trend.gap"), top=top, large=large)
    charts.mark(figure, trend, _profile.break_marks, colour=colour_scheme.BREAK, large=large)
    spoken = [trend_in_words(text, _profile.name, trend[NOW])]
    spoken += [marks_in_words(text, _profile.break_marks), _profile.part]
    return figure, " ".join(filter(None, spoken))
