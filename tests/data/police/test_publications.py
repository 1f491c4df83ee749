"""Of several files of a force and month the newest by its content counts, once."""

import csv
import datetime as dt
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from data.__main__ import main
from data.build.pipeline import build_release
from data.cli.dry_run import check_files
from data.errors import SourceError
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from data.police.month_file import MonthFile
from data.police.plan import Parsing
from data.police.publications import choose_publications
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import CATEGORIES, WARD
from data.settings import Settings
from tests.cases import every_case
from tests.conftest import TWO_MONTHS, settings_in

FILE = MonthFile(
    force="gwent", month="2025-06", shown="", sha256="", cache_path=Path(), read=1_000,
    usable=1_000, outcomes=500,
)  # fmt: skip


def brought(name: str, **facts: object) -> Parsing:
    path = Path(name)
    member = Member(name=f"{name}.csv", path_shown=name, size=1, container=path)
    file = replace(FILE, shown=name, sha256=name)
    return Parsing(member=member, file=replace(file, **facts))  # type: ignore[arg-type]


@every_case(
    ("older", "why"),
    [
        ({"outcomes": 400}, Reason.OLDER_OUTCOMES),
        ({"outcomes": 400, "usable": 1_020}, Reason.OLDER_OUTCOMES),
        ({"usable": 990}, Reason.FEWER_ROWS),
        ({"outcomes": 900, "usable": 600}, Reason.FEWER_ROWS),
        ({"sha256": "newest"}, Reason.SAME_CONTENT),
    ],
    ids=["older outcomes", "older with more rows", "fewer rows", "cut short", "the same"],
)
def test_the_newest_by_its_content_is_used_in_any_order(
    older: dict[str, object], why: Reason
) -> None:
    newest, other = brought("newest"), brought("other", **older)
    for files in ([newest, other], [other, newest]):
        used, passed_over = choose_publications(files)
        assert [reason for _, reason in passed_over] == [why]
        if why != Reason.SAME_CONTENT:
            assert (used, passed_over[0][0]) == ([newest], other)


def test_of_equal_files_that_of_the_zip_that_reaches_further_is_used() -> None:
    first, second = brought("first"), brought("second")
    further = brought("first", month="2025-07")
    assert choose_publications([first, second])[0] == [second]
    assert choose_publications([first, second, further])[0] == [first, further]


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return settings_in(tmp_path / "home")


@pytest.fixture
def built(bare_sources: Path, home: Settings) -> Callable[[], tuple[Manifest, Store]]:
    def build() -> tuple[Manifest, Store]:
        manifest = build_release([bare_sources], home)
        return manifest, Store(home.releases / manifest.release)

    return build


def street_file(sources: Path, month: str) -> Path:
    return next((sources / "police" / month).glob("*-street.csv"))


def counts(store: Store) -> np.ndarray:
    return np.array(
        [store.counts(WARD, [month], [kind]) for month in TWO_MONTHS for kind in CATEGORIES]
    )


def police(manifest: Manifest) -> list[FileReport]:
    accounts = [account for account in manifest.files if account.kind == "police"]
    assert all(account.reconciles for account in accounts)
    return accounts


def merge(sources: Path) -> Path:
    """Replace the two months' files by one that has all their rows."""
    first, second = (street_file(sources, month) for month in TWO_MONTHS)
    merged = sources / "all.csv"
    rows = second.read_text("utf-8").split("\n", 1)[1]
    merged.write_text(first.read_text("utf-8") + rows, "utf-8")
    shutil.rmtree(sources / "police")
    return merged


def test_a_merged_file_gives_the_same_figures_as_its_months(
    bare_sources: Path, built: Callable[[], tuple[Manifest, Store]]
) -> None:
    apart, before = built()
    expected = counts(before)
    merged = merge(bare_sources)
    manifest, store = built()
    assert (counts(store) == expected).all() and expected.sum() > 100
    accounts = police(manifest)
    assert [(a.file, a.force, a.month) for a in accounts] == [
        ("all.csv", "halwyn", month) for month in TWO_MONTHS
    ]
    assert [a.read for a in accounts] == [a.read for a in police(apart)]
    assert [a.left_out for a in accounts] == [a.left_out for a in police(apart)]
    lines = merged.read_text("utf-8").splitlines()
    rows = store.rows_left_out(reasons=[Reason.NO_LOCATION])
    assert len(rows) and all("No Location" in lines[row - 1] for row in rows["row"])
    assert "halwyn, 2 months, 2026-08 to 2026-09" in "\n".join(check_files([bare_sources]).lines)


def test_the_same_file_under_two_months_names_is_refused_with_both(
    bare_sources: Path, built: Callable[[], tuple[Manifest, Store]]
) -> None:
    first, second = (street_file(bare_sources, month) for month in TWO_MONTHS)
    shutil.copy(first, second)
    with pytest.raises(SourceError) as refused:
        built()
    assert first.name in str(refused.value) and second.name in str(refused.value)
    assert "the same content" in str(refused.value)
    (fault,) = check_files([bare_sources]).faults
    assert str(fault) == str(refused.value)


