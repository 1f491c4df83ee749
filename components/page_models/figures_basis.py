"""What figures are based on: months and missing months, recording breaks, respondents."""

from collections.abc import Sequence

from components import queries
from components.page_context import PageContext
from components.text.catalogue import Text
from components.text.compared_months import comparison_basis, months_in_words
from components.text.recording_breaks import break_sentences, name_of_force
from data.provenance.freshness import silent_forces
from data.schema import CATEGORIES
from geo.comparable_months.compared import ComparedMonths
from geo.comparable_months.pairs import with_year_before
from geo.period import Period


def during(text: Text, period: Period, months: Sequence[str]) -> str:
    """Return the period for use inside a sentence, and how many of its months have figures."""
    wording, wanted = text.during(period.first, period.last), len(period.months())
    if len(months) == wanted:
        return wording
    have = text("period.published", have=text.number(len(months)), wanted=text.number(wanted))
    return f"{wording} {have}"


def break_lines(
    here: PageContext, level: str, place: str, choice: str, months: Sequence[str]
) -> list[str]:
    """Return a sentence for each recording break of a place and choice within some months."""
    breaks = queries.categories.breaks_at(here.key, level, place, choice, months)
    categories = queries.categories.require_countable(here.key, choice) if breaks else ()
    return break_sentences(here.text, breaks, here.text(f"category_title.{choice}"), categories)


def break_lines_of_all(here: PageContext, level: str, place: str, period: Period) -> list[str]:
    """Return a sentence for each break of any category between a period and the year before."""
    both = with_year_before(period.months())
    return [line for one in CATEGORIES for line in break_lines(here, level, place, one, both)]


def changes_basis(text: Text, compared: ComparedMonths | None) -> str:
    """Return which months are compared and when a change is named; or when none is compared."""
    if compared is None:
        return text("change.why_not_compared")
    return text("home.changed_basis", compared=comparison_basis(text, compared))


def compared_apart(text: Text, compared: ComparedMonths) -> list[str]:
    """Return over which months each category is compared that has others, for a recording break."""
    return [
        text(
            "home.changed_apart",
            category=text(f"category_title.{category}"),
            compared=comparison_basis(text, own),
        )
        for category, own in compared.apart.items()
        if own is not None and category in CATEGORIES and own.now != compared.now
    ]


def survey_basis(here: PageContext) -> str:
    """Return whose answers the perception sentence is based on."""
    text = here.text
    answers = queries.surveys.survey(here.key)
    if not answers:
        return text(f"gap.{queries.surveys.why_no_answers(here.key)}")
    respondents, waves = answers
    return text(
        "gap.basis",
        respondents=text.number(respondents),
        waves=text.listing([text.month(wave) for wave in waves]),
    )


def missing_months(here: PageContext) -> str:
    """Return which months have no figures, and how many wards lack more: a gap, never a zero."""
    text, months = here.text, here.manifest.missing_months
    some = queries.categories.wards_with_gaps(here.key)
    lines = []
    if months:
        wording = months_in_words(text, months)
        lines.append(text.plural("fresh.missing", len(months), months=wording))
    if some:
        lines.append(text("fresh.some_wards", wards=text.plural("count.ward", some)))
    return " ".join(lines) or text("fresh.none_missing")


def silent_forces_of(here: PageContext) -> str:
    """Return which police forces have no month in the latest year; empty if each has one."""
    text, said = here.text, []
    for force, last in silent_forces(here.manifest).items():
        key = "fresh.force_since" if last else "fresh.force_never"
        facts = {"month": text.month(last)} if last else {}
        said.append(text(key, force=name_of_force(text, force), **facts))
    return " ".join(said)
