"""The sentences of a place's page, written from its figures by rule. Pure."""

import math

import pandas as pd

from components.page_models import figures_basis
from components.page_models import perceived_sentences as perceived
from components.page_models.perceived import PerceivedModel
from components.place_page import summary_sentences, table_rows
from components.place_page.model import PlaceModel
from components.place_page.quarter_sentences import basis as quarter_basis
from components.place_page.season_sentences import season_basis, unseen_season
from components.text import boundary_files, residents_origin, sentences, visible
from components.text.index_names import edition_name
from components.view.view import as_period
from data.provenance.freshness import freshness
from data.schema import LSOA, WARD
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.stats.suppression import LEAST_RESIDENTS
from geo.survey.place_types import NO_CLEAR_KIND


def lead(model: PlaceModel) -> list[str]:
    """Return the summary: survey, most recorded categories, changes, responses.

    The last sentence names all files that the partnership has not provided.
    """
    text, around = model.here.text, model.around
    recorded = text("mine.most_unpublished")
    if model.months:
        period = figures_basis.during(text, model.period, model.months)
        recorded = summary_sentences.recorded(text, model.counts, model.compared, period=period)
    responses = summary_sentences.being_done(
        text,
        orders=around.orders,
        responses=around.responses,
        groups=len(around.here),
        listed=around.listed,
        level=model.level,
        not_located=bool(around.concealed or around.unplaced),
    )
    missing = summary_sentences.missing_sources(text, survey=model.has_survey, listed=around.listed)
    return [line for line in (_residents_say(model), recorded, responses, missing) if line]


def _residents_say(model: PlaceModel) -> str:
    """Return the sentence on the survey; empty if there is no survey."""
    text, survey = model.here.text, model.survey
    if survey is None:
        return ""
    if not survey.row:
        return text("mine.says_no_ward", place=model.name)
    return summary_sentences.residents_say(
        text,
        model.survey_row,
        whole=survey.comparison.gaps.whole,
        topic=survey.topic_name,
        who=_who(model, survey),
    )


def _who(model: PlaceModel, survey: PerceivedModel) -> str:
    """Return the ward, or the wards together, whose survey answers are shown for this place."""
    name = survey.name(survey.row)
    if model.level == WARD:
        return name
    pooled = len(survey.comparison.wards_of(survey.row)) > 1
    return model.here.text("mine.in_its_wards" if pooled else "mine.in_its_ward", ward=name)


def another_period(model: PlaceModel) -> str:
    """Return that the page shows the latest year, if the address names another period."""
    requested = as_period(model.here.view, model.period)
    if requested == model.period:
        return ""
    text = model.here.text
    return text(
        "mine.latest_year",
        asked=text.months(requested.first, requested.last),
        latest=text.months(model.period.first, model.period.last),
    )


def kind(model: PlaceModel) -> str:
    """Return what kind of place it is, and how many people live there."""
    text = model.here.text
    people = text("mine.without_residents")
    if not math.isnan(model.residents):
        people = text.plural("mine.residents", round(model.residents))
    return text("mine.kind", kind=model.kind, residents=people)


def rate_differences(model: PlaceModel) -> list[str]:
    """Return which categories differ clearly from the whole area, or why there is no rate."""
    text = model.here.text
    if not model.rated:
        if math.isnan(model.residents) or model.residents <= 0:
            return [text("mine.no_base")]
        if model.residents >= LEAST_RESIDENTS:
            return [text("mine.most_unpublished")]
        return [text("mine.no_rates", n=text.number(model.residents))]
    wording = []
    ladder = (("above", HIGHER), ("below", LOWER), ("alike", NO_CLEAR_DIFFERENCE), ("few", TOO_FEW))
    for key, verdict in ladder:
        rows = model.categories.index[model.categories["verdict"] == verdict]
        names = [text(f"category.{category}") for category in rows]
        if names:
            wording.append(text(f"mine.{key}", categories=text.listing(names)))
    return wording


def unseen(model: PlaceModel) -> list[str]:
    """Return how small a difference or change could have been seen, beside each unclear one."""
    text, table = model.here.text, model.categories
    rows = {str(name): table.loc[[name]].iloc[0] for name in table.index if "verdict" in table}
    lines = [
        line
        for name, row in rows.items()
        for line in visible.difference(text, row, text(f"category_title.{name}"))
    ]
    if model.compared:
        lines += visible.changes(text, model.compared[0])
    lines += unseen_season(text, model.season)
    for name, row in table_rows.topic_rows(model):
        lines += visible.share(text, row, name)
    return visible.explained(text, [*lines, *_unseen_kind(model)])


def _unseen_kind(model: PlaceModel) -> list[str]:
    """Return which share would have been seen to differ from police figures, if none does."""
    row, survey = model.survey_row, model.survey
    if row is None or survey is None or row["kind"] != NO_CLEAR_KIND:
        return []
    return visible.beside(model.here.text, row, survey.topic_name)


