"""After an erasure no file under the home has the record, and every release can be opened."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from data.__main__ import main
from data.erasure.erase import erase, find
from data.erasure.groups import group_removal
from data.erasure.places import Outcome
from data.erasure.removal import RespondentRemoval, TextRemoval
from data.release.current import current_release, open_store
from data.release.history_file import read_history
from data.release.manifest import read_manifest
from data.release.pending_trials import pending_trials
from data.release.store import Store
from data.release.switch import restore_previous
from data.settings import Settings
from tests.data.erasure.conftest import (
    GROUPS_HEAD,
    KIND,
    NAME_CY,
    NAME_EN,
    OTHER,
    PLACE,
    SURVEY,
    ZEBRA,
    bring,
    table,
)
from tests.data.erasure.holding import holding

ROWS = (GROUPS_HEAD, OTHER, ZEBRA)


def stores(settings: Settings) -> list[Store]:
    return [Store(folder) for folder in sorted(settings.releases.glob("[!.]*/"))]


def point_of(settings: Settings) -> tuple[float, float]:
    """Return where the group is, in metres as a release has it."""
    groups = open_store(settings)[0].groups().set_index("name_en")
    point = groups.geometry[NAME_EN]
    return point.x, point.y


def test_nothing_in_the_home_holds_an_erased_group(home: Settings) -> None:
    needles = [NAME_EN, NAME_CY, *PLACE, point_of(home)]
    before = holding(home.home, needles)
    uploads = {path.split("/", 2)[2] for path in before if path.startswith("uploads/")}
    assert uploads == {
        "minutes.csv",
        "minutes.zip",
        "our groups.xlsx",
        "newer.zip",
        "later groups.csv",
    }
    assert sum(path.endswith("/groups.parquet") for path in before) == 4
    assert sum(path.endswith("/left_out.parquet") for path in before) == 2
    assert any(path.startswith("browser/") for path in before)
    assert any(path.startswith("releases/.building") for path in before)
    counted = [len(store.groups()) for store in stores(home)]

    erase(group_removal(NAME_EN, home), home)

    assert holding(home.home, needles) == []
    assert sorted(len(store.groups()) for store in stores(home)) == [n - 1 for n in sorted(counted)]
    assert not pending_trials(home) and not find(group_removal(NAME_EN, home), home)


def test_the_history_names_the_new_releases_in_the_same_order(home: Settings) -> None:
    names = [entry.release for entry in read_history(home).entries]
    how = [(entry.at, entry.how, entry.upload) for entry in read_history(home).entries]
    erase(group_removal("z17", home), home)
    entries = read_history(home).entries
    kept = {folder.name for folder in home.releases.glob("[!.]*/")}
    assert [(entry.at, entry.how, entry.upload) for entry in entries] == how
    assert not kept & set(names) and len(kept) == 3
    assert {entries[-1].release, entries[-2].release, entries[-3].release} == kept
    store, broken = open_store(home)
    assert broken is None and store.manifest.release == entries[-1].release
    assert restore_previous(home) == entries[-2].release
    assert NAME_EN not in set(open_store(home)[0].groups()["name_en"])


def test_every_row_is_still_accounted_for(home: Settings) -> None:
    erase(group_removal(NAME_CY, home), home)
    for store in stores(home):
        manifest, left_out = store.manifest, store.rows_left_out()
        for report in manifest.files:
            assert report.reconciles, report
        groups = [report for report in manifest.files if report.kind == "groups"]
        assert sum(report.used for report in groups) == len(store.groups())
        assert manifest.tables["left_out"]["rows"] == len(left_out)
        stored = left_out["file"].isin([report.file for report in groups])
        assert sum(stored) == sum(sum(report.left_out.values()) for report in groups) == 0


def test_a_build_after_it_reads_the_files_that_were_written_anew(home: Settings) -> None:
    before = set(open_store(home)[0].groups()["group_id"])
    erase(group_removal(NAME_EN, home), home)
    written = [path.name for path in home.uploads.rglob("*") if path.is_file()]
    assert "our groups.csv" in written and "our groups.xlsx" not in written
    assert not [name for name in written if name.startswith("minutes")]
    bring(home, ("source.json", b'{"title_en": "Elsewhere"}'))
    assert set(open_store(home)[0].groups()["group_id"]) == before - {"Z17"}


def test_geometry_and_counts_stay_the_same_files(home: Settings) -> None:
    old = home.releases / current_release(home)
    same = {path.relative_to(old): path.read_bytes() for path in old.rglob("*") if path.is_file()}
    erase(group_removal(NAME_EN, home), home)
    new = home.releases / current_release(home)
    changed = {name.name for name, content in same.items() if (new / name).read_bytes() != content}
    assert changed == {"groups.parquet", "manifest.json"}
    assert {path.relative_to(new) for path in new.rglob("*") if path.is_file()} == set(same)


def test_a_respondent_goes_with_every_answer_and_the_words_of_the_load_report(
    home: Settings,
) -> None:
    needles, lane = ["RX-9041"], "quagga lane"
    before = holding(home.home, [lane])
    for where in ("perceptions.parquet", "left_out.parquet", "manifest.json", "survey.csv"):
        assert any(path.endswith(where) for path in (*before, *holding(home.home, needles))), where
    erase(RespondentRemoval(number="rx-9041"), home)
    assert holding(home.home, [*needles, lane]) == []
    for store in stores(home):
        for report in store.manifest.files:
            assert report.reconciles, report
            if report.survey:
                assert report.used == report.survey.asked["safe_day"] == 1
                assert "off" not in " ".join(report.notes) and not [
                    entry for entry in report.survey.off_scale if entry.column != "mode"
                ]
    (survey,) = home.uploads.rglob("survey.csv")
    assert survey.read_text().split("\n")[1:] == [*SURVEY.split("\n")[2:4], ""]


def test_a_text_goes_with_every_row_that_has_it(home: Settings) -> None:
    """An answer that isn't on its scale takes the respondent's other answers with it."""
    erase(TextRemoval(text="Number 7  QUAGGA lane"), home)
    assert holding(home.home, ["quagga", "RX-9041"]) == []
    assert all(store.manifest.tables["perceptions"]["rows"] for store in stores(home)[1:])


def test_a_text_that_only_a_file_s_name_has(home: Settings) -> None:
    wrong = OTHER.replace(KIND, "faith_group").replace("G2", "G4")
    upload = bring(home, ("Quokka Jones.csv", table(GROUPS_HEAD, OTHER, wrong)))
    assert holding(home.home, ["quokka jones"])
    erase(TextRemoval(text="quokka jones"), home)
    assert holding(home.home, ["quokka"]) == []
    assert [path.name for path in (home.uploads / upload).iterdir()] == ["….csv"]
    store = open_store(home)[0]
    (report,) = (report for report in store.manifest.files if report.kind == "groups")
    assert report.file == "….csv" and report.reconciles and sum(report.left_out.values()) == 1
    (part,) = store.left_out_parts(files=[report.file])
    assert len(part) == 1, "the rows that were left out still name their file"


def test_files_outside_are_named_and_stay(
    home: Settings,
    filled: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(home.home))
    outside = filled / "sources" / "groups.csv"
    content = outside.read_bytes()
    assert main(["erase", "group", NAME_EN, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert str(outside) in said and "our groups.xlsx" in said and "trial" in said
    assert holding(home.home, [NAME_EN]), "a dry run changes nothing"
    assert main(["erase", "group", NAME_EN]) == 1, "without a terminal nobody says yes"
    assert holding(home.home, [NAME_EN])
    assert main(["erase", "group", NAME_EN, "--yes"]) == 0
    assert holding(home.home, [NAME_EN]) == [] and outside.read_bytes() == content
    capsys.readouterr()
    assert main(["erase", "group", NAME_EN, "--yes"]) == 1
    said = capsys.readouterr().out
    assert "only in files outside" in said and str(outside) in said


def test_the_log_tells_what_kind_where_and_how_many_but_not_whom(home: Settings) -> None:
    erase(group_removal(NAME_EN, home), home)
    entries = map(json.loads, home.erasures.read_text().splitlines())
    begun, done = (entry for entry in entries if entry["what"] == "group")
    assert (begun["state"], done["state"]) == ("begun", "done")
    assert done["what"] == "group" and len(done["releases"]) == 3 and len(done["trials"]) == 1
    assert sum(tables["groups"] for tables in done["releases"].values()) == 3
    assert done["files"] == begun["files"] and sum(done["files"].values()) == 3


def test_a_group_of_another_name_with_a_similar_one_stays(home: Settings) -> None:
    assert not find(group_removal("Zebra Street", home), home)
    assert not find(group_removal("Z1", home), home)
    found = find(group_removal("zebra  street WARDENS", home), home)
    assert {place.outcome for place in found.places(home)} == set(Outcome) - {Outcome.UNSEARCHED}


def test_a_release_that_can_t_be_read_is_removed_unless_it_is_current(home: Settings) -> None:
    history = read_history(home)
    oldest = home.releases / history.serviceable[2]
    (oldest / "groups.parquet").write_bytes(b"PAR1" + NAME_EN.encode())
    erase(group_removal(NAME_EN, home), home)
    assert holding(home.home, [NAME_EN]) == []
    assert len(stores(home)) == 2 and read_manifest(home.releases / current_release(home))


def test_a_file_that_no_build_reads_is_removed_if_it_has_the_respondent_s_number(
    home: Settings,
) -> None:
    notes = ("calls.csv", b"who,what\nRX-9042,called again\n")
    others = ("others.csv", b"who,what\nRX-90421,called\n")
    upload = bring(home, notes, others, ("source.json", b'{"title_en": "Elsewhere"}'))
    erase(RespondentRemoval(number="RX-9042"), home)
    assert {path.name for path in (home.uploads / upload).iterdir()} == {
        "others.csv",
        "source.json",
    }


def test_members_of_a_zip_that_are_passed_over_are_searched_too(home: Settings) -> None:
    hidden = {"__MACOSX/notes.txt": NAME_EN, ".old.csv": ZEBRA, "groups.csv": "\n".join(ROWS)}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, words in hidden.items():
            archive.writestr(name, words)
    upload = bring(home, ("our.zip", content.getvalue()))
    erase(group_removal(NAME_EN, home), home)
    with zipfile.ZipFile(home.uploads / upload / "our.zip") as left:
        assert left.namelist() == ["groups.csv"]
    assert holding(home.home, [NAME_EN, NAME_CY]) == []


def test_reports_and_packs_in_the_home_go_with_a_text(
    home: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    packs, log = home.home / "packs" / "monthly", home.home / "logs" / "milltir.log"
    written = {
        home.updates / "20261101T060000.json": json.dumps({"said": "Quokka \u00c9vans was asked"}),
        home.updates / "20261101T060000.html": "<p>Quokka <b>\u00c9vans</b></p>",
        home.updates / "20261101T060000.txt": "nothing of it here",
        home.updates / "20261001T060000.json": json.dumps({"said": "nobody"}),
        packs / "quokka \u00e9vans.csv": "another one",
        packs / "other.csv": "nobody",
        packs / "alone.pdf": "%PDF-1.7 what is compressed",
        packs / "pack.pdf": "%PDF-1.7 what is compressed",
        packs / "quokka.md": "Quokka\n  \u00c9vans",
        log: "Quokka \u00c9vans",
    }
    for path, words in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    with zipfile.ZipFile(packs / "pack.pptx", "w") as pack:
        runs = "<a:t>Quokka </a:t></a:r><a:r><a:t>\u00c9va</a:t><a:t>ns &amp; others</a:t>"
        pack.writestr("ppt/slides/slide1.xml", f"<?xml version='1.0'?><p:sld>{runs}</p:sld>")
    monkeypatch.setenv("MILLTIR_HOME", str(home.home))
    monkeypatch.setenv("MILLTIR_LOG_FILE", str(log))
    releases = {folder.name for folder in home.releases.glob("[!.]*/")}
    for text, code in (("quokka \u00e9vans", 0), ("quokka \u00e9vans & others", 1)):
        assert main(["erase", "text", text, "--yes"]) == code
    left = {path for path in written if path.exists()}
    assert left == {
        *(home.updates / "20261001T060000.json", packs / "other.csv", packs / "alone.pdf", log),
    }
    assert not (packs / "pack.pptx").exists()
    said = capsys.readouterr().out
    assert "removed as a whole: pack.pptx" in said and "removed as a whole: pack.pdf" in said
    assert "can't be searched" in said and str(packs / "alone.pdf") in said
    assert {folder.name for folder in home.releases.glob("[!.]*/")} == releases
