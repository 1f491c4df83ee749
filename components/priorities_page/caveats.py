"""How the score is computed, what is left out and why, and its caveats."""

from components import queries
from components.page_models import figures_basis
from components.priorities_page.model import PrioritiesModel
from components.text.compared_months import months_in_words
from components.text.rate_warnings import warning
from components.ui import html, routes
from data.schema import WARD
from geo.comparable_months.pairs import with_year_before
from geo.priority.criteria import (
    AGAINST_CHANCE,
    CHANGE,
    DEPRIVATION,
    GAP,
    GROUPS,
    HOT_SPOTS,
    PERCEIVED,
    RATE,
    RESPONSE,
)
from geo.priority.score import DRAWS, SELDOM, SURE, UNSCORED
from geo.survey.topics import categories_of


def left_out(model: PrioritiesModel) -> None:
    """Draw which criteria that have a weight can't be scored, beside the weights."""
    text = model.here.text
    lines = [
        text("next.left_out", ingredient=text(f"ingredient.{name}"), why=text(f"next_why.{why}"))
        for name, why in model.criteria.left_out.items()
        if model.weights[name]
    ]
    html.lines(lines, html.CAVEATS)


def show(model: PrioritiesModel) -> None:
    """Draw, folded, the formula and the caveats of the criteria that there are."""
    here = model.here
    lines = [*_made(model), *_of_ingredients(model), *_of_places(model)]
    html.how_worked_out(here.text, lines, more=routes.claims_link(here.text, here.view))


def _made(model: PrioritiesModel) -> list[str]:
    text = model.here.text
    lines = [rule(model)] if model.comparable and model.weighing else []
    lines += [text("basis.formula"), text("basis.draws", draws=text.number(DRAWS))]
    lines += [text("basis.only_weights"), text("basis.own_making")]
    return [*lines, text("next.bars_how"), text("next.table_how")]


def rule(model: PrioritiesModel) -> str:
    """Return the rule for standing out."""
    text = model.here.text
    return text(
        "next.how",
        first=text.number(model.first),
        places=text.number(model.scored),
        draws=text.number(DRAWS),
        sure=text.percent(SURE),
        seldom=text.percent(SELDOM),
    )


def of_bars(model: PrioritiesModel) -> list[str]:
    """Return what must be read with the bars of the scores outside of the page."""
    text = model.here.text
    return [rule(model), text("next.bars_how"), text("basis.own_making"), *_of_ingredients(model)]


def _of_ingredients(model: PrioritiesModel) -> list[str]:
    text, criteria = model.here.text, model.criteria
    there = set(criteria.values)
    lines = []
    if there & {RATE, CHANGE}:
        lines.append(_recorded(model))
        both = with_year_before(criteria.period.months())
        for category in categories_of(model.topic):
            lines += figures_basis.break_lines(model.here, model.level, "", category, both)
    if there & {PERCEIVED, GAP}:
        waves = text.listing([text.month(wave) for wave in criteria.comparison.said.waves])
        lines.append(text("basis.asked", waves=waves))
    if there & set(AGAINST_CHANCE):
        lines.append(text("basis.noise"))
    if GAP in there:
        lines.append(text("basis.gap"))
    if HOT_SPOTS in there:
        lines += [text("basis.hot_spots"), text("basis.hot_spots_weight")]
    if DEPRIVATION in there:
        lines.append(text("basis.income"))
    if there & {GROUPS, RESPONSE}:
        lines.append(text("basis.done", day=text.day(model.here.today.isoformat())))
    if model.level != WARD:
        lines.append(text("basis.lsoa"))
    return lines


def _recorded(model: PrioritiesModel) -> str:
    """Return the months with figures, and how many places have figures for only some of them."""
    text, period = model.here.text, model.criteria.period
    (category,) = categories_of(model.topic)
    known = period.split(queries.categories.complete_months(model.here.key, category))[0]
    words = text("basis.recorded", months=months_in_words(text, known))
    places = model.places_with_fewer_months
    if not places:
        return words
    areas = text.plural(f"count.{model.level}", places)
    return f"{words} {text('basis.fewer_months', areas=areas)}"


def _of_places(model: PrioritiesModel) -> list[str]:
    text, criteria = model.here.text, model.criteria
    lines = []
    if RATE in criteria.values:
        distorted = queries.overlays.denominators(model.here.key)
        lines.append(warning(text, distorted, model.here.place_name))
    if criteria.not_brought:
        names = text.listing([text(f"not_brought.{name}") for name in criteria.not_brought])
        lines.append(text("basis.not_brought", things=names))
    unscored = int((model.tier == UNSCORED).sum())
    if unscored and model.weighing:
        lines.append(text.plural("basis.unscored", unscored))
    return list(filter(None, lines))
