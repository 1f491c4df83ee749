"""The specification of a map with named classes, such as types of place or priority tiers."""

from collections.abc import Mapping, Sequence

import pandas as pd

from components import colour_scheme
from components.maps import spec as map_spec
from components.maps.legend_classes import KINDS, LegendClass
from components.maps.spec import FILLS, MapSpec
from components.page_context import PageContext
from components.text import sentences
from components.view.map_position import position_of


def named_map(
    here: PageContext,
    classes: pd.Series,
    *,
    level: str,
    titles: Mapping[str, str],
    labels: Sequence[str],
    colours: Sequence[str],
    without: Mapping[int, str],
    chosen: str,
) -> MapSpec:
    """Return a map with each area in the colour of its class; areas `without` one by the reason."""
    return MapSpec(
        title=titles["title"],
        subtitle=titles["subtitle"],
        alt=titles["alt"],
        style=FILLS,
        level=level,
        classes=tuple(int(number) for number in classes),
        uncertain=(False,) * len(classes),
        colours=tuple(colours),
        legend_title=titles["legend"],
        legend=_legend(classes.value_counts(), labels, colours, without),
        caveats=(),
        source=sentences.source(here.text, here.manifest),
        chosen=chosen,
        position=position_of(here.view.at),
    )


def _legend(
    counted: pd.Series, labels: Sequence[str], colours: Sequence[str], without: Mapping[int, str]
) -> tuple[LegendClass, ...]:
    named = [
        LegendClass(
            label=label, colour=colour_scheme.as_seen(colour), areas=int(counted.get(number, 0))
        )
        for number, (label, colour) in enumerate(zip(labels, colours, strict=True))
    ]
    others = [
        LegendClass(
            label=label,
            colour=map_spec.WITHOUT_VALUE[number],
            areas=int(counted[number]),
            kind=KINDS[number],
        )
        for number, label in without.items()
        if number in counted.index
    ]
    return (*named, *others)
