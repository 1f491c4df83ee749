"""Maps as pictures of a pack: the map of the screen from its own specification, and its table."""

from components import queries
from components.maps.spec import MapSpec
from components.page_context import PageContext
from components.page_models.area_cards import area_cards
from components.page_models.map_figures import MapFigures
from components.ui.sections import Picture, PrintedPicture, Table

# WIDE, TALL: millimetres of a map; LETTERS: points of its names, which are read from the back row.
WIDE, TALL, LETTERS = 118.0, 88.0, 10.5
# CHART: millimetres of a monthly chart, and CHART_LETTERS: points of its labels.
CHART, CHART_LETTERS = (150.0, 70.0), 10.0


def picture(here: PageContext, spec: MapSpec) -> Picture:
    """Return the map of a specification with its legend."""
    return Picture(alt=spec.alt, show=not_shown, print=lambda: _printed(here, spec))


def _printed(here: PageContext, spec: MapSpec) -> PrintedPicture:
    # Matplotlib loads slowly: only when a map is drawn.
    from components.snapshot.collect import drawing_of
    from components.snapshot.map_svg import map_svg
    from components.snapshot.model import PRESETS
    from components.snapshot.page import map_legend

    drawing = drawing_of(here, spec)
    rows = [row for _, rows in map_legend(drawing, PRESETS["a4"]) for row in rows]
    return PrintedPicture(
        svg=map_svg(drawing, width=WIDE, height=TALL, body=LETTERS),
        legend=[(mark.svg, label) for mark, label in rows if mark.svg],
    )


def table_of(here: PageContext, shown: MapFigures) -> Table:
    """Return the value of each area as on the map: with its likely range and verdict."""
    text = here.text
    cards = area_cards(here, shown.table)
    names = queries.places.names(here.key)
    rows = []
    for code, area in zip(shown.table.index, cards.areas, strict=True):
        value, lower, upper, word = area.split("|")
        limits = text("pack.range", lower=lower, upper=upper) if lower and upper else ""
        said = cards.words[int(word)] if word else ""
        rows.append([text.name(names[str(code)]), value, limits, said])
    heads = [text("table.area"), shown.spec.legend_title, text("pack.col_range")]
    heads.append(text("pack.col_verdict"))
    return Table(heads=heads, rows=rows, numbers=(1, 2))


def not_shown(alt: str) -> None:
    """Refuse to draw on a page: what is only in packs is drawn in print alone."""
    raise NotImplementedError(alt)
