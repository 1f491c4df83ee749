"""The categories to count: groups of the partnership, and partners' own incidents."""

from itertools import product
from pathlib import Path

import pytest

from components import queries
from components.queries.cache import CacheKey
from components.text.catalogue import Text
from data.build.pipeline import build_release
from data.errors import AccessDenied
from data.release.current import current_release
from data.release.store import Store
from data.schema import OWN
from data.settings import Settings
from geo.measures import RECORDED
from geo.period import Period
from pages import PAGES
from tests.cases import every_case
from tests.conftest import settings_in
from tests.pages.conftest import Open, in_turn, page_at, words_on

MAP = page_at("map")
HOME = PAGES[0]
NOISE = "own-noise"
OF_PARTNERS = [measure.name for measure in RECORDED if not measure.police_only]
YEAR = Period(first="2025-10", last="2026-09")
GROUPS = {
    "night-time": {
        "name_en": "Night-time economy",
        "name_cy": "Economi'r nos",
        "categories": ["violent-crime", "public-order"],
    }
}


@in_turn("level, measure", product(("ward", "lsoa"), OF_PARTNERS))
def test_partners_incidents_are_measured_like_the_others(
    sample_home: Path, open_page: Open, measure: str, level: str, language: str
) -> None:
    app = open_page(MAP, category=NOISE, measure=measure, level=level, lang=language)
    assert not app.exception and not app.error and not app.warning
    words, text = words_on(app), Text(language)
    assert text("own.title", type="Noise") in app.title[0].value
    assert text("caveat.own", first=text.month("2024-04"), last=text.month("2026-09")) in words


def test_own_incidents_are_no_share_of_recorded_crime(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, category=NOISE, measure="share")
    assert "category=own-noise" in app.warning[0].value and not app.exception
    assert not [o for o in app.selectbox(key="view-category").options if "partners" in o]
    app = open_page(MAP, category=NOISE)
    app.selectbox(key="view-measure").select("share").run()
    assert not app.warning and "category" not in app.query_params


@every_case("page", [HOME, MAP], ids=["home", "map"])
@every_case("audience", ["public", "nonsense"])
def test_own_incidents_are_refused_to_the_public_with_a_notice(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, page: object, audience: str
) -> None:
    monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
    app = open_page(page, category=NOISE)  # type: ignore[arg-type]
    assert "category=own-noise" in app.warning[0].value and not app.exception
    assert "partners" not in words_on(app)
    for box in app.selectbox:
        assert not [option for option in box.options if "artner" in option]


def test_partners_see_own_incidents(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_AUDIENCE", "partner")
    app = open_page(MAP, category=OWN, place="W05999001")
    assert not app.warning and not app.exception
    assert "partners recorded" in words_on(app) and "the police recorded" not in words_on(app)


@every_case("scope", ["public", "partner"])
def test_the_query_checks_the_viewer_again(
    sample_home: Path, sample_store: Store, scope: str
) -> None:
    key = CacheKey(sample_store.manifest.release, scope)
    asked = (key, "count", "ward", NOISE, YEAR)
    if scope == "partner":
        counted = queries.measures.measure_table(*asked)["value"].sum()
        months = YEAR.months()
        codes = sample_store.codes("ward")
        own = sample_store.own_incidents()
        assert counted == own.counts(NOISE, "ward", months, codes).sum() > 500
        return
    for question in (
        lambda: queries.measures.measure_table(*asked),
        lambda: queries.area_figures.figures(key, "ward", NOISE, tuple(YEAR.months())),
        lambda: queries.area_figures.changes_in(key, "ward", "", YEAR, NOISE),
        lambda: queries.categories.complete_months(key, NOISE),
    ):
        with pytest.raises(AccessDenied):
            question()


def test_months_before_the_extract_are_missing_and_not_zero(
    sample_home: Path, open_page: Open
) -> None:
    words = words_on(open_page(MAP, category=NOISE, period="2024-01_2024-12"))
    assert "no complete figures for January 2024 to March 2024" in words
    assert "not counted as zero" in words
    app = open_page(MAP, category=NOISE, period="2023-01_2023-12")
    assert not app.exception and not app.error
    months = Text("en").months("2023-01", "2023-12")
    assert Text("en")("map.no_months", months=months) in words_on(app)


@pytest.fixture(scope="module")
def grouped(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = settings_in(tmp_path_factory.mktemp("grouped"))
    build_release([sample_sources], settings, groups=GROUPS)
    return settings


@pytest.mark.slow
def test_a_group_of_the_partnership_is_an_additional_category(
    grouped: Settings, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(grouped.home))
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    query = {
        "category": "ours-night-time",
        "measure": "count",
        "lang": "en",
        "overlays": "hexagons",
    }
    app = open_page(MAP, **query, place="W05999001")
    assert not app.warning and not app.exception
    name = GROUPS["night-time"]["name_en"]
    assert app.title[0].value.startswith(f"{name}, ")
    assert name in app.selectbox(key="view-category").options
    store = Store(grouped.releases / current_release(grouped))
    months = YEAR.months()
    wanted = store.counts("ward", months, ("violent-crime", "public-order")).sum()
    release = store.manifest.release
    found = queries.measures.measure_table(
        CacheKey(release, "public"), "count", "ward", "ours-night-time", YEAR
    )
    assert found["value"].sum() == wanted > 0


def test_a_name_cannot_format_the_page() -> None:
    assert queries.texts.humanise_code("![x](http://a.b) *c* `d`") == "X (http //a.b) c d"


def test_hexagons_of_partner_incidents_say_what_they_leave_out(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, category=NOISE, overlays="hexagons", place="W01999001", pins="W05999001")
    assert not app.exception and not app.error
    said = words_on(app)
    assert Text("en")("overlay.hexagons_own", least="5") in said
    assert Text("en")("overlay.hexagons_caveat") not in said
