"""Every measure at every level, on a full release and on a bare one."""

import re
from pathlib import Path

import pytest

from components import queries
from components.text.catalogue import Text
from components.ui.routes import CLAIMS
from data.release.store import Store
from geo.measures import MEASURES, RECORDED
from tests.cases import every_case
from tests.pages.conftest import Open, in_turn, page_at, words_on

MAP = page_at("map")
VIEWS = [(name, level) for name, measure in MEASURES.items() for level in measure.levels]
NEVER_SAID = ("caveat.", "answer.", "legend.", "topic.", "domain.", "when.", "{", " nan", "NaN")


@pytest.mark.slow
@in_turn("measure, level", VIEWS)
def test_every_measure_is_shown_with_text(
    sample_home: Path, sample_store: Store, open_page: Open, measure: str, level: str, language: str
) -> None:
    app = open_page(MAP, measure=measure, level=level, lang=language)
    assert not app.exception and not app.error and not app.warning
    words = words_on(app)
    assert Text(language)(f"caveat.{measure}") in words
    assert not [unworded for unworded in NEVER_SAID if unworded in words]
    assert len(app.dataframe[0].value) == len(sample_store.areas(level))
    labels = {box.key for box in app.selectbox}
    asks = {f"view-{name}" for name in MEASURES[measure].asks}
    offered = {"view-category", "view-topic", "view-domain", "view-period"} & labels
    assert offered == asks, "a choice that changes nothing isn't offered"


@every_case("measure", sorted(MEASURES.keys() - {m.name for m in RECORDED}))
def test_a_title_names_only_the_subject_of_the_measure(
    sample_home: Path, open_page: Open, measure: str
) -> None:
    query = {"measure": measure, "category": "burglary", "period": "2024-01_2024-12"}
    app = open_page(MAP, **query, place="W05999008")
    (subtitle,) = re.findall(r"<p>(Vale of Halwyn by .*?)</p>", words_on(app))
    said = app.title[0].value + subtitle
    assert "urglary" not in said and "2024" not in said


def test_a_topic_and_a_domain_can_be_chosen(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, measure="perceived")
    assert app.title[0].value.startswith("Anti-social behaviour, share who say it is")
    app.selectbox(key="view-topic").select("speeding").run()
    assert app.title[0].value.startswith("Speeding, ") and app.query_params["topic"] == "speeding"
    assert "asked in June 2025 and June 2026" in words_on(app)
    app = open_page(MAP, measure="deprivation", domain="income")
    assert app.title[0].value.startswith("Income deprivation, ")
    assert "recorded crime" not in words_on(app)
    assert re.search(r"Vale of Halwyn by \w+, [^<]*2025", words_on(app))


def test_the_default_topic_may_be_named_in_a_link(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, measure="perceived", topic="asb")
    assert not app.warning and not app.exception


@every_case("query", [{"topic": "dragons"}, {"domain": "dragons"}])
def test_a_subject_that_the_survey_did_not_ask_about_is_refused(
    sample_home: Path, open_page: Open, query: dict[str, str]
) -> None:
    app = open_page(MAP, measure="perceived", **query)
    assert "dragons" in app.warning[0].value and not app.exception


def test_a_measure_of_wards_changes_the_level_from_lsoas(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, level="lsoa")
    app.selectbox(key="view-measure").select("groups").run()
    assert not app.warning and "level" not in app.query_params
    words = words_on(app)
    assert "no group listed" in words and "There may be groups that are not on the list" in words


def test_a_topic_without_a_catalogue_entry_has_its_own_name() -> None:
    assert queries.texts.humanise_code("fly_tipping") == "Fly tipping"
    text = Text("cy").knowing({"topic.fly_tipping": "Fly {tipping}"})
    assert text("topic.fly_tipping") == "Fly {tipping}"
    assert not Text("cy").knows("topic.fly_tipping") and Text("cy").knows("topic.asb")


@every_case("measure", MEASURES)
def test_without_its_files_a_measure_is_not_offered(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, measure: str
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(MAP, measure=measure)
    assert not app.exception and not app.error
    recorded = [m.name for m in RECORDED]
    assert len(app.selectbox(key="view-measure").options) == len(recorded)
    refused = measure not in recorded
    # The foot has links that carry the whole view on.
    link = rf'\?measure={measure}(&(amp;)?category=all-crime)?(&(amp;)?open={CLAIMS}#{CLAIMS})?"'
    words = re.sub(link, "", words_on(app))
    assert refused == (f"measure={measure}" in words)
