"""The map of the hot spots that the better way finds, with the areas in words beside it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components import colour_scheme
from components.hotspots_page import sentences, spot_list
from components.hotspots_page.model import HotspotsModel
from components.maps import deck_map, legend, navigation
from components.maps.category_spec import named_map
from components.maps.spec import MapSpec
from components.page_models import map_captions
from components.ui import html, map_text
from components.view import browser
from data.schema import LSOA
from geo.hotspots.skill import GI_STAR
from geo.measures.hotspots import REASON
from geo.not_measured import FEW_ORIGINS, NOT_PUBLISHED, NotMeasured
from geo.stats.classification import NO_CLASS
from geo.stats.suppression import SHOWN

MAP = "hotspots-map"
HEIGHT = 420
REST, PICKED = colour_scheme.SEQUENTIAL[4][0], colour_scheme.SEQUENTIAL[4][3]


def show(model: HotspotsModel) -> None:
    """Draw the map, and beside it how many there are and which."""
    here, text = model.here, model.here.text
    if not model.months:
        period = model.period
        said = text("map.no_months", months=text.months(period.first, period.last))
        html.supporting_sentence(said)
        return
    said = sentences.picked(text, model.way, model.areas, model.category)
    if not model.judged:
        # The headline says so of every period.
        if not isinstance(model.skill, NotMeasured) or model.skill.reason == FEW_ORIGINS:
            html.supporting_sentence(said)
        return
    spec = spec_of(model)
    above = st.container() if browser.on_phone() else None
    drawing, beside = st.columns([5, 7], gap="medium")
    # Beside the map on a wide screen, so that the map is seen without scrolling.
    with above or beside:
        st.subheader(spec.title)
        st.caption(html.escape_markdown(spec.subtitle))
        html.paragraphs([said])
    with drawing:
        with st.container(key="mt-map"):
            deck_map.paint(spec, here, key=MAP, height=HEIGHT)
            navigation.track_map_position(spec, here, chart=MAP)
        legend.show(spec, here)
    with beside:
        spot_list.show(model)
    map_text.caveats(spec, map_captions.basis(here, here.measure, model.areas))


def spec_of(model: HotspotsModel) -> MapSpec:
    """Return the map: the picked areas dark, all others pale, those without figures apart."""
    text = model.here.text
    number = pd.Series({True: 1, False: 0})
    classes = model.areas["picked"].map(number).fillna(NO_CLASS).astype(int)
    label = "spots.legend_gi" if model.way == GI_STAR else "spots.legend_top"
    titles = {
        "title": text("spots.map", category=text(f"category.{model.category}")),
        "subtitle": text(
            "map.subtitle",
            area=model.here.area_name,
            level=text(f"level_by.{LSOA}"),
            period=text.months(model.period.first, model.period.last),
        ),
        "alt": text("spots.map_alt", n=text.number(len(model.picked)), area=model.here.area_name),
        "legend": text("spots.title"),
    }
    spec = named_map(
        model.here,
        classes,
        level=LSOA,
        titles=titles,
        labels=[text("spots.legend_rest"), text(label)],
        colours=[REST, PICKED],
        without={NO_CLASS: text(_without(model))},
        chosen=model.here.view.place,
    )
    return replace(spec, caveats=_caveats(model))


def _without(model: HotspotsModel) -> str:
    """Return the key of why areas have no colour: no figures, or Gi* can't judge them."""
    reasons = model.areas.loc[model.areas["picked"].isna(), REASON]
    unjudged = (reasons.notna() & (reasons != NOT_PUBLISHED)).any()
    return "hidden.hotspots" if unjudged else "legend.missing"


def _caveats(model: HotspotsModel) -> tuple[str, ...]:
    """Return which months are missing or recorded otherwise, and what else a map would tell."""
    here = model.here
    missing = model.period.split(here.complete_months)[1]
    # An area that Gi* can't judge has its place on this map all the same.
    table = model.areas.assign(status=SHOWN)
    return map_captions.caveats(here, here.measure, table, missing)
