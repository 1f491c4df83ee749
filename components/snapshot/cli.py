"""The command line: draws one map, or one for every ward, into a folder."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from components import queries
from components.page_context import PageContext, context_of
from components.page_models import map_figures
from components.snapshot.charts.on_page import file_name_of
from components.snapshot.cli_values import BadValue, checked
from components.snapshot.collect import picture_file_name, picture_of, trend_name_of, trend_of
from components.snapshot.dialog import LOCAL
from components.snapshot.model import FORMATS, PRESETS, ChartPicture, Picture
from components.snapshot.render import picture_bytes
from components.view.view import View
from components.view.viewer import local_viewer
from data.cli.progress import ProgressBar
from data.errors import MilltirError, NotWritable
from data.schema import WARD
from data.settings import load_settings

MAP, TREND = "map", "trend"
# View fields that can be set by option. The other fields belong to other pages or to the screen.
OPTIONS = (
    *("lang", "place", "level", "measure", "category", "topic", "domain", "period"),
    *("wards", "overlays", "method", "bounds", "follow", "at"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the pictures. Return 0, or 1 after printing an error to stderr."""
    options = _parser().parse_args(arguments)
    try:
        _draw(options)
    except (MilltirError, BadValue) as error:
        print(f"\nmilltir: {error}", file=sys.stderr)
        return 1
    except Exception as fault:
        message = f"a fault of Milltir's own ({type(fault).__name__}): {fault}"
        print(f"\nmilltir: {message}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nmilltir: stopped; the pictures that were drawn remain", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components.snapshot", description=__doc__)
    known = parser.add_subparsers(required=True, dest="what")
    for what, help_text in (
        (MAP, "the map of a view"),
        (TREND, "the months of its place, as a chart"),
    ):
        _add_options(known.add_parser(what, help=help_text))
    return parser


def _add_options(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--view", default="", metavar="ADDRESS", help="an address of the app, or its query"
    )
    for name in OPTIONS:
        one.add_argument(f"--{name}", help=f"as in the address: {name}=...")
    one.add_argument("--preset", choices=PRESETS, default=next(iter(PRESETS)))
    one.add_argument("--format", choices=FORMATS, default="pdf")
    one.add_argument("--out", type=Path, default=Path(), metavar="FOLDER")
    one.add_argument("--each-ward", action="store_true", help="a picture for every ward")


def _draw(options: argparse.Namespace) -> None:
    settings = load_settings()
    base = context_of(_view(options), local_viewer(settings))
    views = _each_ward(base) if options.each_ward else [base.view]
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise NotWritable(folder=options.out, problem=fault.strerror) from fault
    bar = ProgressBar() if len(views) > 1 else None
    for done, view in enumerate(views, 1):
        path = _one(replace(base, view=view), options, settings.address or LOCAL)
        if bar:
            bar(done / len(views), path.name)
        print(path)


def _one(here: PageContext, options: argparse.Namespace, address: str) -> Path:
    picture: Picture | ChartPicture
    ending = FORMATS[options.format].ending
    if options.what == TREND:
        picture = trend_of(here, address=address)
        name = file_name_of(here, trend_name_of(here), options.preset, ending)
    else:
        shown = map_figures.query_map(here)
        picture = picture_of(here, shown, address=address)
        name = picture_file_name(here, shown.spec, preset=options.preset, ending=ending)
    path: Path = options.out / name
    content = picture_bytes(picture, preset=options.preset, kind=options.format)
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise NotWritable(folder=options.out, problem=fault.strerror) from fault
    return path


def _view(options: argparse.Namespace) -> View:
    """Return the view of an address, changed by the options."""
    address = urlsplit(options.view)
    query = address.query or ("" if address.scheme else options.view)
    named = {name: getattr(options, name) for name in OPTIONS}
    given = {name: value for name, value in named.items() if value is not None}
    return checked(
        {**dict(parse_qsl(query)), **given},
        queries.places.valid_view_values(local_viewer(load_settings()).scope),
    )


def _each_ward(base: PageContext) -> list[View]:
    """Return a view for each ward: outlined on the map of wards, or its LSOAs alone."""
    known = queries.places.places(base.key)
    wards = [str(code) for code in known.index[known["level"] == WARD]]
    if base.view.level == WARD:
        return [replace(base.view, place=ward) for ward in wards]
    return [replace(base.view, place=ward, wards=ward) for ward in wards]
