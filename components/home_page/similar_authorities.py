"""On the front page of several authorities: each compared with those most like it."""

from components.page_context import PageContext
from components.page_models import similar_areas
from components.ui import html, routes


def show(here: PageContext) -> None:
    """Draw a folded line for each authority; nothing in a release of few."""
    text = here.text
    lines = similar_areas.of_authorities(here, here.view.category, here.latest())
    html.show_folded(text("alike.authorities"), lines, more=routes.claims_link(text, here.view))
