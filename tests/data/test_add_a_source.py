"""A new source needs only a reader and an entry in the registry."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest

from data.access.permissions import file_named
from data.access.viewer import Audience, Viewer
from data.build.explain_unrecognised import why_unrecognised
from data.build.pipeline import build_release
from data.build.recognise import kind_of, recognise
from data.cli.dry_run import check_files
from data.files.archive import Member, members_of
from data.load_report.reasons import Reason
from data.messages import InBoth
from data.provenance.coverage import holdings, source_age
from data.provenance.freshness import rights_of
from data.readers.csv_table import read_csv
from data.release.store import Store
from data.schema import TABLES
from data.sources.registry import SOURCES
from data.sources.sniffing import TableSniff
from data.sources.source import Loading, Source
from tests.conftest import settings_in


def load_cameras(files: Sequence[Member], build: Loading) -> pd.DataFrame:
    """Return the area's speed cameras with the month in which each was last checked."""
    account = build.report.open_file(files[-1], "cameras")
    table = read_csv(files[-1], needs=("site", "ward_code", "checked"))
    elsewhere = ~table["ward_code"].isin(build.wards.codes)
    build.report.leave_out(account, table[elsewhere], Reason.OUTSIDE_THE_AREA)
    account.read, account.used = len(table), int((~elsewhere).sum())
    return table[~elsewhere].reset_index(drop=True)


CAMERAS = Source(
    name="cameras",
    files=(
        TableSniff(
            kind="cameras",
            title=InBoth(en="Speed cameras", cy="Camerâu cyflymder"),
            patterns=("site", "ward_code", "checked"),
        ),
    ),
    load=load_cameras,
    schema=pa.DataFrameSchema({name: pa.Column(str) for name in ("site", "ward_code", "checked")}),
    licence="open",
    owners=("police",),
    age_limit=6,
    period="checked",
    types="site",
    method_notes=("located",),
)

FILE = "site,ward_code,checked\nA487,{ward},2026-03\nB4337,{ward},2026-05\nM4,W05000001,2026-05\n"
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SOURCES, CAMERAS.name, CAMERAS)
    assert CAMERAS.schema
    monkeypatch.setitem(TABLES, CAMERAS.name, CAMERAS.schema)


@pytest.fixture
def cameras(sample_store: Store, tmp_path: Path) -> Path:
    path = tmp_path / "cameras.csv"
    path.write_text(FILE.format(ward=sample_store.areas("ward").index[0]), encoding="utf-8")
    return path


def test_without_an_entry_its_file_is_not_recognised(cameras: Path) -> None:
    assert "cameras" not in recognise([cameras]).found


@pytest.mark.usefixtures("registered")
def test_with_an_entry_its_file_is_recognised(cameras: Path, tmp_path: Path) -> None:
    assert [kind_of(member) for member in members_of([cameras])] == ["cameras"]
    said = "\n".join(check_files([cameras]).lines)
    assert "cameras          recognised, would be read: cameras.csv" in said
    almost = tmp_path / "almost.csv"
    almost.write_text("site,ward_code\nA487,W05999001\n", encoding="utf-8")
    why = why_unrecognised(next(iter(members_of([almost]))))
    assert why.values["kind"] == "Speed cameras" and why.values["lacks"] == ("checked",)


@pytest.mark.usefixtures("registered")
def test_a_release_has_its_table_rows_licence_and_age(
    small_sources: Path, cameras: Path, tmp_path: Path
) -> None:
    settings = settings_in(tmp_path / "home")
    manifest = build_release([small_sources, cameras], settings)
    store = Store(settings.releases / manifest.release)

    assert list(store.table("cameras")["site"]) == ["A487", "B4337"]
    (account,) = [account for account in manifest.files if account.kind == "cameras"]
    assert account.reconciles and (account.read, account.used) == (3, 2)
    assert account.left_out == {Reason.OUTSIDE_THE_AREA: 1}
    left_out = store.rows_left_out().query("file == 'cameras.csv'")
    assert list(left_out["row"]) == [4] and '"M4"' in left_out["record"].iloc[0]

    rights = rights_of(manifest, "cameras")
    assert rights["licence_en"] == rights_of(manifest, "police")["licence_en"]
    assert file_named(Viewer(name="", audience=Audience.PUBLIC), "cameras")

    held = {holding.source: holding for holding in holdings(store, with_types=True)}
    assert list(held)[-1] == "cameras"
    cameras_held = held["cameras"]
    assert (cameras_held.first, cameras_held.last) == ("2026-03", "2026-05")
    assert cameras_held.lost == 0 and cameras_held.types == {"A487": 1, "B4337": 1}
    found = source_age(cameras_held, TODAY)
    assert (found.months, found.limit, found.late) == (5, 6, False)
    assert source_age(cameras_held, dt.date(2027, 1, 31)).late
