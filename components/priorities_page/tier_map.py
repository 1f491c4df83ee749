"""The small map of the tiers: the first tier is darkest."""

import streamlit as st

from components import colour_scheme
from components.maps import deck_map, legend, navigation
from components.maps.category_spec import named_map
from components.maps.legend_classes import GREYED_CLASS
from components.maps.spec import MapSpec
from components.priorities_page.model import PrioritiesModel
from geo.priority.score import MIGHT, REST, STANDS_OUT
from geo.stats.classification import NO_CLASS

MAP = "next-map"
HEIGHT, WIDTH = 430, 520
CLASSES = (STANDS_OUT, MIGHT, REST)
COLOURS = dict(zip(reversed(CLASSES), colour_scheme.SEQUENTIAL[3], strict=True))


def show(model: PrioritiesModel) -> None:
    """Draw the map; a click on a place chooses it."""
    here = model.here
    spec = spec_of(model)
    st.subheader(spec.title)
    st.caption(here.text("next.map_how"))
    with st.container(key="mt-map"):
        deck_map.paint(spec, here, key=MAP, height=HEIGHT, width=WIDTH)
        navigation.track_map_position(spec, here, chart=MAP)
    legend.show(spec, here)


def spec_of(model: PrioritiesModel) -> MapSpec:
    """Return the map spec: places in the colour of their tier, filtered-out ones in grey."""
    here, text = model.here, model.here.text
    number = {tier: place for place, tier in enumerate(CLASSES)}
    classes = model.tier.map(number).fillna(NO_CLASS).astype(int)
    if model.only_idle:
        classes = classes.where(model.tier.index.isin(model.idle), GREYED_CLASS)
    titles = {
        "title": text("next.map"),
        "subtitle": text(f"topic.{model.topic}"),
        "alt": text("next.map_alt", area=here.area_name),
        "legend": text("next.map_legend"),
    }
    return named_map(
        here,
        classes,
        level=model.level,
        titles=titles,
        labels=[text(f"tier.{tier}") for tier in CLASSES],
        colours=[COLOURS[tier] for tier in CLASSES],
        without={NO_CLASS: text("tier.unscored"), GREYED_CLASS: text("next.filtered")},
        chosen=model.chosen,
    )
