"""The map of one place, with its groups and its orders, for the browser and the PDF."""

from components import colour_scheme, queries
from components.maps.legend_classes import GREYED_CLASS
from components.maps.spec import PLAIN, MapSpec
from components.place_page.model import PlaceModel
from components.text import sentences
from components.text.catalogue import Text

DRAWN = ("orders", "groups", "names")


def spec_of(model: PlaceModel) -> MapSpec:
    """Return the map spec: the place in colour, others pale, groups and orders near it."""
    here, text = model.here, model.here.text
    overlays = queries.overlays.overlays_near(
        here.key,
        model.place,
        DRAWN[:2],
        language=text.language,
        category=model.category,
        period=model.period,
        today=here.today,
        large=here.view.on_projector,
    )
    codes = queries.places.codes_of(here.key, model.level)
    return MapSpec(
        title=text("mine.map"),
        subtitle=model.name,
        alt=alt_of(model),
        style=PLAIN,
        level=model.level,
        classes=tuple(0 if code == model.place else GREYED_CLASS for code in codes),
        uncertain=(False,) * len(codes),
        colours=(colour_scheme.SEQUENTIAL[5][1],),
        legend_title="",
        legend=(),
        caveats=(),
        source=sentences.source(text, here.manifest),
        chosen=model.place,
        overlays=overlays,
        names=queries.overlays.place_names(
            here.key, language=text.language, large=here.view.on_projector
        ),
        zoom_to=(model.place,),
    )


def alt_of(model: PlaceModel) -> str:
    """Return the alternative text: the place, and how many groups and orders are in it."""
    text, around = model.here.text, model.around
    placed = int(around.here["metres"].notna().sum())
    return text(
        "mine.map_alt",
        place=model.name,
        groups=text.plural("mine.map_groups", placed),
        orders=text.plural("mine.map_orders", len(around.orders)),
    )


def in_legend(spec: MapSpec, text: Text) -> list[tuple[str, str]]:
    """Return the labels of the symbols from the top, each with its count in the whole area."""
    return [
        (row.label, text.number(row.things))
        for overlay in reversed(spec.overlays)
        for row in overlay.rows
    ]
