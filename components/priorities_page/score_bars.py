"""The stacked bars of the scores: criteria are told apart by order, pattern and letters."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import colour_scheme
from components.priorities_page import bars_picture
from components.priorities_page.bars_picture import LOOKS
from components.priorities_page.model import PrioritiesModel
from components.snapshot.charts import on_page
from components.text.direction import escape
from components.ui import charts
from components.ui.routes import ADDRESS_OF, PRIORITIES
from geo.priority.score import MIGHT, REST, STANDS_OUT

# Heights of a place, of a tier's name and of a bar, in heights of letters.
ROW, HEAD, BAR = 4.0, 2.4, 1.9
MOST_BARS = 16
FINE, WIDE = "transparent 1px 6px", "#52636A 0 1px"
IN_LEGEND = {
    "": "none",
    "/": f"repeating-linear-gradient(135deg,{WIDE},{FINE})",
    "\\": f"repeating-linear-gradient(45deg,{WIDE},{FINE})",
    "-": f"repeating-linear-gradient(0deg,{WIDE},{FINE})",
    "|": f"repeating-linear-gradient(90deg,{WIDE},{FINE})",
    "x": f"repeating-linear-gradient(45deg,{WIDE},{FINE}),"
    f"repeating-linear-gradient(135deg,{WIDE},{FINE})",
    "+": f"repeating-linear-gradient(0deg,{WIDE},{FINE}),"
    f"repeating-linear-gradient(90deg,{WIDE},{FINE})",
    ".": "radial-gradient(#52636A 1px,transparent 1.4px) 0 0/6px 6px",
}


def show(model: PrioritiesModel) -> None:
    """Draw the bars of the first tiers and of the chosen place, closed, below their legend."""
    text = model.here.text
    rows = list(lines_of(model))
    if not rows:
        return
    with st.expander(text("next.bars")):
        st.html(legend(model))
        figure = drawn(model, rows, large=model.here.view.on_projector)
        names = text.listing([model.name(code) for kind, code in rows if kind == "place"])
        period = model.criteria.period
        on_page.show(
            model.here,
            figure,
            partial(bars_picture.picture, model, rows),
            alt=text("next.bars_alt", places=names),
            key="next-bars",
            page=ADDRESS_OF[PRIORITIES],
            name=(
                *("priorities", model.topic, model.here.area_name),
                *(model.level, period.first, period.last),
            ),
        )


def lines_of(model: PrioritiesModel) -> Iterator[tuple[str, str]]:
    """Yield ("tier", name) and ("place", code), from top to bottom."""
    if not (model.comparable and model.weighing):
        return
    chosen = [model.chosen] if model.chosen else []
    for tier in (STANDS_OUT, MIGHT, REST):
        places = model.of_tier(tier)
        if tier == REST and not model.only_idle:
            places = [code for code in places if code in chosen]
        if places:
            yield "tier", tier
            yield from (("place", code) for code in places[:MOST_BARS])


def drawn(model: PrioritiesModel, rows: list[tuple[str, str]], *, large: bool) -> go.Figure:
    """Return a bar for each place with its name above it; the unit is the height of a letter."""
    text, letters = model.here.text, charts.LARGE_LETTERS if large else charts.LETTERS
    at, names, foot = {}, [], 0.0
    for kind, name in rows:
        label = text(f"tier_mark.{name}") if kind == "tier" else model.name(name)
        names.append(_name(label, foot, letters, bold=kind == "tier"))
        at[name] = foot + 1.5 + BAR / 2
        foot += HEAD if kind == "tier" else ROW
    figure = go.Figure(layout={"template": charts.template(large=large), "annotations": names})
    places = [name for kind, name in rows if kind == "place"]
    parts = model.contributions.loc[places]
    for ingredient in model.weighing:
        _segments(figure, model, parts[ingredient], [at[code] for code in places], letters)
    figure.update_layout(
        barmode="stack",
        height=int(foot * letters + 3.2 * letters + 20),
        uniformtext={"minsize": letters - 2, "mode": "hide"},
        xaxis={"range": [0, 1], "tickvals": [0, 0.25, 0.5, 0.75, 1], "showgrid": True}
        | {"gridcolor": colour_scheme.GRID, "tickformat": ".2~f"},
        yaxis={"range": [foot, 0], "visible": False},
    )
    return figure


def _segments(
    figure: go.Figure, model: PrioritiesModel, parts: pd.Series, at: list[float], letters: int
) -> None:
    name = str(parts.name)
    colour, pattern = LOOKS[name]
    figure.add_bar(
        x=[0.0 if pd.isna(part) else float(part) for part in parts],
        y=at,
        width=BAR,
        orientation="h",
        name=model.here.text(f"ingredient_short.{name}"),
        text=model.here.text(f"ingredient_short.{name}"),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": colour_scheme.INK, "size": letters - 1},
        marker={
            "color": colour,
            "line": {"color": colour_scheme.INK, "width": 1},
            "pattern": {
                "shape": pattern,
                "fgcolor": colour_scheme.SOFT_INK,
                "fgopacity": 0.45,
                "size": 7,
            }
            | {"solidity": 0.12, "fillmode": "overlay"},
        },
        hoverinfo="skip",
    )


def _name(label: str, foot: float, letters: int, *, bold: bool) -> dict[str, Any]:
    return {
        "text": f"<b>{escape(label)}</b>" if bold else escape(label),
        "x": 0,
        "y": foot,
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "xshift": -2,
        "font": {"size": letters, "color": colour_scheme.SOFT_INK if bold else colour_scheme.INK},
    }


def legend(model: PrioritiesModel) -> str:
    """Return the criteria in the order of the bars, with their shares of the weights, as HTML."""
    text = model.here.text
    rows = ""
    for name in model.weighing:
        colour, pattern = LOOKS[name]
        style = f"background:{IN_LEGEND[pattern]};background-color:{colour}"
        share = escape(text.percent(model.shares[name]))
        label = escape(text(f"ingredient.{name}"))
        rows += f'<li><i class="mt-swatch" style="{style}"></i><span>{label}</span>'
        rows += f"<small>{share}</small></li>"
    return f'<figure class="mt-legend"><ul>{rows}</ul></figure>'
