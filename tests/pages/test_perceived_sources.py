"""The perception page with other surveys: totals, reworded questions, self-selected respondents."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from components.text.catalogue import Text
from data.build.pipeline import build_release
from data.contracts.scales import PROBLEM_PREFIX
from tests.conftest import settings_in
from tests.pages.conftest import Open, maps_on, page_at, words_on

PERCEIVED = page_at("perceived")
EXPLORE = page_at("map")
Served = Callable[[pd.DataFrame, str], None]


@pytest.fixture
def served(bare_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    """Serve the county with another survey instead of its own."""

    def serve(survey: pd.DataFrame, name: str = "survey.csv") -> None:
        survey.to_csv(bare_sources / name, index=False)
        build_release([bare_sources], settings_in(tmp_path / "other"))
        monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "other"))

    return serve


def test_totals_are_used_without_single_respondents(
    served: Served, survey: pd.DataFrame, open_page: Open
) -> None:
    questions = [name for name in survey.columns if name.startswith(PROBLEM_PREFIX)]
    long = survey.melt(["wave", "mode", "ward_code"], questions, var_name="question")
    long = long[long["value"].ne("") & long["value"].ne("enormous")]
    keys = ["wave", "mode", "ward_code", "question", "value"]
    totals = long.groupby(keys).size().rename("respondents").reset_index()
    served(totals.rename(columns={"value": "answer"}), "totals.csv")
    on_map = open_page(EXPLORE, measure="perceived", topic="asb")
    assert not on_map.exception and not on_map.warning
    read = Text("en").number(len(totals))
    assert f"have {read} rows" in words_on(on_map)
    app = open_page(PERCEIVED)
    assert not app.exception and not app.error
    words = words_on(app)
    assert "residents worry far more" in words and "Maesgwylan" in words
    assert Text("en")("belief.title") not in [heading.value for heading in app.subheader]
    assert Text("en")("belief.title") not in [part.label for part in app.expander]


def test_a_reworded_question_is_not_compared(
    served: Served, survey: pd.DataFrame, open_page: Open
) -> None:
    served(survey.assign(wording_problem_asb=survey["wave"].str[:4]), "survey.csv")
    words = words_on(open_page(PERCEIVED))
    text = Text("en")
    assert text("waves.reworded") in words
    assert text("perceived.reworded", waves="June 2025") in words
    assert text("waves.reworded") not in words_on(open_page(PERCEIVED, topic="litter"))


def test_self_selected_respondents_are_called_so(
    served: Served, survey: pd.DataFrame, open_page: Open
) -> None:
    few = survey.index < 30
    modes = survey["mode"].mask(~few, "open consultation").mask(few, "key individual")
    served(survey.assign(mode=modes), "survey.csv")
    for language in ("en", "cy"):
        app = open_page(PERCEIVED, lang=language)
        assert not app.exception and not app.error
        words, text = words_on(app), Text(language)
        assert text("why_not.respondents") in words and text("waves.not_sampled") in words
        assert text.plural("perceived.interviewed", 30) in words
        assert 'class="mt-named"' not in words
        assert text("perceived_table.lower") not in app.dataframe[0].value.columns


@pytest.mark.slow
def test_a_topic_outside_of_the_survey_has_only_the_record(
    served: Served, survey: pd.DataFrame, open_page: Open
) -> None:
    served(survey.drop(columns="problem_drugs"), "survey.csv")
    for language in ("en", "cy"):
        text = Text(language)
        no_answers = text("perceived.not_asked", topic=text("topic.drugs"))
        app = open_page(PERCEIVED, topic="drugs", place="W05999008", lang=language)
        assert not app.exception and not app.error and not app.warning
        words = words_on(app)
        assert no_answers in words and text("issue.no_answers") in words
        assert not maps_on(app) and "nan" not in words
        on_map = open_page(EXPLORE, measure="perceived", topic="drugs", lang=language)
        assert not on_map.exception and not on_map.error


def test_key_individuals_only_are_no_survey_of_residents(
    served: Served, survey: pd.DataFrame, open_page: Open
) -> None:
    served(survey.assign(mode="key individual"), "survey.csv")
    app = open_page(PERCEIVED)
    assert not app.exception and not app.error
    words, text = words_on(app), Text("en")
    assert text("perceived.only_interviews", topic=text("topic.asb")) in words
    answered = survey["ward_code"].ne("W05999998") & survey["problem_asb"].ne("")
    assert text.plural("perceived.interviewed", int(answered.sum())) in words
