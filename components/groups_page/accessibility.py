"""The distance of residents from a group: by group, beyond a distance, and the curve of shares."""

from functools import partial

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import colour_scheme
from components.groups_page import curve_picture, sentences
from components.groups_page.model import GroupsModel
from components.groups_page.view_part import GroupsPart
from components.snapshot.charts import on_page
from components.text.verdicts import in_words
from components.ui import charts, html
from components.ui.figures_table import PlainTable, Provenance, figures_table
from components.ui.routes import ADDRESS_OF, GROUPS
from components.ui.table_cells import TableColumn
from geo.measures.model import Unit
from geo.services.accessibility import within_distances

STEP, FURTHEST = 50, 6_000
HEIGHT, LARGE_HEIGHT = 260, 380
COLUMNS = {
    **dict.fromkeys(("residents", "groups", "per_group", "beyond"), Unit.NUMBER),
    "share_beyond": Unit.PERCENT,
    "offered": Unit.TENTHS,
}
ON_A_PHONE = 5


def show(model: GroupsModel) -> None:
    """Draw the sentence, the share of residents within each distance, and the figures of every
    area.
    """
    text = model.here.text
    st.subheader(text("groups.far"))
    if model.located.empty:
        html.supporting_sentence(text("groups.no_places"))
    else:
        html.supporting_sentence(sentences.beyond(text, model.around, model.reach))
        _curve(model)
    _table(model)


def _curve(model: GroupsModel) -> None:
    text, large = model.here.text, model.here.view.on_projector
    shares = shares_within(model)
    if all(np.isnan(share) for _, share in shares):
        return
    figure = go.Figure(layout={"template": charts.template(large=large)})
    figure.add_scatter(
        x=[metres / 1000 for metres, _ in shares],
        y=[share for _, share in shares],
        mode="lines",
        line={"color": colour_scheme.TREND, "width": 3, "shape": "hv"},
        hoverinfo="skip",
    )
    figure.add_vline(
        x=model.reach / 1000, line={"color": colour_scheme.INK, "width": 1.5, "dash": "dash"}
    )
    figure.update_layout(height=LARGE_HEIGHT if large else HEIGHT, margin_t=24 if large else 12)
    figure.update_xaxes(title=text("groups.curve_x"), range=[0, FURTHEST / 1000])
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%", dtick=0.25)
    if not large:
        figure.update_yaxes(title=text("groups.curve_y"))
    near = text.percent(within_distances(model.homes, np.array([model.reach])).iloc[0])
    alt = text("groups.curve_alt", share=near, reach=sentences.distance(text, model.reach))
    picture = partial(curve_picture.picture, model, shares, alt)
    on_page.show(
        model.here,
        figure,
        picture,
        alt=alt,
        key="groups-curve",
        page=ADDRESS_OF[GROUPS],
        name=("distance-to-groups", model.kind, model.here.area_name, f"{model.reach:.0f}m"),
    )


def shares_within(model: GroupsModel) -> list[tuple[float, float]]:
    """Return distances in metres, each with the share of residents who live within it."""
    steps = np.arange(0, FURTHEST + STEP, STEP, dtype=float)
    return [
        (float(metres), float(share))
        for metres, share in zip(steps, within_distances(model.homes, steps), strict=True)
    ]


def _table(model: GroupsModel) -> None:
    """Draw every area, those with most residents beyond the distance first."""
    text = model.here.text
    name, title = f"name_{text.language}", text("table.area")
    area = TableColumn(name=name, unit=Unit.TEXT, title=title, width=190, pinned=True)
    numbers = [
        TableColumn(name=name, unit=unit, title=text(f"groups_table.{name}"), width=120)
        for name, unit in COLUMNS.items()
    ]
    figures_table(
        [area, *numbers],
        model.around.sort_values("share_beyond", ascending=False, kind="stable"),
        _provenance(model),
        here=model.here,
        alt=text("groups.far_alt"),
        key="groups-figures",
        height=460,
        plain=PlainTable(
            columns=[name, *COLUMNS], on_phone=ON_A_PHONE, caption="groups.most_beyond"
        ),
    )


def _provenance(model: GroupsModel) -> Provenance:
    here = model.here
    return Provenance(
        rows=lambda: _whole(model),
        label="groups.download_areas",
        key="csv-groups-areas",
        name=("residents-and-groups", model.level, here.manifest.title_en),
        about={
            "category": here.view.category,
            "first": model.months[0] if model.months else "",
            "last": model.months[-1] if model.months else "",
            "group_kind": model.kind or "all",
            "reach_metres": here.view.of(GroupsPart).reach,
            "distance_from": "middle of each LSOA, straight line",
        },
    )


def _whole(model: GroupsModel) -> pd.DataFrame:
    """Return every area with its recorded incidents, and distances if there is a group."""
    table = model.around if model.recorded is None else model.recorded
    full = in_words(model.here.text, table).rename_axis("area_code").reset_index()
    return full.assign(
        nearest=full["nearest"].replace("", None),
        metres=full["metres"].replace(np.inf, np.nan).round(),
    )
