"""What the parts of a place's page say, written from its figures by rule. Pure."""

import math

import pandas as pd

from components.page_models import perceived_sentences as perceived
from components.place_page import summary_sentences
from components.place_page.model import PlaceModel
from components.text import boundary_files, sentences
from components.ui import place_summary
from components.view.view import as_period
from data.provenance.freshness import freshness
from data.schema import WARD
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR
from geo.survey.place_types import NO_CLEAR_KIND


def lead(of: PlaceModel) -> list[str]:
    """What residents say; what is recorded most and what changed; what is being done.

    What was never brought in is said last, all of it together.
    """
    text, around = of.here.text, of.around
    recorded = text("mine.most_unpublished")
    if of.months:
        period = text.during(of.period.first, of.period.last)
        recorded = summary_sentences.recorded(text, of.counts, of.compared, period=period)
    done = summary_sentences.being_done(
        text,
        orders=around.orders,
        responses=around.responses,
        groups=len(around.here),
        listed=around.listed,
    )
    missing = summary_sentences.missing_sources(
        text, survey=of.asked is not None, listed=around.listed
    )
    return [said for said in (_residents_say(of), recorded, done, missing) if said]


def _residents_say(of: PlaceModel) -> str:
    """Nothing where no survey was brought in."""
    text, asked = of.here.text, of.asked
    if asked is None:
        return ""
    if not asked.row:
        return text("mine.says_no_ward", place=of.name)
    return summary_sentences.residents_say(
        text,
        of.said_of,
        whole=asked.beside.parted.whole,
        topic=asked.topic_said,
        who=asked.name(asked.row),
    )


def another_period(of: PlaceModel) -> str:
    """That the page keeps to the latest year, where the address asks for another period."""
    asked_for = as_period(of.here.view, of.period)
    if asked_for == of.period:
        return ""
    text = of.here.text
    return text(
        "mine.latest_year",
        asked=text.months(asked_for.first, asked_for.last),
        latest=text.months(of.period.first, of.period.last),
    )


def kind(of: PlaceModel) -> str:
    """What sort of place it is, and how many live there."""
    text = of.here.text
    people = text("mine.without_residents")
    if not math.isnan(of.residents):
        people = text.plural("mine.residents", round(of.residents))
    return text("mine.kind", kind=of.kind, residents=people)


def standing(of: PlaceModel) -> list[str]:
    """Which categories stand clear of the whole area, and which don't; or why there is no rate."""
    text = of.here.text
    if not of.rated:
        if math.isnan(of.residents) or of.residents <= 0:
            return [text("mine.no_base")]
        return [text("mine.no_rates", n=text.number(of.residents))]
    said = []
    for key, verdict in (("above", HIGHER), ("below", LOWER), ("alike", SIMILAR)):
        rows = of.beside.index[of.beside["verdict"] == verdict]
        names = [text(f"category.{category}") for category in rows]
        if names:
            said.append(text(f"mine.{key}", categories=text.listing(names)))
    return said


def parted(of: PlaceModel) -> list[str]:
    """What residents say beside the record, the kind of place, and what it calls for."""
    text, asked, row = of.here.text, of.asked, of.said_of
    if _in_no_ward(of):
        return [text("mine.says_no_ward", place=of.name)]
    if asked is None or row is None:
        return [text("mine.no_survey")]
    said = [perceived.place_sentences(text, asked.beside.parted, row, asked.name(asked.row))]
    if of.level != WARD or len(asked.beside.wards_of(asked.row)) > 1:
        said.insert(0, text("mine.perceived_ward", place=asked.name(asked.row)))
    if not asked.possible:
        said.append(text(f"why_not.{asked.beside.parted.why_not}"))
    elif pd.notna(row["kind"]):
        said.append(_kind_of_place(of, str(row["kind"])))
    return said


def deprivation(of: PlaceModel) -> list[str]:
    """How many live in the most deprived places; of an LSOA its own rank."""
    text, row = of.here.text, of.deprived
    if row is None:
        return [text("mine.no_deprivation")]
    of_all = text.number(row["of"]) if pd.notna(row["of"]) else ""
    basis = text("mine.deprived_basis", edition=row["edition"], of=of_all)
    if pd.isna(row["rank"]):
        return [text("mine.deprived_missing"), basis]
    if "decile" in row.index:
        said = text(
            "mine.deprived_lsoa",
            rank=text.number(row["rank"]),
            of=of_all,
            decile=text.number(row["decile"]),
        )
    else:
        said = text(
            "mine.deprived_ward",
            share10=text.percent(row["deprived10"]),
            share20=text.percent(row["deprived20"]),
        )
    return [said, basis]


def _kind_of_place(of: PlaceModel, of_kind: str) -> str:
    text, asked = of.here.text, of.asked
    if asked is None or of_kind == NO_CLEAR_KIND:
        return text("mine.perceived_unclear")
    called = str(asked.called_for()[asked.row])
    return text(
        "mine.perceived_kind",
        kind=text(f"kind_of_place.{of_kind}"),
        response=text(f"response.{called}"),
        why=text(f"response_text.{called}"),
    )


def _in_no_ward(of: PlaceModel) -> bool:
    """Whether there is a survey, and it can't speak for this place."""
    return of.asked is not None and not of.asked.row


def survey_basis(of: PlaceModel) -> list[str]:
    """When people were asked, and what it is held against."""
    text, asked = of.here.text, of.asked
    if asked is None or not asked.row:
        return []
    waves = text.listing([text.month(wave) for wave in asked.beside.waves])
    asked_in = text("when.asked", waves=waves)
    said = [text("mine.perceived_basis", waves=asked_in[:1].upper() + asked_in[1:])]
    return [*said, *([text("perceived.rules")] if asked.possible else [])]


def limits(of: PlaceModel) -> list[str]:
    """How old it all is, and what it can't say."""
    here, text = of.here, of.here.text
    return [
        sentences.age_of_data(text, freshness(here.manifest, here.today)),
        place_summary.missing_months(here),
        place_summary.survey_basis(here),
        text("mine.limit_record"),
        text("mine.limit_points"),
        text("mine.limit_residents"),
        text(
            "mine.limit_boundaries", boundaries=boundary_files.boundary_names(text, here.manifest)
        ),
    ]
