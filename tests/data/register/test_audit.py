"""The audit: its rows stay as they are, none is lost while a database is away, and it is swept."""

import csv
import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, text
from sqlalchemy.exc import DatabaseError

from data.__main__ import main
from data.audit import recording
from data.audit.csv_file import csv_lines
from data.audit.entry import ACTS, BUILT, EXPORTED, REFUSED, SAW, SIGNED_IN, Entry, at
from data.audit.reading import Filter, count, each_entry, entries, names, people_since
from data.audit.recorder import Recorder
from data.audit.storage import Storage, add, record_of_command, sweep
from data.errors import Conflict
from data.register.database import writing
from data.register.editing.saving import save
from data.register.erasure import erase_editors
from data.register.groups import GROUP
from data.register.migration import open_register
from data.register.proposals.taking_over import take_over
from data.register.tables import AUDIT_OPEN
from data.settings import load_settings
from tests.data.register.conftest import OFFICER

NOW = dt.datetime.now(dt.UTC)
WATCH = {"name_en": "Harbour Watch", "kind": "neighbourhood_watch", "covers": "county"}


def days_ago(days: int) -> str:
    return at(NOW - dt.timedelta(days=days))


def entry(who: str = "A. Rees", act: str = SAW, **fields: object) -> Entry:
    return Entry(who=who, role="analyst", act=act, **fields)  # type: ignore[arg-type]


def recorded(register: Engine, *found: Entry) -> None:
    with writing(register) as connection:
        add(connection, found)


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true, for some seconds at most."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def test_the_database_refuses_to_change_or_delete_a_row(register: Engine) -> None:
    recorded(register, entry(bytes=3_000_000_000), entry(at=days_ago(500)))
    acts = ["UPDATE audit SET who = 'B'", "UPDATE audit SET bytes = NULL", "DELETE FROM audit"]
    if register.dialect.name == "sqlite":
        row = "(1, '', '', '', '', '', '', '', '', '', NULL)"
        acts.append(f"INSERT OR REPLACE INTO audit VALUES {row}")
    else:
        acts.append("TRUNCATE audit")
    for act in acts:
        told = pytest.raises(DatabaseError, match="not changed, and deleted only")
        with told, register.begin() as connection:
            connection.execute(text(act))
    with pytest.raises(DatabaseError), writing(register) as connection:
        connection.execute(insert(AUDIT_OPEN).values(until=days_ago(400), renames=0))
        connection.execute(text("DELETE FROM audit"))
    assert count(register, Filter()) == 2
    assert sweep(register, 400) == 1 and sweep(register, 400) == 0
    assert [one.bytes for one in entries(register, Filter(), most=9)] == [3_000_000_000]


def test_a_name_is_replaced_only_by_an_erasure(register: Engine) -> None:
    recorded(register, entry("A. Rees", page="map"), entry("B. Vaughan"))
    erase_editors(register, lambda who: who.replace("A. Rees", "…"))
    assert [(one.who, one.page) for one in each_entry(register, Filter())] == [
        ("…", "map"),
        ("B. Vaughan", ""),
    ]
    with pytest.raises(DatabaseError), writing(register) as connection:
        connection.execute(insert(AUDIT_OPEN).values(until="", renames=1))
        connection.execute(text("UPDATE audit SET page = 'data'"))


def test_entries_are_found_by_act_person_and_day(register: Engine) -> None:
    recorded(
        register,
        entry("A. Rees", SIGNED_IN, at=days_ago(30)),
        Entry(who="A. Rees", role="partner", act=EXPORTED, at=days_ago(2)),
        entry("B. Vaughan", REFUSED, at=days_ago(1)),
        Entry(who="", role="public", act=SAW),
    )
    day = (NOW - dt.timedelta(days=2)).date()
    for wanted, found in (
        (Filter(), ["", "B. Vaughan", "A. Rees", "A. Rees"]),
        (Filter(act=REFUSED), ["B. Vaughan"]),
        (Filter(who="A. Rees", first=day), ["A. Rees"]),
        (Filter(first=day, last=day), ["A. Rees"]),
        (Filter(last=day - dt.timedelta(days=100)), []),
    ):
        assert [one.who for one in entries(register, wanted, most=9)] == found, wanted
        assert count(register, wanted) == len(found)
    assert len(entries(register, Filter(), most=2)) == 2
    people = people_since(register, NOW - dt.timedelta(days=90))
    assert [(one.who, one.role) for one in people] == [
        ("A. Rees", "partner"),
        ("B. Vaughan", "analyst"),
    ]
    assert names(register) == ["A. Rees", "B. Vaughan"]


