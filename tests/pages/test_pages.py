"""Every page through app.py in both languages, and with errors."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import components.page_models.map_figures
from components import queries
from components.queries.cache import CacheKey
from components.text.catalogue import LANGUAGES, Text
from components.ui import routes
from components.ui.tables import FICTIONAL
from components.view.viewer import local_viewer
from data.access.viewer import Audience
from data.build.pipeline import build_release
from data.errors import AccessDenied
from data.release.store import Store
from data.release.switch import make_current
from data.settings import load_settings
from geo.categories import CHOICES
from pages import PAGES, PageEntry
from tests.cases import every_case
from tests.conftest import settings_in
from tests.pages.conftest import Open, in_turn, map_parts, maps_on, page_at, words_on

each_page = every_case("entry", PAGES, ids=[p.title for p in PAGES])
each_language = every_case("language", LANGUAGES)
HOME, MAP, UPLOAD, DATA = (page_at(address) for address in ("", "map", "upload", "data"))


def deck(app: AppTest) -> dict:
    return maps_on(app)[0]


@each_page
@each_language
def test_every_page_opens_in_both_languages(
    sample_home: Path, open_page: Open, entry: PageEntry, language: str
) -> None:
    app = open_page(entry, lang=language)
    assert not app.exception and not app.error
    words = words_on(app)
    assert FICTIONAL in words
    assert Text(language)("foot.fictional") in words
    assert len(app.title) == 1
    for unworded in ("reason.", "kind.", "category.a", "category.b", "category.v", "{", " nan"):
        assert unworded not in words, unworded


def test_the_front_page_answers_for_the_whole_county(sample_home: Path, open_page: Open) -> None:
    words = words_on(open_page(HOME))
    assert "Maesgwylan" in words and "Tremelyn Mill" in words
    text = Text("en")
    assert text.month("2026-09") in words and text.month("2025-03") in words


def test_choosing_a_ward_is_a_change_of_address(sample_home: Path, open_page: Open) -> None:
    app = open_page(HOME)
    app.selectbox(key="view-place").select("W05999008").run()
    assert app.query_params["place"] == "W05999008"
    assert app.title[0].value == "Maesgwylan"
    assert "the rest of the area show no clear difference" in words_on(app)
    app.selectbox(key="view-place").select("").run()
    assert "place" not in app.query_params
    assert app.title[0].value == "Vale of Halwyn"


def test_a_postcode_leads_to_its_ward(
    sample_home: Path, open_page: Open, sample_store: Store
) -> None:
    row = sample_store.table("postcodes").iloc[40]
    app = open_page(HOME)
    app.text_input(key="postcode").input(row["postcode"].lower()).run()
    assert app.query_params["place"] == row["ward_code"]
    assert not app.warning


def test_an_unknown_postcode_is_reported_and_changes_nothing(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(HOME, place="W05999008")
    app.text_input(key="postcode").input("ZZ9 `9ZZ").run()
    assert "ZZ9 '9ZZ" in app.warning[0].value
    assert app.query_params["place"] == "W05999008"
    app.selectbox(key="view-place").select("W05999001").run()
    assert not app.warning


def test_the_map_sends_values_and_not_geometry(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP)
    layers = {layer["id"]: layer for layer in deck(app)["layers"]}
    fill = layers["fill-ward"]
    assert fill["data"].startswith("/browser/geometry/") and not fill["pickable"]
    assert len(map_parts(app)[0].proto.json) < 9_500
    before = fill["getFillColor"]
    app.selectbox(key="view-category").select("burglary").run()
    after = {layer["id"]: layer for layer in deck(app)["layers"]}["fill-ward"]
    assert after["data"] == fill["data"] and after["getFillColor"] != before


def test_a_count_is_a_symbol_and_never_a_fill(sample_home: Path, open_page: Open) -> None:
    ids = {layer["id"] for layer in deck(open_page(MAP, measure="count"))["layers"]}
    assert "symbol-ward" in ids and "fill-ward" not in ids


@every_case("category", CHOICES)
def test_every_category_has_a_sentence_about_a_place(
    sample_home: Path, open_page: Open, category: str
) -> None:
    app = open_page(MAP, category=category, place="W05999021", lang="cy")
    assert not app.error and not app.exception
    assert Text("cy")(f"category.{category}") in words_on(app)


@every_case("level", ["ward", "lsoa"])
def test_the_table_has_every_area_of_the_map(
    sample_home: Path, open_page: Open, sample_store: Store, level: str
) -> None:
    app = open_page(MAP, level=level)
    assert len(app.dataframe[0].value) == len(sample_store.areas(level))


def test_a_missing_month_is_a_caveat_and_no_zero(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, period="2025-01_2025-12")
    words = words_on(app)
    assert "not counted as zero" in words


def test_a_period_without_any_published_month_is_reported(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, period="2025-03_2025-03")
    assert not app.error and not app.exception
    assert "There are no figures for March 2025. Select another period." in words_on(app)
    assert "Nothing was recorded" not in words_on(app), "what is not published is no zero"
    areas = app.dataframe[0].value
    assert len(areas) == 24 and areas.iloc[:, 1:5].isna().all(axis=None)
    classes = {layer["id"]: layer for layer in deck(app)["layers"]}["fill-ward"]["getFillColor"]
    assert "5" * 24 in classes, "every area is in the class of what is missing"
    app.selectbox(key="view-period").select("").run()
    assert not app.error and app.dataframe[0].value.iloc[:, 1].notna().all()


def test_the_sentence_has_the_period_of_the_map(sample_home: Path, open_page: Open) -> None:
    words = words_on(open_page(MAP, period="2024-01_2024-12", place="W05999001"))
    assert "from January 2024 to December 2024" in words
    assert "October 2025" not in words


def test_a_link_that_is_not_understood_falls_back_with_a_notice(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(HOME, place="W0`<b>", category="murder", lang="cy")
    assert app.title[0].value == "Bro Halwyn"
    assert "place=W0'<b>" in app.warning[0].value and "category=murder" in app.warning[0].value


def test_only_analysts_download_single_rows(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files_offered() -> set[str]:
        return {button.label for button in open_page(DATA).get("download_button")}

    single_rows = Text("en")("download.left_out")
    everything = files_offered()
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    assert everything - files_offered() == {single_rows}
    with pytest.raises(AccessDenied):
        queries.load_report.single_rows_left_out(
            CacheKey("any", "public"), local_viewer(load_settings())
        )


def test_a_closed_page_is_not_in_the_menu(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = PageEntry(file=routes.DATA, title="page.data", audience=Audience.ANALYST)
    monkeypatch.setattr("pages.PAGES", (HOME, MAP, UPLOAD, closed))
    monkeypatch.setenv("MILLTIR_AUDIENCE", "nonsense")
    app = open_page(HOME)
    links = [link.proto.page for link in app.get("page_link")]
    assert "map" in links and not {"data", "upload"} & set(links)


def test_the_address_of_a_closed_page_shows_only_a_notice(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = PageEntry(file=routes.UPLOAD, title="page.upload", audience=Audience.ANALYST)
    monkeypatch.setitem(routes.ADDRESS_OF, routes.UPLOAD, "")
    monkeypatch.setattr("pages.PAGES", (here, MAP))
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    app, text = open_page(lang="cy"), Text("cy")
    assert [warning.value for warning in app.warning] == [text("notice.not_open")]
    words = words_on(app)
    assert text("page.upload") not in words and text("upload.explained") not in words
    assert not app.title and not app.exception and not app.get("file_uploader")


# Errors


def test_without_a_release_the_page_explains_how_to_get_one(
    tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "nothing"))
    app = open_page(HOME)
    assert "python -m data sample" in app.error[0].value and not app.exception


def test_a_broken_release_is_named_and_the_older_one_shown(
    sample_home: Path, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    whole = next((home / "releases").iterdir())
    shutil.copytree(whole, home / "releases" / "2026-10-halfwritten")
    (home / "releases" / "2026-10-halfwritten" / "point_counts.parquet").unlink()
    make_current("2026-10-halfwritten", settings_in(home))
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    app = open_page(HOME)
    assert "2026-10-halfwritten" in app.warning[0].value
    assert app.title[0].value == "Vale of Halwyn" and not app.error


def test_a_broken_release_with_nothing_before_it_is_explained(
    sample_home: Path, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    (next((home / "releases").iterdir()) / "areas.parquet").write_bytes(b"PAR1")
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    app = open_page(HOME, lang="cy")
    assert "Nid oes modd darllen" in app.error[0].value and not app.exception


def test_a_bug_shows_an_apology_and_no_traceback(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret path /etc")

    monkeypatch.setattr(components.page_models.map_figures, "query_map", fail)
    app = open_page(MAP)
    assert app.error[0].value == Text("en")("error.unexpected")
    assert not app.exception and "secret" not in words_on(app)


@in_turn("entry", PAGES)
def test_a_release_of_one_month_and_nothing_else_is_served(
    bare_home: Path,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    entry: PageEntry,
    language: str,
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(entry, lang=language)
    words = words_on(app)
    assert not app.exception and not app.error
    assert FICTIONAL not in words and "NaN" not in words
    if entry is HOME:
        text = Text(language)
        assert text.during("2026-09", "2026-09") in words, "one month is not called a year"
        assert text("gap.no_survey") in words and text("change.no_year_before") in words
        assert text("gap.too_few") not in words, "no survey is the reason"


def test_a_repaired_release_is_served_again(
    sample_home: Path, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    table = next((home / "releases").iterdir()) / "areas.parquet"
    content = table.read_bytes()
    table.write_bytes(b"PAR1")
    assert open_page(HOME).error
    table.write_bytes(content)
    assert not open_page(HOME).error


@every_case("period", ["2026-07_2026-07", "2022-10_2026-09"])
def test_legend_labels_are_correct(sample_home: Path, open_page: Open, period: str) -> None:
    app = open_page(MAP, category="robbery", measure="count", period=period)
    legend = next(h.proto.body for h in app.get("html") if "mt-legend" in h.proto.body)
    labels = re.findall(r"<span>(.*?)</span>", legend)
    assert len(labels) == len(set(labels)) and "over 0, up to 0" not in labels


def test_a_survey_that_did_not_ask_is_not_called_self_selected(
    open_page: Open,
    tmp_path: Path,
    small_sources: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = next((small_sources / "perceptions").glob("*.csv"))
    table = pd.read_csv(answers, dtype="str")
    table.drop(columns="problem_asb").to_csv(answers, index=False)
    home = tmp_path / "unasked"
    build_release([small_sources], settings_in(home))
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    words = words_on(open_page(HOME))
    assert Text("en")("gap.not_asked") in words
    assert Text("en")("gap.self_selected") not in words
