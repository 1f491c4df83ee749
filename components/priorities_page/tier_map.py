"""A small map of the tiers: what stands out is dark."""

import streamlit as st

from components import theme
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
COLOURS = dict(zip(reversed(CLASSES), theme.SEQUENTIAL[3], strict=True))


def show(asked: PrioritiesModel) -> None:
    """The map; a press on a place chooses it."""
    here = asked.here
    spec = spec_of(asked)
    st.subheader(spec.title)
    st.caption(here.text("next.map_how"))
    with st.container(key="mt-map"):
        deck_map.paint(spec, here, key=MAP, height=HEIGHT, width=WIDTH)
        navigation.track_map_position(spec, here, chart=MAP)
    legend.show(spec, here)


def spec_of(asked: PrioritiesModel) -> MapSpec:
    """Each place in the colour of its tier; those that are filtered out in grey."""
    here, text = asked.here, asked.here.text
    number = {tier: place for place, tier in enumerate(CLASSES)}
    classes = asked.tier.map(number).fillna(NO_CLASS).astype(int)
    if asked.only_idle:
        classes = classes.where(asked.tier.index.isin(asked.idle), GREYED_CLASS)
    titles = {
        "title": text("next.map"),
        "subtitle": text(f"topic.{asked.topic}"),
        "alt": text("next.map_alt", area=here.area_name),
        "legend": text("next.map_legend"),
    }
    return named_map(
        here,
        classes,
        level=asked.level,
        titles=titles,
        labels=[text(f"tier.{tier}") for tier in CLASSES],
        colours=[COLOURS[tier] for tier in CLASSES],
        without={NO_CLASS: text("tier.unscored"), GREYED_CLASS: text("next.filtered")},
        chosen=asked.chosen,
    )
