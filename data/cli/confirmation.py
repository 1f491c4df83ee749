"""Ask on the command line: for a folder, and before a release has less than the one before."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from data.errors import SourceError
from data.messages import Message
from data.provenance.release_losses import (
    AREAS,
    AUTHORITY,
    FORCE,
    FORCE_MONTHS,
    LATEST_MONTH,
    LEVEL,
    MONTHS,
    ROWS,
    SOURCE,
    ReleaseLoss,
    first_of_each_kind,
    release_losses,
)
from data.release.current import current_manifest
from data.release.manifest import Manifest
from data.settings import Settings

YES = ("y", "yes")
WORDS = {
    ROWS: "{name}: {before} rows before, {after} now ({share:.0%} fewer)",
    MONTHS: "complete months: {before} before, {after} now",
    LATEST_MONTH: "latest month: {before} before, {after} now",
    FORCE: "no months of the police force {name} any more",
    FORCE_MONTHS: "complete months of the police force {name}: {before} before, {after} now",
    AUTHORITY: "the authority {name} is no longer in it",
    SOURCE: "nothing of the source {name} any more",
    LEVEL: "the level {name} is no longer in it",
    AREAS: "areas on the map: {before} before, {after} now",
}


def confirm_losses(settings: Settings, *, yes: bool) -> Callable[[Manifest], bool]:
    """Return a function that says what a new release has less of, and asks if it may be served.

    Without a terminal nobody can be asked, and the answer is no.

    Parameters
    ----------
    settings
        The installation's paths, which the current release is read from.
    yes
        Whether the answer is yes, without a question.

    Returns
    -------
    callable
        From the manifest of the new release to whether it becomes current.

    Examples
    --------
    >>> confirm = confirm_losses(settings, yes=False)  # doctest: +SKIP
    >>> build_release(files, settings, confirm=confirm)  # doctest: +SKIP
    """

    def confirmed(after: Manifest) -> bool:
        before = current_manifest(settings)
        losses = release_losses(before, after) if before else ()
        if not losses or before is None:
            return True
        built = f"{before.release}: {before.title_en}"
        print(f"\nwarning: it has less than the current release ({built}):", file=sys.stderr)
        print("\n".join(describe_losses(losses)), file=sys.stderr)
        return yes or (sys.stdin.isatty() and _asked())

    return confirmed


def ask_folder(kind: str) -> Path:
    """Return the folder for a template that somebody types at the terminal.

    Parameters
    ----------
    kind
        The kind of table.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    SourceError
        If nothing is typed or there is no terminal.

    Examples
    --------
    >>> ask_folder("groups")  # doctest: +SKIP
    """
    typed = ""
    if sys.stdin.isatty():
        print(f"Folder for the template of {kind}: ", end="", file=sys.stderr, flush=True)
        typed = sys.stdin.readline().strip()
    if not typed:
        expected = Message("template.folder", kind=kind)
        where, found = Message("where.folder"), Message("found.none")
        raise SourceError(file="template", where=where, expected=expected, found=found)
    return Path(typed).expanduser()


def describe_losses(losses: Sequence[ReleaseLoss]) -> list[str]:
    """Return what a release has less of as indented lines, the first of each kind.

    Parameters
    ----------
    losses
        From `release_losses`.

    Returns
    -------
    list of str
        In English.

    Examples
    --------
    >>> describe_losses([ReleaseLoss(kind=FORCE, name="gwent")])
    ['  no months of the police force gwent any more']
    """
    first, more = first_of_each_kind(losses)
    return [f"  {describe_loss(loss)}" for loss in first] + ([f"  and {more} more"] if more else [])


def describe_loss(loss: ReleaseLoss) -> str:
    """Return what a release has less of, for the command line.

    Parameters
    ----------
    loss
        The loss.

    Returns
    -------
    str
        In English.

    Examples
    --------
    >>> describe_loss(ReleaseLoss(kind=ROWS, name="police", before=2000, after=1500))
    'police: 2,000 rows before, 1,500 now (25% fewer)'
    """
    numbers = {
        name: f"{value:,}" if isinstance(value, int) else value
        for name, value in (("before", loss.before), ("after", loss.after))
    }
    share = 0.0
    if isinstance(loss.before, int) and isinstance(loss.after, int) and loss.before:
        share = 1 - loss.after / loss.before
    return WORDS[loss.kind].format(name=loss.name, share=share, **numbers)


def _asked() -> bool:
    print("Serve it all the same? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in YES
