"""Builds in which forces, months or the rows of authorities are not there."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from data.__main__ import main
from data.build.pipeline import build_release
from data.cli.coverage_report import describe_gaps
from data.errors import SourceError
from data.load_report.reasons import Reason
from data.release.coverage.missing_months import ABSENT, CUT, MISSING, THIN
from data.release.store import Store
from data.schema import CATEGORIES, COUNTY, LSOA, WARD
from data.settings import Settings
from tests.conftest import settings_in
from tests.data.forces.small_area import (
    CHESHIRE_EAST,
    CHESHIRE_WEST,
    MANCHESTER,
    Authority,
    write_area,
    write_month,
)

BOTH = "England and Wales"
MONTHS = [f"2025-{month:02}" for month in range(1, 9)]
Build = Callable[..., Store]
Gaps = list[tuple[str, str, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    return settings_in(tmp_path / "home")


@pytest.fixture
def build(home: Settings) -> Build:
    def built(*sources: Path, area: str = BOTH) -> Store:
        manifest = build_release(sources, home, area=area)
        return Store(home.releases / manifest.release)

    return built


def gaps(store: Store) -> Gaps:
    return [(gap.force, gap.month, gap.why, gap.authority) for gap in store.manifest.gaps]


def months_with_figures(store: Store, authority: Authority, level: str = WARD) -> set[str]:
    """The months of which all areas of an authority have figures; the others have none there."""
    codes = store.areas(level)["authority_code"].eq(authority[0])
    published = store.published(level).loc[:, codes.to_numpy()]
    assert (published.all(axis=1) == published.any(axis=1)).all()
    return set(published.index[published.all(axis=1)])


@pytest.fixture
def without_manchester(tmp_path: Path) -> Path:
    """Files of Cheshire alone, with stray rows in Manchester."""
    folder = write_area(tmp_path / "sources", MANCHESTER, CHESHIRE_EAST)
    for month in MONTHS[:3]:
        write_month(folder, "cheshire", month, {CHESHIRE_EAST: 20, MANCHESTER: 1})
    return folder


def test_an_area_whose_force_has_no_file_has_no_figures(
    without_manchester: Path, build: Build
) -> None:
    store = build(without_manchester)
    for level in (WARD, LSOA):
        assert months_with_figures(store, MANCHESTER, level) == set()
        assert months_with_figures(store, CHESHIRE_EAST, level) == set(MONTHS[:3])
        own = store.areas(level)["authority_code"].eq(MANCHESTER[0]).to_numpy()
        assert store.counts(level, MONTHS[:3], CATEGORIES)[own].sum() == 0
        assert store.observed(level, MONTHS[:3])[own].sum() == 0
    assert gaps(store) == [("greater-manchester", month, ABSENT, "") for month in MONTHS[:3]]
    assert store.manifest.missing_months == ()
    assert store.manifest.forces == ("cheshire", "greater-manchester")
    assert [one.has_files for one in store.manifest.authorities] == [False, True]
    assert sum(store.counts(COUNTY, MONTHS[:3], CATEGORIES)) == sum(
        store.counts(WARD, MONTHS[:3], CATEGORIES)
    )
    assert all(account.reconciles for account in store.manifest.files)


def test_the_command_line_says_so_before_and_after_the_build(
    without_manchester: Path, home: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "Manchester: no file of Greater Manchester Police; its wards (2) will have no figures"
    assert main(["check", "--area", BOTH, str(without_manchester)]) == 0
    assert said in capsys.readouterr().out
    assert main(["build", "--area", BOTH, str(without_manchester)]) == 0
    printed = capsys.readouterr()
    assert f"warning: {said}" in printed.err and f"no figures: {said}" in printed.out
    assert "gap: " not in printed.out and home.releases.exists()
    assert main(["show"]) == 0
    assert said in capsys.readouterr().out


def test_an_area_without_any_file_of_its_force_is_refused(
    without_manchester: Path, home: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("build", "check"):
        assert main([command, "--area", "Manchester", str(without_manchester)]) == 1
        printed = capsys.readouterr()
        said = "a police force that covers the area: Greater Manchester Police, but found files of"
        assert f"{said} Cheshire Police alone" in printed.err + printed.out
    assert not home.served.exists()


def test_stray_rows_of_the_neighbour_never_decide_the_force(tmp_path: Path, build: Build) -> None:
    folder = write_area(tmp_path / "sources", MANCHESTER, CHESHIRE_EAST)
    for month in MONTHS[:3]:
        write_month(folder, "cheshire", month, {CHESHIRE_EAST: 20, MANCHESTER: 15})
        write_month(folder, "greater-manchester", month, {MANCHESTER: 10})
    (folder / MONTHS[2] / f"{MONTHS[2]}-greater-manchester-street.csv").unlink()
    store = build(folder)
    assert months_with_figures(store, MANCHESTER) == set(MONTHS[:2])
    assert gaps(store) == [("greater-manchester", MONTHS[2], ABSENT, "")]


def zipped(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*-street.csv")):
            archive.write(file, f"{file.parent.name}/{file.name}")
            file.unlink()
    return path


def test_not_published_is_said_only_of_a_month_that_a_zip_spans(
    tmp_path: Path, build: Build
) -> None:
    area = write_area(tmp_path / "area", CHESHIRE_EAST)
    folder = tmp_path / "police"
    for month in (*MONTHS[:3], *MONTHS[4:]):
        write_month(folder, "cheshire", month, {CHESHIRE_EAST: 20})
    assert gaps(build(area, folder)) == [("cheshire", MONTHS[3], ABSENT, "")]
    for month in MONTHS[6:]:
        (folder / month).rename(tmp_path / month)
    archive = zipped(folder, tmp_path / "archive.zip")
    store = build(area, archive, *(tmp_path / month for month in MONTHS[6:]))
    assert gaps(store) == [("cheshire", MONTHS[3], MISSING, "")]
    assert describe_gaps(store.manifest) == [f"gap: Cheshire Police, not published: {MONTHS[3]}"]


def test_a_zip_of_other_forces_says_nothing_of_a_force_that_is_not_in_it(
    tmp_path: Path, build: Build
) -> None:
    area = write_area(tmp_path / "area", MANCHESTER, CHESHIRE_EAST)
    for month in MONTHS[:3]:
        write_month(tmp_path / "police", "cheshire", month, {CHESHIRE_EAST: 20})
    archive = zipped(tmp_path / "police", tmp_path / "archive.zip")
    loose = tmp_path / "loose"
    for month in (MONTHS[0], MONTHS[2]):
        write_month(loose, "greater-manchester", month, {MANCHESTER: 20})
    assert gaps(build(area, archive, loose)) == [("greater-manchester", MONTHS[1], ABSENT, "")]


def test_rows_that_no_figure_counts_are_left_out_for_their_reason(
    without_manchester: Path, build: Build
) -> None:
    store = build(without_manchester)
    police = [account for account in store.manifest.files if account.kind == "police"]
    for account in police:
        strays = account.left_out[Reason.NO_OWN_FILE]
        assert strays > 0 and account.left_out == {Reason.NO_OWN_FILE: strays}
        assert account.used + strays == account.read
        shown = store.counts(COUNTY, [account.month], CATEGORIES).sum()
        assert account.used == shown, "every row that is used is in the total"
    kept = store.rows_left_out(reasons=[Reason.NO_OWN_FILE])
    assert len(kept) == sum(account.left_out[Reason.NO_OWN_FILE] for account in police)


@pytest.mark.parametrize("share", [0.55, 0.8])
def test_a_file_cut_at_a_line_end_is_a_gap_in_the_authority_where_it_hurts(
    tmp_path: Path, build: Build, share: float
) -> None:
    folder = write_area(tmp_path / "sources", CHESHIRE_EAST, CHESHIRE_WEST)
    for month in MONTHS:
        rows = {CHESHIRE_EAST: 22, CHESHIRE_WEST: 18}
        write_month(folder, "cheshire", month, rows, share=share if month == MONTHS[4] else 1)
    store = build(folder)
    assert gaps(store) == [("cheshire", MONTHS[4], CUT, CHESHIRE_WEST[0])]
    assert months_with_figures(store, CHESHIRE_EAST) == set(MONTHS)
    assert months_with_figures(store, CHESHIRE_WEST) == set(MONTHS) - {MONTHS[4]}
    (gap,) = store.manifest.gaps
    assert gap.rows < gap.usual
    (line,) = describe_gaps(store.manifest)
    assert "cut short, rows of Cheshire West and Chester missing: 2025-05" in line
    assert gap.rows > 0
    in_gaps = [account for account in store.manifest.files if Reason.CUT_MONTH in account.left_out]
    assert [account.left_out for account in in_gaps] == [{Reason.CUT_MONTH: gap.rows}]
    assert all(account.reconciles for account in store.manifest.files)


def test_thin_and_cut_months_of_a_whole_force_are_told_apart(tmp_path: Path, build: Build) -> None:
    folder = write_area(tmp_path / "sources", CHESHIRE_EAST, CHESHIRE_WEST)
    for month in MONTHS:
        rows = {CHESHIRE_EAST: 22, CHESHIRE_WEST: 18}
        thin = {CHESHIRE_EAST: 6, CHESHIRE_WEST: 5}
        write_month(
            folder,
            "cheshire",
            month,
            thin if month == MONTHS[2] else rows,
            share=0.4 if month == MONTHS[5] else 1,
        )
    store = build(folder)
    assert gaps(store) == [("cheshire", MONTHS[2], THIN, ""), ("cheshire", MONTHS[5], CUT, "")]
    assert store.manifest.missing_months == (MONTHS[2], MONTHS[5])
    printed = "\n".join(describe_gaps(store.manifest))
    assert "thin: 2025-03" in printed and "rows of many places missing: 2025-06" in printed


def test_files_without_the_rows_of_an_authority_give_it_no_figures(
    tmp_path: Path, build: Build
) -> None:
    folder = write_area(tmp_path / "sources", CHESHIRE_EAST, CHESHIRE_WEST)
    for month in MONTHS[:4]:
        write_month(folder, "cheshire", month, {CHESHIRE_EAST: 20, CHESHIRE_WEST: 0})
    store = build(folder)
    assert months_with_figures(store, CHESHIRE_WEST) == set()
    assert months_with_figures(store, CHESHIRE_EAST) == set(MONTHS[:4])
    with pytest.raises(SourceError, match=r"incidents in Cheshire West|month of Cheshire West"):
        build(folder, area="Cheshire West and Chester")


def test_an_authority_in_no_look_up_is_said_to_have_a_guessed_force(
    bare_sources: Path, build: Build
) -> None:
    store = build(bare_sources, area="")
    (line,) = describe_gaps(store.manifest)
    assert line.startswith("note: Vale of Halwyn (W06000999) is not in the official lookup table")
    assert "Halwyn Police" in line


@pytest.mark.slow
def test_wales_from_two_forces_has_figures_where_each_has_whole_months(
    real_data: Path, build: Build
) -> None:
    archive = real_data.parent / "real-gaps" / "dyfed-powys-street-2024-01_2025-12.zip"
    if not archive.exists():
        pytest.skip("the files of Dyfed-Powys are not on this machine")
    kinds = ("police", "boundaries", "population", "lookups")
    store = build(archive, *(real_data / kind for kind in kinds), area="Wales")
    force_of = {one.authority: one.force for one in store.manifest.authorities}
    force = store.areas(WARD)["authority_code"].map(force_of).to_numpy()
    published = store.published(WARD)
    for name, first, last in (
        ("gwent", "2022-07", "2025-06"),
        ("dyfed-powys", "2025-01", "2025-12"),
    ):
        months = [first <= month <= last for month in published.index]
        assert (published.loc[:, force == name].to_numpy() == np.array(months)[:, None]).all()
    for name in ("south-wales", "north-wales"):
        assert not published.loc[:, force == name].any(axis=None)
        assert store.counts(WARD, store.months(), CATEGORIES)[force == name].sum() == 0


@pytest.mark.parametrize(
    ("share", "cut"), [(0.55, {"Newport", "Torfaen"}), (0.93, {"Torfaen"}), (0.35, None)]
)
def test_a_real_month_cut_at_a_line_end_is_found(
    real_data: Path, tmp_path: Path, build: Build, share: float, cut: set[str] | None
) -> None:
    """The rows of Gwent's files are sorted by the names of its authorities."""
    (archive,) = (real_data / "police").glob("gwent-street*.zip")
    with zipfile.ZipFile(archive) as zipped_months:
        names = [name for name in zipped_months.namelist() if name.endswith("street.csv")][-14:]
        zipped_months.extractall(tmp_path / "police", names)
    month = tmp_path / "police" / names[-4]
    lines = month.read_text("utf-8").splitlines(keepends=True)
    month.write_text("".join(lines[: round(share * len(lines))]), encoding="utf-8")
    kinds = ("boundaries", "population", "lookups")
    store = build(tmp_path / "police", *(real_data / kind for kind in kinds), area="Gwent")
    names_of = {one.authority: one.name_en for one in store.manifest.authorities}
    assert {(gap.month, gap.why) for gap in store.manifest.gaps} == {(month.name[:7], CUT)}
    found = {names_of.get(gap.authority) for gap in store.manifest.gaps}
    assert found == ({None} if cut is None else cut)


@pytest.mark.slow
def test_dyfed_powys_has_four_thin_months_and_a_hole(real_data: Path, build: Build) -> None:
    archive = real_data.parent / "real-gaps" / "dyfed-powys-street-2024-01_2025-12.zip"
    if not archive.exists():
        pytest.skip("the files of Dyfed-Powys are not on this machine")
    kinds = ("boundaries", "population", "lookups")
    store = build(archive, *(real_data / kind for kind in kinds), area="Dyfed-Powys")
    assert gaps(store) == [
        *(("dyfed-powys", f"2024-{month:02}", THIN, "") for month in range(1, 5)),
        *(("dyfed-powys", f"2024-{month:02}", MISSING, "") for month in range(5, 13)),
    ]
    assert store.manifest.gaps[0].rows == 1_187
