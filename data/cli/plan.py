"""The commands of the delivery plan: read one from a file, and write it to a file."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine

from data.access.viewer import Audience, Viewer
from data.errors import RegisterUnavailable, WouldOverwrite
from data.files.durable import storage_errors
from data.files.local_file import open_local
from data.messages import Message
from data.provenance.freshness import today_of
from data.register.migration import open_register
from data.register.plan.acceptance import accept
from data.register.plan.areas import other_areas
from data.register.plan.comparison import GONE, PlanChange, compare
from data.register.plan.export import Written, as_csv, as_xlsx
from data.register.plan.file_plan import LEFT_OUT, READ
from data.register.plan.kinds import read_plan
from data.register.plan.understand import understand
from data.release.current import current_manifest
from data.settings import Settings
from data.translations import LANGUAGES, read_translations


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
    plan = known.add_parser("plan", help="the delivery plan, as a file or in the register")
    acts = plan.add_subparsers(required=True)
    importing = acts.add_parser("import", help="take over a plan from XLSX, ODS or CSV")
    importing.add_argument("file", type=Path)
    importing.add_argument("--dry-run", action="store_true", help="say what would change, only")
    retire = "retire what the file doesn't have"
    importing.add_argument("--retire-others", action="store_true", help=retire)
    importing.set_defaults(command=_import)
    exporting = acts.add_parser("export", help="write the plan as XLSX or CSV, by the file's name")
    exporting.add_argument("file", type=Path, help="a new file")
    exporting.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
    exporting.set_defaults(command=_export)


def _register(settings: Settings) -> Engine:
    return open_register(settings.register_address)


def _names(settings: Settings) -> tuple[str, ...]:
    manifest = current_manifest(settings)
    return (manifest.title_en, manifest.title_cy) if manifest else ()


def _import(options: argparse.Namespace, settings: Settings) -> None:
    manifest = current_manifest(settings)
    today = today_of(manifest, settings.today) if manifest else settings.today
    with open_local(options.file) as opened:
        content = opened.read()
    own = _names(settings)
    file = understand(
        options.file.name,
        content,
        year=today.year - (today.month < 4),
        areas=own,
        others=other_areas(own),
        reasons=read_translations("plan")["plan_file.imported"],
    )
    for one in file.told:
        mark = {READ: " ", LEFT_OUT: "!"}.get(one.kind, "?")
        print(f"{mark} {one.sheet} {one.line:>5}  {one.words}")
    engine = _register(settings)
    changes = compare(file, read_plan(engine))
    _print_counts(changes)
    if options.dry_run:
        print("nothing was changed")
        return
    local = Viewer(name="local", audience=Audience.ANALYST, edits=True)
    written = accept(engine, local, changes, today=today, retire_gone=options.retire_others)
    print(f"{written:,} records were written")


def _print_counts(changes: Sequence[PlanChange]) -> None:
    counted: dict[tuple[str, str], int] = {}
    for one in changes:
        kind = (one.what, one.kind.name.removeprefix("plan_"))
        counted[kind] = counted.get(kind, 0) + 1
    for (what, name), number in counted.items():
        kept = " (they stay, unless --retire-others)" if what == GONE else ""
        print(f"{what:>10}  {number:,} {name}{kept}")


def _export(options: argparse.Namespace, settings: Settings) -> None:
    plan = read_plan(_register(settings))
    if not plan.priorities:
        raise RegisterUnavailable(problem=Message("plan.none"))
    if options.file.exists():
        raise WouldOverwrite(folder=options.file.parent, files=options.file.name)
    titles = dict(zip(LANGUAGES, _names(settings), strict=False))
    how = Written(language=options.language, area=titles.get(options.language, ""))
    write = as_csv if options.file.suffix.lower() == ".csv" else as_xlsx
    with storage_errors(options.file.parent):
        options.file.write_bytes(write(plan, how))
    print(f"wrote {options.file} with {len(plan.actions):,} actions")
