"""The map of one place, with its groups and its orders; the browser and the paper draw this one."""

from components import queries, theme
from components.maps.legend_classes import GREYED_CLASS
from components.maps.spec import PLAIN, MapSpec
from components.place_page.model import PlaceModel
from components.text import sentences
from components.text.catalogue import Text

DRAWN = ("orders", "groups", "names")


def spec_of(of: PlaceModel) -> MapSpec:
    """The place in colour and what is around it pale; all groups and orders that may be seen."""
    here, text = of.here, of.here.text
    overlays = queries.overlays.overlays(
        here.key,
        DRAWN[:2],
        language=text.language,
        category=of.category,
        period=of.period,
        today=here.today,
        large=here.view.on_projector,
    )
    codes = queries.print_shapes.print_shapes(here.key, of.level).codes
    return MapSpec(
        title=text("mine.map"),
        subtitle=of.name,
        alt=alt_of(of),
        style=PLAIN,
        level=of.level,
        classes=tuple(0 if code == of.place else GREYED_CLASS for code in codes),
        uncertain=(False,) * len(codes),
        colours=(theme.SEQUENTIAL[5][1],),
        legend_title="",
        legend=(),
        caveats=(),
        source=sentences.source(text, here.manifest),
        chosen=of.place,
        overlays=overlays,
        zoom_to=(of.place,),
    )


def alt_of(of: PlaceModel) -> str:
    """The place, and how much of what is drawn lies in it."""
    text, around = of.here.text, of.around
    placed = int(around.here["metres"].notna().sum())
    return text(
        "mine.map_alt",
        place=of.name,
        groups=text.plural("mine.map_groups", placed),
        orders=text.plural("mine.map_orders", len(around.orders)),
    )


def in_legend(spec: MapSpec, text: Text) -> list[tuple[str, str]]:
    """What the symbols are, from above to below, and how many of each the whole area has."""
    return [
        (row.label, text.number(row.things))
        for overlay in reversed(spec.overlays)
        for row in overlay.rows
    ]
