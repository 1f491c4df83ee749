"""What the page on authorities can't say, and how its indicators are worked out."""

from components import queries
from components.authorities_page import sentences
from components.authorities_page.model import AuthoritiesModel
from components.page_models import figures_basis
from components.ui import html, routes
from data.file_kinds import DEPRIVATION
from data.schema import COUNTY
from geo.comparable_months.pairs import with_year_before


def show(model: AuthoritiesModel) -> None:
    """Draw the gaps and what isn't known of an area; then, folded, how it is worked out."""
    here, text = model.here, model.here.text
    html.lines(_first(model, unknown(model)), html.CAVEATS)
    html.how_worked_out(text, how(model), more=routes.claims_link(text, here.view))


def unknown(model: AuthoritiesModel) -> list[str]:
    """Return the gaps, what isn't known of an area, and changes in how the police record."""
    here, text = model.here, model.here.text
    lines = sentences.gaps(text, model.publication, here.place_name)
    if model.months:
        has_index = DEPRIVATION in queries.measures.tables_with_rows(here.key)
        lines += sentences.unknown(text, model.rows, here.place_name, has_index=has_index)
        lines += sentences.not_said(text, model.perceived, here.place_name)
    both = with_year_before(model.period.months())
    return lines + figures_basis.break_lines(here, COUNTY, "", model.category, both)


# MOST_LINES: of more gaps the others are counted.
MOST_LINES = 8


def _first(model: AuthoritiesModel, lines: list[str]) -> list[str]:
    """Return the first lines, and how many more there are."""
    if len(lines) <= MOST_LINES:
        return lines
    text = model.here.text
    more = text("authorities.more_lines", n=text.number(len(lines) - MOST_LINES))
    return [*lines[:MOST_LINES], more]


def how(model: AuthoritiesModel) -> list[str]:
    """Return how the indicators are worked out."""
    here, text = model.here, model.here.text
    survey = "authorities.how_survey"
    if model.perceived is None:
        surveyed = queries.surveys.has_survey(here.key)
        survey = "authorities.not_asked" if surveyed else "authorities.no_survey"
    return [
        text("authorities.how_rate"),
        text("authorities.how_change"),
        text("authorities.how_deprived"),
        text("authorities.how_hot_spots"),
        text("authorities.how_actions"),
        text(survey),
        text("authorities.how_parts"),
    ]
