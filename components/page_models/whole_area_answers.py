"""What is told of the whole area: what changed, where views and records differ, the data's age."""

from components import queries
from components.page_context import PageContext
from components.page_models import figures_basis
from components.queries.surveys import USUAL_TOPIC
from components.text import change_sentences, sentences, survey_gaps, visible
from components.ui.cards import Answer
from data.provenance.freshness import freshness
from data.schema import COUNTY
from geo.survey.gap_analysis import NO_MONTHS, RESPONDENTS
from geo.survey.place_types import NO_CLEAR_KIND


def whole_area_answers(here: PageContext) -> list[Answer]:
    """Return what changed, where worry and police figures differ, and the age of the data."""
    text, latest = here.text, here.latest()
    compared = queries.area_figures.changes_in(here.key, COUNTY, "", latest)
    age = freshness(here.manifest, here.today)
    fresh = [sentences.age_of_data(text, age), figures_basis.silent_forces_of(here)]
    # Below the headline of one ward, the answers must say that they are of the whole area.
    changed = text("home.changed_in" if here.view.place else "home.changed")
    parted = text("home.parted_in" if here.view.place else "home.parted")
    return [
        Answer(title=changed, words=change_sentences.whole_area_change(text, compared)),
        Answer(title=parted, words=disagreement(here)),
        Answer(title=text("home.fresh"), words=" ".join(filter(None, fresh))),
    ]


def how_worked_out(here: PageContext) -> list[str]:
    """Return how the answers of `whole_area_answers` are worked out, and what is missing."""
    text, latest = here.text, here.latest()
    compared = queries.area_figures.changes_in(here.key, COUNTY, "", latest)
    lines = [
        figures_basis.changes_basis(text, compared[1] if compared else None),
        *(figures_basis.compared_apart(text, compared[1]) if compared else ()),
        *figures_basis.break_lines_of_all(here, COUNTY, "", latest),
        figures_basis.survey_basis(here),
        *survey_gaps.gap_ranges(text, queries.perceived.asb_gaps(here.key)),
        figures_basis.missing_months(here),
    ]
    led = here.view.category
    unseen = visible.changes(text, compared[0], led) if compared else []
    unseen += _unseen_gaps(here)
    lines += visible.titled(text, visible.explained(text, unseen))
    said_above = disagreement(here)
    return [line for line in dict.fromkeys(lines) if line and line != said_above]


def disagreement(here: PageContext) -> str:
    """Return where residents' view of ASB and its record differ, or why they aren't compared."""
    text = here.text
    if not queries.surveys.survey(here.key):
        return figures_basis.survey_basis(here)
    if not here.has_residents:
        return text("gap.no_residents")
    why = queries.perceived.perceived_and_recorded(here.key, USUAL_TOPIC).gaps.why_not
    if why in (NO_MONTHS, RESPONDENTS):
        return text(f"why_not.{why}")
    return survey_gaps.disagreement(text, queries.perceived.asb_gaps(here.key))


def _unseen_gaps(here: PageContext) -> list[str]:
    """Return which share would have been seen to differ from police figures in the middle ward."""
    gaps = queries.perceived.asb_gaps(here.key)
    if gaps is None:
        return []
    unclear = gaps.loc[gaps["kind"] == NO_CLEAR_KIND, ["visible_less", "visible_more"]]
    return visible.beside(here.text, unclear.median(), here.text("visible.middle_ward"))
