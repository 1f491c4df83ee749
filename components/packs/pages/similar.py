"""Pages about the authorities of the area, or of a ward, beside those most like them."""

from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.packs.pages import maps
from components.page_models import similar_areas
from components.page_models.similar_areas import Compared
from components.place_page.detail import spine
from components.queries.similar import Similar
from components.text.catalogue import DASH
from components.ui.sections import Part, Sentences, Table
from data.schema import ASB

# MOST: of more authorities none has a page of its own.
MOST = 6


def of_area(asked: Asked) -> list[PackPage]:
    """Return two pages for each authority; none where there is no comparison, or of very many."""
    every = similar_areas.of_authorities(asked.here, ASB, asked.here.latest())
    compared = [of for of in every if isinstance(of.found, Similar)]
    return [page for of in compared[:MOST] for page in _pages(asked, of)]


def of_ward(asked: Asked) -> list[PackPage]:
    """Return two pages for the authority of a ward; none where there is no comparison."""
    model = asked.place_model
    of = similar_areas.of_place(
        asked.here, model.level, model.place, model.category, asked.here.latest()
    )
    return _pages(asked, of) if of is not None else []


def _pages(asked: Asked, of: Compared) -> list[PackPage]:
    """Return the comparison of one category with its table, then all categories with the chart."""
    here, text, found = asked.here, asked.here.text, of.found
    if not isinstance(found, Similar):
        return []
    table = similar_areas.table(text, found, of.names)
    lines = Sentences(similar_areas.against_group(text, found))
    said, rest = first_sentence(of.sentence)
    basis = similar_areas.basis(here, of)
    first = _page(asked, of, said, [Sentences([*filter(None, [rest])]), lines, table], basis)
    every = spine.parts(here, of, size=maps.CHART, body=maps.CHART_LETTERS)
    if not every:
        return [first]
    spoken, drawn, together, numbers = every
    assert isinstance(spoken, Sentences) and isinstance(together, Sentences)
    assert isinstance(numbers, Table)
    heading, *more = spoken.lines
    title = f"{of.name}: {text('alike.all_categories')}"
    caveats = [*together.lines, *basis[:2]]
    second = _page(asked, of, heading, [Sentences(more), drawn], caveats)
    third = _page(asked, of, title, [numbers], caveats)
    return [first, second, third]


def _page(
    asked: Asked, of: Compared, heading: str, parts: list[Part], caveats: list[str]
) -> PackPage:
    text, found = asked.here.text, of.found
    assert isinstance(found, Similar)
    areas = text.plural(f"alike.count_{of.level}", found.comparison.compared)
    return PackPage(
        heading=heading,
        parts=[part for part in parts if not (isinstance(part, Sentences) and not part.lines)],
        period=text.months(found.months[0], found.months[-1]) if found.months else DASH,
        base=areas,
        caveats=caveats,
    )
