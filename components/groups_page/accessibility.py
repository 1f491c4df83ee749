"""How far residents are from a group: for each group, beyond a distance, within a catchment."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import theme
from components.groups_page import sentences
from components.groups_page.model import GroupsModel
from components.groups_page.view_part import GroupsPart
from components.ui import charts, html
from components.ui.figures_table import PlainTable, Provenance, TableColumn, figures_table
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


def show(asked: GroupsModel) -> None:
    """The sentence, the share of residents within every distance, every area's figures."""
    text = asked.here.text
    st.subheader(text("groups.far"))
    if asked.placed.empty:
        html.supporting_sentence(text("groups.no_places"))
    else:
        html.supporting_sentence(sentences.beyond(text, asked.around, asked.reach))
        _curve(asked)
    _table(asked)


def _curve(asked: GroupsModel) -> None:
    text, large = asked.here.text, asked.here.view.on_projector
    steps = np.arange(0, FURTHEST + STEP, STEP, dtype=float)
    shares = within_distances(asked.homes, steps)
    if shares.isna().all():
        return
    figure = go.Figure(layout={"template": charts.template(large=large)})
    figure.add_scatter(
        x=steps / 1000,
        y=shares,
        mode="lines",
        line={"color": theme.TREND, "width": 3, "shape": "hv"},
        hoverinfo="skip",
    )
    figure.add_vline(x=asked.reach / 1000, line={"color": theme.INK, "width": 1.5, "dash": "dash"})
    figure.update_layout(height=LARGE_HEIGHT if large else HEIGHT, margin_t=24 if large else 12)
    figure.update_xaxes(title=text("groups.curve_x"), range=[0, FURTHEST / 1000])
    figure.update_yaxes(range=[0, 1.02], tickformat=".0%", dtick=0.25)
    if not large:
        figure.update_yaxes(title=text("groups.curve_y"))
    near = text.percent(within_distances(asked.homes, np.array([asked.reach])).iloc[0])
    alt = text("groups.curve_alt", share=near, reach=sentences.distance(text, asked.reach))
    st.caption(alt)
    charts.show(figure, alt=alt, key="groups-curve")


def _table(asked: GroupsModel) -> None:
    """Draw every area, those with most residents beyond the distance first."""
    text = asked.here.text
    name, title = f"name_{text.language}", text("table.area")
    area = TableColumn(name=name, unit=Unit.TEXT, title=title, width=190, pinned=True)
    numbers = [
        TableColumn(name=name, unit=unit, title=text(f"groups_table.{name}"), width=120)
        for name, unit in COLUMNS.items()
    ]
    figures_table(
        [area, *numbers],
        asked.around.sort_values("share_beyond", ascending=False, kind="stable"),
        _provenance(asked),
        here=asked.here,
        alt=text("groups.far_alt"),
        key="groups-figures",
        height=460,
        plain=PlainTable(
            columns=[name, *COLUMNS], on_phone=ON_A_PHONE, caption="groups.most_beyond"
        ),
        note=text("groups.far_how", reach=sentences.distance(text, asked.reach)),
    )


def _provenance(asked: GroupsModel) -> Provenance:
    here = asked.here
    return Provenance(
        rows=lambda: _whole(asked),
        label="groups.download_areas",
        key="csv-groups-areas",
        name=("residents-and-groups", asked.level, here.manifest.title_en),
        about={
            "category": here.view.category,
            "first": asked.months[0] if asked.months else "",
            "last": asked.months[-1] if asked.months else "",
            "group_kind": asked.kind or "all",
            "reach_metres": here.view.of(GroupsPart).reach,
            "distance_from": "middle of each LSOA, straight line",
        },
    )


def _whole(asked: GroupsModel) -> pd.DataFrame:
    """Every area beside what is recorded there; without a group in reach there is no distance."""
    table = asked.around if asked.recorded is None else asked.recorded
    full = table.rename_axis("area_code").reset_index()
    return full.assign(
        nearest=full["nearest"].replace("", None),
        metres=full["metres"].replace(np.inf, np.nan).round(),
    )
