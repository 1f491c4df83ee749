"""Every page and query shows of a survey only what the build has published.

The single answers are falsified in a copy of the sample's release, and its published tables are
not. Whatever reads single answers would show something else than in the sample. So the check of the
published tables (`python -m data check --disclosure`) covers everything that can be seen.
"""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.queries import criteria, groups, measures, perceived, surveys
from components.queries.cache import CacheKey, forget_answers
from data.build.published_survey import answers_in, tables_of
from data.disclosure.attacker import Figure
from data.disclosure.layout import NUMBERS
from data.disclosure.parts import is_published
from data.disclosure.survey import survey_tables
from data.files.digested_json import read_json, write_json
from data.release.current import current_release
from data.release.manifest import MANIFEST
from data.schema import TABLES
from data.settings import Settings
from geo.period import latest_year
from pages import PAGES
from tests.pages.conftest import Open, maps_on, words_on

WARD, LSOA = "W05999005", "W01999007"
# Each page with the whole area and with a ward; and the pages that tell of a place with an LSOA.
VIEWS = ({}, {"measure": "perceived", "level": "ward", "topic": "litter", "place": WARD})
OF_LSOA = {"map", "place"}


@pytest.fixture
def falsified(copied: Settings) -> Settings:
    """The sample's release with other answers to the questions whose figures are published."""
    folder = copied.releases / current_release(copied)
    path = folder / "perceptions.parquet"
    answers = pd.read_parquet(path)
    known = answers["question"].map(is_published) & (answers["answer"] != "don't know")
    answers.loc[known, "answer"] = "very big"
    answers.loc[known & (answers["question"] == "informed"), "answer"] = "not at all"
    answers["age_band"] = "16-24"
    answers.to_parquet(path)
    manifest = read_json(folder / MANIFEST)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest["tables"]["perceptions"]["sha256"] = digest
    write_json(folder / MANIFEST, manifest)
    return copied


def test_the_falsified_answers_would_be_published_otherwise(
    falsified: Settings, sample_settings: Settings, tmp_path: Path
) -> None:
    """One question is enough, as publishing all of them takes long."""
    tables = []
    for home in (falsified, sample_settings):
        folder = home.releases / current_release(home)
        answers = pd.read_parquet(folder / "perceptions.parquet")
        path = tmp_path / "one-question.parquet"
        answers[answers["question"] == "problem_asb"].to_parquet(path)
        found = answers_in(folder, tables_of(folder))
        assert found is not None
        tables.append(survey_tables(replace(found, respondents=path))["survey_cells"])
    assert len(tables[1]) > 20 and not tables[0].equals(tables[1])


def everything(key: CacheKey) -> dict[str, object]:
    """Return the answers of all queries that tell of a survey."""
    topics = measures.topics(key)
    period = latest_year(["2025-10", "2026-09"])
    found: dict[str, object] = {
        "survey": surveys.survey(key),
        "gaps": perceived.asb_gaps(key),
        "ages": groups.ages_that_took_part(key),
    }
    for topic in topics:
        found[f"map {topic}"] = measures.measure_table(key, "perceived", "ward", topic, period)
        both = perceived.perceived_and_recorded(key, topic)
        found[f"perceived {topic}"] = both.gaps.table
        found[f"whole {topic}"] = both.gaps.whole
        found[f"waves {topic}"] = surveys.wave_change(key, topic).table
        found[f"priorities {topic}"] = criteria.criteria(key, "ward", topic, "2026-10-01").values
    return found


@pytest.mark.parametrize("scope", ["public", "analyst"])
def test_no_query_reads_single_answers(
    falsified: Settings,
    sample_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    scope: str,
) -> None:
    answers = []
    for home in (sample_settings, falsified):
        monkeypatch.setenv("MILLTIR_HOME", str(home.home))
        forget_answers()
        answers.append(everything(CacheKey(current_release(home), scope)))
    forget_answers()
    assert len(answers[0]) > 40
    for name, table in answers[0].items():
        other = answers[1][name]
        same = table.equals(other) if hasattr(table, "equals") else table == other
        assert same, f"{name} is made from single answers"


def shown_on(app: AppTest) -> list[str]:
    """Return all text, tables and maps of a page."""
    tables = [str(table.value.to_csv()) for table in app.dataframe]
    return [words_on(app), *tables, *(json.dumps(spec) for spec in maps_on(app))]


def test_no_page_reads_single_answers(
    falsified: Settings,
    sample_home: Path,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As a partner, who has every page that the public has."""
    monkeypatch.setenv("MILLTIR_AUDIENCE", "partner")
    looks = [(entry, view) for entry in PAGES if entry.address != "upload" for view in VIEWS]
    looks += [(entry, {"place": LSOA}) for entry in PAGES if entry.address in OF_LSOA]
    seen = []
    for home in (sample_home, falsified.home):
        monkeypatch.setenv("MILLTIR_HOME", str(home))
        forget_answers()
        seen.append([shown_on(open_page(entry, **view)) for entry, view in looks])
    forget_answers()
    for (entry, view), first, second in zip(looks, *seen, strict=True):
        assert first == second, f"{entry.file} {view} shows what is not published"


def test_the_solver_knows_every_number_that_is_published(sample_settings: Settings) -> None:
    """A new column of the published tables must become a constraint of the solver.

    An effective base is none: it is worked out from the base and never above it, so that it says
    no more of how many people answered.
    """
    named = {"question", "wave", "place", "status"}
    assert {*TABLES["survey_cells"].columns} == named | {*NUMBERS}
    assert {*NUMBERS} - {"effective_base"} < {*Figure.__dataclass_fields__}
    folder = sample_settings.releases / current_release(sample_settings)
    cells = pd.read_parquet(folder / "survey_cells.parquet").dropna(subset=["effective_base"])
    assert len(cells) > 50 and (cells["effective_base"] <= cells["base"]).all()
    # Of the whole area: rounded numbers of people, and counts of what is hidden.
    whole = {"respondents", "unsure", "consulted", "interviewed", "views", "big"}
    of_build = {"hidden", "hidden_more", "hidden_by_solver"}
    texts = {"question", "mode", "waves", "reworded"}
    # How the survey was made: the mean design effect to one decimal, and what weights its places.
    made = {"design_effect", "weighted_by"}
    assert {*TABLES["survey_asked"].columns} == texts | whole | of_build | made
    assert {*TABLES["survey_ages"].columns} == {"wave", "mode", "age_band", "people", "status"}
