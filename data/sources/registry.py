"""The registry of sources, with one entry for each kind of source.

To add a source, write a module that reads it, an entry in `public_sources` or `partner_sources`,
and texts in the catalogues: its name and description (`kind.` and `source_what.` in
`components/locale`), and its owner if the catalogue `licences` doesn't have it yet.
"""

from collections.abc import Iterator
from typing import TypeVar

from data.file_kinds import BOUNDARIES, LOOKUPS
from data.messages import Message
from data.schema import TABLES
from data.sources.partner_sources import PARTNER
from data.sources.public_sources import MEASURED, SUPPORTING
from data.sources.sniffing import Sniff
from data.sources.source import Source

SniffT = TypeVar("SniffT", bound=Sniff)

# SOURCES: every kind of source by its name, in the order in which pages show them.
SOURCES: dict[str, Source] = {source.name: source for source in (*MEASURED, *PARTNER, *SUPPORTING)}
TABLES.update({source.name: source.schema for source in SOURCES.values() if source.schema})


def sniffs(form: type[SniffT]) -> list[SniffT]:
    """Return how files of one form are recognised.

    Parameters
    ----------
    form
        A class of `data.sources.sniffing`.

    Returns
    -------
    list
        The sniffs of exactly this class from all rows, in the order in which they are tried.

    Examples
    --------
    >>> from data.sources.sniffing import LayerSniff
    >>> [sniff.kind for sniff in sniffs(LayerSniff)]
    ['wards', 'lsoas', 'ground']
    """
    of_form = [sniff for sniff in _every_sniff() if type(sniff) is form]
    return sorted(of_form, key=lambda sniff: sniff.turn)


def source_of(kind: str) -> str:
    """Return the name of the source that files of a kind belong to.

    Parameters
    ----------
    kind
        A kind of file, or a kind that the load report gives to a file.

    Returns
    -------
    str
        The source's name; the kind itself if it is of no source.

    Examples
    --------
    >>> source_of("outcomes"), source_of("lookups")
    ('police', 'boundaries')
    """
    if kind == LOOKUPS:
        return BOUNDARIES
    if kind in SOURCES:
        return kind
    return next((source.name for source in SOURCES.values() if kind in source.kinds), kind)


def every_file_counts(kind: str) -> bool:
    """Return whether every file of a kind is loaded, and not only the last one.

    Parameters
    ----------
    kind
        A kind of file.

    Returns
    -------
    bool
        False also for a kind of no source.

    Examples
    --------
    >>> every_file_counts("deprivation"), every_file_counts("groups")
    (True, False)
    """
    source = SOURCES.get(source_of(kind))
    return source is not None and source.every_file


def needed_kinds() -> dict[str, Message]:
    """Return the kinds of file that every build needs.

    Returns
    -------
    dict of Message
        From each kind to the message if it is missing.

    Examples
    --------
    >>> list(needed_kinds())
    ['police', 'wards', 'lsoas']
    """
    return {sniff.kind: sniff.needed for sniff in _every_sniff() if sniff.needed is not None}


def unused_kinds() -> list[str]:
    """Return the kinds of file whose rows are counted and not used.

    Returns
    -------
    list of str
        The kinds, in the order of the registry.

    Examples
    --------
    >>> unused_kinds()
    ['outcomes', 'coarser_population', 'other_households']
    """
    return [sniff.kind for sniff in _every_sniff() if not sniff.used]


def _every_sniff() -> Iterator[Sniff]:
    return (sniff for source in SOURCES.values() for sniff in source.files)
