"""Making packs: the same bytes again, what is new since the last, and nothing left half done."""

import errno
import io
import os
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components.packs import cli, make, saving
from components.packs.build import ask, of_pages, pack
from components.packs.cli import main
from components.packs.contents import PAGE
from components.packs.make import Request, files, remember_packs, together
from components.packs.model import File, PackPage
from components.packs.remembered import FILE, MadePack, last_before, remember
from components.packs.templates import BY_NAME
from components.page_context import PageContext
from components.ui.sections import Sentences
from components.view.viewer import local_viewer
from data.access.viewer import Audience, Viewer
from data.errors import OtherRelease, PackNotSaved
from data.settings import Settings, load_settings
from tests.cases import every_case
from tests.components.packs.conftest import painted
from tests.components.packs.reading import slides_of, words_of_pdf, words_of_slide

ANALYST = Viewer(name="", audience=Audience.ANALYST)
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch a Chaerwedros Uchaf Isaf"


@pytest.fixture
def home(own_packs_home: Path) -> Settings:
    """The settings of a home whose packs the test may remember."""
    return load_settings()


def made(template: str, subject: str = "", language: str = "en") -> Any:
    return painted(pack(ANALYST, BY_NAME[template], subject, language))


def test_the_same_pack_is_the_same_bytes_but_for_its_date(home: Settings) -> None:
    first, again = made("changes"), made("changes")
    assert (first.pptx, first.pdf, first.xlsx) == (again.pptx, again.pdf, again.xlsx)
    for content in (first.pptx, first.xlsx):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            about = archive.read("docProps/core.xml").decode()
            assert about.count(f"{first.pack.made.isoformat()}T00:00:00Z") == 2


def test_what_was_made_is_remembered_and_the_next_release_is_compared_with_it(
    home: Settings,
) -> None:
    request = Request(template="changes", subjects=("",), languages=("en",), formats=("pptx",))
    assert remember_packs(ANALYST, request, home)
    here = pack(ANALYST, BY_NAME["changes"], "", "en")
    assert "first pack of this kind" in words_of_pdf_of(here), "from one release it stays the same"
    older = MadePack(template="changes", subject="", release="2026-06-older", month="2026-06")
    remember(home, [older])
    since = made("changes")
    said = words_of_pdf(since.pdf)
    assert "Thelastpackhadfiguresupto June2026".replace(" ", "") in said
    assert since.pack.pages[0].period == "July 2026 to September 2026"
    assert "from July 2026 to September 2026" in since.pack.subtitle[0]
    remember(home, [replace(older, release="2026-09-other", month="2026-09")])
    assert "no newer month" in words_of_pdf_of(pack(ANALYST, BY_NAME["changes"], "", "en"))


def words_of_pdf_of(of: Any) -> str:
    return " ".join(line for page in of.pages for part in page.parts for line in _lines(part))


def _lines(part: Any) -> list[str]:
    return list(getattr(part, "lines", ()))


@every_case("content", ["", "[", '[{"template": 1}]', '{"a": 2}', "\x00"])
def test_a_damaged_memory_costs_a_comparison_only(home: Settings, content: str) -> None:
    (home.home / FILE).write_text(content)
    one = MadePack(template="ward", subject="W1", release="r", month="2026-01")
    assert last_before(home, one) is None
    assert remember(home, [one])
    assert last_before(home, replace(one, release="s")) == one


