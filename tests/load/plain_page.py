"""The map page's content in plain Streamlit, as the peer that figures are told beside.

A list of categories, the same areas by `st.pydeck_chart` with their geometry in the specification,
a chart of the wards and the table: no access, no words beyond labels.
"""

import json
import os

import pandas as pd
import pydeck as pdk
import streamlit as st

from data.release.current import open_store
from data.release.store import Store
from data.schema import CATEGORIES
from data.settings import load_settings
from geo.period import latest_year

SHADES = [[242, 244, 207], [191, 224, 188], [116, 189, 185], [47, 132, 163], [28, 63, 122]]


@st.cache_resource
def opened() -> Store:
    """Return the current release."""
    return open_store(load_settings())[0]


@st.cache_data
def shapes() -> dict[str, object]:
    """Return the wards as GeoJSON."""
    wards = opened().areas("ward").to_crs(4326)
    return dict(json.loads(wards[["name_en", "geometry"]].to_json()))


@st.cache_data
def counted(category: str) -> pd.DataFrame:
    """Return each ward's count of a category in the latest year."""
    store = opened()
    months = latest_year(store.complete_months()).months()
    counts = store.counts("ward", months, [category])
    names = store.areas("ward")["name_en"]
    return pd.DataFrame({"Ward": names, "Count": counts}).reset_index(drop=True)


def main() -> None:
    """Draw the page."""
    st.set_page_config(layout="wide")
    st.title("Recorded incidents")
    category = st.selectbox("Type of incident", CATEGORIES, key="category")
    table = counted(category)
    classes = pd.qcut(table["Count"].rank(method="first"), 5, labels=False)
    features = json.loads(json.dumps(shapes()))
    for feature, shade in zip(features["features"], classes, strict=True):
        feature["properties"]["fill"] = SHADES[int(shade)]
    layer = pdk.Layer("GeoJsonLayer", features, get_fill_color="properties.fill", pickable=True)
    view = pdk.ViewState(latitude=52.35, longitude=-4.55, zoom=10)
    left, right = st.columns([3, 1])
    left.pydeck_chart(pdk.Deck([layer], initial_view_state=view, map_provider=None))
    right.bar_chart(table.set_index("Ward"))
    right.metric("All", int(table["Count"].sum()))
    st.dataframe(table)


if "MILLTIR_HOME" in os.environ:
    main()
