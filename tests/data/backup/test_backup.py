"""Back up a home with its register, and restore it, on either database."""

import errno
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from data.__main__ import main
from data.backup import exchange, unpacking, writing
from data.backup.contents import LIST, parsed
from data.backup.restoring import restore_home
from data.backup.writing import back_up_home
from data.errors import MilltirError, NotBackedUp, NotRestored
from data.register.database import engine_of
from data.register.database import writing as transaction
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.history import changes
from data.register.migration import latest_version, migrate, open_register
from data.register.records import all_records
from data.register.transfer import export
from data.release.current import open_store
from data.release.prune import remove_folder
from data.settings import Settings
from tests.conftest import settings_in
from tests.data.backup.conftest import WATCH, change, state
from tests.data.register.conftest import OFFICER


def test_a_backup_brings_the_home_back_and_what_was_there_is_moved_aside(
    home: Settings, tmp_path: Path
) -> None:
    before, file = state(home), tmp_path / "b.zip"
    backup, damaged = back_up_home(home, file)
    assert not damaged and backup.register == latest_version()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob("*b*")] == ["b.zip"], "no draft is left"
    change(home)
    assert state(home) != before
    done = restore_home(file, home)
    assert state(home) == before
    assert open_store(home)[1] is None
    assert done.aside and (done.aside / "packs.json").read_text() == "[1]"
    if home.register:
        old = json.loads((done.aside / "register.json").read_text())["tables"]["changes"]
        assert len(old) == 2, "what the register had is beside the other parts"
    else:
        old_register = engine_of(f"sqlite:///{done.aside / 'register.sqlite'}")
        assert len(changes(old_register)) == 2
    assert save(open_register(home.register_address), OFFICER, GROUP, WATCH).key == "G002"


def test_a_backup_goes_into_a_new_home_and_into_the_other_database(
    home: Settings, tmp_path: Path, address: str
) -> None:
    file = tmp_path / "b.zip"
    back_up_home(home, file)
    new = settings_in(tmp_path / "new" / "home")
    assert restore_home(file, new).aside is None
    assert state(new) == state(home)
    back_up_home(new, tmp_path / "again.zip")
    change(home)
    restore_home(tmp_path / "again.zip", home)
    assert state(home) == state(new)


