"""The commands of the register: backup, transfer, migration, its history and its audit."""

import argparse
import datetime as dt
from pathlib import Path

from sqlalchemy import Engine

from data.audit.csv_file import write_csv
from data.audit.reading import Filter, count, each_entry
from data.audit.storage import sweep
from data.errors import RegisterUnavailable
from data.messages import Message
from data.register.backup import back_up, restore
from data.register.database import engine_of, sqlite_file
from data.register.history import Change, changes
from data.register.migration import migrate, open_register
from data.register.transfer import export, import_file
from data.settings import Settings

# The most changes that are printed unless asked otherwise.
MOST = 50


def add_commands(known: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to a parser.

    Parameters
    ----------
    known
        The parser's commands.

    Examples
    --------
    >>> add_commands(argparse.ArgumentParser().add_subparsers())
    """
    register = known.add_parser("register", help="the register of what people enter")
    acts = register.add_subparsers(required=True)
    for name, act, what, file in (
        ("backup", _back_up, "copy the register, while others use it", "the copy, a new file"),
        ("restore", _restore, "put a copy in the place of the register", "the copy"),
        ("export", _export, "write everything as JSON, for either database", "a new file"),
        ("import", _import, "read an export into an empty register", "the export"),
    ):
        parser = acts.add_parser(name, help=what)
        parser.add_argument("file", type=Path, help=file)
        parser.set_defaults(command=act)
    migrating = acts.add_parser("migrate", help="bring it to the version of this program")
    migrating.set_defaults(command=_migrate)
    history = acts.add_parser("history", help="who changed what and when, the latest first")
    history.add_argument("--kind", default="", help="such as groups or orders")
    history.add_argument("--record", default="", help="the number of one record")
    history.add_argument("--most", type=int, default=MOST, help=f"{MOST} by default")
    history.set_defaults(command=_history)
    audit = acts.add_parser("audit", help="who did what and when: write it as CSV, delete the old")
    audit.add_argument("--csv", type=Path, metavar="FILE", help="a new file")
    audit.add_argument("--since", type=dt.date.fromisoformat, help="a day such as 2026-11-01")
    audit.add_argument("--until", type=dt.date.fromisoformat, help="the last day")
    audit.add_argument("--sweep", action="store_true", help="delete what is past its retention")
    audit.set_defaults(command=_audit)


def _register(settings: Settings) -> Engine:
    return open_register(settings.register_address)


def _file_of(settings: Settings) -> Path:
    """Return the register's file; raise if it is in PostgreSQL."""
    file = sqlite_file(settings.register_address)
    if file is None:
        raise RegisterUnavailable(problem=Message("register.of_sqlite"))
    return file


def _back_up(options: argparse.Namespace, settings: Settings) -> None:
    back_up(_register(settings), _file_of(settings), options.file)
    print(f"wrote {options.file}")


def _restore(options: argparse.Namespace, settings: Settings) -> None:
    path = _file_of(settings)
    before = restore(path, options.file)
    print(f"restored {options.file}")
    if before != path:
        print(f"the register before is {before}")


def _export(options: argparse.Namespace, settings: Settings) -> None:
    print(f"wrote {options.file} with {export(_register(settings), options.file):,} changes")


def _import(options: argparse.Namespace, settings: Settings) -> None:
    print(f"read {options.file} with {import_file(_register(settings), options.file):,} changes")


def _migrate(options: argparse.Namespace, settings: Settings) -> None:
    del options
    if sqlite_file(settings.register_address):
        _register(settings)
    before, now = migrate(engine_of(settings.register_address))
    print(f"version {now}" if before == now else f"version {before or 'none'} -> {now}")


def _history(options: argparse.Namespace, settings: Settings) -> None:
    found = changes(
        _register(settings), kind=options.kind, record=options.record, most=options.most
    )
    for change in found:
        print(_line(change))
    if not found:
        print("no changes")


def _audit(options: argparse.Namespace, settings: Settings) -> None:
    engine = _register(settings)
    wanted = Filter(first=options.since, last=options.until)
    if options.csv:
        written = write_csv(options.csv, each_entry(engine, wanted))
        print(f"wrote {options.csv} with {written:,} entries")
    if options.sweep:
        days = settings.retention.audit_days
        print(f"deleted {sweep(engine, days):,} entries older than {days} days")
    if not options.csv and not options.sweep:
        print(f"{count(engine, wanted):,} entries; --csv FILE writes them, --sweep deletes the old")


def _line(change: Change) -> str:
    """Return a change in one line: when, who, what, and the fields from what to what."""
    before = change.before or {}
    fields = ", ".join(
        f"{name}: {before.get(name)!r} -> {change.after[name]!r}" for name in change.fields
    )
    undone = f" (takes back {change.undoes})" if change.undoes else ""
    what = f"{change.action} {change.kind} {change.record}{undone}"
    return f"{change.number:>6}  {change.at}  {change.who}  {what}  {fields}".rstrip()
