"""Downloads are complete or refused, whatever the service does: slow, broken, busy or wrong."""

import csv
import errno
import io
import json
import socket
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from data.errors import MilltirError, NothingPublished, SourceError, StorageFull
from data.fetch import (
    Download,
    Fetched,
    FetchError,
    FetchRunning,
    Form,
    Limits,
    Outcome,
    archives_for,
    bases_from,
    downloads_for,
    fetch,
)
from data.fetch import partial_file as part_module
from data.fetch import progress as progress_module
from data.fetch.http import retry_after
from data.months import months_between
from tests.cases import every_case
from tests.data.fetch.fetch_server import Fault, Service, running_service

HTML = b"<!doctype html><title>Sorry</title><h1>Down for maintenance</h1>"
CODES = [f"W0100000{digit}" for digit in range(1, 6)]


@pytest.fixture(autouse=True)
def only_local_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = socket.getaddrinfo

    def only_here(host: Any, *rest: Any, **more: Any) -> Any:
        assert host == "127.0.0.1", f"{host} was asked"
        return ask(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", only_here)
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def service() -> Iterator[Service]:
    with running_service() as service:
        yield service


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def limits(slept: list[float]) -> Limits:
    return Limits(per_second=1e9, attempts=4, timeout=0.3, sleep=slept.append, jitter=lambda: 1.0)


def zipped(text: str = "Crime ID,Month\n", lines: int = 4000) -> bytes:
    """Return a valid archive of some 30 kB."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("2025-06/2025-06-gwent-street.csv", text + "x,2025-06\n" * lines)
    return content.getvalue()


def archive_at(address: str, **facts: Any) -> Download:
    download = Download(name="police.zip", address=address, form=Form.ZIP, what="police archive")
    return replace(download, **facts)


def layer_at(address: str, form: Form = Form.LAYER) -> Download:
    ending = "csv" if form is Form.TABLE else "geojson"
    return Download(
        name=f"lsoas.{ending}", address=address, form=form, what="LSOAs", order="LSOA21CD"
    )


def outcome_of(fetched: list[Fetched]) -> Outcome:
    assert len(fetched) == 1
    return fetched[0].outcome


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".fetch.lock"}


# One file ---------------------------------------------------------------------------------------


def test_file_is_downloaded_with_its_record(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    address = service.serve("/2025-06.zip", content)
    [fetched] = fetch([archive_at(address)], tmp_path, limits=limits)
    assert fetched.outcome is Outcome.NEW
    assert fetched.path.read_bytes() == content
    assert files_in(tmp_path) == {"police.zip", "police.zip.json"}
    record = json.loads((tmp_path / "police.zip.json").read_text())
    assert record["address"] == address
    assert record["etag"] == '"first"'
    assert record["bytes"] == len(content)
    assert record["sha256"] == fetched.sha256
    assert record["licence"] == "Open Government Licence v3.0"
    assert datetime.now(UTC) - datetime.fromisoformat(record["retrieved"]) < timedelta(minutes=1)


def test_unchanged_file_is_not_downloaded_again(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped()))]
    fetch(wanted, tmp_path, limits=limits)
    before = (tmp_path / "police.zip").stat().st_mtime_ns
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.UNCHANGED
    assert service.asked[-1].headers["If-None-Match"] == '"first"'
    assert (tmp_path / "police.zip").stat().st_mtime_ns == before


def test_unchanged_file_is_not_read_from_a_service_that_ignores_conditions(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped(), knows_conditions=False))]
    fetch(wanted, tmp_path, limits=limits)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.UNCHANGED


def test_file_that_changed_on_the_service_is_downloaded_again(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped()))]
    fetch(wanted, tmp_path, limits=limits)
    newer = zipped("Crime ID,Month,New\n")
    service.serve("/a.zip", newer, etag='"second"')
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert (tmp_path / "police.zip").read_bytes() == newer


def test_file_damaged_on_disk_is_downloaded_again(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content))]
    fetch(wanted, tmp_path, limits=limits)
    (tmp_path / "police.zip").write_bytes(content[:-1] + b"?")
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert (tmp_path / "police.zip").read_bytes() == content


# Going on where it stopped ----------------------------------------------------------------------


def test_download_resumes_after_a_broken_connection(
    service: Service, limits: Limits, tmp_path: Path, slept: list[float]
) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content))]
    service.add_faults(Fault(cut_after=10_000))
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.RESUMED
    assert (tmp_path / "police.zip").read_bytes() == content
    assert service.asked[1].headers["Range"] == "bytes=10000-"
    assert service.asked[1].headers["If-Range"] == '"first"'
    assert slept == [1.0]


def test_download_resumes_after_a_timeout(service: Service, limits: Limits, tmp_path: Path) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content))]
    service.add_faults(Fault(silent_after=7_000))
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.RESUMED
    assert (tmp_path / "police.zip").read_bytes() == content
    assert service.asked[1].headers["Range"] == "bytes=7000-"


def test_partial_file_of_an_earlier_run_is_resumed(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content))]
    stopped_after(10_000, wanted, tmp_path, service, limits)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.RESUMED
    assert (tmp_path / "police.zip").read_bytes() == content
    assert files_in(tmp_path) == {"police.zip", "police.zip.json"}


def test_ctrl_c_leaves_the_partial_file(service: Service, limits: Limits, tmp_path: Path) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped()))]

    def press(share: float, what: str) -> None:
        if "bytes" in what or "kB" in what:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(wanted, tmp_path, limits=limits, progress=press)
    assert (tmp_path / "police.zip.part").stat().st_size > 0
    assert not (tmp_path / "police.zip").exists()
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.RESUMED


def test_download_starts_over_if_the_service_has_no_ranges(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content, knows_ranges=False))]
    service.add_faults(Fault(cut_after=10_000))
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert (tmp_path / "police.zip").read_bytes() == content


@pytest.mark.parametrize("heeds_if_range", [True, False])
def test_download_starts_over_if_the_file_changes_meanwhile(
    service: Service, limits: Limits, tmp_path: Path, heeds_if_range: bool
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped()))]
    stopped_after(10_000, wanted, tmp_path, service, limits)
    newer = zipped("Crime ID,Newer\n")
    service.serve("/a.zip", newer, etag='"second"', heeds_if_range=heeds_if_range)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert (tmp_path / "police.zip").read_bytes() == newer


def test_partial_file_of_unknown_version_is_not_resumed(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped(), etag=None))]
    stopped_after(10_000, wanted, tmp_path, service, limits)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert "Range" not in service.asked[-1].headers


def test_partial_file_is_resumed_by_date_without_an_etag(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    date = "Sun, 01 Jun 2025 00:00:00 GMT"
    wanted = [archive_at(service.serve("/a.zip", zipped(), etag='W/"weak"', last_modified=date))]
    stopped_after(10_000, wanted, tmp_path, service, limits)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.RESUMED
    assert service.asked[-1].headers["If-Range"] == date


def test_complete_partial_file_is_only_checked(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content))]
    stopped_after(10_000, wanted, tmp_path, service, limits)
    (tmp_path / "police.zip.part").write_bytes(content)
    before = len(service.asked)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.RESUMED
    assert len(service.asked) == before


def test_partial_file_longer_than_the_file_is_deleted(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content))]
    stopped_after(10_000, wanted, tmp_path, service, limits)
    (tmp_path / "police.zip.part").write_bytes(content + b"more")
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert (tmp_path / "police.zip").read_bytes() == content


def test_reply_with_another_range_is_not_appended(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content))]
    stopped_after(10_000, wanted, tmp_path, service, limits)
    wrong = {"Content-Range": f"bytes 0-{len(content) - 1}/{len(content)}", "ETag": '"first"'}
    service.add_faults(
        Fault(status=206, headers=wrong, body=content[10_000:], media_type="application/zip")
    )
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert (tmp_path / "police.zip").read_bytes() == content


def test_partial_file_of_another_address_is_not_resumed(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped()))]
    stopped_after(10_000, wanted, tmp_path, service, limits)
    elsewhere = archive_at(service.serve("/b.zip", zipped("Crime ID,Other\n")))
    assert outcome_of(fetch([elsewhere], tmp_path, limits=limits)) is Outcome.NEW
    assert "Range" not in service.asked[-1].headers


# Trying again -----------------------------------------------------------------------------------


def test_retry_after_is_respected(
    service: Service, limits: Limits, tmp_path: Path, slept: list[float]
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped()))]
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    service.add_faults(
        Fault(status=429, headers={"Retry-After": "17"}),
        Fault(status=503, headers={"Retry-After": soon}),
    )
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert slept[0] == 17
    assert 80 < slept[1] <= 90


def test_waits_grow_with_each_failure(
    service: Service, limits: Limits, tmp_path: Path, slept: list[float]
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped()))]
    service.add_faults(Fault(status=500), Fault(status=500))
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert slept == [1.0, 2.0]


def test_waits_have_jitter(service: Service, limits: Limits, tmp_path: Path) -> None:
    waits: list[float] = []
    wanted = [archive_at(service.serve("/a.zip", zipped()))]
    service.add_faults(Fault(status=502), Fault(status=504))
    gentle = replace(limits, sleep=waits.append, jitter=lambda: 0.5)
    fetch(wanted, tmp_path, limits=gentle)
    assert waits == [0.75, 1.5]


def test_download_fails_after_too_many_failures(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    address = service.serve("/a.zip", zipped())
    service.add_faults(*[Fault(status=500)] * 10)
    with pytest.raises(FetchError, match=r"500 .* 4 times in a row"):
        fetch([archive_at(address)], tmp_path, limits=limits)
    assert len(service.asked) == 4


def test_attempts_that_make_progress_do_not_count_as_failures(
    service: Service, limits: Limits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.fetch.http.PROGRESS_BYTES", 4_000)
    address = service.serve("/a.zip", zipped())
    service.add_faults(*[Fault(cut_after=4_000)] * 6)
    fetched = fetch([archive_at(address)], tmp_path, limits=replace(limits, attempts=2))
    assert outcome_of(fetched) is Outcome.RESUMED
    assert len(service.asked) == 7


def test_download_fails_without_a_connection(limits: Limits, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match=r"connection failed .* 4 times in a row"):
        fetch([archive_at(f"http://127.0.0.1:{port}/a.zip")], tmp_path, limits=limits)


def test_download_fails_if_retry_after_is_too_long(
    service: Service, limits: Limits, tmp_path: Path, slept: list[float]
) -> None:
    address = service.serve("/a.zip", zipped())
    service.add_faults(Fault(status=429, headers={"Retry-After": "7200"}))
    with pytest.raises(FetchError, match="try again in 120 minutes"):
        fetch([archive_at(address)], tmp_path, limits=limits)
    assert slept == []


@pytest.mark.parametrize("status", [403, 404, 410])
def test_permanent_errors_are_not_retried(
    service: Service, limits: Limits, tmp_path: Path, status: int
) -> None:
    service.add_faults(Fault(status=status, body=HTML))
    address = f"{service.base}/2031-01.zip"
    with pytest.raises(FetchError) as raised:
        fetch([archive_at(address)], tmp_path, limits=limits)
    assert len(service.asked) == 1
    assert raised.value.facts["address"] == address
    assert raised.value.facts["what"] == "police archive"
    assert str(status) in raised.value.facts["found"]


def test_requests_to_one_host_are_rate_limited(
    service: Service, limits: Limits, tmp_path: Path, slept: list[float]
) -> None:
    wanted = [
        archive_at(service.serve(f"/{n}.zip", zipped()), name=f"police-{n}.zip") for n in range(3)
    ]
    fetch(wanted, tmp_path, limits=replace(limits, per_second=0.1))
    assert [round(wait, -1) for wait in slept] == [10, 20]


@every_case("said", [None, "", "soon", "-3", "²"])
def test_unreadable_retry_after_is_ignored(said: str | None) -> None:
    assert retry_after(said) is None


# What is refused --------------------------------------------------------------------------------


def test_error_page_instead_of_a_file_is_refused(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    address = service.serve("/a.zip", zipped())
    service.add_faults(Fault(body=HTML))
    with pytest.raises(FetchError) as raised:
        fetch([archive_at(address)], tmp_path, limits=limits)
    assert "application/zip" in raised.value.facts["expected"]
    assert "text/html" in raised.value.facts["found"]
    assert "Down for maintenance" in raised.value.facts["found"]
    assert files_in(tmp_path) == set()


def test_error_page_leaves_the_partial_file(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped()))]
    stopped_after(10_000, wanted, tmp_path, service, limits)
    service.add_faults(Fault(body=HTML))
    with pytest.raises(FetchError):
        fetch(wanted, tmp_path, limits=limits)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.RESUMED


def test_truncated_zip_is_refused_and_the_next_run_starts_over(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content[:-500]))]
    with pytest.raises(FetchError, match="cut off or damaged"):
        fetch(wanted, tmp_path, limits=limits)
    assert files_in(tmp_path) == set()
    service.serve("/a.zip", content)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW


def test_a_zip_with_a_wrong_byte_in_the_middle_is_refused(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = bytearray(zipped())
    content[5_000] ^= 1
    address = service.serve("/a.zip", bytes(content))
    with pytest.raises(FetchError, match="damaged"):
        fetch([archive_at(address)], tmp_path, limits=limits)


def test_a_zip_without_length_that_is_cut_off_is_refused(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    address = service.serve("/a.zip", zipped(), says_length=False)
    service.add_faults(Fault(cut_after=10_000))
    with pytest.raises(FetchError, match="cut off"):
        fetch([archive_at(address)], tmp_path, limits=limits)


def test_a_zip_bomb_is_refused(service: Service, limits: Limits, tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.csv", b"0" * 100_000_000)
    address = service.serve("/a.zip", content.getvalue())
    with pytest.raises(FetchError, match="moderate size"):
        fetch([archive_at(address)], tmp_path, limits=limits)


def test_refused_file_leaves_the_earlier_file(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    wanted = [archive_at(service.serve("/a.zip", content))]
    fetch(wanted, tmp_path, limits=limits)
    service.serve("/a.zip", content[:-500], etag='"broken"')
    with pytest.raises(FetchError):
        fetch(wanted, tmp_path, limits=limits)
    assert (tmp_path / "police.zip").read_bytes() == content


@pytest.mark.parametrize(("says_length", "found"), [(True, "are announced"), (False, "more came")])
def test_file_beyond_the_largest_size_is_refused(
    service: Service, limits: Limits, tmp_path: Path, says_length: bool, found: str
) -> None:
    address = service.serve("/a.zip", zipped(), says_length=says_length)
    with pytest.raises(FetchError, match=f"at most 5,000 bytes, but .*{found}"):
        fetch([archive_at(address)], tmp_path, limits=replace(limits, largest=5_000))
    assert files_in(tmp_path) == set()


@pytest.mark.parametrize(
    ("form", "media_type", "content"),
    [
        (Form.CSV, "text/csv", b"LSOA code,Rank\nE01000001,5\n"),
        (Form.GEOJSON, "application/geo+json", b'{"features": [{"type": "Feature"}]}'),
    ],
)
def test_valid_files_of_other_formats_are_accepted(
    service: Service, limits: Limits, tmp_path: Path, form: Form, media_type: str, content: bytes
) -> None:
    address = service.serve("/a", content, media_type=media_type)
    assert outcome_of(fetch([archive_at(address, form=form)], tmp_path, limits=limits))


@pytest.mark.parametrize(
    ("form", "media_type", "content", "found"),
    [
        (Form.CSV, "text/csv", b"", "nothing"),
        (Form.CSV, "text/plain", HTML, "Down for maintenance"),
        (Form.CSV, "text/csv", b"one column\n", "one column"),
        (Form.GEOJSON, "application/json", b'{"features": []}', "none"),
        (Form.GEOJSON, "application/json", b'{"features": [{"type"', "can't be read"),
        (Form.GEOJSON, "application/json", b"[1, 2]", "other JSON"),
        (Form.ODS, "application/zip", zipped(), "another kind of zip"),
    ],
)
def test_files_of_another_format_are_refused(
    service: Service,
    limits: Limits,
    tmp_path: Path,
    form: Form,
    media_type: str,
    content: bytes,
    found: str,
) -> None:
    address = service.serve("/a", content, media_type=media_type)
    with pytest.raises(FetchError) as raised:
        fetch([archive_at(address, form=form)], tmp_path, limits=limits)
    assert found in raised.value.facts["found"]
    assert files_in(tmp_path) == set()


def test_full_disk_raises_storage_full(
    service: Service, limits: Limits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = service.serve("/a.zip", zipped())

    def full(*_: Any) -> Iterator[int]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(part_module.PartialFile, "append", full)
    with pytest.raises(StorageFull):
        fetch([archive_at(address)], tmp_path, limits=limits)


def test_second_fetch_into_the_same_folder_is_refused(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [archive_at(service.serve("/a.zip", zipped()))]

    def meanwhile(share: float, what: str) -> None:
        with pytest.raises(FetchRunning):
            fetch(wanted, tmp_path, limits=limits)

    fetch(wanted, tmp_path, limits=limits, progress=meanwhile)


@every_case("name", ["../police.zip", "a/b.zip", "/etc/passwd", "", ".hidden", ".."])
def test_a_name_that_is_a_path_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        archive_at("http://127.0.0.1/a.zip", name=name)


def test_file_name_of_the_service_is_ignored(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    headers = {"Content-Disposition": 'attachment; filename="../../evil.zip"'}
    service.add_faults(Fault(body=zipped(), media_type="application/zip", headers=headers))
    fetch([archive_at(f"{service.base}/a.zip")], tmp_path / "in", limits=limits)
    assert files_in(tmp_path) == {"in"}
    assert files_in(tmp_path / "in") == {"police.zip", "police.zip.json"}


def test_a_redirect_to_a_local_file_is_not_followed(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    service.add_faults(*[Fault(status=302, headers={"Location": "file:///etc/passwd"})] * 4)
    with pytest.raises(FetchError):
        fetch([archive_at(f"{service.base}/a.zip")], tmp_path, limits=limits)


def test_redirect_to_another_address_is_followed(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    content = zipped()
    moved = Fault(status=302, headers={"Location": service.serve("/store/a.zip", content)})
    service.add_faults(moved)
    fetch([archive_at(f"{service.base}/a.zip")], tmp_path, limits=limits)
    assert (tmp_path / "police.zip").read_bytes() == content


# Feature services -------------------------------------------------------------------------------


@pytest.mark.parametrize("mark_in_properties", [True, False])
def test_all_pages_of_a_layer_become_one_file(
    service: Service, limits: Limits, tmp_path: Path, mark_in_properties: bool
) -> None:
    address = service.serve_layer("LSOA", CODES, mark_in_properties=mark_in_properties)
    [fetched] = fetch([layer_at(address)], tmp_path, limits=limits)
    layer = json.loads(fetched.path.read_text(encoding="utf-8"))
    assert layer["type"] == "FeatureCollection"
    assert [feature["properties"]["LSOA21CD"] for feature in layer["features"]] == CODES
    assert layer["features"][0]["geometry"]["type"] == "Point"
    queries = [asked.query for asked in service.asked if "resultOffset" in asked.query]
    assert [query["resultOffset"] for query in queries] == ["0", "2", "4"]
    assert {query["outSR"] for query in queries} == {"4326"}
    assert {query["outFields"] for query in queries} == {"*"}
    assert {query["where"] for query in queries} == {"1=1"}
    assert {query["orderByFields"] for query in queries} == {"LSOA21CD"}


def test_layer_can_be_read_by_the_build(service: Service, limits: Limits, tmp_path: Path) -> None:
    fetch([layer_at(service.serve_layer("LSOA", CODES))], tmp_path, limits=limits)
    layer = gpd.read_file(tmp_path / "lsoas.geojson")
    assert list(layer["LSOA21CD"]) == CODES
    assert layer.crs.to_epsg() == 4326


def test_a_look_up_becomes_a_table(service: Service, limits: Limits, tmp_path: Path) -> None:
    address = service.serve_layer("LU", CODES)
    [fetched] = fetch([layer_at(address, Form.TABLE)], tmp_path, limits=limits)
    with fetched.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["LSOA21CD"] for row in rows] == CODES
    assert rows[0]["LSOA21NM"] == "Ynys Môn, “W01000001”"
    assert service.asked[-1].query["returnGeometry"] == "false"


@pytest.mark.parametrize("form", [Form.LAYER, Form.TABLE])
def test_layer_is_resumed_at_the_failed_page(
    service: Service, limits: Limits, tmp_path: Path, form: Form
) -> None:
    wanted = [layer_at(service.serve_layer("LSOA", CODES), form)]
    stop_at_offset("4", service)
    with pytest.raises(FetchError, match="500"):
        fetch(wanted, tmp_path, limits=replace(limits, attempts=1))
    part = tmp_path / f"{wanted[0].name}.part"
    with part.open("ab") as file:
        file.write(b'{"type": "Fea')  # A kill in the middle of a line.
    service.asked.clear()
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.RESUMED
    offsets = [asked.query.get("resultOffset") for asked in service.asked]
    assert [offset for offset in offsets if offset] == ["4"]
    text = (tmp_path / wanted[0].name).read_text(encoding="utf-8")
    assert [text.count(f'"{code}"') + text.count(f"\n{code},") for code in CODES] == [1] * 5
    if form is Form.LAYER:
        assert len(json.loads(text)["features"]) == 5


def test_layer_edited_since_the_partial_download_starts_over(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [layer_at(service.serve_layer("LSOA", CODES))]
    stop_at_offset("4", service)
    with pytest.raises(FetchError):
        fetch(wanted, tmp_path, limits=replace(limits, attempts=1))
    newer = [code.replace("W01", "W02") for code in CODES]
    service.serve_layer("LSOA", newer, edited=1_800_000_000_000)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    features = json.loads((tmp_path / "lsoas.geojson").read_text())["features"]
    assert [feature["properties"]["LSOA21CD"] for feature in features] == newer


def test_unedited_layer_is_not_downloaded_again(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [layer_at(service.serve_layer("LSOA", CODES))]
    fetch(wanted, tmp_path, limits=limits)
    service.asked.clear()
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.UNCHANGED
    assert len(service.asked) == 1


def test_a_layer_that_was_edited_since_is_fetched_again(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = [layer_at(service.serve_layer("LSOA", CODES))]
    fetch(wanted, tmp_path, limits=limits)
    service.serve_layer("LSOA", CODES[:3], edited=1_800_000_000_000)
    assert outcome_of(fetch(wanted, tmp_path, limits=limits)) is Outcome.NEW
    assert len(json.loads((tmp_path / "lsoas.geojson").read_text())["features"]) == 3


def test_layer_with_another_condition_is_downloaded_again(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    wanted = layer_at(service.serve_layer("LSOA", CODES))
    fetch([wanted], tmp_path, limits=limits)
    narrower = replace(wanted, where="LSOA21CD LIKE 'W%'")
    assert outcome_of(fetch([narrower], tmp_path, limits=limits)) is Outcome.NEW


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"counts": 9}, "5 came"),
        ({"counts": 0}, "the service counts 0"),
        ({"heeds_offset": False}, "the one before came again"),
        ({"error": {"code": 400, "message": "Invalid URL"}}, "Invalid URL"),
        ({"error": {"code": 503, "message": "Busy"}}, "4 times in a row"),
    ],
)
def test_incomplete_layer_is_refused(
    service: Service, limits: Limits, tmp_path: Path, facts: dict[str, Any], found: str
) -> None:
    address = service.serve_layer("LSOA", CODES, **facts)
    with pytest.raises(FetchError, match=found):
        fetch([layer_at(address)], tmp_path, limits=limits)
    assert not (tmp_path / "lsoas.geojson").exists()


def test_error_page_instead_of_a_layer_is_refused(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    address = service.serve_layer("LSOA", CODES)
    service.add_faults(Fault(body=HTML))
    with pytest.raises(FetchError, match=r"expected an answer in JSON, but text/html came"):
        fetch([layer_at(address)], tmp_path, limits=limits)


def test_truncated_page_is_requested_again(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    address = service.serve_layer("LSOA", CODES)
    service.add_faults(Fault(), Fault(), Fault(cut_after=40))
    fetch([layer_at(address)], tmp_path, limits=limits)
    offsets = [asked.query.get("resultOffset") for asked in service.asked[2:]]
    assert offsets == ["0", "0", "2", "4"]


# Progress ---------------------------------------------------------------------------------------


def test_progress_grows_to_one(service: Service, limits: Limits, tmp_path: Path) -> None:
    seen: list[tuple[float, str]] = []
    wanted = [
        layer_at(service.serve_layer("LSOA", CODES)),
        archive_at(service.serve("/a.zip", zipped())),
    ]
    fetch(wanted, tmp_path, limits=limits, progress=lambda *said: seen.append(said))
    shares = [share for share, _ in seen]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert seen[-1][1] == "police archive: fetched"


def test_progress_shows_bytes_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(progress_module.time, "monotonic", lambda: now[0])
    said: list[str] = []
    reporter = progress_module.FetchProgress(
        [archive_at("http://127.0.0.1/a.zip")], lambda _, what: said.append(what)
    )
    reporter.start(archive_at("http://127.0.0.1/a.zip"))
    reporter.update(200_000_000, 1_000_000_000)  # Received in an earlier run.
    now[0] += 10
    reporter.update(300_000_000, 1_000_000_000)
    assert said[-1] == "police archive: 300.0 MB of 1.0 GB, 10.0 MB/s, 70 s left"


# What an area needs -----------------------------------------------------------------------------


def test_an_archive_holds_three_years() -> None:
    assert archives_for(list(months_between("2022-07", "2025-06"))) == ["2025-06"]
    assert archives_for(list(months_between("2022-06", "2025-06"))) == ["2025-06", "2022-06"]


def test_the_fewest_archives_cover_every_month_the_newest_first() -> None:
    months = list(months_between("2016-01", "2025-06"))
    assert archives_for(months) == ["2025-06", "2022-06", "2019-06", "2016-06"]
    assert archives_for(["2018-03", "2025-06"]) == ["2025-06", "2018-03"]


def test_the_first_archive_holds_the_first_months() -> None:
    assert archives_for(["2010-12", "2012-05"]) == ["2013-12"]


def test_months_before_anything_was_published_are_refused() -> None:
    with pytest.raises(NothingPublished, match="2009-01"):
        archives_for(["2009-01"])


@every_case("month", ["2025-13", "2025-6", "../x", "June 2025"])
def test_text_that_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(SourceError, match="a month such as 2025-06"):
        archives_for([month])


@every_case("area", ["Newport", "the Vale of Glamorgan", "Casnewydd", "W06000022"])
def test_a_welsh_area_needs_wales_only(area: str) -> None:
    wanted = downloads_for(area, months=["2025-06"], bases=bases_from({}))
    layers = [download for download in wanted if download.form in (Form.LAYER, Form.TABLE)]
    assert len(layers) == 6
    assert any("BUA22" in layer.address for layer in layers), "the names of towns"
    assert all(layer.where.endswith("LIKE 'W%'") and "'E%'" not in layer.where for layer in layers)
    assert {download.name for download in wanted if "20" in download.name} >= {
        "wimd-2025.ods",
        "police-2025-06.zip",
    }
    assert not any(download.name.startswith("iod") for download in wanted)


@every_case("area", ["", "Bristol, City of", "England and Wales", "E06000023"])
def test_any_other_area_needs_both_countries(area: str) -> None:
    wanted = downloads_for(area, months=[], bases=bases_from({}))
    assert "LSOA21CD LIKE 'E%' OR LSOA21CD LIKE 'W%'" in {d.where for d in wanted}
    assert {"iod-2025.csv", "wimd-2025.ods", "police-latest.zip"} <= {d.name for d in wanted}


def test_every_download_has_a_name_of_its_own() -> None:
    months = list(months_between("2016-01", "2025-06"))
    names = [d.name for d in downloads_for("", months=months, bases=bases_from({}))]
    assert len(set(names)) == len(names)


def test_base_addresses_come_from_the_environment() -> None:
    bases = bases_from(
        {"MILLTIR_POLICE_BASE": "http://127.0.0.1:9/mirror/", "MILLTIR_ONS_BASE": ""}
    )
    assert bases["ons"].startswith("https://services1.arcgis.com/")
    wanted = downloads_for("Newport", months=["2025-06"], bases=bases)
    assert wanted[-1].address == "http://127.0.0.1:9/mirror/2025-06.zip"


@every_case("base", ["ftp://127.0.0.1", "file:///etc", "data.police.uk", "https://"])
def test_a_base_that_is_no_web_address_is_refused(base: str) -> None:
    with pytest.raises(SourceError, match="MILLTIR_WIMD_BASE"):
        bases_from({"MILLTIR_WIMD_BASE": base})


def test_a_password_in_a_base_is_refused_and_not_shown() -> None:
    with pytest.raises(SourceError) as raised:
        bases_from({"MILLTIR_WIMD_BASE": "https://me:secret@127.0.0.1/x"})
    assert "secret" not in str(raised.value)


def test_all_downloads_of_an_area_from_a_local_service(
    service: Service, limits: Limits, tmp_path: Path
) -> None:
    bases = dict.fromkeys(bases_from({}), service.base)
    wanted = downloads_for("Newport", months=["2025-06"], bases=bases)
    for download in wanted:
        path = download.address.removeprefix(service.base)
        if download.form in (Form.LAYER, Form.TABLE):
            service.serve_layer(path.split("/")[1], CODES)
        else:
            service.serve(path, spreadsheet() if download.form is Form.ODS else zipped())
    assert len(fetch(wanted, tmp_path, limits=limits)) == len(wanted)
    again = fetch(wanted, tmp_path, limits=limits)
    assert {fetched.outcome for fetched in again} == {Outcome.UNCHANGED}


def test_fetch_errors_are_milltir_errors() -> None:
    assert issubclass(FetchRunning, FetchError)
    assert issubclass(FetchError, MilltirError)


def spreadsheet() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    return content.getvalue()


def stopped_after(
    count: int, wanted: list[Download], folder: Path, service: Service, limits: Limits
) -> None:
    """Interrupt a fetch after a number of bytes."""
    service.add_faults(Fault(cut_after=count))
    with pytest.raises(FetchError, match="bytes came"):
        fetch(wanted, folder, limits=replace(limits, attempts=1))
    assert (folder / f"{wanted[0].name}.part").stat().st_size == count


def stop_at_offset(offset: str, service: Service) -> None:
    """Let the two queries about a layer and its first pages succeed, and the next page fail."""
    pages = int(offset) // 2
    service.add_faults(*[Fault()] * (2 + pages), Fault(status=500))
