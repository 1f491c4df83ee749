"""The second map, which moves together with the first: a year before, or the other evidence."""

from dataclasses import replace

from components import queries
from components.explorer.view_part import ALONE, BEFORE, OTHER, MapPart
from components.page_context import PageContext
from components.page_models import map_figures
from components.page_models.map_figures import MapFigures
from components.ui.period_picker import year_before
from components.view.view import period_value
from geo.measures import MEASURES
from geo.period import YEAR
from geo.survey.topics import categories_of

PERCEIVED, RATE = "perceived", "rate"
BOTH, KEY = "mt-maps", "explorer-second"


def offered(here: PageContext) -> list[str]:
    """Return the choices that the release and the measure allow; empty if there is only one."""
    choices = [ALONE]
    if here.measure.by_period and len(here.months) > YEAR:
        choices.append(BEFORE)
    if _counterpart(here):
        choices.append(OTHER)
    return choices if len(choices) > 1 else []


def query_second(here: PageContext, first: MapFigures) -> MapFigures | None:
    """Return the figures of the second map; None if the view has only one."""
    beside = here.view.of(MapPart).beside
    if beside not in offered(here):
        return None
    if beside == BEFORE:
        period = here.asked_period()
        before = year_before(period)
        # The same colours for the same values in both years.
        view = here.view.changed(period=period_value(before))
        return map_figures.query_map(replace(here, view=view), bounds=first.bounds)
    if beside == OTHER:
        view = here.view.changed(**_counterpart(here))
        return map_figures.query_map(replace(here, view=view))
    return None


def _counterpart(here: PageContext) -> dict[str, str]:
    """Return the changes from what is recorded to what residents say, or back; empty for none.

    A topic or a category has a counterpart if residents were asked about what the police record.
    """
    topics = queries.measures.topics(here.key)
    if here.view.level not in MEASURES[PERCEIVED].levels or RATE not in _measures(here):
        return {}
    if here.measure.subject == "topic":
        (category, *more) = categories_of(here.subject) or ("",)
        return {"measure": RATE, "category": category} if category and not more else {}
    if here.measure.subject != "category":
        return {}
    topic = next((one for one in topics if categories_of(one) == (here.subject,)), "")
    asked = topic and PERCEIVED in _measures(here)
    return {"measure": PERCEIVED, "topic": "" if topic == topics[0] else topic} if asked else {}


def _measures(here: PageContext) -> tuple[str, ...]:
    return queries.measures.measures(here.key)
