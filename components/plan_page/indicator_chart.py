"""The chart of an indicator: its values by quarter, with the lines of target and baseline."""

import plotly.graph_objects as go

from components import colour_scheme
from components.page_context import PageContext
from components.queries.plan import IndicatorView
from components.text.catalogue import Text
from components.ui import charts


def chart(here: PageContext, one: IndicatorView) -> go.Figure:
    """Return the values as points on a line, with likely ranges, the baseline and the target."""
    text, readings, large = here.text, one.numbers.readings, here.view.on_projector
    look = charts.look(large=large)
    at = list(range(len(readings)))
    ranges = [
        (r.upper - r.value, r.value - r.lower)
        if r.lower is not None and r.upper is not None
        else (0.0, 0.0)
        for r in readings
    ]
    line = {"color": colour_scheme.TREND, "width": 3}
    points = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": at,
        "y": [r.value for r in readings],
        "line": line,
        "marker": {"color": colour_scheme.TREND, "size": 8},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [up for up, _ in ranges],
            "arrayminus": [down for _, down in ranges],
            "color": colour_scheme.TREND,
            "thickness": 1.2,
            "visible": one.linked,
        },
    }
    shapes, notes = _lines(text, one)
    labels = [
        text("plan.quarter_short", quarter=r.quarter, year=f"{r.year % 100:02d}") for r in readings
    ]
    return go.Figure(
        data=[points],
        layout={
            **look,
            "height": charts.LARGE_HEIGHT if large else 200,
            "shapes": shapes,
            "annotations": notes,
            "xaxis": {**look["xaxis"], "tickvals": at, "ticktext": labels,
                      "range": [-0.4, len(readings) - 0.1]},
            "yaxis": {**look["yaxis"], "nticks": 4},
        },
    )  # fmt: skip


def _lines(text: Text, one: IndicatorView) -> tuple[list[dict], list[dict]]:
    """Return the lines of target and baseline, and their names; one line if they are the same."""
    target, baseline = one.numbers.target, one.numbers.baseline
    names = {name: text(f"plan.{name}_line") for name in ("target", "baseline")}
    drawn = [(target, "solid", names["target"]), (baseline, "dot", names["baseline"])]
    if target == baseline:
        drawn = [(target, "solid", text("plan.same_line"))]
    lines = [(height, dash, name) for height, dash, name in drawn if height is not None]
    top = max((height for height, _, _ in lines), default=0.0)
    shapes = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": height, "y1": height,
         "line": {"color": colour_scheme.INK, "width": 1.4, "dash": dash}}
        for height, dash, _ in lines
    ]  # fmt: skip
    notes = [
        {"xref": "paper", "x": 1, "y": height, "text": name, "showarrow": False,
         "xanchor": "right", "yanchor": "bottom" if height == top else "top",
         "font": {"color": colour_scheme.SOFT_INK}}
        for height, _, name in lines
    ]  # fmt: skip
    return shapes, notes
