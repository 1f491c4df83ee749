"""The commands of a data officer: erase a record, and apply the retention rule."""

import argparse
import sys
from collections.abc import Callable

from data.cli.confirmation import YES
from data.cli.precheck import counted
from data.erasure.erase import erase as erase_everywhere
from data.erasure.erase import find
from data.erasure.groups import group_removal
from data.erasure.places import Outcome, Place, Search
from data.erasure.removal import (
    SHORTEST,
    Removal,
    RespondentRemoval,
    TextRemoval,
    normalised,
)
from data.erasure.retention import apply_retention, past_retention
from data.errors import SourceError
from data.messages import Message
from data.settings import Settings

KINDS: dict[str, Callable[[str, Settings], Removal]] = {
    "group": group_removal,
    "respondent": lambda number, settings: RespondentRemoval(number=number),
    "text": lambda text, settings: TextRemoval(text=text),
}
OUTSIDE = (
    "These files of your own are not in MILLTIR_HOME and stay as they are. Take it out of them "
    "too: the next build from them brings it back."
)

UNSEARCHED = (
    "These files in MILLTIR_HOME can't be searched and stay as they are. Look into them, and "
    "delete those that have it."
)


def erase(options: argparse.Namespace, settings: Settings) -> int:
    """Erase a record from everything in MILLTIR_HOME, after a question.

    Parameters
    ----------
    options
        `kind` and `what`; `dry_run` to change nothing; `yes` to ask nothing.
    settings
        The installation's paths.

    Returns
    -------
    int
        Exit code: 1 if nothing was found, or if the answer was no.

    Examples
    --------
    >>> erase(options, load_settings())  # doctest: +SKIP
    """
    if len(normalised(options.what)) < (SHORTEST if options.kind == "text" else 1):
        raise SourceError(
            file="erase", expected=Message("erase.longer", least=SHORTEST), found=options.what
        )
    removal = KINDS[options.kind](options.what, settings)
    found = find(removal, settings)
    _print_places(found.places(settings))
    if not found:
        where = "only in files outside MILLTIR_HOME" if found.outside else "nowhere"
        print(f"It was found {where}. Nothing was changed.")
        return 1
    if options.dry_run:
        print("Nothing was changed, as this was a dry run.")
        return 0
    if not options.yes and not _asked():
        print("Nothing was changed.", file=sys.stderr)
        return 1
    done = erase_everywhere(removal, settings)
    for change in done.files:
        if change.new is None:
            print(f"removed as a whole: {change.path.name}")
        elif change.new.name != change.path.name:
            print(f"{change.path.name} is now {change.new.name}")
    print("Erased. The releases have new names; a running app shows them at once.")
    return 0


def retention(options: argparse.Namespace, settings: Settings) -> None:
    """Delete answers of respondents and own incidents that have been stored long enough.

    Parameters
    ----------
    options
        `dry_run` to change nothing.
    settings
        The installation's paths and its rule.

    Examples
    --------
    >>> retention(argparse.Namespace(dry_run=True), load_settings())  # doctest: +SKIP
    """
    print(f"answers of respondents are stored {_span(settings.retention.answers_months, 'wave')}")
    print(f"own incidents are stored {_span(settings.retention.incidents_months, 'date')}")
    found = (past_retention if options.dry_run else apply_retention)(settings)
    if not found:
        print("nothing has been stored longer than that")
    elif options.dry_run:
        _print_places(found.places(settings))
        print("nothing was changed, as this was a dry run")
    else:
        print_deleted(found, settings)


def print_deleted(found: Search, settings: Settings) -> None:
    """Print what was deleted because it has been stored long enough, and where.

    Parameters
    ----------
    found
        What was deleted.
    settings
        The installation's paths and its rule.

    Examples
    --------
    >>> print_deleted(found, load_settings())  # doctest: +SKIP
    """
    rule = settings.retention
    print(
        "deleted because it has been stored long enough (answers of respondents "
        f"{_span(rule.answers_months, 'wave')}, own incidents "
        f"{_span(rule.incidents_months, 'date')}):"
    )
    _print_places(found.places(settings))


def _span(months: int | None, of: str) -> str:
    return "for ever" if months is None else f"for {months} months after their {of}"


def _print_places(places: list[Place]) -> None:
    """Print where something was found; then the files that stay as they are."""
    outside = [place for place in places if place.outcome == Outcome.OUTSIDE]
    unsearched = [place for place in places if place.outcome == Outcome.UNSEARCHED]
    inside = [place for place in places if place not in (*outside, *unsearched)]
    for place in inside:
        what = f"  {place.what}" if place.what else ""
        print(f"{place.where}{what}  {counted(place.rows, 'row')}  ({place.outcome})")
    if outside:
        print(OUTSIDE)
    for place in outside:
        print(f"  {place.where}  {counted(place.rows, 'row')}")
    if unsearched:
        print(UNSEARCHED)
    for place in unsearched:
        print(f"  {place.where}")


def _asked() -> bool:
    """Return whether somebody at the terminal says yes; without a terminal nobody does."""
    if not sys.stdin.isatty():
        return False
    print("Erase all this? It can't be undone. [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in YES
