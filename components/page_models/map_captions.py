"""The texts of a map: title, subtitle, caveats and source."""

import pandas as pd

from components import queries
from components.overlays.model import Overlay
from components.page_context import PageContext
from components.page_models import figures_basis
from components.text import rate_warnings, sentences
from components.text.compared_months import months_in_words
from components.ui import place_filter
from components.view.view import SWITCH
from data.file_kinds import DEPRIVATION, GROUPS, LOCAL_INCIDENTS, POLICE
from data.schema import WARD
from geo.categories import is_own
from geo.comparable_months.pairs import with_year_before
from geo.measures.change import CHANGE
from geo.measures.model import Measure, Said, Scale

# The kind of file that a measure of this subject is calculated from. A topic's kind depends on the
# survey.
KINDS = {
    "category": POLICE,
    "domain": DEPRIVATION,
    "": GROUPS,
}


# Notes of a measure that keep a reader from a mistake, and so are never folded.
NOT_FOLDED = (
    *("caveat.respondents", "caveat.circular", "caveat.own"),
    "caveat.harm_indicative",
)


def titles(here: PageContext, table: pd.DataFrame) -> dict[str, str]:
    """Return the title, subtitle, alternative text, legend title and source of the map."""
    text, view = here.text, here.view
    facts = {
        "measure": text(f"measure_title.{view.measure}"),
        "level": text(f"level_by.{view.level}"),
        "period": period_phrase(here, table),
        "area": here.area_name,
    }
    facts["title"] = text("map.title", subject=_subject_title(here), **facts)
    if not here.measure.subject:
        facts["title"] = text(f"measure.{view.measure}")
    return {
        "title": facts["title"],
        "subtitle": text("map.subtitle", **facts) + place_filter.in_title(here),
        "alt": text("map.alt", **facts),
        "legend": text(f"legend.{view.measure}"),
        "source": sentences.source(text, here.manifest),
    }


def period_phrase(here: PageContext, table: pd.DataFrame) -> str:
    """Return the period of the view.

    A measure that is the same in every period has the date of its own data.
    """
    text, period = here.text, here.asked_period()
    if here.measure.dated is None:
        return text.months(period.first, period.last)
    return sentences.worded(text, here.measure.dated(table), here.view.level, here.place_name)


def _subject_title(here: PageContext) -> str:
    family = "category_title" if here.measure.subject == "category" else here.measure.subject
    return here.text(f"{family}.{here.subject}")


def format_message(here: PageContext, message: Said) -> str:
    """Return a sentence of the measure in the viewer's language."""
    return sentences.about_all(here.text, message, here.view.level, here.place_name)


def basis(here: PageContext, measure: Measure, table: pd.DataFrame) -> list[str]:
    """Return how the measure's values and colours are made, which a page folds."""
    text = here.text
    lines = [text(f"caveat.{measure.name}")]
    lines += [
        format_message(here, one) for one in measure.notes(table) if one.key not in NOT_FOLDED
    ]
    if measure.by_period and measure.scale is not Scale.NAMED:
        follows = here.view.follow == SWITCH[1]
        lines.append(text("caveat.classes_follow" if follows else "caveat.classes_stay"))
    return lines


def caveats(
    here: PageContext, measure: Measure, table: pd.DataFrame, missing: list[str]
) -> tuple[str, ...]:
    """Return what a reader must know to interpret the measure's values."""
    text = here.text
    lines = basis(here, measure, table)
    lines += [format_message(here, one) for one in measure.notes(table) if one.key in NOT_FOLDED]
    if not here.has_residents:
        lines.append(text("caveat.no_residents"))
    lines += _own_caveats(here) if _is_own(here) else []
    lines += _months_of_areas(here, measure)
    lines += _breaks(here, measure)
    lines += _in_none(here)
    if missing and measure.by_period:
        lines.append(sentences.not_published(text, missing))
    hidden = int((table["status"] == "hidden").sum())
    if hidden:
        counted = "caveat.hidden" if measure.by_period else "caveat.hidden_whole"
        lines.append(text.plural(counted, hidden, why=text(f"hidden.{measure.name}")))
    if measure.name in rate_warnings.PER_RESIDENT:
        misleading = queries.overlays.denominators(here.key)
        lines += filter(None, [rate_warnings.warning(text, misleading, here.place_name)])
    return tuple(lines)


def _months_of_areas(here: PageContext, measure: Measure) -> list[str]:
    """Return which months are compared, or how many areas lack some or all of the months."""
    if measure.subject != "category" or not measure.by_period:
        return []
    text, level, period = here.text, here.view.level, here.asked_period()
    chosen = (here.key, level, here.subject, period)
    if measure.name == CHANGE.name:
        months = queries.categories.months_compared_somewhere(*chosen)
        if not months or len(months) == len(period.months()):
            return []
        return [text("caveat.change_months", months=months_in_words(text, months))]
    some, none = queries.categories.areas_without_months(*chosen)
    counted = {"caveat.some_months": some, "caveat.no_figures": none}
    return [text(key, areas=text.plural(f"count.{level}", n)) for key, n in counted.items() if n]


def _breaks(here: PageContext, measure: Measure) -> list[str]:
    """Return the recording breaks within the months of the map."""
    if measure.subject != "category" or not measure.by_period:
        return []
    months = here.asked_period().months()
    if measure.name == CHANGE.name:
        months = with_year_before(months)
    return figures_basis.break_lines(here, here.view.level, "", here.subject, months)


def about_overlays(overlays: tuple[Overlay, ...]) -> list[str]:
    """Return the caveats of the overlays."""
    return [caveat for overlay in overlays for caveat in overlay.caveats]


def kind_of(here: PageContext) -> str:
    """Return the kind of file that the map is calculated from."""
    if here.measure.subject == "topic":
        return queries.surveys.survey_kind(here.key, here.subject)
    return LOCAL_INCIDENTS if _is_own(here) else KINDS[here.measure.subject]


def _is_own(here: PageContext) -> bool:
    return here.measure.subject == "category" and is_own(here.subject)


def _own_caveats(here: PageContext) -> list[str]:
    """Return whose record partner incidents are, their first and last month, and of which areas."""
    text, months = here.text, here.complete_months
    lines = [text("caveat.own", first=text.month(months[0]), last=text.month(months[-1]))]
    if areas := here.own_areas:
        lines.append(text("own.of_some", areas=areas, area=here.area_name))
    return lines


def _in_none(here: PageContext) -> list[str]:
    """Return how many incidents lie in no area of the map, except those without a location."""
    level = here.view.level
    if here.measure.subject != "category" or level == WARD:
        return []
    n = queries.categories.nowhere(here.key, here.subject, level, here.asked_period())
    return [here.text.plural(f"caveat.in_no_{level}", n)] if n else []