def test_whatever_fails_leaves_the_home_as_it_was(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "b.zip"
    back_up_home(home, file)
    change(home)
    before, step = state(home), 0
    move, aside = exchange._move, exchange.set_aside

    def failing(at: int, act: Callable[..., None]) -> Callable[..., None]:
        def moved(*arguments: object) -> None:
            nonlocal step
            step += 1
            if step == at:
                raise KeyboardInterrupt if at % 2 else OSError(errno.EIO, "broken")
            act(*arguments)

        return moved

    for at in range(1, 30):
        step = 0
        monkeypatch.setattr(exchange, "_move", failing(at, move))
        monkeypatch.setattr(exchange, "set_aside", failing(at, aside))
        try:
            restore_home(file, home)
        except (KeyboardInterrupt, MilltirError):
            assert state(home) == before, f"after a failure at step {at}"
            assert not list(home.home.glob("before-restore-*")), f"step {at}"
        else:
            break
    assert 8 < at < 29 and state(home) != before


def rewritten(file: Path, to: Path, **changed: object) -> Path:
    """Copy an archive with other entries in its list."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(to, "w") as new:
        backup = replace(parsed(old.read(LIST).decode()), **changed)  # type: ignore[arg-type]
        for name in old.namelist():
            new.writestr(name, backup.as_text() if name == LIST else old.read(name))
    return to


def test_what_can_not_be_restored_is_refused_with_the_reason(
    copied: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = tmp_path / "good.zip"
    back_up_home(copied, good)
    content, before = good.read_bytes(), state(copied)
    at = content.index(b"PAR1") + 50
    files = {
        "no whole backup": content[: len(content) // 2],
        "no whole backup made by Milltir (expected a zip": b"name,kind\n",
        "in it is damaged": content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :],
    }
    cases = [(why, tmp_path / f"{n}.zip") for n, why in enumerate(files)]
    for (_, path), damaged in zip(cases, files.values(), strict=True):
        path.write_bytes(damaged)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("2026-09/street.csv", "")
    entries = parsed(zipfile.ZipFile(good).read(LIST).decode()).files
    fewer = dict(list(entries.items())[1:])
    swapped = dict(zip(entries, reversed(entries.values()), strict=True))
    cases += [
        ("no whole backup", other),
        ("there is no such file", tmp_path / "none.zip"),
        ("can't be read", tmp_path),
        ("newer than this program", rewritten(good, tmp_path / "f.zip", release_format=99)),
        ("newer than this program", rewritten(good, tmp_path / "g.zip", format=2)),
        ("other files than its list", rewritten(good, tmp_path / "h.zip", files=fewer)),
        ("differs from its checksum", rewritten(good, tmp_path / "i.zip", files=swapped)),
    ]
    wrong = []
    for why, file in cases:
        with pytest.raises(NotRestored) as refused:
            restore_home(file, copied)
        if why not in str(refused.value) or state(copied) != before:
            wrong.append((why, str(refused.value)))
    assert wrong == []
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(unpacking.shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(NotRestored, match=r"needs 0\.0 GB, and the disk of .* has 0\.0 GB left"):
        restore_home(good, copied)


def test_a_register_of_a_newer_version_is_refused(home: Settings, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    with transaction(engine_of(home.register_address)) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(MilltirError, match="newer version"):
        back_up_home(home, file)
    assert not file.exists()


def test_an_export_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = open_register(f"sqlite:///{tmp_path / 'now.sqlite'}")
    save(engine, OFFICER, GROUP, WATCH)
    export(engine, tmp_path / "now.json")
    whole = json.loads((tmp_path / "now.json").read_text())
    older = engine_of(f"sqlite:///{tmp_path / 'older.sqlite'}")
    (tmp_path / "older.sqlite").touch()
    migrate(older, to="0001")
    with older.connect() as connection:
        for table, rows in list(whole["tables"].items()):
            known = [row[1] for row in connection.execute(text(f"PRAGMA table_info({table})"))]
            kept = [{k: v for k, v in row.items() if k in known} for row in rows]
            whole["tables"][table] = kept if known else []
    (tmp_path / "old.json").write_text(json.dumps(whole | {"version": "0001"}))
    home = settings_in(tmp_path / "home")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        entry = writing._add(archive, tmp_path / "old.json", "register.json")
        listed = writing._listed({"register.json": entry}, "0001", writing.History())
        archive.writestr(LIST, listed.as_text())
    restore_home(tmp_path / "b.zip", home)
    restored = engine_of(home.register_address)
    assert all_records(restored, GROUP) == all_records(engine, GROUP)
    assert changes(restored) == changes(engine)


def test_a_backup_goes_on_while_releases_are_deleted_and_records_saved(
    copied: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register, found = open_register(copied.register_address), writing.files_of
    others = iter((copied.releases / "2026-09-deleted", copied.releases / "2026-09-deleted-too"))

    def meanwhile(*arguments: Any) -> Any:
        save(register, OFFICER, GROUP, WATCH)
        paths = list(found(*arguments))
        if other := next(others, None):
            other.mkdir()
            (other / "manifest.json").touch()
            paths.append(other / "manifest.json")
            remove_folder(other)
        return paths

    monkeypatch.setattr(writing, "files_of", meanwhile)
    backup, damaged = back_up_home(copied, tmp_path / "b.zip")
    assert not damaged and backup.current == open_store(copied)[0].manifest.release
    new = settings_in(tmp_path / "new")
    restore_home(tmp_path / "b.zip", new)
    assert len(all_records(engine_of(new.register_address), GROUP)) == 2, "as of the third try"
    monkeypatch.setattr(writing, "files_of", lambda *arguments: [copied.home / "never"])
    with pytest.raises(NotBackedUp, match="deleted or renamed while"):
        back_up_home(copied, tmp_path / "c.zip")


def test_the_commands(
    copied: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in (1, 2):
        (folder / f"milltir-backup-2020010{day}-000000.zip").touch()
    assert main(["backup", str(folder), "--keep", "2"]) == 0
    (old, file) = sorted(folder.iterdir())
    assert "20200102" in old.name and f"wrote {file}: 1 release" in capsys.readouterr().out
    assert main(["backup", str(file)]) == 1 and "already has" in capsys.readouterr().err
    assert main(["backup", str(copied.home / "b.zip")]) == 1
    assert "would be in" in capsys.readouterr().err
    assert main(["backup", str(tmp_path / "none" / "b.zip")]) == 1
    copied.erasures.write_text('{"at": "2026-11-20T10:00:00", "what": "group", "state": "done"}\n')
    assert main(["restore", str(file)]) == 0
    told = capsys.readouterr().out
    assert "restored the backup of" in told and "before-restore-" in told
    assert "2026-11-20T10:00:00 group" in told, "who was erased since is to be erased again"
    assert copied.erasures.read_text().count("group") == 1
    (release,) = copied.releases.iterdir()
    (release / "points.parquet").write_bytes(b"damaged")
    assert main(["backup", str(tmp_path / "without.zip")]) == 4
    assert "points" in capsys.readouterr().err

    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "_add", full)
    assert main(["backup", str(tmp_path / "full.zip")]) == 1
    assert "is full. No part of it is there" in capsys.readouterr().err
    assert not list(tmp_path.glob("*full*"))
