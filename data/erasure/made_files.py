"""Finds the files in MILLTIR_HOME that were made of the data: reports of updates, and packs."""

from collections.abc import Iterator
from pathlib import Path

from data.erasure.file_parts import MOST_SEARCHED
from data.erasure.removal import Removal
from data.erasure.table_files import Content
from data.erasure.uploaded_files import FileChange
from data.erasure.words import has_words
from data.settings import Settings

# PDF: the ending of files whose words are compressed, and so can't be searched.
PDF = ".pdf"
# OTHERS: beginnings of names in the home of what is searched otherwise, or has no words of people.
OTHERS = (
    *("releases", "uploads", "trials", "kept", "sources", "browser", "register", "served"),
    *("kept_releases", "packs.json", "current", "previous", "erasures", "sign-ins", "before-"),
    *(".", "plan"),
)


def changes_in_made_files(removal: Removal, settings: Settings) -> list[FileChange]:
    """Return the files made of the data that are removed because they have the words.

    Parameters
    ----------
    removal
        What is removed; only a text is looked for in them.
    settings
        The installation's paths.

    Returns
    -------
    list of FileChange
        Each is removed as a whole, with those of the same name and another ending: the PDF of a
        pack can't be searched, and its workbook can.

    Examples
    --------
    >>> changes_in_made_files(removal, settings)  # doctest: +SKIP
    """
    if not removal.everywhere:
        return []
    every = [path for path in _made(settings) if path.stat().st_size <= MOST_SEARCHED]
    found = {path.with_suffix("") for path in every if _has(path, removal)}
    gone = [path for path in every if path.with_suffix("") in found]
    return [FileChange(path=path, rows=0, new=None, digests={}) for path in gone]


def unsearched_files(
    removal: Removal, found: list[FileChange], settings: Settings
) -> tuple[Path, ...]:
    """Return the files that can have the words and can't be searched: PDFs.

    Parameters
    ----------
    removal
        What is removed.
    found
        The files that are removed.
    settings
        The installation's paths.

    Returns
    -------
    tuple of Path
        None if no text is looked for.

    Examples
    --------
    >>> unsearched_files(removal, [], settings)  # doctest: +SKIP
    """
    if not removal.everywhere:
        return ()
    gone = {change.path for change in found}
    large = (path for path in _made(settings) if path.stat().st_size > MOST_SEARCHED)
    pdfs = (path for path in _made(settings) if path.suffix.lower() == PDF)
    return tuple(path for path in dict.fromkeys((*pdfs, *large)) if path not in gone)


def _made(settings: Settings) -> Iterator[Path]:
    """Yield the files of the home that nothing else searches."""
    log = settings.log.file
    for path in sorted(settings.home.glob("*")):
        if path.name.startswith(OTHERS) or path.suffix == ".lock":
            continue
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            # The log is written to at this moment.
            if file.is_file() and not (log and file.name.startswith(log.name)):
                yield file


def _has(path: Path, removal: Removal) -> bool:
    if removal.redacted(path.name) != path.name:
        return True
    return has_words(Content(name=path.name, content=path.read_bytes()), removal)
