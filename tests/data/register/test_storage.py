"""The register's database: opened, migrated, backed up, and what goes wrong with it."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from data.__main__ import main
from data.errors import MilltirError, RegisterUnavailable
from data.register import database
from data.register.database import engine_of, reading, writing
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.history import changes
from data.register.migration import (
    bring_up_to_date,
    latest_version,
    migrate,
    open_register,
    version,
)
from data.register.records import all_records, find_record
from data.register.revision import revision
from data.register.tables import AUDIT, AUDIT_OPEN, METADATA
from data.register.transfer import export, import_file
from data.register.undoing import undo
from tests.cases import every_case
from tests.data.register.conftest import OFFICER

WATCH = {"name_en": "Harbour Watch", "kind": "neighbourhood_watch", "covers": "county"}


def test_the_steps_make_the_tables_of_the_program(register: Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    assert version(register) == latest_version()
    with register.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_an_interrupted_migration_leaves_the_database_as_it_was(
    address: str, tmp_path: Path
) -> None:
    engine = engine_of(address)
    if address.startswith("sqlite"):
        file = Path(address.removeprefix("sqlite:///"))
        file.parent.mkdir(parents=True)
        sqlite3.connect(file).close()

    def power_cut() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrate(engine, power_cut)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    assert version(engine) == ""
    assert migrate(engine) == ("", latest_version())


def test_a_newer_register_is_refused_and_stays_as_it_is(register: Engine, address: str) -> None:
    save(register, OFFICER, GROUP, WATCH)
    with writing(register) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegisterUnavailable, match="newer version of Milltir"):
        open_register(address)
    with reading(register) as connection:
        assert connection.scalar(text("SELECT count(*) FROM groups")) == 1


def test_an_export_is_read_into_the_other_database(
    register: Engine, tmp_path: Path, address: str
) -> None:
    save(register, OFFICER, GROUP, {**WATCH, "x": 229400.5, "public_contact": True})
    save(register, OFFICER, GROUP, {"offers_en": "=1+1 🌊"}, key="G001", version=1)
    undo(register, OFFICER, 2)
    file = tmp_path / "register.json"
    assert export(register, file) == 3
    other = open_register(f"sqlite:///{tmp_path / 'other' / 'register.sqlite'}")
    assert import_file(other, file) == 3
    assert all_records(other, GROUP) == all_records(register, GROUP)
    assert changes(other) == changes(register)
    assert save(other, OFFICER, GROUP, WATCH).key == "G002" and revision(other) == 4
    with pytest.raises(RegisterUnavailable, match="has entries already"):
        import_file(other, file)
    with pytest.raises(MilltirError, match="already has"):
        export(register, file)


def test_an_export_goes_into_the_same_kind_of_database(register: Engine, tmp_path: Path) -> None:
    save(register, OFFICER, GROUP, WATCH)
    export(register, tmp_path / "register.json")
    with writing(register) as connection:
        connection.execute(AUDIT_OPEN.insert().values(until="9999", renames=0))
        for table in [AUDIT, *reversed(METADATA.sorted_tables)]:
            connection.execute(table.delete())
    import_file(register, tmp_path / "register.json")
    assert save(register, OFFICER, GROUP, WATCH).key == "G002"
    assert [one.record for one in changes(register)] == ["G002", "G001"]


@every_case("content", ["{", "[1]", '{"format": "other"}', None])
def test_what_is_no_export_is_refused(
    register: Engine, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "export.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(RegisterUnavailable, match="is not an export of a register"):
        import_file(register, file)
    file.write_text(json.dumps({"format": "milltir register", "version": "9", "tables": {}}))
    with pytest.raises(RegisterUnavailable, match="newer version"):
        import_file(register, file)


def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let commands use a home with a register of one group, and return its file."""
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MILLTIR_REGISTER", raising=False)
    file = tmp_path / "home" / "register.sqlite"
    save(open_register(f"sqlite:///{file}"), OFFICER, GROUP, WATCH)
    return file


def test_commands_back_up_and_restore(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, copy = home(monkeypatch, tmp_path), tmp_path / "copy.sqlite"
    assert main(["register", "backup", str(copy)]) == 0
    assert copy.stat().st_mode & 0o777 == file.stat().st_mode & 0o777 == 0o600
    assert main(["register", "backup", str(copy)]) == 1, "a copy is not written over"
    engine = open_register(f"sqlite:///{file}")
    save(engine, OFFICER, GROUP, {"kind": "rural_watch"}, key="G001", version=1)
    assert main(["register", "restore", str(copy)]) == 0
    restored = find_record(engine, GROUP, "G001")
    assert restored and restored.values["kind"] == "neighbourhood_watch"
    (before,) = file.parent.glob("register.before-*.sqlite")
    old = find_record(engine_of(f"sqlite:///{before}"), GROUP, "G001")
    assert old and old.values["kind"] == "rural_watch", "nothing is lost"
    assert str(before) in capsys.readouterr().out
    for content in (b"", b"no database", copy.read_bytes()[:5000] + b"\0" * 5000):
        damaged = tmp_path / "damaged.sqlite"
        damaged.write_bytes(content)
        assert main(["register", "restore", str(damaged)]) == 1
        assert "is not a backup of a register" in capsys.readouterr().err
        assert find_record(engine, GROUP, "G001") == restored


def test_commands_tell_the_history_and_the_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home(monkeypatch, tmp_path)
    assert main(["register", "migrate"]) == 0
    assert main(["register", "history", "--kind", "groups", "--record", "G001"]) == 0
    told = capsys.readouterr().out
    assert f"version {latest_version()}" in told
    assert "Officer  created groups G001  name_en: None -> 'Harbour Watch'" in told
    assert main(["register", "export", str(tmp_path / "all.json")]) == 0
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "other"))
    assert main(["register", "history"]) == 0 and "no changes" in capsys.readouterr().out
    assert main(["register", "import", str(tmp_path / "all.json")]) == 0
    assert main(["register", "history"]) == 0 and "Harbour Watch" in capsys.readouterr().out


