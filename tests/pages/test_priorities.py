"""The priorities page finds what was planted, in stable tiers, for every viewer."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.priorities_page.weights import PRESETS
from components.text.catalogue import Text
from components.ui.figures_table import FITS_WHOLE
from data.release.store import Store
from data.sample.perceptions import TOPICS
from data.sample.planted_effects import truth
from geo.priority.criteria import INGREDIENTS
from tests.cases import every_case
from tests.pages.conftest import Open, in_turn, maps_on, page_at, words_on

NEXT = page_at("next")
UNWORDED = re.compile(
    r"\b(?:next|next_why|next_done|tier|tier_mark|because|ingredient\w*|basis|stand|preset|without|has"
    r"|against|not_brought)\.[a-z]|[{}]|\bnan\b|\bNaN\b|\bNone\b(?! of)"
)
AUDIENCES = ("public", "partner", "analyst")


def ward(store: Store, key: str, language: str = "en") -> str:
    return str(store.areas("ward").at[truth(key).ward_code, f"name_{language}"])


def lead(app: AppTest) -> str:
    """Return the answer."""
    return next(line for line in words_on(app).splitlines() if 'class="mt-lead"' in line)


def text_faults(app: AppTest) -> list[str]:
    """Return catalogue keys without text, unfilled placeholders and NaN in the page's text."""
    return UNWORDED.findall(re.sub(r"<[^>]+>", " ", words_on(app)))


@in_turn("topic", TOPICS)
def test_every_topic_has_an_answer(
    sample_home: Path, open_page: Open, topic: str, language: str
) -> None:
    app = open_page(NEXT, topic=topic, lang=language)
    assert not app.exception and not app.error and not app.warning
    assert text_faults(app) == []
    assert len(maps_on(app)) == 1


def test_the_projector_shows_only_the_first_places(sample_home: Path, open_page: Open) -> None:
    app = open_page(NEXT, projector="on")
    words = words_on(app)
    table = next(line for line in words.splitlines() if "mt-table" in line)
    assert table.count('<tr role="row">') == 1 + FITS_WHOLE
    assert Text("en")("tier_mark.stands_out") in table.split('<tr role="row">')[2]
    assert Text("en")("next.first_shown", shown=str(FITS_WHOLE), all="24") in words