def survey_results(model: PlaceModel) -> list[str]:
    """Return the survey results beside the record, the type of place, and its response."""
    text, survey, row = model.here.text, model.survey, model.survey_row
    if _in_no_ward(model):
        return [text("mine.says_no_ward", place=model.name)]
    if survey is None or row is None:
        return [text("mine.no_topics" if model.has_survey else "mine.no_survey")]
    wording = [
        perceived.place_sentences(text, survey.comparison.gaps, row, survey.name(survey.row))
    ]
    if model.level != WARD or len(survey.comparison.wards_of(survey.row)) > 1:
        wording.insert(0, text("mine.perceived_ward", place=survey.name(survey.row)))
    if not survey.possible:
        wording.append(text(f"why_not.{survey.comparison.gaps.why_not}"))
    elif pd.notna(row["kind"]):
        wording.append(_kind_of_place(model, str(row["kind"])))
    return wording


def deprivation(model: PlaceModel) -> list[str]:
    """Return how many live in the most deprived areas; of an LSOA its own rank."""
    text, row = model.here.text, model.deprived
    if row is None and not model.here.has_residents and model.level != LSOA:
        return [text("mine.deprived_no_residents")]
    if row is None:
        return [text("mine.no_deprivation")]
    of_all = text.number(row["of"]) if pd.notna(row["of"]) else ""
    edition = edition_name(text, str(row["edition"]))
    basis = text("mine.deprived_basis", edition=edition, of=of_all)
    if pd.isna(row["rank"]):
        return [text("mine.deprived_missing"), basis]
    if "decile" in row.index:
        wording = text(
            "mine.deprived_lsoa",
            rank=text.number(row["rank"]),
            of=of_all,
            decile=text.number(row["decile"]),
        )
    else:
        wording = text(
            "mine.deprived_ward",
            share10=text.percent(row["deprived10"]),
            share20=text.percent(row["deprived20"]),
        )
    return [wording, basis]


def _kind_of_place(model: PlaceModel, of_kind: str) -> str:
    text, survey = model.here.text, model.survey
    if survey is None or of_kind == NO_CLEAR_KIND:
        return text("mine.perceived_unclear")
    called = str(survey.called_for()[survey.row])
    words = text(
        "mine.perceived_kind" if model.level == WARD else "mine.perceived_kind_of_ward",
        kind=text(f"kind_of_place.{of_kind}"),
        response=text(f"response.{called}"),
        why=text(f"response_text.{called}"),
    )
    return sentences.capitalised(words)


def _in_no_ward(model: PlaceModel) -> bool:
    """Return whether there is a survey, but without results for this place."""
    return model.survey is not None and not model.survey.row


def survey_basis(model: PlaceModel) -> list[str]:
    """Return when people were asked, and what the result is compared with."""
    text, survey = model.here.text, model.survey
    if survey is None or not survey.row:
        return []
    waves = text.listing([text.month(wave) for wave in survey.comparison.said.waves])
    asked_in = text("when.asked", waves=waves)
    wording = [text("mine.perceived_basis", waves=asked_in[:1].upper() + asked_in[1:])]
    return [*wording, *([text("perceived.rules")] if survey.possible else [])]


def age(model: PlaceModel) -> str:
    """Return up to which month there are figures."""
    here = model.here
    return sentences.age_of_data(here.text, freshness(here.manifest, here.today))


def basis(model: PlaceModel) -> list[str]:
    """Return how every figure of the page is worked out, and what the data cannot say."""
    here, text, around = model.here, model.here.text, model.around
    lines = [
        *_record_basis(model),
        *quarter_basis(text, model.next_quarter, model.place),
        *season_basis(text, model.season, model.category),
        *survey_basis(model),
        *deprivation(model)[1:],
        text("mine.from_residents" if around.by_residents else "mine.from_ground"),
        model.residents_from if here.has_residents else "",
        residents_origin.absent_authorities(text, here.manifest),
        text("mine.limit_record"),
        text("mine.limit_points"),
        text("mine.limit_residents" if here.has_residents else "caveat.no_residents"),
        text(
            "mine.limit_boundaries", boundaries=boundary_files.boundary_names(text, here.manifest)
        ),
        *visible.titled(text, unseen(model)),
    ]
    return [line for line in lines if line]


def _record_basis(model: PlaceModel) -> list[str]:
    """Return the months of the police figures, of their changes, and those that are missing."""
    here, text = model.here, model.here.text
    lines = [
        figures_basis.changes_basis(text, model.compared[1] if model.compared else None),
        *figures_basis.break_lines_of_all(here, model.level, model.place, model.period),
    ]
    if model.months:
        key = "mine.record_basis" if model.rated else "mine.record_period"
        lines.insert(0, text(key, period=figures_basis.during(text, model.period, model.months)))
    unknown = [str(month) for month in model.monthly.index[model.monthly.isna()]]
    own = [month for month in unknown if month not in here.manifest.missing_months]
    return [*lines, sentences.not_published(text, own), figures_basis.missing_months(here)]
