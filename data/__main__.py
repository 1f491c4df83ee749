"""The command line: python -m data sample | build | update | run | backup | register ..."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from data.backup.journal import undo_unfinished
from data.cli import (
    backup,
    building,
    commands,
    erasure,
    national,
    plan,
    register,
    serving,
    sign_ins,
    update,
)
from data.contracts import CONTRACTS
from data.errors import MilltirError
from data.executor.commands import add_commands as add_cluster_commands
from data.executor.options import add_executor_options
from data.files.durable import close_to_others
from data.settings import COMMAND, load_settings
from data.translations import LANGUAGES

# BROKEN_PIPE: the exit code of a program whose reader has ended, as of one stopped by SIGPIPE.
BROKEN_PIPE = 141
UNDONE = "a restoration had been stopped half way; everything is as it was before it"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command of the command line.

    Parameters
    ----------
    arguments
        The arguments; by default those of the process.

    Returns
    -------
    int
        Exit code: 0, 1 for an error shown on stderr, 2 for a fault of the program, 3 if a release
        was not made current because it has less than the one before, 4 if an update served a new
        release but could not make everything that was due, or a backup lacks a damaged release, 130
        if stopped, 141 if the reader of the output has ended, such as `head`.

    Examples
    --------
    >>> main(["show"])  # doctest: +SKIP
    """
    try:
        try:
            return _run(arguments)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Otherwise Python writes what is left at its end, and fails with a traceback.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return BROKEN_PIPE


def _run(arguments: Sequence[str] | None) -> int:
    """Run a command; errors are shown on stderr."""
    options = _parser().parse_args(arguments)
    settings = load_settings()
    close_to_others(*settings.private_folders)
    try:
        if undo_unfinished(settings):
            print("milltir: " + UNDONE, file=sys.stderr)
        return options.command(options, settings) or 0
    except MilltirError as error:
        print(f"\nmilltir: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        raise
    except Exception as fault:
        logging.getLogger("milltir").debug("a command failed", exc_info=True)
        print(
            f"\nmilltir: a fault of Milltir's own ({type(fault).__name__}): {fault}",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        state = "what was served before still is, and what was fetched is kept"
        print(f"\nmilltir: stopped; {state}", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    known = parser.add_subparsers(required=True)
    sample = known.add_parser("sample", help="write the fictional county and build it")
    sample.add_argument(
        "--if-none", action="store_true", help="do nothing where a release is already there"
    )
    _add_yes(sample)
    sample.set_defaults(command=commands.sample)
    build = known.add_parser("build", help="build a release from files, folders and zips")
    build.add_argument(
        "--again", action="store_true", help="count again, even where nothing has changed"
    )
    _add_yes(build)
    add_executor_options(build)
    build.set_defaults(command=building.build)
    check = known.add_parser("check", help="say what a build would do with files")
    check.add_argument(
        "--disclosure",
        nargs="?",
        const="",
        metavar="RELEASE",
        help="say instead what can be worked out of the hidden survey figures of a release "
        "(a folder of a release or of releases; by default the current one)",
    )
    check.set_defaults(command=commands.check)
    for command in (build, check):
        command.add_argument("--area", default="", help="an authority, partnership, force or Wales")
        _add_sources(command)
    fetch = known.add_parser("fetch", help="download what is public, from its official places")
    fetch.add_argument("--area", required=True, help="Wales, or any area in it or in England")
    fetch.add_argument("--months", default="", metavar="FIRST..LAST", help="police months")
    fetch.add_argument("--into", type=Path, metavar="FOLDER")
    fetch.set_defaults(command=commands.fetch)
    template = known.add_parser("template", help="write a table's template and contract")
    template.add_argument("kind", choices=sorted(CONTRACTS))
    template.add_argument("folder", type=Path, nargs="?", help="asked for if it isn't given")
    template.add_argument(
        "--overwrite", action="store_true", help="replace files of these names in the folder"
    )
    template.set_defaults(command=commands.template)
    show = known.add_parser("show", help="say what the current release holds")
    show.add_argument("--json", action="store_true", help="the whole manifest")
    show.set_defaults(command=commands.print_release)
    national.add_commands(known)
    _add_erasure(known)
    register.add_commands(known)
    plan.add_commands(known)
    sign_ins.add_commands(known)
    backup.add_commands(known)
    serving.add_commands(known)
    add_cluster_commands(known)
    _add_update(known)
    undo = known.add_parser("undo", help="serve the release that was current before")
    undo.set_defaults(command=commands.undo)
    return parser


def _add_erasure(known: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    erase = known.add_parser("erase", help="erase a record from everything that is stored")
    erase.add_argument("kind", choices=sorted(erasure.KINDS), help="what it is")
    erase.add_argument("what", help="a group's number or name, a respondent's number, or a text")
    dry = "say where it is and change nothing"
    erase.add_argument("--dry-run", action="store_true", help=dry)
    erase.add_argument("--yes", action="store_true", help="don't ask")
    erase.set_defaults(command=erasure.erase)
    retention = known.add_parser("retention", help="delete what has been stored long enough")
    retention.add_argument("--dry-run", action="store_true", help=dry)
    retention.set_defaults(command=erasure.retention)


def _add_update(known: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    what = "fetch what is new, build it, serve it if nothing is lost, and report"
    parser = known.add_parser("update", help=what)
    parser.add_argument("--area", default="", help="an authority, partnership, force or Wales")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="where downloads are stored")
    parser.add_argument("--no-fetch", action="store_true", help="build from the files as they are")
    dry = "say what would be downloaded and what a build would do; change nothing"
    parser.add_argument("--dry-run", action="store_true", help=dry)
    parser.add_argument("--keep", type=int, metavar="N", help="store the last N releases")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="of the report")
    _add_yes(parser)
    _add_sources(parser)
    add_executor_options(parser)
    parser.set_defaults(command=update.update)


def _add_yes(command: argparse.ArgumentParser) -> None:
    words = "serve the release even where it has less than the current one; don't ask"
    command.add_argument("--yes", action="store_true", help=words)


def _add_sources(command: argparse.ArgumentParser) -> None:
    command.add_argument("sources", type=Path, nargs="*", metavar="FILES")
    command.add_argument("--config", type=Path, help="another file than ./milltir.toml")
    for kind in building.GIVEN:
        command.add_argument(f"--{kind}", type=Path, nargs="+", default=[], metavar="FILES")
    words = "national counts that the areas are compared with (python -m data national makes them)"
    command.add_argument("--compare", type=Path, nargs=1, default=[], metavar="FILE", help=words)


if __name__ == "__main__":
    sys.exit(main())