def test_what_is_saved_together_has_one_row(register: Engine) -> None:
    fields = {f"G{number:03}": WATCH for number in range(1, 4)}
    take_over(register, "sample", GROUP, fields, release="2025-06-1a2b3c4d5e")
    save(register, OFFICER, GROUP, WATCH)
    with pytest.raises(Conflict):
        save(register, OFFICER, GROUP, WATCH, key="G001", version=9)
    assert [
        (one.who, one.role, one.act, one.object, one.outcome)
        for one in each_entry(register, Filter())
    ] == [
        ("sample", "", "changed", "groups 3", "taken over"),
        ("Officer", "editor", "changed", "groups G004", "created"),
    ]


def test_texts_are_cut_and_have_no_control_characters() -> None:
    row = entry("A\0\ud800" + "b" * 300, page="x\ny").row
    assert row["who"] == "A" + "b" * 199 and row["page"] == "xy"
    assert all(len(act) <= 20 for act in ACTS)


class Database:
    """A store of entries that can be out of reach."""

    def __init__(self) -> None:
        self.away, self.attempts = False, 0
        self.stored: list[Entry] = []

    def __call__(self, found: Sequence[Entry]) -> None:
        self.attempts += 1
        if self.away:
            raise OSError("away")
        self.stored += found


def test_entries_wait_for_the_database_and_the_oldest_are_lost_when_too_many_wait(
    caplog: pytest.LogCaptureFixture,
) -> None:
    database = Database()
    recorder = Recorder(database, most=5, gather=0.01)
    recorder.record(entry(page="0"))
    until(lambda: len(database.stored) == 1)
    database.away = True
    for number in range(1, 9):
        recorder.record(entry(page=str(number)))
    until(lambda: recorder.out_of_reach)
    until(lambda: recorder.lost == 3)
    database.away = False
    until(lambda: len(database.stored) == 6)
    assert [one.page for one in database.stored] == ["0", "4", "5", "6", "7", "8"]
    until(lambda: "3 entries were lost" in caplog.text)
    recorder.record(entry(page="9"))
    recorder.end()
    assert database.stored[-1].page == "9", "what waits is written at the end"


def test_a_recorder_never_waits_for_its_database_and_ends() -> None:
    going = threading.Event()
    recorder = Recorder(lambda _: going.wait(10) or None, gather=0.0)  # type: ignore[func-returns-value]
    for _ in range(1_000):
        recorder.record(entry())
    assert recorder.waiting, "the database has not answered yet"
    going.set()
    recorder.end()
    assert recorder.waiting == 0


def test_a_process_records_only_while_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings({"MILLTIR_HOME": str(tmp_path / "home")})
    recording.record(entry())
    record_of_command(BUILT, "2025-06-1a2b3c4d5e", settings)
    assert not (tmp_path / "home").exists() and not recording.is_recording()
    recording.start(settings)
    recording.record(entry(page="map", at=days_ago(500)))
    recording.record(entry(page="data"))
    recording.end()
    record_of_command(BUILT, "2025-06-1a2b3c4d5e", settings)
    register = open_register(settings.register_address)
    assert [(one.act, one.page) for one in each_entry(register, Filter())] == [
        (SAW, "data"),
        (BUILT, ""),
    ], "the first write of a day deletes what is old"


def test_a_register_that_is_gone_is_not_replaced_by_an_empty_one(tmp_path: Path) -> None:
    settings = load_settings({"MILLTIR_HOME": str(tmp_path)})
    store = Storage(settings)
    store([entry()])
    (tmp_path / "register.sqlite").rename(tmp_path / "moved")
    with pytest.raises(Exception, match="cannot be reached"):
        store([entry()])
    assert not (tmp_path / "register.sqlite").exists()
    (tmp_path / "moved").rename(tmp_path / "register.sqlite")
    store([entry()])


def test_commands_write_and_sweep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MILLTIR_REGISTER", raising=False)
    monkeypatch.setenv("MILLTIR_AUDIT_DAYS", "100")
    register = open_register(load_settings().register_address)
    recorded(register, entry("=cmd()", at=days_ago(200)), entry("A. Rees", page="map"))
    whole, part = tmp_path / "all.csv", tmp_path / "part.csv"
    assert main(["register", "audit", "--csv", str(whole)]) == 0
    assert main(["register", "audit", "--csv", str(whole)]) == 1, "a file is not written over"
    day = str(NOW.date() - dt.timedelta(days=1))
    assert main(["register", "audit", "--csv", str(part), "--since", day, "--sweep"]) == 0
    assert "deleted 1 entries older than 100 days" in capsys.readouterr().out
    with whole.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["who"] for row in rows] == ["'=cmd()", "A. Rees"]
    assert whole.stat().st_mode & 0o777 == 0o600 and len(part.read_text().splitlines()) == 2
    assert main(["register", "audit"]) == 0 and "1 entries" in capsys.readouterr().out
    assert list(csv_lines([])) == [whole.read_text().splitlines()[0] + "\r\n"]
