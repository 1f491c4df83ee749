"""Two linked maps, perceived and recorded; or one map of the types of place."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components import colour_scheme, queries
from components.maps import deck_map, legend, navigation
from components.maps import spec as map_spec
from components.maps.category_spec import named_map
from components.maps.legend_classes import HIDDEN_CLASS
from components.maps.linked_maps import link_maps
from components.maps.spec import MapSpec
from components.page_models.perceived import PerceivedModel, ward_of
from components.perceived_page.view_part import MAPS, PerceivedPart
from components.text import sentences
from components.text.catalogue import Text
from components.ui.html import escape_markdown
from components.view import bindings
from components.view.view import View
from data.schema import WARD
from geo.measures import MEASURES
from geo.measures.model import Measure
from geo.noise.ladder import HIGHER, LOWER
from geo.stats.classification import NO_CLASS
from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from geo.survey.place_types import (
    NO_CLEAR_KIND,
    REASSURANCE_GAP,
    RECORDED_ABOVE,
    SHARED_CALM,
    SHARED_CONCERN,
)
from geo.survey.topics import categories_of

TWINS, LEFT, RIGHT = "mt-twins", "perceived-left", "perceived-right"
# Pixels: height of a map, width of one of two, and width of a map alone.
HEIGHT, WIDTH, ALONE = 430, 560, 1150
PERCEIVED, RECORDED = MEASURES["perceived"], MEASURES["rate"]
# The order of the legend: from more perceived than recorded to more recorded.
ON_MAP = (REASSURANCE_GAP, SHARED_CONCERN, NO_CLEAR_KIND, SHARED_CALM, RECORDED_ABOVE)
COLOURS = dict(zip(ON_MAP, colour_scheme.DIVERGING[5], strict=True))


def show(model: PerceivedModel) -> None:
    """Draw the choice between both maps and the types of place, and what was chosen."""
    text, specs = model.here.text, [perceived(model)]
    if pd.notna(model.comparison.gaps.rate) and model.comparison.months:
        specs.append(recorded(model))
    if model.possible:
        _choice(text)
        if model.here.view.of(PerceivedPart).maps == MAPS[1]:
            specs = [kinds(model)]
    with st.container(key=TWINS):
        columns = st.columns(len(specs), gap="medium")
        for column, spec, key in zip(columns, specs, (LEFT, RIGHT), strict=False):
            with column:
                _one(model, spec, key, width=WIDTH if len(specs) == 2 else ALONE)
    if len(specs) == 2:
        link_maps((LEFT, RIGHT), both=TWINS)


def _choice(text: Text) -> None:
    st.segmented_control(
        text("maps.choose"),
        MAPS,
        format_func=lambda name: text(f"maps.{name}"),
        required=True,
        label_visibility="collapsed",
        **bindings.bound("maps"),
    )


def _one(model: PerceivedModel, spec: MapSpec, key: str, *, width: int) -> None:
    here = model.here
    st.subheader(escape_markdown(spec.title))
    st.caption(escape_markdown(spec.subtitle))
    with st.container(key="mt-map" if key == LEFT else "mt-map-right"):
        deck_map.paint(spec, here, key=key, height=HEIGHT, width=width)
        if key == LEFT:
            navigation.track_map_position(spec, here, chart=TWINS)
    legend.show(spec, here)


def perceived(model: PerceivedModel) -> MapSpec:
    """Return the map of the share that calls it a big problem, pale if it may be chance."""
    shares = model.table.rename(columns={"share": "value", "perceived": "verdict"})
    return _choropleth(model, PERCEIVED, model.topic, shares, text_key="perceived.left")


def recorded(model: PerceivedModel) -> MapSpec:
    """Return the map of the rate recorded in the years before the waves."""
    limits = {"rate": "value", "rate_lower": "lower", "rate_upper": "upper", "recorded": "verdict"}
    rates = model.table.drop(columns=["lower", "upper", "status"]).rename(columns=limits)
    known = rates["value"].notna().map({True: SHOWN, False: MISSING})
    (category,) = categories_of(model.topic)
    return _choropleth(
        model, RECORDED, category, rates.assign(status=known), text_key="perceived.right"
    )


def _choropleth(
    model: PerceivedModel, measure: Measure, subject: str, table: pd.DataFrame, *, text_key: str
) -> MapSpec:
    here, text = model.here, model.here.text
    uncertain = ~table["verdict"].isin([HIGHER, LOWER]) | (
        not model.comparison.said.sampled and measure is PERCEIVED
    )
    by_ward = _by_ward(model, table.assign(uncertain=uncertain & table["value"].notna()))
    latest = here.latest()
    cut = queries.measures.class_bounds(
        here.key, measure.name, WARD, subject, latest, method=View.method, follow=False
    )
    if measure is PERCEIVED:
        when = text.listing([text.month(wave) for wave in model.comparison.said.waves])
    else:
        when = text.months(model.comparison.months[0], model.comparison.months[-1])
    titles = {
        "title": text(text_key, topic=model.topic_name),
        "subtitle": text(
            "map.subtitle", area=here.area_name, level=text("level_by.ward"), period=when
        ),
        "legend": text(f"legend.{measure.name}"),
        "source": sentences.source(text, here.manifest),
    }
    titles["alt"] = text("perceived.map_alt", title=titles["title"], where=titles["subtitle"])
    view = _of_wards(model)
    return map_spec.choropleth(view, text, measure, by_ward, list(cut), titles=titles, caveats=())


def kinds(model: PerceivedModel) -> MapSpec:
    """Return the map of the types of place."""
    here, text = model.here, model.here.text
    by_ward = _by_ward(model, model.table)
    number = {kind: place for place, kind in enumerate(ON_MAP)}
    classes = by_ward["kind"].map(number).fillna(NO_CLASS).astype(int)
    classes = classes.mask(by_ward["status"] == HIDDEN, HIDDEN_CLASS)
    title = text("perceived.kinds", topic=model.topic_name)
    titles = {
        "title": title,
        "subtitle": text("perceived.kinds_how"),
        "alt": text("perceived.map_alt", title=title, where=here.area_name),
        "legend": text("perceived.kinds_legend"),
    }
    return named_map(
        here,
        classes,
        level=WARD,
        titles=titles,
        labels=[text(f"kind_of_place.{kind}") for kind in ON_MAP],
        colours=[COLOURS[kind] for kind in ON_MAP],
        without={HIDDEN_CLASS: text("hidden.perceived"), NO_CLASS: text("legend.missing")},
        chosen=ward_of(here),
    )


def _by_ward(model: PerceivedModel, table: pd.DataFrame) -> pd.DataFrame:
    """Return a row for every ward, from the survey row that includes it, in the level's order."""
    return table.reindex(model.comparison.pool).set_axis(model.comparison.pool.index)


def _of_wards(model: PerceivedModel) -> View:
    """Return the view as a map of wards, without the overlays and filters of other pages."""
    return replace(model.here.view, level=WARD, place=ward_of(model.here), wards="", overlays="")
