"""The scatter plot of all places: perceived (up) against recorded (right), with both benchmarks."""

from functools import partial
from textwrap import wrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import colour_scheme
from components.page_models.perceived import IN_ORDER, PerceivedModel
from components.perceived_page import scatter_picture
from components.perceived_page.scatter_picture import SHAPES, across, steps_between, top
from components.perceived_page.twin_maps import COLOURS
from components.snapshot.charts import on_page
from components.ui import charts
from components.ui.routes import ADDRESS_OF, PERCEIVED
from components.view import browser, selections
from geo.shapes.chart_label_sides import sides
from geo.survey.place_types import (
    NO_CLEAR_KIND,
    REASSURANCE_GAP,
    RECORDED_ABOVE,
    SHARED_CALM,
    SHARED_CONCERN,
)

HEIGHT, LARGE_HEIGHT = 520, 700
# Width of the chart in pixels on the smallest screen: names that fit there always fit.
WIDTH, PHONE_WIDTH = 640, 300
# Characters in a line of an axis title.
LINE, PHONE_LINE = 90, 40
# Average width of a letter, in font sizes.
A_LETTER = 0.56
CORNERS = {
    REASSURANCE_GAP: (0.0, 1.0, "left", "top"),
    SHARED_CONCERN: (1.0, 1.0, "right", "top"),
    SHARED_CALM: (0.0, 0.0, "left", "bottom"),
    RECORDED_ABOVE: (1.0, 0.0, "right", "bottom"),
}
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def show(model: PerceivedModel) -> None:
    """Draw the chart; a click on a place chooses it on every page."""
    here, text = model.here, model.here.text
    st.subheader(text("scatter.title"))
    table = points_to_draw(model.table)
    months = model.comparison.months
    on_page.show(
        here,
        drawn(model, table, large=here.view.on_projector, phone=browser.on_phone()),
        partial(scatter_picture.picture, model, table),
        alt=text("scatter.alt", topic=model.topic_name),
        page=ADDRESS_OF[PERCEIVED],
        name=("perceived-and-recorded", model.topic, here.area_name, months[0], months[-1]),
        config=CONFIG,
        **selections.bound_point(f"scatter-{model.row}", "place"),
    )


def points_to_draw(table: pd.DataFrame) -> pd.DataFrame:
    """Return the places to draw; a log scale has no zero, so a rate of zero is drawn at its end."""
    shown = table[(table["status"] == "shown") & table["rate"].notna()].copy()
    recorded = shown.loc[shown["rate"] > 0, "rate"]
    foot = float(recorded.min()) / 2 if len(recorded) else 1.0
    return shown.assign(
        x=shown["rate"].clip(lower=foot), x_lower=shown["rate_lower"].clip(lower=foot)
    )


def drawn(
    model: PerceivedModel, table: pd.DataFrame, *, large: bool, phone: bool = False
) -> go.Figure:
    """Return the chart: intervals, benchmarks, quadrants, places, and the names that fit."""
    figure = go.Figure(layout={"template": charts.template(large=large)})
    letters = charts.LARGE_LETTERS if large else charts.LETTERS
    _frame(figure, model, table, letters, line=PHONE_LINE if phone else LINE)
    names = _names(model, table, letters, phone=phone, large=large)
    for kind in reversed(IN_ORDER):
        of_kind = table[table["kind"].fillna(NO_CLEAR_KIND) == kind]
        if len(of_kind):
            _points(figure, model, of_kind, kind, names, letters)
    if model.row in table.index:
        _ring(figure, table.loc[[model.row]])
    figure.update_layout(
        height=LARGE_HEIGHT if large else HEIGHT, dragmode=False, hovermode="closest"
    )
    return figure


