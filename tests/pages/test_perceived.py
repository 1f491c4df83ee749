"""The perception page names what was planted, and nothing else."""

import json
import re
from pathlib import Path

import pytest

from components.text.catalogue import LANGUAGES, Text
from data.release.store import Store
from data.sample.perceptions import TOPICS
from data.sample.planted_effects import truth
from data.sample.survey import INTERVIEWED
from geo.survey.topics import categories_of
from tests.pages.conftest import Open, in_turn, maps_on, page_at, words_on

PERCEIVED = page_at("perceived")
NEVER_SAID = ("perceived.", "kind_of_place.", "why_not.", "belief.", "issue.", "{", " nan", "NaN")


def ward_name(store: Store, key: str, language: str = "en") -> str:
    return str(store.areas("ward").at[truth(key).ward_code, f"name_{language}"])


@pytest.mark.slow
@in_turn("topic", TOPICS)
def test_every_topic_is_shown_with_text(
    sample_home: Path, open_page: Open, topic: str, language: str
) -> None:
    app = open_page(PERCEIVED, topic=topic, lang=language)
    assert not app.exception and not app.error and not app.warning
    words = words_on(app)
    assert not [unworded for unworded in NEVER_SAID if unworded in words]
    silent = Text(language)("why_not.no_category") in words
    assert silent == (not categories_of(topic))
    maps, charts = maps_on(app), app.get("plotly_chart")
    assert (len(maps), len(charts)) == ((1, 0) if silent else (2, 1))