def test_a_home_that_is_read_only_is_no_reason_to_take_a_pack_back(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*arguments: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("components.packs.remembered.replace_file", refused)
    assert not remember(home, [MadePack(template="a", subject="", release="r", month="2026-01")])


@every_case("code", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_disk_that_fills_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(opened: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(saving.os, "fsync", full)
    with pytest.raises(PackNotSaved, match=os.strerror(code)):
        saving.save(tmp_path / "out", File("a.pptx", b"x" * 1000))
    assert list((tmp_path / "out").iterdir()) == []


def test_stopping_while_a_file_is_written_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving.save(tmp_path, File("a.pptx", b"before"))

    def stopped(opened: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(saving.os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        saving.save(tmp_path, File("a.pptx", b"after"))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


@every_case("step", range(4))
def test_stopping_at_any_step_writes_nothing(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, step: int
) -> None:
    steps = iter(range(10))

    def plain(of: Any, request: Any) -> bytes:
        if next(steps) == step:
            raise KeyboardInterrupt
        return b"file"

    monkeypatch.setattr(make, "FORMATS", dict.fromkeys(make.FORMATS, plain))
    out = tmp_path / "out"
    asked = ["changes", "--language", "both", "--format", "pptx", "--format", "pdf"]
    assert main([*asked, "--out", str(out)]) == cli.STOPPED
    assert not out.exists() and not (home.home / FILE).exists()
    assert "stopped; no file was made" in capsys.readouterr().err


def test_the_command_line_makes_a_zip_with_a_page_of_contents(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def plain(of: Any, request: Any) -> bytes:
        return of.title.encode()

    monkeypatch.setattr(make, "FORMATS", dict.fromkeys(make.FORMATS, plain))
    asked = ["ward", "--place", "saltings", "--place", "W05999001", "--language", "both"]
    assert main([*asked, "--format", "pdf", "--format", "xlsx", "--out", str(tmp_path)]) == 0
    said = capsys.readouterr()
    (path,) = [Path(line) for line in said.out.split()]
    assert "s left" in said.err and "100%" in said.err
    with zipfile.ZipFile(path) as archive:
        first, *names = archive.namelist()
        assert first == PAGE and len(names) == len(set(names)) == 8
        page = archive.read(PAGE).decode()
    assert all(f'href="{name}"' in page for name in names)
    assert "Saltings" in page and "Y Tir Halen" in page, "in both languages"
    assert 'lang="cy"' in page and "fictional" in path.name


def test_the_command_line_makes_one_file(home: Settings, tmp_path: Path, capsys: Any) -> None:
    asked = ["changes", "--language", "cy", "--out", str(tmp_path / "new" / "folder")]
    assert main(asked) == 0
    (path,) = [Path(line) for line in capsys.readouterr().out.split()]
    assert path.suffix == ".pptx"
    assert "Beth sydd wedi newid" in words_of_slide(slides_of(path.read_bytes()).slides[0])
    assert (home.home / FILE).exists()


@every_case(
    ("asked", "said"),
    [
        (["ward"], "--place: expected all, or one of"),
        (["ward", "--place", "Nowhere"], "but found Nowhere"),
        (["monthly", "--place", "Saltings"], "is about the whole area"),
        (["order", "--place", "PSPO-99"], "but found PSPO-99"),
        (["changes", "--slides-on", "missing.pptx"], "No such file"),
        (["changes", "--slides-on", __file__], "PowerPoint file without macros"),
        (["changes", "--out", "/dev/null/folder"], "could not be saved in /dev/null/folder"),
    ],
)
def test_a_value_that_is_not_valid_is_answered_with_what_is(
    home: Settings, capsys: Any, asked: list[str], said: str
) -> None:
    assert main(asked) == cli.REFUSED
    error = capsys.readouterr().err
    assert said in error and "Traceback" not in error


def test_an_unknown_template_is_refused(capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["weekly"])
    assert ended.value.code == 2 and "monthly" in capsys.readouterr().err


def test_without_a_release_the_command_line_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    assert main(["monthly"]) == cli.REFUSED
    assert "There is no release" in capsys.readouterr().err


def test_packs_of_two_releases_are_never_in_one_zip(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_of: list[Any] = []

    def switched(*arguments: Any) -> Any:
        made_of.append(replace(pack(*arguments), release=f"release {len(made_of)}"))
        return made_of[-1]

    monkeypatch.setattr(make, "pack", switched)
    request = Request(template="changes", subjects=("",), languages=("en", "cy"), formats=("xlsx",))
    with pytest.raises(OtherRelease, match="release 0"):
        list(files(ANALYST, request))


@every_case("ending", make.FORMATS)
def test_a_page_without_figures_has_no_period(home: Settings, ending: str) -> None:
    """Such as a note of a meeting, which becomes a page as those of templates do."""
    note = PackPage(heading="Decided", parts=[Sentences(["Patrols go on."])], period="", base="")
    asked = ask(ANALYST, BY_NAME["monthly"], "", "en")
    of = of_pages(
        asked, template="meeting", subject="M1", title="Minutes", lead="Three items", pages=[note]
    )
    content = make.painted(of, ending)
    assert content and "Period" not in of.foot(note)
    if ending == "pptx":
        said = words_of_slide(slides_of(content).slides[1])
        assert "Patrols go on." in said and "Period:" not in said and of.source in said


def test_a_ward_with_a_name_of_80_letters_fits_on_every_slide(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(LONG) > 78
    monkeypatch.setattr(PageContext, "place_name", lambda self, place: LONG)
    found = made("ward", "W05999016", "cy")
    slides = slides_of(found.pptx).slides
    assert LONG in slides[0].shapes.title.text_frame.text
    sizes = {
        run.font.size.pt
        for slide in slides
        for paragraph in slide.shapes.title.text_frame.paragraphs
        for run in paragraph.runs
    }
    assert min(sizes) >= 12
    request = Request(
        template="ward", subjects=("W05999016",), languages=("cy",), formats=("xlsx",)
    )
    (one,) = files(ANALYST, request)
    assert len(one.file.name.encode()) < 200
    assert together([one]) is one.file


@pytest.mark.slow
def test_without_orders_survey_and_lists_every_pack_says_what_is_not_in_it(
    sample_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two_questions: Settings
) -> None:
    home = shutil.copytree(two_questions.home, tmp_path / "home")
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    for name in ("monthly", "assessment", "changes"):
        found = made(name)
        last = found.pack.pages[-1]
        said = " ".join(line for part in last.parts for line in _lines(part))
        assert found.pack.pages[0].heading, name
        assert said
        words = words_of_pdf(found.pdf)
        assert "Notinthispack" in words and "orders" in words
    assert main(["order", "--place", "all"]) == cli.REFUSED


def test_whoever_may_see_less_gets_a_pack_with_less(home: Settings) -> None:
    public = replace(local_viewer(home), audience=Audience.PUBLIC)
    theirs = pack(public, BY_NAME["monthly"], "", "en")
    ours = pack(ANALYST, BY_NAME["monthly"], "", "en")
    assert theirs.text("pack.for_public") in theirs.subtitle[1]
    headings = [page.heading for page in theirs.pages]
    assert len(theirs.pages) < len(ours.pages)
    assert not any("responses are open" in heading for heading in headings)


@pytest.mark.slow
def test_the_packs_of_many_homes_are_made_in_folders_of_their_names(
    home: Settings, tmp_path: Path, capsys: Any
) -> None:
    empty, out = tmp_path / "empty", tmp_path / "out"
    empty.mkdir()
    asked = ["changes", "--format", "xlsx", "--homes", str(home.home), str(empty)]
    assert main([*asked, "--out", str(out), "--executor", "processes"]) == cli.REFUSED
    said = capsys.readouterr()
    assert [path.parent for path in map(Path, said.out.split())] == [out / home.home.name]
    assert f"{empty}: " in said.err and "1 of 2 homes have no packs" in said.err
    assert main(["changes", "--homes", str(tmp_path / "nowhere")]) == cli.REFUSED
    assert "expected a folder, but found nothing there" in capsys.readouterr().err
