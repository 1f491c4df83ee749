"""The chart of all categories beside the areas most like an area."""

from typing import Any

import plotly.graph_objects as go

from components import colour_scheme
from components.snapshot.charts.model import RangeRow, Ranges
from components.ui import charts

# ROW, LARGE_ROW: pixels of a row; AXIS: of the axis below, in rows.
ROW, LARGE_ROW, AXIS = 32, 62, 2.0
# LONGEST: letters of a name in one line, so that a phone has space for the chart.
LONGEST = 16


def figure(chart: Ranges, *, large: bool = False, narrow: bool = False) -> go.Figure:
    """Return a row for each category: the other areas as bars, the area's own range and value.

    On a narrow screen only each second tick from the middle has its words.
    """
    rows = [row for row in chart.rows if row.at]
    plain = charts.look(large=large)
    tall = LARGE_ROW if large else ROW
    return go.Figure(
        data=[
            _bars(rows, 0, 3, colour_scheme.SPREAD),
            _bars(rows, 1, 2, colour_scheme.SPREAD_HALF),
            _values(rows, large=large),
        ],
        layout={
            **plain,
            "height": round((len(rows) + AXIS) * tall),
            "barmode": "overlay",
            "bargap": 0.38,
            "margin": {**plain["margin"], "b": round(1.2 * tall)},
            "xaxis": {
                **plain["xaxis"],
                "range": [0, 1],
                "showgrid": True,
                "gridcolor": colour_scheme.GRID,
                "tickvals": [at for at, _ in chart.ticks],
                "ticktext": _tick_words(chart, narrow=narrow),
                "tickangle": 0,
            },
            "yaxis": {
                **plain["yaxis"],
                "showgrid": False,
                "range": [len(rows) - 0.5, -0.5],
                "tickvals": list(range(len(rows))),
                "ticktext": [_in_lines(row.name) for row in rows],
                "rangemode": "normal",
            },
            "shapes": [_middle()],
        },
    )


def _bars(rows: list[RangeRow], first: int, last: int, colour: str) -> dict[str, Any]:
    spreads = [row.spread or (0.5,) * 4 for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(rows))),
        "base": [one[first] for one in spreads],
        "x": [one[last] - one[first] for one in spreads],
        "marker": {"color": colour},
        "hoverinfo": "skip",
    }


def _values(rows: list[RangeRow], *, large: bool) -> dict[str, Any]:
    """Return the values between their limits, filled where they are clearly different."""
    ends = [row.at for row in rows if row.at]
    colours = [colour_scheme.TREND if row.clear else colour_scheme.SOFT_INK for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "y": list(range(len(rows))),
        "x": [value for _, value, _ in ends],
        "error_x": {
            "type": "data",
            "array": [upper - value for _, value, upper in ends],
            "arrayminus": [value - lower for lower, value, _ in ends],
            "color": colour_scheme.INK,
            "thickness": 3 if large else 1.8,
            "width": 0,
        },
        "marker": {
            "size": 18 if large else 11,
            "color": ["#FFFFFF" if not row.clear else colour_scheme.TREND for row in rows],
            "line": {"color": colours, "width": 3 if large else 2},
        },
        "hoverinfo": "skip",
    }


def _tick_words(chart: Ranges, *, narrow: bool) -> list[str]:
    middle = len(chart.ticks) // 2
    return [
        "" if narrow and (number - middle) % 2 else words
        for number, (_, words) in enumerate(chart.ticks)
    ]


def _middle() -> dict[str, Any]:
    return {
        "type": "line",
        "x0": 0.5,
        "x1": 0.5,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "between",
        "line": {"color": colour_scheme.INK, "width": 1.5},
    }


def _in_lines(name: str) -> str:
    """Return a long name in two lines, divided at the space that is nearest to its middle."""
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if len(name) <= LONGEST or not spaces:
        return name
    at = min(spaces, key=lambda one: abs(one - len(name) / 2))
    return f"{name[:at]}<br>{name[at + 1 :]}"