def test_the_planted_wards_are_named_first_and_no_other(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    app = open_page(PERCEIVED)
    text, words = Text("en"), words_on(app)
    answer = next(line for line in words.splitlines() if 'class="mt-lead"' in line)
    more, less = answer.split(". ")
    gaps = ("fear_above_record", "under_reporting")
    assert all(ward_name(sample_store, key, "en") in more for key in gaps)
    assert ward_name(sample_store, "fear_below_record", "en") in less
    table = next(line for line in words.splitlines() if text("perceived.police_rest") in line)
    assert table.count("<tr ") == 1 + 3


def test_a_place_is_chosen_everywhere(sample_home: Path, open_page: Open) -> None:
    app = open_page(PERCEIVED, place="W05999008")
    assert "<h3>Maesgwylan</h3>" in words_on(app)
    for drawn in maps_on(app):
        assert "chosen" in [layer["id"] for layer in drawn["layers"]]
    assert json.loads(app.get("plotly_chart")[0].proto.spec)["data"][-1]["marker"]["size"] == 24


def test_an_lsoa_has_the_survey_results_of_its_ward(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    lsoas = sample_store.areas("lsoa")
    inside = lsoas.index[lsoas["parent_code"] == "W05999008"][0]
    app = open_page(PERCEIVED, place=inside, level="lsoa")
    assert not app.exception and "<h3>Maesgwylan</h3>" in words_on(app)


def test_the_kinds_of_place_fit_on_one_map(sample_home: Path, open_page: Open) -> None:
    app = open_page(PERCEIVED, maps="kinds")
    assert len(maps_on(app)) == 1
    assert "Type of ward" in words_on(app)


def test_no_type_of_place_is_named_without_evidence(sample_home: Path, open_page: Open) -> None:
    for language in LANGUAGES:
        words = words_on(open_page(PERCEIVED, lang=language)).casefold()
        assert "hidden harm" not in words and "niwed cudd" not in words
        assert "score" not in words and "sgôr" not in words


def test_a_missing_survey_is_reported(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(PERCEIVED)
    assert not app.exception and not app.error
    said = Text("en")("perceived.no_survey", the_area="the Vale of Halwyn")
    assert said.split(",")[0] in words_on(app)
    assert not maps_on(app)


def test_without_a_survey_an_issue_is_compared_with_the_record_only(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    text = Text("en")
    app = open_page(PERCEIVED, place="W05999008", topic="violence")
    assert not app.exception and not app.error and not app.warning
    words = words_on(app)
    assert text("issue.no_answers") in words
    near = text("issue.near_recorded", places="|", lowest="|", highest="|").split("|")
    assert all(part in words for part in near) and text("issue.near_none") not in words
    raised = {"topic": text("topic.violence"), "place": "Maesgwylan"}
    found = [
        v for v in ("supports", "contradicts", "cant_tell") if text(f"issue.{v}", **raised) in words
    ]
    assert len(found) == 1
    period = {"first": text.month("2026-09"), "last": text.month("2026-09")}
    assert text("perceived.recorded_in", **period) in words
    assert not [unworded for unworded in NEVER_SAID if unworded in words]


def test_key_individuals_are_counted_separately(sample_home: Path, open_page: Open) -> None:
    words = words_on(open_page(PERCEIVED))
    assert Text("en").plural("perceived.interviewed", INTERVIEWED) in words
    assert "16 who gave a view" in words


def test_the_table_has_every_place(sample_home: Path, sample_store: Store, open_page: Open) -> None:
    table = open_page(PERCEIVED).dataframe[0].value
    assert len(table) == len(sample_store.areas("ward"))
    first = table.iloc[0]
    assert first["Ward"] == ward_name(sample_store, "fear_above_record")


def test_only_partners_see_where_reporting_is_in_doubt(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubt, calm = Text("en")("response.check reporting"), Text("en")("response.inform and reassure")
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    words = words_on(open_page(PERCEIVED))
    assert doubt not in words and words.count(calm) == 2
    monkeypatch.setenv("MILLTIR_AUDIENCE", "partner")
    words = words_on(open_page(PERCEIVED))
    assert words.count(doubt) == 1 and words.count(calm) == 1


def test_recommended_responses_name_local_groups_and_current_work(
    sample_home: Path, open_page: Open
) -> None:
    words = words_on(open_page(PERCEIVED, lang="cy"))
    assert "Prosiect gwrando, ar y gweill" in words, "Penhalwyn's listening project"
    assert "Gwarchod Cymdogaeth" in words
    nothing = words_on(open_page(PERCEIVED, place="W05999021"))
    text = Text("en")
    assert text("calls.no_groups") in nothing and text("calls.nothing_done") in nothing


@in_turn(
    "place, topic, key, also",
    [
        ("fear_above_record", "asb", "issue.supports_in_part", ("issue.residents",)),
        ("fear_below_record", "asb", "issue.cant_tell", ("issue.disagree",)),
        ("no_group", "asb", "issue.contradicts_in_part", ("issue.record",)),
        ("fear_above_record", "vehicle_nuisance", "issue.cant_tell", ("issue.no_category",)),
    ],
)
def test_an_issue_has_a_plain_verdict(
    sample_home: Path,
    sample_store: Store,
    open_page: Open,
    place: str,
    topic: str,
    key: str,
    also: tuple[str, ...],
    language: str,
) -> None:
    text = Text(language)
    code = str(truth(place).ward_code)
    words = words_on(open_page(PERCEIVED, place=code, topic=topic, lang=language))
    name = ward_name(sample_store, place, language)
    assert text(key, topic=text(f"topic.{topic}"), place=name) in words
    for more in also:
        assert text(more) in words
    labels = [text(f"issue.{name}") for name in ("survey", "voices", "on_record", "trend", "near")]
    assert re.findall(r"<dt>(.*?)</dt>", words) == labels


def test_an_issue_can_be_entered_where_it_is_judged(sample_home: Path, open_page: Open) -> None:
    app = open_page(PERCEIVED)
    assert Text("en")("issue.choose") in words_on(app)
    app.selectbox(key="issue-topic").select("speeding").run()
    app.selectbox(key="issue-place").select("W05999021").run()
    assert (
        not app.exception
        and "Speeding in Halwyn Marshes: there is not enough evidence" in words_on(app)
    )
    assert app.selectbox(key="view-topic").value == "speeding"


def test_what_residents_know_is_shown_without_another_countys_figures(
    sample_home: Path, open_page: Open
) -> None:
    words = words_on(open_page(PERCEIVED))
    assert Text("en")("belief.title") in words and "Safer Vale" not in words
    assert "no clear change (June 2025) and clearly fell (June 2026)" in words


def test_waves_without_a_significant_difference_are_reported_as_such(
    sample_home: Path, open_page: Open
) -> None:
    words = words_on(open_page(PERCEIVED))
    assert re.search(
        r"Vale of Halwyn: no clear change: \d+% in June 2025 and \d+% in June 2026", words
    )


def test_in_projector_mode_the_kind_is_next_to_the_place(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    text = Text("en")
    words = words_on(open_page(PERCEIVED, projector="on"))
    table = words[words.rindex('<table class="mt-table"') :]
    heads = [part.split("</th>")[0].rsplit(">", 1)[-1] for part in table.split("<th ")[1:]]
    columns = ("kind", "share", "base", "incidents", "rate", "points")
    assert heads == [
        text("perceived.place_column"),
        *(text(f"perceived_table.{name}") for name in columns),
    ]
    first = table.split("<tr ")[2]
    assert text("kind_of_place.reassurance gap") in first and "–\N{WORD JOINER}" in first
    assert ward_name(sample_store, "fear_above_record", "en") in first


def test_a_misleading_rate_is_said_beside_the_place(sample_home: Path, open_page: Open) -> None:
    hospital = str(truth("hospital").ward_code)
    said = Text("en")("denominator.hospital", share="|").split("|")[1]
    assert said in words_on(open_page(PERCEIVED, place=hospital))
    assert said not in words_on(open_page(PERCEIVED, place="W05999008"))
