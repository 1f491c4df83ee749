"""A small map of the tiers: what stands out is dark."""

import pandas as pd
import streamlit as st

from components import legend, map, painter, sentences, standing, theme
from components.classes import GREYED_CLASS, KINDS, LegendClass
from components.map import FILLS, MapSpec
from components.priorities.asking import Asked
from components.text import Text
from components.view import standpoint
from geo.breaks import NO_CLASS
from geo.priority import MIGHT, REST, STANDS_OUT

MAP = "next-map"
HEIGHT, WIDTH = 430, 520
CLASSES = (REST, MIGHT, STANDS_OUT)
COLOURS = theme.SEQUENTIAL[3]


def show(asked: Asked) -> None:
    """The map; a press on a place chooses it."""
    here = asked.here
    spec = spec_of(asked)
    st.subheader(spec.title)
    st.caption(here.text("next.map_how"))
    with st.container(key="mt-map"):
        release = here.manifest.release
        painter.paint(spec, here.text, release, key=MAP, height=HEIGHT, width=WIDTH)
        standing.follow(spec, here.text, release, chart=MAP)
    legend.show(spec, here.text)


def spec_of(asked: Asked) -> MapSpec:
    """Each place in the colour of its tier; those that are filtered out in grey."""
    here, text = asked.here, asked.here.text
    number = {tier: place for place, tier in enumerate(CLASSES)}
    classes = asked.tier.map(number).fillna(NO_CLASS).astype(int)
    if asked.only_idle:
        classes = classes.where(asked.tier.index.isin(asked.idle), GREYED_CLASS)
    title = text("next.map")
    return MapSpec(
        title=title,
        subtitle=text(f"topic.{asked.topic}"),
        alt=text("next.map_alt", area=here.area_name),
        style=FILLS,
        level=asked.level,
        classes=tuple(int(number) for number in classes),
        uncertain=(False,) * len(classes),
        colours=COLOURS,
        legend_title=text("next.map_legend"),
        legend=_legend(text, classes),
        caveats=(),
        source=sentences.source(text, here.manifest),
        chosen=asked.chosen,
        standpoint=standpoint(here.view.at),
    )


def _legend(text: Text, classes: pd.Series) -> tuple[LegendClass, ...]:
    held = classes.value_counts()
    rows = [
        LegendClass(
            label=text(f"tier.{tier}"),
            colour=theme.as_seen(COLOURS[place]),
            areas=int(held.get(place, 0)),
        )
        for place, tier in reversed(list(enumerate(CLASSES)))
    ]
    for number, key in ((NO_CLASS, "tier.unscored"), (GREYED_CLASS, "next.filtered")):
        if number in held.index:
            colour, kind = map.WITHOUT_VALUE[number], KINDS[number]
            rows.append(
                LegendClass(label=text(key), colour=colour, areas=int(held[number]), kind=kind)
            )
    return tuple(rows)