@pytest.mark.slow
@every_case("audience", AUDIENCES)
@every_case("level", ["ward", "lsoa"])
@every_case("preset", PRESETS)
def test_every_preset_works_at_every_level_for_every_viewer(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch,
    preset: str, level: str, audience: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
    app = open_page(NEXT, preset=preset, level=level, lang="cy")
    assert not app.exception and not app.error and not app.warning
    assert text_faults(app) == []
    nothing_weighs = level == "lsoa" and preset == "residents"
    assert (Text("cy")("next.choose") in lead(app)) == nothing_weighs
    assert len(app.get("plotly_chart")) == (not nothing_weighs)


def test_the_preset_of_perception_names_the_planted_wards(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    app = open_page(NEXT, preset="residents", take="3")
    for key in ("fear_above_record", "under_reporting"):
        assert ward(sample_store, key, "en") in lead(app)
    assert ward(sample_store, "fear_below_record", "en") not in lead(app)


def test_the_preset_of_recorded_crime_names_the_ward_with_the_increase(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    app = open_page(NEXT, preset="recorded")
    assert ward(sample_store, "emerging") in lead(app)
    rose = [line for line in words_on(app).splitlines() if "a clear rise" in line]
    assert len(rose) == 1 and ward(sample_store, "emerging") in rose[0]


def test_only_the_planted_ward_has_nothing_being_done(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    text = Text("en")
    app = open_page(NEXT, idle="on")
    planted = ward(sample_store, "no_group", "en")
    assert lead(app).count(planted) == 1
    others = set(sample_store.areas("ward")["name_en"]) - {planted}
    assert not [name for name in others if name in lead(app)]
    assert text("next.not_absent") in words_on(app)
    assert text("because.no_group") in words_on(app)


def test_without_weights_the_page_requests_weights(sample_home: Path, open_page: Open) -> None:
    app = open_page(NEXT, weights="0-0-0-0-0-0-0")
    assert not app.exception and not app.error and not app.warning
    assert Text("en")("next.choose") in lead(app)
    assert not app.get("plotly_chart")


@every_case("wrong", [{"weights": "1-2-3"}, {"preset": "best"}, {"take": "7"}, {"idle": "maybe"}])
def test_refused_values_of_an_address_are_reported(
    sample_home: Path, open_page: Open, wrong: dict[str, str]
) -> None:
    app = open_page(NEXT, **wrong)
    assert not app.exception and len(app.warning) == 1
    assert lead(app) == lead(open_page(NEXT))


def test_only_partners_see_that_reporting_is_in_doubt(
    sample_home: Path, sample_store: Store, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {}
    for audience in AUDIENCES:
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        app = open_page(NEXT)
        said[audience] = Text("en")("next.check") in words_on(app)
        assert ward(sample_store, "under_reporting") in lead(app)
    assert said == {"public": False, "partner": True, "analyst": True}


def test_a_slider_writes_the_address_and_undo_takes_it_back(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(NEXT)
    before = lead(app)
    app.slider(key="weight-rate").set_value(0).run()
    assert app.query_params["weights"] == "0-15-20-10-15-10-10-0"
    assert lead(app) != before
    app.button(key="weights-undo").click().run()
    assert "weights" not in app.query_params and lead(app) == before
    assert app.slider(key="weight-rate").value == PRESETS["balanced"]["rate"]


def test_a_level_that_the_maps_measure_lacks_can_be_chosen(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(NEXT, measure="perceived")
    app.button_group(key="next-level").set_value("lsoa").run()
    assert app.query_params["level"] == "lsoa" and not app.exception and not app.warning
    assert "LSOA" in lead(app)


@every_case("level", ["town", "beat"])
def test_towns_and_beats_are_scored_by_their_wards(
    sample_home: Path, open_page: Open, level: str
) -> None:
    app = open_page(NEXT, level=level)
    assert not app.exception and not app.error
    assert lead(app) == lead(open_page(NEXT))


def test_a_reset_to_the_preset_can_be_undone(sample_home: Path, open_page: Open) -> None:
    own = "0-0-0-0-50-0-0"
    app = open_page(NEXT, preset="cover", weights=own)
    app.button(key="weights-reset").click().run()
    assert "weights" not in app.query_params and app.query_params["preset"] == "cover"
    app.button(key="weights-undo").click().run()
    assert app.query_params["weights"] == own


def test_without_a_survey_its_criteria_are_left_out(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    text = Text("en")
    app = open_page(NEXT)
    assert not app.exception and not app.error
    assert text_faults(app) == []
    for name, why in {
        "change": "no_year_before",
        "perceived": "no_survey",
        "gap": "no_survey",
        "deprivation": "no_index",
        "groups": "no_groups",
        "response": "none_brought",
    }.items():
        ingredient = text(f"ingredient.{name}")
        said = text("next.left_out", ingredient=ingredient, why=text(f"next_why.{why}"))
        assert said in words_on(app)
    assert text("next.idle_unknown") in words_on(app)
    assert [s.key for s in app.slider] == ["weight-rate", "weight-hot_spots"]


@every_case("level", ["ward", "lsoa"])
def test_a_page_without_any_answer_explains_why(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(NEXT, level=level, weights="0-100-0-0-0-0-0")
    assert not app.exception and not app.error
    assert Text("en")("next.choose") in lead(app)
    assert not app.get("plotly_chart") and len(maps_on(app)) == 1


def test_a_topic_without_a_category_leaves_out_the_recorded_criteria(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(NEXT, topic="litter")
    left = {"rate", "change", "gap", "hot_spots"}
    assert {s.key for s in app.slider} == {
        f"weight-{name}" for name in INGREDIENTS if name not in left
    }


def test_the_selected_place_is_explained_at_any_rank(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    app = open_page(NEXT, place=truth("no_group").ward_code)
    assert Text("en")("next.chosen") in words_on(app)
    assert f"<h3>{ward(sample_store, 'no_group')}</h3>" in words_on(app)
