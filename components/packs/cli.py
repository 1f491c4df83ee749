"""The command line: makes a pack, one for every ward or for every home, without the app."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from components.packs.build import reader
from components.packs.make import (
    FORMATS,
    Made,
    OwnTemplate,
    Request,
    files,
    offered,
    remember_packs,
    together,
)
from components.packs.many import make_for_homes
from components.packs.saving import save
from components.packs.templates import AREA, BY_NAME, TEMPLATES
from components.page_context import context_of
from components.text.catalogue import LANGUAGES, Text
from components.view.view import View
from components.view.viewer import local_viewer
from data.access.viewer import Viewer
from data.cli.progress import ProgressBar
from data.errors import MilltirError, SourceError
from data.executor.options import add_executor_options, executor_of
from data.messages import Message
from data.settings import load_settings

EVERY, BOTH = "all", "both"
MOST_NAMED = 30
# What the process returns.
DONE, REFUSED, FAULT, STOPPED = 0, 1, 2, 130


class BadValue(Exception):
    """A value that is not valid for a pack."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the packs. Return 0; 1 after an error, 2 after a fault of our own, 130 if stopped."""
    signal.signal(signal.SIGTERM, _stop)
    options = _parser().parse_args(arguments)
    try:
        if options.homes:
            return _make_for_homes(options)
        _make(options)
    except (MilltirError, BadValue) as error:
        return _said(str(error), REFUSED)
    except KeyboardInterrupt:
        return _said("stopped; no file was made", STOPPED)
    except Exception as fault:
        return _said(f"a fault of Milltir's own ({type(fault).__name__}): {fault}", FAULT)
    return DONE


def _said(message: str, code: int) -> int:
    print(f"\nmilltir: {message}", file=sys.stderr)
    return code


def _stop(number: int, frame: FrameType | None) -> None:
    """Stop as if by the keyboard, so that no half of a file is left."""
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    names = "; ".join(f"{one.name}: {Text('en')(f'pack_name.{one.name}')}" for one in TEMPLATES)
    parser = argparse.ArgumentParser(prog="python -m components.packs", description=__doc__)
    parser.add_argument("template", choices=BY_NAME, help=names)
    parser.add_argument(
        "--place",
        action="append",
        default=[],
        metavar="NAME",
        help=f"name or code of a ward, an order or a meeting; {EVERY} for all; may be repeated",
    )
    parser.add_argument("--language", choices=(*LANGUAGES, BOTH), default=LANGUAGES[0])
    parser.add_argument("--format", choices=FORMATS, action="append", help="may be repeated")
    parser.add_argument(
        "--slides-on", type=Path, metavar="FILE", help="your own PowerPoint template"
    )
    parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")
    parser.add_argument(
        "--homes",
        type=Path,
        nargs="+",
        default=[],
        metavar="HOME",
        help="make the packs of each of these homes, in a folder of its name",
    )
    add_executor_options(parser)
    return parser


def _make_for_homes(options: argparse.Namespace) -> int:
    """Make the packs of each home; return 1 if any of them has failed."""
    homes = list(dict.fromkeys(home.resolve() for home in options.homes))
    names = [home.name for home in homes]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadValue(f"--homes: expected folders of different names, but found {twice[0]} twice")
    for home in homes:
        if not home.is_dir():
            raise BadValue(f"--homes: expected a folder, but found nothing there: {home}")
    with executor_of(options) as executor:
        made = make_for_homes(homes, _of_each(options), options.out, executor, ProgressBar())
    for one in made:
        print(one.file or f"{one.home}: {one.fault}", file=sys.stderr if one.fault else sys.stdout)
    failed = sum(1 for one in made if one.fault)
    return _said(f"{failed} of {len(made)} homes have no packs", REFUSED) if failed else DONE


def _of_each(options: argparse.Namespace) -> list[str]:
    """Return the arguments that each home's program is given."""
    given = [options.template, "--language", options.language]
    given += [word for name in options.place for word in ("--place", name)]
    given += [word for kind in options.format or () for word in ("--format", kind)]
    if options.slides_on:
        given += ["--slides-on", str(options.slides_on.absolute())]
    return given


def _make(options: argparse.Namespace) -> None:
    settings = load_settings()
    viewer = local_viewer(settings)
    own = options.slides_on
    request = Request(
        template=options.template,
        subjects=_subjects(options, viewer),
        languages=LANGUAGES if options.language == BOTH else (options.language,),
        formats=tuple(dict.fromkeys(options.format or ["pptx"])),
        own=OwnTemplate(own.name, _read(own)) if own else None,
    )
    bar = ProgressBar() if request.files > 1 else None
    made: list[Made] = []
    for one in files(viewer, request):
        made.append(one)
        if bar:
            bar(one.done / one.of, one.file.name)
    print(save(options.out, together(made)))
    if not remember_packs(viewer, request, settings):
        print(
            f"milltir: {settings.home} can't be written to, so the next pack can't say what is "
            "new since this one",
            file=sys.stderr,
        )


def _subjects(options: argparse.Namespace, viewer: Viewer) -> tuple[str, ...]:
    """Return the codes of what was named; raise BadValue with what there is."""
    template = BY_NAME[options.template]
    if template.about == AREA:
        if options.place:
            raise BadValue(f"--place: {template.name} is about the whole area, so it has no place")
        return ("",)
    here = context_of(View(), reader(viewer, template))
    known = offered(here, template)
    if not known:
        raise BadValue(f"there are no {template.about} in release {here.manifest.release}")
    welsh = offered(context_of(View(lang="cy"), reader(viewer, template)), template)
    if [name.casefold() for name in options.place] == [EVERY]:
        return tuple(known)
    codes = {name.casefold(): code for names in (welsh, known) for code, name in names.items()}
    codes |= {code.casefold(): code for code in known}
    found = []
    for name in filter(None, map(str.strip, options.place)):
        if name.casefold() not in codes:
            raise BadValue(f"--place: expected {_expected(known)}, but found {name}")
        found.append(codes[name.casefold()])
    if not found:
        raise BadValue(f"--place: expected {_expected(known)}, but found nothing")
    return tuple(dict.fromkeys(found))


def _expected(known: dict[str, str]) -> str:
    names = [f"{name} ({code})" for code, name in known.items()]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{EVERY}, or one of {', '.join(names[:MOST_NAMED])}{more}"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        expected = Message("pptx.expected")
        raise SourceError(
            file=path, expected=expected, found=str(fault.strerror or fault)
        ) from fault
