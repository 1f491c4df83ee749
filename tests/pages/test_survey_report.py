"""No page says of a survey what isn't so: other names, unknown topics, answers off the scale."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from components.text.catalogue import Text
from data.build.pipeline import build_release
from tests.conftest import settings_in
from tests.pages.conftest import Open, page_at, words_on

HOME, PERCEIVED, DATA = (page_at(address) for address in ("", "perceived", "data"))
PLACE, NEXT = page_at("place"), page_at("next")
Served = Callable[[pd.DataFrame], None]


@pytest.fixture
def served(bare_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    def serve(survey: pd.DataFrame) -> None:
        survey.to_csv(bare_sources / "survey.csv", index=False)
        build_release([bare_sources], settings_in(tmp_path / "other"))
        monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "other"))

    return serve


@pytest.mark.parametrize(
    "name", ["problem_anti_social_behaviour", "Problem ymddygiad gwrthgymdeithasol"]
)
def test_a_topic_under_another_name_has_its_figures_and_its_record(
    served: Served, survey: pd.DataFrame, open_page: Open, name: str
) -> None:
    served(survey.rename(columns={"problem_asb": name}))
    words = words_on(open_page(PERCEIVED, place="W05999008"))
    text = Text("en")
    assert text("perceived.title", topic=text("topic.asb")) in words
    assert "residents worry far more" in words and "Maesgwylan" in words
    assert text("issue.no_category") not in words and text("issue.unknown_topic") not in words
    assert text("gap.not_asked") not in words_on(open_page(HOME))


@pytest.mark.slow
def test_answers_off_the_scale_are_not_called_a_question_that_was_not_asked(
    served: Served, survey: pd.DataFrame, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    served(survey.assign(problem_asb=["1", "78%"] * (len(survey) // 2) + ["2"] * (len(survey) % 2)))
    for language in ("en", "cy"):
        text = Text(language)
        assert text("gap.off_scale") in words_on(open_page(HOME, lang=language))
        words = words_on(open_page(PERCEIVED, topic="asb", place="W05999008", lang=language))
        topic = text("topic.asb")
        assert text("perceived.off_scale", topic=topic) in words
        assert text("perceived.not_asked", topic=topic) not in words
        assert text("issue.no_answers") in words
        on_data = words_on(open_page(DATA, lang=language))
        read = {"en": "very big, fairly big", "cy": "mawr iawn, eithaf mawr"}
        assert text("survey_report.off_scale") in on_data and read[language] in on_data
        assert "“1”" in on_data and "“78%”" in on_data
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    on_data = words_on(open_page(DATA))
    assert Text("en")("survey_report.off_scale") in on_data and "problem_asb" in on_data
    assert "“1”" not in on_data and "“78%”" not in on_data


@pytest.mark.slow
def test_an_unknown_topic_is_shown_without_a_claim_about_the_police_data(
    served: Served, survey: pd.DataFrame, open_page: Open
) -> None:
    served(survey.rename(columns={"problem_asb": "problem_asb_in_parks"}))
    for language in ("en", "cy"):
        text = Text(language)
        app = open_page(PERCEIVED, topic="asb_in_parks", place="W05999008", lang=language)
        assert not app.exception and not app.error
        words = words_on(app)
        assert text("why_not.unknown_topic") in words and text("issue.unknown_topic") in words
        assert text("why_not.no_category") not in words and text("issue.no_category") not in words
        words = words_on(open_page(PERCEIVED, topic="asb", lang=language))
        assert text("perceived.not_asked", topic=text("topic.asb")) in words
        assert text("perceived.may_be", topics="Asb in parks") in words
        app = open_page(NEXT, topic="asb_in_parks", lang=language)
        assert not app.exception and text("next_why.unknown_topic") in words_on(app)
        facts = {"topic": "problem_asb_in_parks", "similar": "problem_asb"}
        assert text("survey_report.unknown_similar", **facts) in words_on(
            open_page(DATA, lang=language)
        )


@pytest.mark.slow
def test_a_topic_that_only_the_police_name_meets_its_category(
    served: Served, survey: pd.DataFrame, open_page: Open
) -> None:
    served(survey.rename(columns={"problem_litter": "problem_shoplifting"}))
    app = open_page(PERCEIVED, topic="shoplifting", place="W05999008")
    words = words_on(app)
    assert not app.exception and Text("en")("perceived.title", topic="Shoplifting") in words
    assert Text("en")("why_not.no_category") not in words


def test_a_survey_without_topics_is_not_called_a_missing_survey(
    served: Served, survey: pd.DataFrame, open_page: Open
) -> None:
    served(survey[[c for c in survey.columns if not c.startswith("problem_")]])
    for language in ("en", "cy"):
        text = Text(language)
        app = open_page(PLACE, place="W05999008", lang=language)
        words = words_on(app)
        assert not app.exception and text("mine.no_topics") in words
        assert text("mine.no_survey") not in words
        assert text("mine.file_survey") not in words
