"""A place compared with the areas most like it."""

from components.page_models import similar_areas
from components.place_page.model import PlaceModel
from components.queries.similar import Similar
from components.ui.sections import Look, Opened, Part, Section, Sentences


def similar(model: PlaceModel) -> Section | None:
    """Return the comparison of an LSOA with those most like it; None for other places."""
    here, text = model.here, model.here.text
    asked = (here, model.level, model.place, model.category, model.period)
    found = similar_areas.found_of(*asked)
    if found is None or not model.months:
        return None
    parts: list[Part] = [Sentences([similar_areas.of_lsoa(*asked)])]
    if isinstance(found, Similar):
        basis = Sentences(similar_areas.basis(text, found), Look.SMALL)
        table = similar_areas.table(text, found, here.place_name)
        parts.append(Opened(text("alike.folded"), [table, basis]))
    return Section(text("alike.title"), parts)
