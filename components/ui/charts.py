"""Charts, drawn from plain tables in Milltir's own colours. They stand still and say no words
that aren't in their alternative text too."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io
import streamlit as st

from components import theme
from components.text.catalogue import Text
from geo.stats.trend import BEFORE, NOW

HEIGHT, LARGE_HEIGHT = 150, 260
LETTERS, LARGE_LETTERS = 13, 24
STILL = {"staticPlot": True, "displayModeBar": False}
MOST_TICKS = 5
# The library's own look would come with every chart that doesn't bring another.
plotly.io.templates.default = None


def look(*, large: bool = False) -> dict[str, Any]:
    """Milltir's own: nothing of the library's default colours, fonts or margins."""
    size = LARGE_LETTERS if large else LETTERS
    axis = {
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": theme.SOFT_INK, "size": size},
    }
    return {
        "colorway": [theme.TREND, theme.TREND_BEFORE],
        "font": {"family": theme.FONT, "color": theme.INK, "size": size},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 4, "r": 10, "t": 8, "b": 4},
        "showlegend": False,
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "gridcolor": theme.GRID, "rangemode": "tozero"},
    }


def template(*, large: bool = False) -> go.layout.Template:
    """The same for a chart that is changed after it was made."""
    return go.layout.Template(layout=look(large=large))


def trend(
    table: pd.DataFrame, text: Text, *, gap: str, top: float | None = None, large: bool = False
) -> go.Figure:
    """Months as a line, the same months a year before in grey behind it, gaps as open bands.

    `top` gives two charts the same scale; `gap` is what stands in a band.
    """
    places = list(range(len(table)))
    lines = [(NOW, _line(theme.TREND, 3, 6))]
    if table[BEFORE].notna().any():
        lines.insert(0, (BEFORE, _line(theme.TREND_BEFORE, 2, 4)))
    gaps = [place for place, missing in enumerate(table[NOW].isna()) if missing]
    ticks, plain = _spread(places), look(large=large)
    # All at once and without a template: the library would check everything again for either.
    return go.Figure(
        data=[
            {"type": "scatter", "x": places, "y": _plain(table[name]), **line}
            for name, line in lines
        ],
        layout={
            **plain,
            "height": LARGE_HEIGHT if large else HEIGHT,
            "shapes": [_band(place) for place in gaps],
            "annotations": [_in_band(place, gap, large=large) for place in gaps],
            "xaxis": {
                **plain["xaxis"],
                "tickvals": ticks,
                "ticktext": [text.short_month(str(table.index[place])) for place in ticks],
                "range": [-0.6, len(table) - 0.4],
            },
            "yaxis": {
                **plain["yaxis"],
                "range": [0, (highest(table) if top is None else top) * 1.12],
                "nticks": 4,
                "tickformat": ",d",
            },
        },
    )


def preload_plotly(text: Text) -> None:
    """For nobody: the library makes most of itself with its first chart."""
    months = pd.DataFrame({NOW: [1.0, None], BEFORE: [2.0, 3.0]}, ["2000-01", "2000-02"])
    trend(months, text, gap="").to_json()


def highest(*tables: pd.DataFrame) -> float:
    """The largest number of any of the tables, and never nothing: an axis needs a length."""
    numbers = np.concatenate([table.to_numpy(dtype=float).ravel() for table in tables])
    return float(np.nanmax(numbers, initial=1.0))


def show(figure: go.Figure, *, alt: str, key: str) -> None:
    """Put a chart on the page."""
    st.plotly_chart(figure, theme=None, config=STILL, alt=alt, key=key)


def _line(colour: str, width: float, mark: float) -> dict[str, Any]:
    """A line that stops at a gap; the marks keep a month between two gaps to be seen."""
    return {
        "mode": "lines+markers",
        "line": {"color": colour, "width": width},
        "marker": {"color": colour, "size": mark},
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def _plain(values: pd.Series) -> list[float | None]:
    """As plain numbers: nothing where there is none, which breaks the line."""
    return [None if pd.isna(value) else float(value) for value in values]


def _band(place: int) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": place - 0.5,
        "x1": place + 0.5,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": theme.GREYED,
        "line": {"width": 0},
        "layer": "below",
    }


def _in_band(place: int, words: str, *, large: bool) -> dict[str, Any]:
    return {
        "x": place,
        "y": 0.5,
        "yref": "paper",
        "text": words,
        "textangle": -90,
        "showarrow": False,
        "bgcolor": theme.GREYED,
        "font": {"color": theme.SOFT_INK, "size": LARGE_LETTERS if large else LETTERS - 2},
    }


def _spread(places: Sequence[int]) -> list[int]:
    """A few months to name: evenly spread, the last one among them."""
    step = max(-(-len(places) // MOST_TICKS), 1)
    return sorted(places[::-1][::step])