def test_a_month_pasted_into_its_file_twice_changes_no_figure(
    bare_sources: Path, built: Callable[[], tuple[Manifest, Store]]
) -> None:
    expected = counts(built()[1])
    path = street_file(bare_sources, TWO_MONTHS[1])
    header, rows = path.read_text("utf-8").split("\n", 1)
    path.write_text(f"{header}\n{rows}{rows}", "utf-8")
    manifest, store = built()
    assert (counts(store) == expected).all()
    account = police(manifest)[1]
    pasted = account.left_out[Reason.PASTED_TWICE]
    assert pasted >= account.read / 2 - 2, "but for two known IDs"
    said = "\n".join(check_files([bare_sources]).lines)
    assert f"{pasted:,} rows would be left out, {Reason.PASTED_TWICE}: {account.file}" in said
    assert manifest.gaps == ()


@pytest.mark.parametrize("newer_is_last", [True, False])
def test_of_two_zips_the_month_with_later_outcomes_counts(
    bare_sources: Path, tmp_path: Path, home: Settings, newer_is_last: bool
) -> None:
    path = street_file(bare_sources, TWO_MONTHS[1])
    newer = path.read_text("utf-8")
    older = newer.replace("Unable to prosecute suspect", "Under investigation")
    assert older != newer
    path.unlink()
    contents = (
        {"a.zip": older, "b.zip": newer} if newer_is_last else {"a.zip": newer, "b.zip": older}
    )
    for name, content in contents.items():
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{TWO_MONTHS[1]}/{path.name}", content)
    zips = [tmp_path / "a.zip", tmp_path / "b.zip"]
    manifest = build_release([bare_sources, *zips], home)
    used, passed_over = [a for a in police(manifest) if a.month == TWO_MONTHS[1]][::-1]
    assert passed_over.left_out == {Reason.OLDER_OUTCOMES: passed_over.read}
    assert (used.file.startswith("b.zip"), used.used > 0) == (newer_is_last, True)
    said = "\n".join(check_files([bare_sources, *zips]).lines)
    assert f"not used, {Reason.OLDER_OUTCOMES}: {passed_over.file}" in said


def test_a_crime_id_that_comes_twice_in_a_file_counts_where_it_has_a_place(
    bare_sources: Path, built: Callable[[], tuple[Manifest, Store]]
) -> None:
    path = street_file(bare_sources, TWO_MONTHS[1])
    header, *rows = path.read_text("utf-8").splitlines()
    cells = [row.split(",") for row in rows]
    crimes = [row for row in cells if row[0] and row[4]][:40]
    nowhere = [[*row[:4], "", "", "No Location", "", "", *row[9:]] for row in crimes[:10]]
    away = [[*row[:4], "1.760000", "52.600000", *row[6:]] for row in crimes[10:20]]
    here = [[*row[:10], "Local resolution", *row[11:]] for row in crimes[20:]]
    # Of the last ten the first copy is in the area, the next one is not, and the last one is again.
    between = [[*row[:4], "1.760000", "52.600000", *row[6:]] for row in crimes[30:]]
    expected = counts(built()[1])
    more = [",".join(row) for row in (*nowhere, *away, *between, *here)]
    path.write_text("\n".join([header, *rows, *more, ""]), "utf-8")
    manifest, store = built()
    assert (counts(store) == expected).all()
    police(manifest)


def test_the_command_line_names_the_files_that_are_passed_over(
    bare_sources: Path,
    tmp_path: Path,
    home: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(home.home))
    path = street_file(bare_sources, TWO_MONTHS[1])
    lines = path.read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "cut.csv").write_text("".join(lines[: len(lines) // 2]), "utf-8")
    assert main(["build", str(bare_sources), str(tmp_path / "cut.csv")]) == 0
    said = capsys.readouterr().out
    assert "passed over 1 month that other files hold:" in said
    assert f"  cut.csv (halwyn {TWO_MONTHS[1]}): {Reason.FEWER_ROWS}" in said


def test_a_month_saved_by_a_spreadsheet_gives_the_same_figures(
    bare_sources: Path, built: Callable[[], tuple[Manifest, Store]]
) -> None:
    expected = counts(built()[1])
    path = street_file(bare_sources, TWO_MONTHS[1])
    book = openpyxl.Workbook()
    for line in csv.reader(path.read_text("utf-8").splitlines()):
        book.active.append([dt.date(2026, 9, 1) if cell == "2026-09" else cell for cell in line])
    book.save(bare_sources / "september.xlsx")
    path.unlink()
    first = street_file(bare_sources, TWO_MONTHS[0])
    with first.with_name("august.txt").open("w", encoding="utf-16", newline="") as file:
        for line in csv.reader(first.read_text("utf-8").splitlines()):
            cells = ["Aug-26" if cell == TWO_MONTHS[0] else cell for cell in line]
            csv.writer(file, delimiter=";").writerow(cells)
    first.unlink()
    manifest, store = built()
    assert (counts(store) == expected).all()
    august, september = police(manifest)
    assert august.notes[Reason.READ_AS_UTF16] == august.notes[Reason.MONTHS_REWRITTEN] > 0
    assert (september.file, september.month) == ("september.xlsx", TWO_MONTHS[1])
