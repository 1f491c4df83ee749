"""How far residents are from a group: for each group, beyond a distance, within a catchment."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components import theme
from components.groups_page import sentences
from components.groups_page.model import GroupsModel
from components.groups_page.view_part import GroupsPart
from components.text.catalogue import DASH
from components.ui import charts, downloads, html, tables
from components.view import state
from geo.services.accessibility import within_distances

STEP, FURTHEST = 50, 6_000
HEIGHT, LARGE_HEIGHT = 260, 380
COLUMNS = {
    "residents": 0, "groups": 0, "per_group": 0, "beyond": 0, "share_beyond": 0, "offered": 1,
}  # fmt: skip
FITS_WHOLE, ON_A_PHONE = 12, 5


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
    st.caption(text("groups.far_how", reach=sentences.distance(text, asked.reach)))
    _download(asked)


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
    """Every area, those with most residents beyond first; a chosen row is chosen everywhere."""
    text = asked.here.text
    table = asked.around.sort_values("share_beyond", ascending=False, kind="stable")
    titles = {name: text(f"groups_table.{name}") for name in COLUMNS}
    if asked.here.view.on_projector or state.on_phone():
        _plain(asked, table, titles)
        return
    shown = {text("table.area"): table[f"name_{text.language}"]}
    config = {text("table.area"): st.column_config.TextColumn(pinned=True, width=190)}
    for name, digits in COLUMNS.items():
        percent = name == "share_beyond"
        shown[titles[name]] = table[name] * 100 if percent else table[name].round(digits)
        form = "%.0f%%" if percent else "%.1f" if digits else "localized"
        config[titles[name]] = st.column_config.NumberColumn(format=form, width=120)
    st.dataframe(
        pd.DataFrame(shown),
        hide_index=True,
        height=460 if len(table) > FITS_WHOLE else "content",
        alt=text("groups.far_alt"),
        column_config=config,
        placeholder=DASH,
        **state.bound_row("groups-figures", [str(code) for code in table.index], "place"),
    )


def _plain(asked: GroupsModel, table: pd.DataFrame, titles: dict[str, str]) -> None:
    text, most = asked.here.text, table.head(ON_A_PHONE if state.on_phone() else FITS_WHOLE)
    worded = {text("table.area"): list(most[f"name_{text.language}"])}
    for name, digits in COLUMNS.items():
        worded[titles[name]] = [
            DASH if pd.isna(value)
            else text.percent(value) if name == "share_beyond" else text.number(value, digits)
            for value in most[name]
        ]  # fmt: skip
    tables.show_plain(pd.DataFrame(worded), numbers=list(titles.values()))
    if len(table) > len(most):
        facts = {"shown": text.number(len(most)), "all": text.number(len(table))}
        st.caption(text("groups.most_beyond", **facts))


def _download(asked: GroupsModel) -> None:
    here = asked.here
    downloads.csv_button(
        here.text("groups.download_areas"),
        lambda: _whole(asked),
        here.manifest,
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
