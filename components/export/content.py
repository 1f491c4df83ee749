"""The content of every export: the map's rows with class and colour, and their provenance."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from components import drawing_sizes
from components.maps.legend_classes import GREYED_CLASS, HIDDEN_CLASS, NOTHING_CLASS, class_labels
from components.maps.spec import SYMBOLS, MapSpec, colour_of
from components.text.catalogue import Text
from components.text.residents_origin import absent_in_english
from components.text.verdicts import in_words
from components.ui.tables import FICTIONAL
from data.release.manifest import Manifest
from geo.measures.model import Measure, Unit
from geo.stats.classification import NO_CLASS

CLASS, LABEL, COLOUR = "map_class", "map_label", "map_colour"
OWN = ("name_en", "name_cy")


@dataclass(frozen=True, kw_only=True)
class Look:
    """How the areas of one class are drawn."""

    # The value in the column `map_class`.
    value: str
    label: str
    colour: str
    radius: int = 0


@dataclass(frozen=True, kw_only=True)
class Content:
    """One map, ready to be written in any format."""

    title: str
    subtitle: str
    legend_title: str
    caveats: tuple[str, ...]
    # Facts by name: period, denominator, source, licence, boundaries, release and so on.
    about: dict[str, str]
    # A row for each area of the place filter: its names, every column of the measure, its class,
    # label and colour.
    table: pd.DataFrame
    # In the order of the legend.
    looks: tuple[Look, ...]
    areas: gpd.GeoSeries
    # The columns `reason` (as text) and `rows`.
    left_out: pd.DataFrame


def content(
    text: Text,
    spec: MapSpec,
    measure: Measure,
    table: pd.DataFrame,
    manifest: Manifest,
    *,
    areas: gpd.GeoSeries,
    about: dict[str, str],
    left_out: pd.DataFrame,
) -> Content:
    """Return the content of one map. Classes, colours and labels are those of its specification."""
    drawn = [
        _look(text, spec, measure, number, uncertain=uncertain)
        for number, uncertain in zip(spec.classes, spec.uncertain, strict=True)
    ]
    rows = (
        in_words(text, table, families_of(measure))
        .rename_axis("area_code")
        .assign(
            **{
                CLASS: [look.value for look in drawn],
                LABEL: [look.label for look in drawn],
                COLOUR: [look.colour for look in drawn],
            }
        )
    )
    rows = rows[[number != GREYED_CLASS for number in spec.classes]]
    return Content(
        title=spec.title,
        subtitle=spec.subtitle,
        legend_title=spec.legend_title,
        caveats=spec.caveats,
        about=provenance(manifest, about),
        table=rows,
        looks=_looks(text, spec, measure, set(drawn)),
        areas=areas.reindex(rows.index),
        left_out=left_out,
    )


def families_of(measure: Measure) -> dict[str, str]:
    """Return the columns of a measure that hold verdicts, with the families of their words."""
    return {one.name: one.family for one in measure.columns if one.unit is Unit.NAME}


def provenance(manifest: Manifest, about: dict[str, str]) -> dict[str, str]:
    """Return the facts that every file states about its figures."""
    note = {"note": FICTIONAL} if manifest.fictional else {}
    return {
        **note,
        **about,
        "area": manifest.title_en,
        **absent_in_english(manifest),
        "source": manifest.rights["attribution_en"],
        "licence": manifest.rights["licence_en"],
        "boundaries": manifest.boundaries,
        "release": manifest.release,
    }


def _looks(text: Text, spec: MapSpec, measure: Measure, used: set[Look]) -> tuple[Look, ...]:
    """Return every class. Pale and special classes are included only if an area has them."""
    numbers = [*range(len(class_labels(text, measure, list(spec.bounds))))]
    all_looks = [
        _look(text, spec, measure, number, uncertain=uncertain)
        for number in numbers
        for uncertain in (False, True)
    ]
    special = [
        _look(text, spec, measure, number, uncertain=False)
        for number in (NOTHING_CLASS, HIDDEN_CLASS, NO_CLASS)
        if number in spec.classes
    ]
    clear = all_looks[::2]
    return tuple(look for look in [*all_looks, *special] if look in clear or look in used)


def _look(text: Text, spec: MapSpec, measure: Measure, number: int, *, uncertain: bool) -> Look:
    colour = colour_of(spec, number, uncertain=uncertain)
    if number < 0:
        value, key = {
            NOTHING_CLASS: ("nothing", f"nothing.{measure.name}"),
            HIDDEN_CLASS: ("hidden", f"hidden.{measure.name}"),
            GREYED_CLASS: ("outside", f"legend.greyed_{spec.level}"),
        }.get(number, ("missing", "legend.missing"))
        return Look(value=value, label=text(key), colour=colour)
    label = class_labels(text, measure, list(spec.bounds))[number]
    if uncertain:
        label = f"{label} ({text(f'uncertain.{measure.name}')})"
    return Look(
        value=f"{number + 1} unclear" if uncertain else str(number + 1),
        label=label,
        colour=colour,
        radius=drawing_sizes.SYMBOL_RADII[number] if spec.style == SYMBOLS else 0,
    )
