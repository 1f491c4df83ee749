"""Charts, drawn from plain tables in Milltir's own colours.

They are static, and their alternative text has all that they show.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io

from components import colour_scheme, style_sheet
from components.text.catalogue import Text
from geo.stats.trend import BEFORE, NOW

# Marks: months at whose beginning a line is drawn, each with its label.
Marks = Sequence[tuple[str, str]]
HEIGHT, LARGE_HEIGHT = 150, 260
LETTERS, LARGE_LETTERS = 13, 24
STILL = {"staticPlot": True, "displayModeBar": False}
MOST_TICKS = 5
LEAST_TICKS = 4
# WIDE_BAND: the share of the months from which the words in a band aren't turned.
WIDE_BAND = 0.3
# CELL_OF_LETTER: the width of a letter of a label as a share of a narrow chart, as on a phone.
CELL_OF_LETTER = 0.022
# Plotly would otherwise add its default template to every chart that has none.
plotly.io.templates.default = None


def look(*, large: bool = False) -> dict[str, Any]:
    """Return Milltir's layout, without Plotly's default colours, fonts and margins."""
    size = LARGE_LETTERS if large else LETTERS
    axis = {
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": colour_scheme.SOFT_INK, "size": size},
    }
    return {
        "colorway": [colour_scheme.TREND, colour_scheme.TREND_BEFORE],
        "font": {"family": style_sheet.FONT, "color": colour_scheme.INK, "size": size},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 4, "r": 10, "t": 8, "b": 4},
        "showlegend": False,
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "gridcolor": colour_scheme.GRID, "rangemode": "tozero"},
    }


def template(*, large: bool = False) -> go.layout.Template:
    """Return the same layout as a template, for charts that are changed after they are made."""
    return go.layout.Template(layout=look(large=large))


def trend(
    table: pd.DataFrame, text: Text, *, gap: str, top: float | None = None, large: bool = False
) -> go.Figure:
    """Return a line of months over the year before in grey; missing months are bands.

    `top` gives two charts the same scale; `gap` is the text in a band.
    """
    positions = list(range(len(table)))
    lines = [(NOW, _line(colour_scheme.TREND, 3, 6))]
    if table[BEFORE].notna().any():
        lines.insert(0, (BEFORE, _line(colour_scheme.TREND_BEFORE, 2, 4)))
    gaps = runs_of_gaps(table[NOW])
    ticks, plain = _spread(positions), look(large=large)
    upper = (highest(table) if top is None else top) * 1.12
    # Everything in one call and without a template: otherwise Plotly validates it all twice.
    return go.Figure(
        data=[
            {"type": "scatter", "x": positions, "y": _plain(table[name]), **line}
            for name, line in lines
        ],
        layout={
            **plain,
            "height": LARGE_HEIGHT if large else HEIGHT,
            "shapes": [_band(*ends) for ends in gaps],
            "annotations": [_in_band(*ends, gap, of=len(table), large=large) for ends in gaps],
            "xaxis": {
                **plain["xaxis"],
                "tickvals": ticks,
                "ticktext": [text.short_month(str(table.index[at])) for at in ticks],
                "range": [-0.6, len(table) - 0.4],
            },
            "yaxis": {
                **plain["yaxis"],
                "range": [0, upper],
                # Of few incidents every number, as half ones would be rounded to the next.
                **({"dtick": 1} if upper < LEAST_TICKS else {"nticks": LEAST_TICKS}),
                "tickformat": ",d",
            },
        },
    )


def mark(figure: go.Figure, table: pd.DataFrame, marks: Marks, *, colour: str, large: bool) -> None:
    """Draw lines at the beginning of months, each with its label above so that it covers nothing.

    Labels that would meet are written one above the other.
    """
    letters = LARGE_LETTERS if large else LETTERS - 1
    ends: list[float] = []
    for month, words in sorted(marks):
        at = list(table.index).index(month) - 0.5
        on_left = at >= len(table) * 0.6
        figure.add_shape(
            type="line",
            x0=at,
            x1=at,
            yref="paper",
            y0=0,
            y1=1,
            line={"color": colour, "width": 2, "dash": "dash"},
        )
        long = len(words) * CELL_OF_LETTER * len(table)
        begin, end = (at - long, at) if on_left else (at, at + long)
        row = next((n for n, other in enumerate(ends) if begin > other), len(ends))
        ends[row : row + 1] = [end]
        figure.add_annotation(
            x=at,
            y=1,
            yref="paper",
            yshift=row * 1.3 * letters,
            text=words,
            showarrow=False,
            xanchor="right" if on_left else "left",
            yanchor="bottom",
            font={"color": colour, "size": letters},
        )
    if marks:
        above = round((0.3 + 1.3 * len(ends)) * letters)
        figure.update_layout(margin_t=above, height=figure.layout.height + above)


def preload_plotly(text: Text) -> None:
    """Draw a dummy chart at start-up, because Plotly's first chart is slow."""
    months = pd.DataFrame({NOW: [1.0, None], BEFORE: [2.0, 3.0]}, ["2000-01", "2000-02"])
    trend(months, text, gap="").to_json()


def highest(*tables: pd.DataFrame) -> float:
    """Return the largest number of the tables, at least 1 so that an axis has a length."""
    numbers = np.concatenate([table.to_numpy(dtype=float).ravel() for table in tables])
    return float(np.nanmax(numbers, initial=1.0))


def _line(colour: str, width: float, mark: float) -> dict[str, Any]:
    """Return the style of a line that stops at gaps; marks show a month between two gaps."""
    return {
        "mode": "lines+markers",
        "line": {"color": colour, "width": width},
        "marker": {"color": colour, "size": mark},
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def _plain(values: pd.Series) -> list[float | None]:
    """Return plain numbers, None for a missing value, which breaks the line."""
    return [None if pd.isna(value) else float(value) for value in values]


def runs_of_gaps(values: pd.Series) -> list[tuple[int, int]]:
    """Return the first and the last position of each run of missing values."""
    missing = np.concatenate([[False], values.isna().to_numpy(), [False]])
    edges = np.flatnonzero(missing[1:] != missing[:-1])
    return [
        (int(first), int(after) - 1) for first, after in zip(edges[::2], edges[1::2], strict=True)
    ]


def _band(first: int, last: int) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": first - 0.5,
        "x1": last + 0.5,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": colour_scheme.GREYED,
        "line": {"width": 0},
        "layer": "below",
    }


def _in_band(first: int, last: int, words: str, *, of: int, large: bool) -> dict[str, Any]:
    """Return the words in the middle of a band, turned where it is narrow."""
    return {
        "x": (first + last) / 2,
        "y": 0.5,
        "yref": "paper",
        "text": words,
        "textangle": 0 if last - first + 1 >= WIDE_BAND * of else -90,
        "showarrow": False,
        "bgcolor": colour_scheme.GREYED,
        "font": {"color": colour_scheme.SOFT_INK, "size": LARGE_LETTERS if large else LETTERS - 2},
    }


def _spread(positions: Sequence[int]) -> list[int]:
    """Return the positions of a few evenly spread months to name, the last one included."""
    step = max(-(-len(positions) // MOST_TICKS), 1)
    return sorted(positions[::-1][::step])
