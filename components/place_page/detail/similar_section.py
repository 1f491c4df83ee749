"""A small area, an authority or the authority of a ward compared with the areas most like it."""

from components.page_models import similar_areas
from components.place_page.detail import spine
from components.place_page.model import PlaceModel
from components.queries.similar import Similar
from components.ui.sections import Look, Opened, Part, Section, Sentences


def similar(model: PlaceModel) -> Section | None:
    """Return the comparison with the areas most like it; None of other places."""
    here, text = model.here, model.here.text
    of = similar_areas.of_place(here, model.level, model.place, model.category, model.period)
    if of is None or not model.months:
        return None
    parts: list[Part] = [Sentences([of.sentence])]
    if isinstance(of.found, Similar):
        parts.append(Sentences(similar_areas.against_group(text, of.found), Look.SMALL))
        basis = Sentences(similar_areas.basis(here, of), Look.SMALL)
        table = similar_areas.table(text, of.found, of.names)
        parts.append(Opened(text("alike.folded"), [table, basis]))
    if every := spine.parts(here, of):
        parts.append(Opened(text("alike.all_categories"), every))
    return Section(text("alike.title"), parts)
