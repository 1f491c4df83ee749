"""On the front page: each authority compared with those most like it."""

from components.page_context import PageContext
from components.page_models import similar_areas
from components.queries.similar import Similar
from components.ui import html, routes

# MOST_OPEN: of so many authorities the sentence is drawn as it is; of more they are folded.
MOST_OPEN = 2


def show(here: PageContext) -> None:
    """Draw a sentence on each authority, with its rank; nothing where there is no comparison."""
    text = here.text
    every = similar_areas.of_authorities(here, here.view.category, here.latest())
    more = routes.claims_link(text, here.view)
    lines = [_line(here, of) for of in every]
    if len(every) > MOST_OPEN:
        html.show_folded(text("alike.authorities"), lines, more=more)
        return
    html.paragraphs(lines)
    for of in every:
        if isinstance(of.found, Similar):
            html.show_folded(text("alike.folded"), similar_areas.basis(here, of), more=more)


def _line(here: PageContext, of: similar_areas.Compared) -> str:
    """Return in how many areas the rate is clearly lower or higher, its ratio and its rank."""
    if not isinstance(of.found, Similar):
        return of.sentence
    return " ".join([of.sentence, *similar_areas.against_group(here.text, of.found)])
