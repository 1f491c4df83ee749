"""Where in MILLTIR_HOME something that is removed was found, and what becomes of each place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data.build.pipeline import plan_of
from data.erasure.made_files import changes_in_made_files, unsearched_files
from data.erasure.register_records import find_in_register
from data.erasure.release_tables import RemovedRows
from data.erasure.releases import find_in_release
from data.erasure.removal import Removal
from data.erasure.uploaded_files import FileChange, change_of, changes_in
from data.errors import BrokenRelease, SourceError
from data.files.archive import files_in
from data.release.history import History
from data.release.manifest import MANIFEST
from data.settings import Settings

# REGISTER: the place of records of the register.
REGISTER = "register"


class Outcome(StrEnum):
    """What becomes of a place."""

    REWRITTEN = "rewritten"
    REMOVED = "removed"
    # A trial that nobody has accepted yet.
    DISCARDED = "thrown away"
    # A file of the partnership outside MILLTIR_HOME, which stays as it is.
    OUTSIDE = "not changed"
    # A file that can't be searched, and stays as it is too.
    UNSEARCHED = "not searched"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A table or a file with something that is removed."""

    # A release, an upload or a trial by its name, or a file's path.
    where: str
    # The table, or the name of the file.
    what: str
    rows: int
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Search:
    """Everything in MILLTIR_HOME from which something is removed."""

    # By release what is removed; None for one that can't be read and is removed as a whole.
    releases: dict[str, RemovedRows | None]
    files: tuple[FileChange, ...]
    # The digest of each file that is written anew, by its digest before.
    digests: dict[str, str]
    # The uploads of trials that are thrown away, with the number of rows in each one's release.
    trials: dict[str, int]
    # Files outside MILLTIR_HOME.
    outside: tuple[FileChange, ...]
    # The numbers of records of the register by their kind.
    register: dict[str, frozenset[str]]
    # Files that were made of the data and can't be searched.
    unsearched: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.releases or self.files or self.trials or self.register)

    def places(self, settings: Settings) -> list[Place]:
        """Return each table and file, for somebody who decides whether it is removed."""
        return [
            *(place for name, rows in self.releases.items() for place in _of_release(name, rows)),
            *(_of_file(change, settings) for change in self.files),
            *(
                Place(where=f"trial {upload}", what="", rows=rows, outcome=Outcome.DISCARDED)
                for upload, rows in self.trials.items()
            ),
            *(
                Place(where=REGISTER, what=kind, rows=len(numbers), outcome=Outcome.REMOVED)
                for kind, numbers in self.register.items()
            ),
            *(
                Place(where=str(one.path), what="", rows=one.rows, outcome=Outcome.OUTSIDE)
                for one in self.outside
            ),
            *(
                Place(where=str(path), what="", rows=0, outcome=Outcome.UNSEARCHED)
                for path in self.unsearched
            ),
        ]


def search(
    removal: Removal, settings: Settings, history: History, *, thorough: bool = True
) -> Search:
    """Return everything from which something is removed.

    Parameters
    ----------
    removal
        What is removed.
    settings
        The installation's paths.
    history
        The releases that were current.
    thorough
        Whether trials are thrown away that have it, and releases that can't be read; otherwise they
        and the uploaded files of trials stay as they are.

    Returns
    -------
    Search
        Releases, uploaded files and trials; and the sources of releases outside MILLTIR_HOME.

    Raises
    ------
    BrokenRelease
        If the current release or the one before it can't be read.

    Examples
    --------
    >>> search(removal, settings, read_history(settings)).places(settings)  # doctest: +SKIP
    """
    of_trials = dict(_trials_with(removal, settings)) if thorough else {}
    tried = of_trials if thorough else {folder.name for folder in settings.trials.glob("[!.]*/")}
    folders = [settings.sample_sources, *sorted(settings.uploads.glob("[!.]*/"))]
    kept = [folder for folder in folders if folder.name not in tried]
    made = changes_in_made_files(removal, settings)
    files = (*(change for folder in kept for change in changes_in(folder, removal)), *made)
    digests = {old: new for change in files for old, new in change.digests.items()}
    releases: dict[str, RemovedRows | None] = {}
    for folder in sorted(settings.releases.glob("[!.]*/")):
        try:
            found = find_in_release(folder, removal, digests)
        except BrokenRelease:
            if thorough and folder.name in (history.current, history.previous):
                raise
            if thorough:
                releases[folder.name] = None
            continue
        if found is not None:
            releases[folder.name] = found
    return Search(
        releases=releases,
        files=files,
        digests=digests,
        trials=of_trials,
        outside=tuple(_outside(removal, settings)),
        register=find_in_register(removal, settings),
        unsearched=unsearched_files(removal, made, settings),
    )


def _trials_with(removal: Removal, settings: Settings) -> Iterator[tuple[str, int]]:
    """Yield the trials whose release or whose uploaded files have something that is removed."""
    for folder in sorted(settings.trials.glob("[!.]*/")):
        rows, found = 0, False
        for manifest in folder.glob(f"*/{MANIFEST}"):
            try:
                removed = find_in_release(manifest.parent, removal, {})
            except BrokenRelease:
                found = True
                continue
            found = found or removed is not None
            rows += sum(removed.tables.values()) if removed else 0
        uploaded = list(changes_in(settings.uploads / folder.name, removal))
        if found or uploaded:
            yield folder.name, rows


def _outside(removal: Removal, settings: Settings) -> Iterator[FileChange]:
    """Yield the files outside MILLTIR_HOME that a release was built from and that have it."""
    sources: set[Path] = set()
    for folder in settings.releases.glob("[!.]*/"):
        try:
            sources |= set(plan_of(folder.name, settings).sources)
        except BrokenRelease:
            continue
    seen: set[Path] = set()
    for source in sorted(sources):
        if source.is_relative_to(settings.home) or source.resolve().is_relative_to(settings.home):
            continue
        try:
            paths = [path for path, _ in files_in(source)]
        except SourceError:  # It is no longer there.
            continue
        for path in (path for path in paths if path not in seen):
            seen.add(path)
            change = change_of(path, removal)
            if change:
                yield change


def _of_release(name: str, removed: RemovedRows | None) -> list[Place]:
    where = f"release {name}"
    if removed is None:
        return [Place(where=where, what="unreadable", rows=0, outcome=Outcome.REMOVED)]
    tables = removed.tables or {MANIFEST: 0}
    return [
        Place(where=where, what=table, rows=rows, outcome=Outcome.REWRITTEN)
        for table, rows in tables.items()
    ]


def _of_file(change: FileChange, settings: Settings) -> Place:
    folder = change.path.parent.relative_to(settings.home)
    outcome = Outcome.REWRITTEN if change.new else Outcome.REMOVED
    return Place(where=str(folder), what=change.path.name, rows=change.rows, outcome=outcome)
