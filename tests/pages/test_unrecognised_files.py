"""Unrecognised files are listed with the reason, and hidden from other viewers."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.data_page import load_report_data, load_report_html
from components.page_context import PageContext
from components.text import reasons
from components.text.catalogue import Text
from components.upload_page import form
from components.view.view import View
from components.view.viewer import local_viewer
from data.build.pipeline import build_release
from data.release.current import current_release
from data.release.manifest import read_manifest
from data.settings import Settings, load_settings
from data.uploads import trials as tried
from tests.conftest import settings_in
from tests.pages.conftest import Open, page_at, words_on

DATA = page_at("data")


@pytest.fixture(scope="module")
def home(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, home = tmp_path_factory.mktemp("strange"), tmp_path_factory.mktemp("strange-home")
    parts = ("boundaries", "population", "lookups", "police/2026-09")
    (folder / "private-note.csv").write_bytes(b"a,b\n1,2\n")
    (folder / "zero.csv").write_bytes(b"")
    build_release([*(sample_sources / part for part in parts), folder], settings_in(home))
    return home


@pytest.fixture
def served(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    yield


def test_the_data_page_names_the_files_for_analysts_and_counts_them_for_others(
    served: None, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Text("en")
    for audience, named in (("analyst", True), ("public", False)):
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        words = words_on(open_page(DATA))
        assert text.plural("report.left_alone", 2) in words
        assert ("private-note.csv" in words) is named
        assert (text("fact.strange.empty") in words) is named


def test_the_load_report_files_list_unrecognised_files(
    served: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for audience, named in (("analyst", True), ("public", False)):
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        settings = load_settings()
        at = PageContext(
            view=View(),
            text=Text("en"),
            viewer=local_viewer(settings),
            manifest=read_manifest(settings.releases / current_release(settings)),
        )
        rows = load_report_data.as_data(at)
        alone = rows[rows["fate"] == load_report_data.LEFT_ALONE]
        assert alone["files"].sum() == 2
        assert ("private-note.csv" in set(alone["file"])) is named
        html = load_report_html.as_html(at)
        assert at.text.plural("report.left_alone", 2) in html
        assert ("private-note.csv" in html) is named


@pytest.mark.slow
def test_a_useless_upload_has_a_reason_for_each_file(copied: Settings) -> None:
    text = Text("en")
    files = [("zero.csv", b""), ("ab.csv", b"a,b\n1,2\n")]
    trial = tried.build_trial(files, copied, progress=lambda share, what: None)
    assert trial.release == current_release(copied)
    rows = form.not_read(text, trial, copied)
    why = {row[text("report.file")]: row[text("report.why")] for row in rows}
    assert text("fact.strange.empty") in why["zero.csv"]
    assert text("fact.strange.table", columns="a, b") in why["ab.csv"]


def test_reasons_agree_with_their_numbers_in_both_languages() -> None:
    english, welsh = Text("en"), Text("cy")
    counts = {"unknown ward": 1, "blank row": 2}
    said = "a ward that is not in the boundaries (1 row); a blank row (2 rows)"
    assert reasons.with_rows(english, counts) == said
    assert "(1 rhes)" in reasons.with_rows(welsh, counts)
    assert "(2 res)" in reasons.with_rows(welsh, counts)
    assert reasons.with_numbers(english, {"polygon repaired": 1}).endswith(": 1")


def test_each_source_has_its_fetch_date_and_licence(
    sample_sources: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_page: Open,
) -> None:
    folder = tmp_path / "fetched"
    shutil.copytree(sample_sources / "population", folder)
    parts = ("boundaries", "lookups", "police/2026-09", "places", "source.json")
    (file,) = folder.glob("*.csv")
    record = {"retrieved": "2026-10-05T09:00:00+00:00", "bytes": file.stat().st_size}
    file.with_name(f"{file.name}.json").write_text(json.dumps(record))
    settings = settings_in(tmp_path / "home")
    manifest = build_release([folder, *(sample_sources / part for part in parts)], settings)
    assert {a.kind: a.retrieved for a in manifest.files if a.retrieved} == {
        "population": "2026-10-05"
    }
    assert read_manifest(settings.releases / manifest.release) == manifest
    monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
    text = Text("en")
    words = words_on(open_page(DATA))
    assert words.count(text.day("2026-10-05")) == 2, "on its card and in the load report"
    viewer = local_viewer(load_settings())
    at = PageContext(view=View(), text=text, viewer=viewer, manifest=manifest)
    rows = load_report_data.as_data(at).set_index("kind")
    assert rows.loc["population", "retrieved"] == "2026-10-05"
    assert not rows.loc[["police"], "retrieved"].any()
    assert rows.loc[["groups"], "file_attribution"].iloc[0]
    assert text("source.rights") in load_report_html.as_html(at)
    file.write_text(file.read_text("utf-8") + "\n")
    again = build_release([folder, *(sample_sources / part for part in parts)], settings)
    assert not any(a.retrieved for a in again.files), "the record is of another file"
