"""How good each way of finding hot spots was: the capture curve, and the indexes in a table."""

from functools import partial

import pandas as pd
import streamlit as st

from components import queries
from components.hotspots_page import curves, sentences
from components.hotspots_page.model import HotspotsModel
from components.text.catalogue import DASH, Text
from components.ui import html, tables
from data.schema import LSOA
from geo.hotspots.accuracy import SHARE
from geo.hotspots.skill import GI_STAR, LAST_YEAR, SAME_MONTHS, Skill
from geo.not_measured import NotMeasured

INDEXES = {"pai": 1, "ppai": 2, "pei": 2, "rri": 2}
# WAYS: each way with its catalogue key.
WAYS = {
    LAST_YEAR: "spots.scored_year",
    SAME_MONTHS: "spots.scored_months",
    GI_STAR: "spots.scored_gi",
}


def show(model: HotspotsModel) -> None:
    """Draw, folded, the curve of what the areas captured and the indexes of every way."""
    skill, text = model.skill, model.here.text
    if isinstance(skill, NotMeasured):
        return
    with st.expander(text("spots.how_good")):
        if curve := curve_of(model):
            curves.show(model, curve)
        origins = int(skill.means["origins"].max())
        html.paragraphs([text("spots.scored", n=text.number(origins))])
        table = indexes(text, skill)
        tables.show_plain(table, numbers=list(table.columns[1:]))
        html.small_print([text("spots.indexes")])


def indexes(text: Text, skill: Skill) -> pd.DataFrame:
    """Return each way with its indexes and their limits, as texts."""
    heads = [text("spots.way"), *(text(f"spots.index_{name}") for name in INDEXES)]
    rows = [
        [text(key), *(_cell(text, skill, way, index) for index in INDEXES)]
        for way, key in WAYS.items()
    ]
    return pd.DataFrame(rows, columns=heads)


def _cell(text: Text, skill: Skill, way: str, index: str) -> str:
    if (way, index) not in skill.means.index:
        return DASH
    row, digits = skill.means.loc[[(way, index)]].iloc[0], INDEXES[index]
    value, lower, upper = (
        text.number(float(row[name]), digits) for name in ("mean", "lower", "upper")
    )
    return text("spots.with_limits", value=value, lower=lower, upper=upper)


def curve_of(model: HotspotsModel) -> curves.ShareCurve | None:
    """Return the capture curve of the way that is shown; None without months to score."""
    text = model.here.text
    found = queries.hotspots.capture(model.here.key, LSOA, model.category, model.way)
    if found.empty:
        return None
    by_gi = model.way == GI_STAR
    title = text("spots.curve_gi" if by_gi else "spots.curve_top")
    return curves.ShareCurve(
        key="capture",
        points=found["ground"].tolist(),
        shares=found["captured"].tolist(),
        mark=SHARE,
        title=title,
        answer=title if by_gi else sentences.answer(text, model.skill, model.category),
        x_title=text("spots.curve_x"),
        y_title=text("spots.curve_y"),
        alt=partial(text, "spots.curve_alt"),
    )