def _frame(
    figure: go.Figure, model: PerceivedModel, table: pd.DataFrame, letters: int, *, line: int
) -> None:
    text, gaps = model.here.text, model.comparison.gaps
    ends = across(table, gaps.rate)
    steps = steps_between(*ends)
    title = {"size": letters, "color": colour_scheme.SOFT_INK}
    figure.update_xaxes(
        type="log",
        title={"text": "<br>".join(wrap(text("scatter.x"), line)), "font": title},
        range=list(np.log10(ends)),
        tickvals=steps,
        ticktext=[text.number(step, 0 if step >= 1 else 1) for step in steps],
        showgrid=True,
        gridcolor=colour_scheme.GRID,
    )
    figure.update_yaxes(
        title={"text": text("scatter.y"), "font": title},
        range=[0, top(table)],
        tickformat=".0%",
    )
    dashes = {"color": colour_scheme.INK, "width": 1.5, "dash": "dash"}
    figure.add_hline(y=float(gaps.whole["share"]), line=dashes)
    figure.add_vline(x=gaps.rate, line=dashes)
    for kind, (x, y, side, end) in CORNERS.items():
        figure.add_annotation(
            text=f"<b>{text(f'kind_of_place.{kind}')}</b>",
            x=x, y=y, xref="paper", yref="paper", xanchor=side, yanchor=end,
            showarrow=False, font={"size": letters, "color": colour_scheme.SOFT_INK},
        )  # fmt: skip


def _points(
    figure: go.Figure,
    model: PerceivedModel,
    table: pd.DataFrame,
    kind: str,
    names: dict[str, str],
    letters: int,
) -> None:
    text = model.here.text
    bars = {"color": "#B9B2A3", "thickness": 1, "width": 0}
    clear = kind != NO_CLEAR_KIND
    figure.add_scatter(
        x=list(table["x"]),
        y=list(table["share"]),
        mode="markers+text",
        text=[model.name(row) if row in names else "" for row in table.index],
        textposition=[names.get(row, "top center") for row in table.index],
        textfont={"size": letters, "color": colour_scheme.INK},
        customdata=[
            [model.comparison.wards_of(row)[0], model.name(row), _hover(model, table.loc[row])]
            for row in table.index
        ],
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        marker={
            "symbol": SHAPES[kind],
            "size": 13 if clear else 9,
            "color": COLOURS[kind] if clear else colour_scheme.SOFT_INK,
            "line": {"color": colour_scheme.INK, "width": 1},
        },
        error_x=_bar(table["x"], table["x_lower"], table["rate_upper"]) | bars,
        error_y=_bar(table["share"], table["lower"], table["upper"]) | bars,
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}, "textfont": {"color": colour_scheme.INK}},
        name=text(f"kind_of_place.{kind}"),
    )


def _bar(values: pd.Series, lower: pd.Series, upper: pd.Series) -> dict[str, object]:
    return {
        "type": "data",
        "symmetric": False,
        "array": list((upper - values).clip(lower=0)),
        "arrayminus": list((values - lower).clip(lower=0)),
    }


def _hover(model: PerceivedModel, row: pd.Series) -> str:
    text = model.here.text
    return text(
        "scatter.hover",
        share=text.percent(row["share"]),
        base=text.number(row["base"]),
        rate=text.number(row["rate"], 1),
    )


def _ring(figure: go.Figure, chosen: pd.DataFrame) -> None:
    figure.add_scatter(
        x=list(chosen["x"]),
        y=list(chosen["share"]),
        mode="markers",
        marker={
            "symbol": "circle-open",
            "size": 24,
            "color": colour_scheme.CHOSEN,
            "line": {"width": 3},
        },
        hoverinfo="skip",
    )


def _names(
    model: PerceivedModel, table: pd.DataFrame, letters: int, *, phone: bool, large: bool
) -> dict[str, str]:
    """Return which names fit, and on which side: the chosen place first, then notable ones."""
    if table.empty:
        return {}
    width, height = PHONE_WIDTH if phone else WIDTH, LARGE_HEIGHT if large else HEIGHT
    low, high = np.log10(across(table, model.comparison.gaps.rate))
    points = np.column_stack(
        [
            (np.log10(table["x"]) - low) / (high - low) * width,
            table["share"] / top(table) * (height - 70),
        ]
    )
    rank = {kind: place for place, kind in enumerate(IN_ORDER)}
    ranked = table["kind"].map(rank).fillna(len(rank)).mask(table.index == model.row, -1)
    order = [int(n) for n in np.argsort(ranked.to_numpy(), kind="stable")]
    names = [model.name(row) for row in table.index]
    widths = [A_LETTER * letters * len(name) for name in names]
    placed_names = sides(points, widths, letters, order, within=(width, height - 70))
    return {str(table.index[number]): side for number, side in placed_names.items()}
