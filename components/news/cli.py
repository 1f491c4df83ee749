"""The command line: what has changed, and the report of the last update as text and web page."""

import argparse
import sys
from collections.abc import Sequence

from components.news.feed import page_address
from components.news.formats import as_html, as_text
from components.text.catalogue import LANGUAGES, Text
from data.errors import MilltirError
from data.files.durable import replace_file, storage_errors
from data.settings import Settings, load_settings
from data.update.storage import latest_file, read_report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Return 0, or 1 after printing an error to stderr."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options, load_settings())
    except MilltirError as error:
        print(f"milltir: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components.news", description=__doc__)
    known = parser.add_subparsers(required=True)
    write = known.add_parser("write", help="write the last report beside its JSON, and print it")
    write.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="what to print")
    write.set_defaults(command=_write)
    return parser


def _write(options: argparse.Namespace, settings: Settings) -> None:
    """Write the last report in both languages as text and web page, and print one of them."""
    file = latest_file(settings)
    report = read_report(file) if file else None
    if file is None or report is None:
        raise MilltirError(problem="no update has been run yet")
    for language in LANGUAGES:
        text, address = Text(language), _address(settings, language)
        words = as_text(text, report, address=address, for_staff=True)
        page = as_html(text, report, address=address, for_staff=True)
        with storage_errors(settings.updates):
            replace_file(file.with_suffix(f".{language}.txt"), words)
            replace_file(file.with_suffix(f".{language}.html"), page)
        if language == options.language:
            print(words, end="")


def _address(settings: Settings, language: str) -> str:
    """Return the address of the page with the same report; empty if the app has no address."""
    return page_address(settings.address, language) if settings.address else ""
