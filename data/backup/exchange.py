"""Exchange the parts of a home and its register for those of a backup, all of them or none."""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, func, select

from data.backup.contents import ASIDE, EXPORT
from data.backup.journal import Journal, end_journal, transaction_number, write_journal
from data.files.durable import make_private, sync_names
from data.register.backup import set_aside
from data.register.database import engine_of, reading, sqlite_file, writing
from data.register.migration import open_register
from data.register.tables import CHANGES
from data.register.transfer import copy_rows, export
from data.settings import Settings

# STAYS: what a restoration leaves in the home: downloads and the cache, which no backup has.
STAYS = ("sources", "kept")


def exchange(unpacked: Path, register: Path | None, settings: Settings) -> Path | None:
    """Move what is in a home aside and an unpacked backup into its place, or back if that fails.

    The caller has both locks. `served.json` goes first and comes last: whoever reads the home
    meanwhile finds no release, and never those of two homes. What is about to be moved is written
    down first, so that the next start undoes what a kill has left half done.

    Parameters
    ----------
    unpacked
        A folder in the home with what is to be in it.
    register
        The register that is to be used, in SQLite; None to have none.
    settings
        The home's paths, and the address of its register.

    Returns
    -------
    Path or None
        The folder in which everything is that was there before; None if nothing was.

    Raises
    ------
    RegisterUnavailable
        If the register can't be written to. Everything is as it was.

    Examples
    --------
    >>> exchange(Path("home/.restoring"), None, load_settings())  # doctest: +SKIP
    """
    at = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
    aside = settings.home / f"{ASIDE}{at}"
    make_private(aside)
    file = sqlite_file(settings.register_address)
    put_aside = None if file is None else _aside_of(file, aside, at)
    old = [
        path
        for path in _served_first(settings.home.glob("[!.]*"), settings)
        if path not in (aside, file) and _is_exchanged(path, file)
    ]
    new = list(reversed(_served_first(unpacked.glob("[!.]*"), settings)))
    journal = _journal(aside, old, new, file, put_aside)
    with ExitStack() as back:
        back.callback(_remove_if_empty, aside)
        back.callback(end_journal, settings)
        write_journal(journal, settings)
        replaced = _register_replaced(register, journal, settings)
        with ExitStack() if file is not None else replaced:
            for path in old:
                _move(path, aside / path.name, back)
            if file is not None and put_aside is not None:
                _exchange_file(register, file, put_aside, back)
            for path in new:
                _move(path, settings.home / path.name, back)
        back.pop_all()
    sync_names(settings.home)
    end_journal(settings)
    _remove_if_empty(aside)
    return aside if aside.exists() else None


def _served_first(paths: Iterator[Path], settings: Settings) -> list[Path]:
    first = (settings.served.name, settings.served_copy.name)
    return sorted(paths, key=lambda path: (path.name not in first, path.name))


def _is_exchanged(path: Path, register: Path | None) -> bool:
    of_register = register is not None and path.name.startswith(f"{register.name}-")
    lock = path.suffix == ".lock"
    return not (lock or of_register or path.name in STAYS or path.name.startswith(ASIDE))


def _aside_of(file: Path, aside: Path, at: str) -> Path:
    """Return where the register's file is put, which must be on its own disk."""
    if file.parent == aside.parent:
        return aside / file.name
    return file.with_name(f"{file.stem}.before-{at}{file.suffix}")


def _journal(
    aside: Path, old: list[Path], new: list[Path], file: Path | None, put_aside: Path | None
) -> Journal:
    return Journal(
        aside=aside.name,
        old=tuple(path.name for path in old if not _is_empty_folder(path)),
        old_empty=tuple(path.name for path in old if _is_empty_folder(path)),
        new=tuple(path.name for path in new if not _is_empty_folder(path)),
        register="" if file is None else str(file),
        register_aside="" if put_aside is None else str(put_aside),
        had_register=file is not None and file.exists(),
    )


def _exchange_file(new: Path | None, file: Path, old: Path, back: ExitStack) -> None:
    """Move the register's file aside, and the new one into its place."""
    if file.exists():
        set_aside(file, old)
        back.callback(old.replace, file)
    if new is None:
        return
    # It may be on another disk than the home; renamed there it is whole at once.
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.new")
    shutil.move(new, draft)
    draft.replace(file)
    back.callback(file.unlink, missing_ok=True)


@contextmanager
def _register_replaced(new: Path | None, journal: Journal, settings: Settings) -> Iterator[None]:
    """Replace what is in a register in PostgreSQL, in a transaction that ends with the block."""
    aside = settings.home / journal.aside
    engine = open_register(settings.register_address)
    try:
        if _has_entries(engine):
            export(engine, aside / EXPORT)
        with writing(engine) as connection:
            number = transaction_number(connection)
            write_journal(replace(journal, transaction=number), settings)
            copy_rows(engine_of(f"sqlite:///{new}") if new else None, connection)
            yield
    except BaseException:
        (aside / EXPORT).unlink(missing_ok=True)
        raise
    finally:
        engine.dispose()


def _has_entries(engine: Engine) -> bool:
    with reading(engine) as connection:
        return bool(connection.scalar(select(func.count()).select_from(CHANGES)))


def _move(path: Path, to: Path, back: ExitStack) -> None:
    if _is_empty_folder(path):
        path.rmdir()
        back.callback(path.mkdir)
        return
    path.rename(to)
    back.callback(to.rename, path)


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
