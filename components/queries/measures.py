"""The measures of a release, their values by area, and the bounds of their classes."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import complete_months, require_countable
from components.queries.current_store import store_of
from components.queries.measure_inputs import ReleaseInputs
from components.queries.surveys import USUAL_TOPIC
from data.contracts.scales import PROBLEM_PREFIX
from data.file_kinds import POPULATION
from geo.measures import MEASURES
from geo.measures.model import Scale
from geo.period import Period, latest_year
from geo.stats.classification import bounds_of, diverging_bounds
from geo.stats.deprivation import newest_edition
from geo.stats.remainder import without_elsewhere
from geo.survey.topics import OFFERED

OVERALL = "overall"


@query(10)
def measures(key: CacheKey) -> tuple[str, ...]:
    """Return the measures for which the release has the tables and the subjects."""
    have = tables_with_rows(key)
    subjects = {"topic": topics(key), "domain": domains(key)}
    return tuple(
        name
        for name, measure in MEASURES.items()
        if set(measure.needs) <= have and subjects.get(measure.subject, True)
    )


def tables_with_rows(key: CacheKey) -> set[str]:
    """Return the tables of the release; a table of residents of other areas only doesn't count."""
    manifest = store_of(key).manifest
    return set(manifest.tables) - (set() if manifest.has_residents else {POPULATION})


@query(10)
def topics(key: CacheKey) -> tuple[str, ...]:
    """Return the topics that the survey asks about as a problem, anti-social behaviour first."""
    store = store_of(key)
    questions = [*store.tally("perceptions", "question"), *store.tally("survey_totals", "question")]
    asked = [q.removeprefix(PROBLEM_PREFIX) for q in questions if q.startswith(PROBLEM_PREFIX)]
    return tuple(sorted({*asked}, key=lambda topic: (topic != USUAL_TOPIC, topic)))


def topics_with_evidence(key: CacheKey) -> list[str]:
    """Return the topics that the survey asks about, then the usual ones that are only recorded."""
    asked = topics(key)
    return [*asked, *(topic for topic in OFFERED if topic not in asked)]


@query(10)
def domains(key: CacheKey) -> tuple[str, ...]:
    """Return the domains of the newest edition, the overall index first."""
    every = store_of(key).table("deprivation")
    if every.empty:
        return ()
    names = every.loc[every["edition"] == newest_edition(every), "domain"].unique()
    return tuple(sorted(names, key=lambda domain: domain != OVERALL))


@query(500)
def measure_table(
    key: CacheKey, measure: str, level: str, subject: str, period: Period
) -> pd.DataFrame:
    """Return the measure's table for every area of the level, with both names.

    `subject` is the category, topic or domain that the measure needs; empty if it needs none.
    """
    if MEASURES[measure].subject == "category":
        require_countable(key, subject)
    store = store_of(key)
    facts = ReleaseInputs(key=key, level=level, subject=subject, period=period)
    names = store.area_names(level)[["name_en", "name_cy"]]
    return names.join(without_elsewhere(MEASURES[measure].calculate(facts)))


@query(200)
def class_bounds(
    key: CacheKey,
    measure: str,
    level: str,
    subject: str,
    period: Period,
    *,
    method: str,
    follow: bool,
) -> tuple[float, ...]:
    """Return the upper bounds of the classes.

    They are cut on the latest year, so that a colour keeps its meaning in all periods; with
    `follow` they are cut on the period itself. Bounds of a measure that grows with the number of
    months are scaled to that of the period.
    """
    kind = MEASURES[measure]
    if kind.scale is Scale.NAMED:
        return tuple(float(number) for number in range(len(kind.classes)))
    complete = store_of(key).complete_months()
    if kind.subject == "category":
        complete = list(complete_months(key, subject))
    year = period if follow else latest_year(complete)
    values = measure_table(key, measure, level, subject, year)["value"]
    if kind.scale is Scale.DIVERGING:
        return tuple(diverging_bounds(values, centre=kind.centre, finest=kind.finest))
    if kind.grows_with_months:
        values = values * len(period.split(complete)[0]) / len(year.split(complete)[0])
    return tuple(bounds_of(values, method=method, finest=kind.finest))