def test_a_file_that_is_gone_full_locked_or_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "register.sqlite"
    engine = open_register(f"sqlite:///{file}")
    save(engine, OFFICER, GROUP, WATCH)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()

    def refused(words: str) -> None:
        with pytest.raises(RegisterUnavailable, match=words):
            save(engine, OFFICER, GROUP, WATCH)

    moved = file.rename(tmp_path / "moved.sqlite")
    refused("cannot be reached")
    assert not file.exists(), "no empty register in its place"
    file.write_bytes(b"no database at all" * 100)
    refused("is damaged")
    file.unlink()
    moved.rename(file)
    assert file.read_bytes() == whole
    assert save(engine, OFFICER, GROUP, WATCH).key == "G002"


def test_a_full_database_saves_nothing_of_a_change(tmp_path: Path) -> None:
    engine = open_register(f"sqlite:///{tmp_path / 'register.sqlite'}")
    save(engine, OFFICER, GROUP, WATCH)

    def full(dbapi_connection: sqlite3.Connection, record: object) -> None:
        pages = dbapi_connection.execute("PRAGMA page_count").fetchone()[0]
        dbapi_connection.execute(f"PRAGMA max_page_count = {pages}")

    from sqlalchemy import event

    event.listen(engine, "connect", full)
    try:
        with pytest.raises(RegisterUnavailable, match="disk of the register is full"):
            save(engine, OFFICER, GROUP, {**WATCH, "offers_en": "x" * 100_000})
    finally:
        event.remove(engine, "connect", full)
    assert [one.key for one in all_records(engine, GROUP)] == ["G001"] and revision(engine) == 1


def test_a_read_only_database_is_read_and_not_written(address: str, register: Engine) -> None:
    save(register, OFFICER, GROUP, WATCH)
    if address.startswith("sqlite"):
        engine = create_engine(
            "sqlite://",
            creator=lambda: sqlite3.connect(
                f"file:{address.removeprefix('sqlite:///')}?mode=ro", uri=True
            ),
        )
    else:
        engine = create_engine(
            address, connect_args={"options": "-c default_transaction_read_only=on"}
        )
    assert len(all_records(engine, GROUP)) == 1
    with pytest.raises(RegisterUnavailable, match="cannot be written to"):
        save(engine, OFFICER, GROUP, WATCH)
    engine.dispose()


def test_where_no_log_can_be_made_the_register_is_read_and_a_save_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "register.sqlite"
    engine = open_register(f"sqlite:///{file}")
    save(engine, OFFICER, GROUP, WATCH)
    connected, fault = database._connected, sqlite3.OperationalError("as on such a disk")

    class WithoutLog(database._Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            if sql == "PRAGMA schema_version":
                raise fault
            return super().execute(sql, *values)

    def opened(path: Path, how: str) -> sqlite3.Connection:
        return (
            sqlite3.connect(path, factory=WithoutLog) if how == "mode=rw" else connected(path, how)
        )

    monkeypatch.setattr(database, "_connected", opened)
    for name, words in (
        ("SQLITE_CANTOPEN", "cannot be written to"),
        ("SQLITE_IOERR_SHMSIZE", "full"),
    ):
        fault.sqlite_errorname = name
        assert [one.key for one in all_records(engine, GROUP)] == ["G001"]
        with pytest.raises(RegisterUnavailable, match=words):
            save(engine, OFFICER, GROUP, WATCH)
    file.with_name("register.sqlite-wal").write_bytes(b"saves that are only in the log")
    with pytest.raises(RegisterUnavailable, match="full"):
        all_records(engine, GROUP)


def test_a_register_that_became_newer_while_it_was_open_is_not_written(register: Engine) -> None:
    bring_up_to_date(register)
    with writing(register) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegisterUnavailable, match="newer version of Milltir"):
        bring_up_to_date(register)


def test_a_server_that_is_gone_is_told() -> None:
    nowhere = engine_of("postgresql+psycopg://milltir@127.0.0.1:1/none")
    with pytest.raises(RegisterUnavailable, match="cannot be reached"):
        revision(nowhere)


def test_backups_of_postgresql_are_left_to_its_own_tools(
    monkeypatch: pytest.MonkeyPatch, postgresql: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MILLTIR_REGISTER", postgresql)
    assert main(["register", "restore", "copy.sqlite"]) == 1
    assert "pg_dump" in capsys.readouterr().err


def test_a_home_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(MilltirError):
        open_register(f"sqlite:///{blocked / 'register.sqlite'}")
    shutil.rmtree(tmp_path, ignore_errors=True)
