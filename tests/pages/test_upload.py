"""The page that brings files in: a good file, a useless one and a refused one."""

import shutil
from html import unescape
from pathlib import Path

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from components.page_models.loss_sentences import describe_loss
from components.text.catalogue import Text
from components.upload_page import form, losses
from data.build.pipeline import build_release
from data.provenance.release_losses import (
    AUTHORITY,
    FORCE,
    FORCE_MONTHS,
    KINDS,
    LATEST_MONTH,
    LEVEL,
    ROWS,
    SOURCE,
    ReleaseLoss,
)
from data.release.current import current_release
from data.release.pending_trials import pending_trials
from data.settings import Settings
from tests.cases import every_case
from tests.conftest import copy_sources, settings_in
from tests.pages.conftest import NEWEST, Open, page_at, words_on

# EVERY_LOSS: one of each kind: rows, months, forces, authorities, sources and levels.
NAMES = {
    **{ROWS: "police", SOURCE: "deprivation", LEVEL: "lsoa", AUTHORITY: "Monmouthshire"},
    **dict.fromkeys((FORCE, FORCE_MONTHS), "south-wales"),
}
EVERY_LOSS = tuple(
    ReleaseLoss(kind=kind, name=NAMES.get(kind, ""), before=before, after=after)
    for number, kind in enumerate(KINDS)
    for before, after in [
        ("2026-08", "2026-07") if kind == LATEST_MONTH else (40 + number, 20 + number)
    ]
)


@pytest.fixture
def served(a_month_less: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home whose release has one month; the next one can be uploaded."""
    shutil.copytree(a_month_less, tmp_path, dirs_exist_ok=True)
    settings = settings_in(tmp_path / "home")
    monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
    return settings


def uploaded(open_page: Open, name: str, content: bytes, text: Text) -> AppTest:
    """Return the page after a file was chosen and its effect was asked for."""
    app = open_page(page_at("upload"), lang=text.language)
    app.file_uploader[0].set_value((name, content, "text/csv")).run()
    (check,) = (button for button in app.button if button.label == text("upload.check"))
    return check.click().run()


def test_a_new_month_is_shown_and_not_yet_served(
    served: Settings, tmp_path: Path, open_page: Open
) -> None:
    before = current_release(served)
    app = uploaded(open_page, NEWEST, (tmp_path / NEWEST).read_bytes(), Text("en"))
    assert not app.exception and not app.error
    assert app.button(key="upload-accept").label
    assert len(pending_trials(served)) == 1 and current_release(served) == before


def test_memory_holds_no_file_once_it_is_tried_out(
    served: Settings, tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[dict[str, list[str]]] = []
    remove = MemoryUploadedFileManager.remove_session_files

    def names(of: MemoryUploadedFileManager) -> dict[str, list[str]]:
        return {
            session: [file.name for file in files.values()]
            for session, files in of.file_storage.items()
        }

    def removed(of: MemoryUploadedFileManager, session: str) -> None:
        held.append(names(of))
        remove(of, session)
        held.append(names(of))

    monkeypatch.setattr(MemoryUploadedFileManager, "remove_session_files", removed)
    uploaded(open_page, NEWEST, (tmp_path / NEWEST).read_bytes(), Text("en"))
    assert held[-2:] == [{"test session id": [NEWEST]}, {}]


@pytest.mark.parametrize("content", [b"item,owner\n1,Chair\n", b"group_id,kind\nG1,x\n", None])
def test_memory_is_returned_however_a_trial_ends(
    served: Settings,
    tmp_path: Path,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
) -> None:
    """A useless file, a refused one, and one that waits for a decision."""
    returned: list[str] = []
    monkeypatch.setattr(form, "return_unused_memory", lambda: returned.append("once"))
    name = "minutes.csv" if content else NEWEST
    uploaded(open_page, name, content or (tmp_path / NEWEST).read_bytes(), Text("en"))
    assert returned == ["once"]


def test_the_page_says_how_much_it_takes(
    served: Settings, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_UPLOAD_FILE_MB", "30")
    monkeypatch.setenv("MILLTIR_UPLOAD_SESSION_MB", "70")
    for language, words in (("en", "30 MB each and 70 MB together"), ("cy", "30 MB yr un a 70 MB")):
        app = open_page(page_at("upload"), lang=language)
        assert words in app.file_uploader[0].label
        assert app.file_uploader[0].proto.max_upload_size_mb == 30
        (style,) = (html.proto.body for html in app.get("html") if "stFileChip" in html.proto.body)
        refused = Text(language)("upload.not_taken", most="30", together="70")
        assert refused in style
        assert "MILLTIR_UPLOAD_FILE_MB" in refused and "MILLTIR_UPLOAD_SESSION_MB" in refused


def test_a_trial_says_which_months_are_not_whole(
    served: Settings, tmp_path: Path, open_page: Open
) -> None:
    lines = (tmp_path / NEWEST).read_text("utf-8").splitlines(keepends=True)
    few = "".join(lines[: len(lines) // 3]).encode()
    app = uploaded(open_page, NEWEST, few, Text("en"))
    assert "Not counted, and not treated as zero: 1 month" in words_on(app)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_useless_file_changes_nothing_and_is_named(
    served: Settings, open_page: Open, language: str
) -> None:
    text = Text(language)
    app = uploaded(open_page, "minutes.csv", b"item,owner\n1,Chair\n", text)
    assert not app.exception
    assert [warning.value for warning in app.warning] == [text("upload.no_use")]
    assert "minutes.csv" in words_on(app)
    assert pending_trials(served) == []


def test_a_faulty_file_is_refused_with_its_place(served: Settings, open_page: Open) -> None:
    text, before = Text("en"), current_release(served)
    app = uploaded(open_page, "groups.csv", b"group_id,kind,covers\nG1,x,ward\n", text)
    assert not app.exception
    assert "groups.csv" in app.error[0].value and "name_en" in app.error[0].value
    assert text("upload.nothing_kept") in [info.value for info in app.info]
    assert pending_trials(served) == [] and current_release(served) == before


@pytest.mark.slow
@every_case("language", ["en", "cy"])
def test_a_file_with_less_is_kept_only_after_a_tick(
    sample_sources: Path, tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:  # fmt: skip
    optional = ("source.json", "places/groups.csv")
    sources = copy_sources(sample_sources, tmp_path / "sources", ["2026-08"], *optional)
    served = settings_in(tmp_path / "home")
    build_release([sources], served)
    monkeypatch.setenv("MILLTIR_HOME", str(served.home))
    text, before = Text(language), current_release(served)
    header, *rows = (sources / "places/groups.csv").read_text("utf-8").splitlines()
    fewer = "\n".join([header, *rows[: len(rows) // 2]]) + "\n"
    app = uploaded(open_page, "groups.csv", fewer.encode(), text)
    assert not app.exception and not app.error
    assert text("less.warning") in [warning.value for warning in app.warning]
    assert f"<li>{text('kind.groups')}: " in words_on(app)
    assert app.button(key="upload-accept").disabled
    with monkeypatch.context() as patch:
        patch.setattr(losses, "release_losses", lambda before, after: EVERY_LOSS)
        words = unescape(words_on(app.run()))
    for loss in EVERY_LOSS:
        assert f"<li>{describe_loss(text, loss)}</li>" in words, loss.kind
    assert app.button(key="upload-accept").disabled
    app.checkbox[0].check().run()
    app.button(key="upload-accept").click().run()
    assert not app.exception and current_release(served) != before
