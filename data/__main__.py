"""The command line: python -m data sample | build FOLDER | show."""

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from data.build import build_release
from data.errors import MilltirError, NoRelease
from data.settings import Settings, load_settings
from data.sources.sample import write_sources
from data.store import current_release, open_store

BAR_WIDTH = 28
STEP_IN_A_LOG = 0.1
GIVEN = (
    "police",
    "boundaries",
    "lookups",
    "population",
    "deprivation",
    "perceptions",
    "groups",
    "orders",
)
"""Names for the same heap: what a file is, is seen from what is in it."""


class ProgressBar:
    """One line that is drawn again on a terminal, and a line now and then in a log."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._said = -1.0

    def __call__(self, share: float, what: str) -> None:
        seconds = time.monotonic() - self._started
        filled = "█" * round(share * BAR_WIDTH)
        left = f"{seconds * (1 - share) / share:4.0f} s left" if share > 0 else ""
        line = f"{filled:░<{BAR_WIDTH}} {share:4.0%}  {seconds:4.0f} s  {left:10}  {what[-60:]}"
        if sys.stderr.isatty():
            print(f"\r\x1b[K{line}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)
        elif share >= 1 or share - self._said >= STEP_IN_A_LOG:
            print(line, file=sys.stderr, flush=True)
            self._said = share


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it went well, 1 with a message on stderr when it didn't."""
    asked = _parser().parse_args(arguments)
    try:
        asked.command(asked, load_settings())
    except MilltirError as error:
        print(f"\nmilltir: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nmilltir: stopped; the release before this one still serves", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True)
    sample = commands.add_parser("sample", help="write the fictional county and build it")
    sample.add_argument(
        "--if-none", action="store_true", help="do nothing where a release is already there"
    )
    sample.set_defaults(command=_sample)
    build = commands.add_parser("build", help="build a release from files, folders and zips")
    build.add_argument("sources", type=Path, nargs="*", metavar="FILES")
    build.add_argument("--area", default="", help="an authority, partnership, force or Wales")
    for kind in GIVEN:
        build.add_argument(f"--{kind}", type=Path, nargs="+", default=[], metavar="FILES")
    build.set_defaults(command=_build)
    show = commands.add_parser("show", help="say what the current release holds")
    show.set_defaults(command=_show)
    return parser


def _sample(asked: argparse.Namespace, settings: Settings) -> None:
    if asked.if_none and _has_release(settings):
        return
    bar, sources = ProgressBar(), settings.sample_sources

    def write() -> None:
        shutil.rmtree(sources, ignore_errors=True)
        sources.mkdir(parents=True)
        write_sources(sources, lambda share, what: bar(share * 0.5, what))

    build_release(
        [sources],
        settings,
        prepare=write,
        progress=lambda share, what: bar(0.5 + share * 0.5, what),
    )


def _build(asked: argparse.Namespace, settings: Settings) -> None:
    sources = [*asked.sources, *(path for kind in GIVEN for path in getattr(asked, kind))]
    manifest = build_release(sources, settings, area=asked.area, progress=ProgressBar())
    for account in manifest.files:
        if account.left_out or account.notes:
            print(f"{account.file}: read {account.read}, used {account.used}", end="")
            print("".join(f"; {n} {why}" for why, n in account.left_out.items()))


def _show(asked: argparse.Namespace, settings: Settings) -> None:
    store, broken = open_store(settings)
    manifest = store.manifest
    if broken:
        print(broken)
    print(f"release  {manifest.release} ({manifest.title_en}), built {manifest.built_at}")
    print(f"months   {manifest.first_month} to {manifest.last_month}", end="")
    print(f", missing {', '.join(manifest.missing_months) or 'none'}")
    for name, table in manifest.tables.items():
        print(f"{name:12} {table['rows']:>9,} rows")


def _has_release(settings: Settings) -> bool:
    """Even a broken one: the sample county must never take the place of someone's own data."""
    try:
        current_release(settings)
    except NoRelease:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
