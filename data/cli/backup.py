"""Back up the home with its register, and restore it, on the command line."""

import argparse
import datetime as dt
import sys
from pathlib import Path

from data.backup.contents import Backup
from data.backup.restoring import restore_home
from data.backup.writing import back_up_home
from data.cli.precheck import counted
from data.release.manifest import OLDEST_FORMAT
from data.settings import Settings

# NAME: how the files are named that are written into a folder.
NAME = "milltir-backup-"
# PARTLY: the exit code if a release is damaged, and so not in the backup.
PARTLY = 4


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
    backup = known.add_parser("backup", help="write releases and register into one file")
    backup.add_argument("file", type=Path, help="a new file, or a folder for it")
    latest = "of those in the folder, keep the latest N"
    backup.add_argument("--keep", type=int, default=0, metavar="N", help=latest)
    backup.set_defaults(command=_back_up)
    restore = known.add_parser("restore", help="put a backup in the place of all that is there")
    restore.add_argument("file", type=Path, help="the backup")
    restore.set_defaults(command=_restore)


def _back_up(options: argparse.Namespace, settings: Settings) -> int:
    file, folder = options.file, options.file if options.file.is_dir() else None
    if folder:
        now = dt.datetime.now(dt.UTC)
        file = folder / f"{NAME}{now:%Y%m%d-%H%M%S}.zip"
    backup, damaged = back_up_home(settings, file)
    print(f"wrote {file}: {_told(backup)}")
    for fault in damaged:
        print(f"warning: {fault} It is not in the backup.", file=sys.stderr)
    if folder and options.keep > 0 and not damaged:
        for old in sorted(folder.glob(f"{NAME}*.zip"))[: -options.keep]:
            old.unlink()
            print(f"deleted {old}")
    return PARTLY if damaged else 0


def _restore(options: argparse.Namespace, settings: Settings) -> None:
    done = restore_home(options.file, settings)
    print(f"restored the backup of {done.backup.at}: {_told(done.backup)}")
    if done.aside:
        print(f"what was there before is in {done.aside}")
        print("Delete that folder when all is well: an erasure does not reach into it.")
    if done.erased_since:
        print("erased here after the backup was made; erase it again:")
        print("\n".join(f"  {one}" for one in done.erased_since))
    if done.backup.release_format < OLDEST_FORMAT:
        print("The releases are of an older version of Milltir: build again from your files.")


def _told(backup: Backup) -> str:
    """Return what is in a backup, in one line."""
    releases = f"{counted(len(backup.releases), 'release')}, current {backup.current or 'none'}"
    register = f"register of version {backup.register}" if backup.register else "no register"
    return f"{releases}; {register}; {len(backup.files):,} files, {backup.size / 1e6:,.1f} MB"
