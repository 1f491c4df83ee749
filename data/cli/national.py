"""Make the file of national counts on the command line, and check one that is given."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from data.build.explain_unrecognised import why_unrecognised
from data.build.recognise import kind_of
from data.cli.precheck import counted
from data.errors import SourceError, WouldOverwrite
from data.file_kinds import NATIONAL, OTHER
from data.files.archive import members_of
from data.messages import Message
from data.national.make import write_national
from data.release.current import open_store
from data.release.national.layout import MOST_BYTES
from data.settings import COMMAND, Settings

FILE = Path("national.parquet")


def add_commands(known: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to a parser.

    Parameters
    ----------
    known
        The parser's commands.

    Examples
    --------
    >>> add_commands(argparse.ArgumentParser().add_subparsers())
    """
    what = "write the counts of a country's areas, to compare those of a smaller release with"
    national = known.add_parser("national", help=what)
    national.add_argument("file", type=Path, nargs="?", default=FILE, help=f"{FILE} by default")
    national.set_defaults(command=write)


def write(options: argparse.Namespace, settings: Settings) -> None:
    """Write the national counts of the current release, and print what is in them.

    Parameters
    ----------
    options
        `file`. An older file of national counts is replaced, any other file is not.
    settings
        The installation's paths.

    Raises
    ------
    WouldOverwrite
        If another file has this name.
    SourceError
        If the release has too few authorities.

    Examples
    --------
    >>> write(argparse.Namespace(file=Path("national.parquet")), load_settings())  # doctest: +SKIP
    """
    file: Path = options.file
    if file.exists() and (file.is_dir() or _kinds([file]) != [NATIONAL]):
        raise WouldOverwrite(folder=file.resolve().parent, files=file.name)
    store, _ = open_store(settings)
    facts = write_national(store, file, made=settings.today.isoformat())
    size = file.stat().st_size
    print(f"wrote {file}: {facts.title_en}, {facts.first_month} to {facts.last_month}", end="")
    print(f", small areas from {facts.lsoas_from}, {size / 1e6:.1f} MB")
    for force, months in facts.gaps.items():
        print(f"no whole figures of {force} in {counted(len(months), 'month')}")
    if size > MOST_BYTES:
        print(f"that is more than {MOST_BYTES / 1e6:.0f} MB")
    print(f"Build a smaller area with: {COMMAND} build --compare {file} FILES")


def require_national(paths: Sequence[Path]) -> None:
    """Raise SourceError if a file that is given to compare with has no national counts.

    Parameters
    ----------
    paths
        The files.

    Raises
    ------
    SourceError
        For the first file that is something else.

    Examples
    --------
    >>> require_national([])
    """
    for member in members_of(paths):
        kind = kind_of(member)
        if kind != NATIONAL:
            found = why_unrecognised(member) if kind == OTHER else Message("national.other")
            expected = Message("national.file")
            raise SourceError(file=member.path_shown, expected=expected, found=found)


def _kinds(paths: Sequence[Path]) -> list[str | None]:
    return [kind_of(member) for member in members_of(paths)]
