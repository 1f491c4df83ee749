"""Rows of other places are counted, and only examples of them are stored."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.file_kinds import POLICE
from data.load_report.reasons import MOST_EXAMPLES, Reason, number_stored
from data.provenance.coverage import SourceCoverage, holdings
from data.release.manifest import Manifest
from data.release.store import Store
from tests.conftest import TWO_MONTHS, settings_in

ABROAD, NOWHERE = 1_500, 300
OTHER_FORCE = "2026-09-elsewhere-street.csv"


def write_other_force(sources: Path) -> None:
    """Write a month of another force, in another county, and an older one."""
    header = next(sources.rglob("*-street.csv")).read_text("utf-8").split("\n")[0]
    row = "{id},{month},Elsewhere Police,Elsewhere Police,{place},E01000001,X,Burglary,Local,"
    for month in ("2026-07", "2026-09"):
        rows = [
            row.format(id=f"e{month}{n}", month=month, place="1.76,52.6,On or near")
            for n in range(ABROAD)
        ]
        rows += [
            row.format(id=f"n{month}{n}", month=month, place=",,No Location")
            for n in range(NOWHERE)
        ]
        path = sources / "police" / month / f"{month}-elsewhere-street.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([header, *rows, ""]), "utf-8")


@pytest.fixture
def built(bare_sources: Path, tmp_path: Path) -> tuple[Manifest, Store]:
    write_other_force(bare_sources)
    settings = settings_in(tmp_path / "home")
    manifest = build_release([bare_sources], settings)
    return manifest, Store(settings.releases / manifest.release)


def recorded(store: Store) -> SourceCoverage:
    (found,) = (one for one in holdings(store, with_types=False) if one.source == POLICE)
    return found


def total(manifest: Manifest, reason: str, files: Iterable[str] | None = None) -> int:
    return sum(
        account.left_out.get(reason, 0)
        for account in manifest.files
        if account.kind == POLICE and (files is None or account.file in files)
    )


def test_every_row_is_counted_and_a_thousand_examples_are_stored(
    built: tuple[Manifest, Store],
) -> None:
    manifest, store = built
    assert all(account.reconciles for account in manifest.files)
    (other,) = (a for a in manifest.files if a.file.endswith(OTHER_FORCE))
    assert other.left_out == {Reason.OUTSIDE_THE_AREA: ABROAD, Reason.OTHER_FORCE: NOWHERE}
    assert total(manifest, Reason.NOT_OWN_MONTH) == ABROAD + NOWHERE
    stored = store.rows_left_out()["reason"].value_counts().to_dict()
    for reason in {why for account in manifest.files for why in account.left_out}:
        rows = sum(account.left_out.get(reason, 0) for account in manifest.files)
        assert stored.get(reason, 0) == number_stored(reason, rows, manifest.most_examples), reason
    assert stored[Reason.OUTSIDE_THE_AREA] == stored[Reason.NOT_OWN_MONTH] == MOST_EXAMPLES
    assert stored[Reason.OTHER_FORCE] == NOWHERE


def test_the_share_that_cannot_be_used_is_of_the_areas_own_police(
    built: tuple[Manifest, Store],
) -> None:
    manifest, store = built
    own = [a for a in manifest.files if a.kind == POLICE and a.force == "halwyn"]
    lost = sum(
        account.left_out.get(reason, 0)
        for account in own
        for reason in (Reason.NO_LOCATION, Reason.BAD_COORDINATES, Reason.UNKNOWN_CRIME_TYPE)
    )
    holding = recorded(store)
    assert [account.month for account in own] == list(TWO_MONTHS)
    assert holding.lost == lost > 0
    assert holding.share_lost == lost / sum(account.read for account in own)


def test_rows_left_out_come_in_parts_of_the_asked_files_and_reasons(
    built: tuple[Manifest, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.release.tables.ROWS_AT_A_TIME", 100)
    manifest, store = built
    parts = list(store.left_out_parts(reasons=[Reason.OUTSIDE_THE_AREA]))
    assert len(parts) >= MOST_EXAMPLES / 100
    assert max(map(len, parts)) <= 100 and sum(map(len, parts)) == MOST_EXAMPLES
    names = [account.file for account in manifest.files if account.file.endswith(OTHER_FORCE)]
    of_file = list(store.left_out_parts(files=names, reasons=[Reason.OTHER_FORCE]))
    assert {name for part in of_file for name in part["file"]} == {*names}
    (none,) = store.left_out_parts(files=[])
    assert none.empty and list(none) == ["file", "row", "reason", "record"]


def test_releases_that_stored_every_row_say_so() -> None:
    assert number_stored(Reason.OUTSIDE_THE_AREA, 5_000, 0) == 5_000
    assert number_stored(Reason.NO_LOCATION, 5_000, MOST_EXAMPLES) == 5_000
    assert number_stored(Reason.SAME_CONTENT, 5_000, MOST_EXAMPLES) == 0
