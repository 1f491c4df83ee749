"""The registry of sources: every kind of source has one row.

A new source is a module that reads it, a row in `public_sources` or `partner_sources`, and its
entries in the catalogues: its name and its description (`kind.` and `source_what.` in
`components/locale`), and its owner where the catalogue `licences` doesn't name it yet.
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
    found = [sniff for sniff in _every_sniff() if type(sniff) is form]
    return sorted(found, key=lambda sniff: sniff.turn)


def source_of(kind: str) -> str:
    """Return the name of the source that files of a kind belong to.

    Parameters
    ----------
    kind
        A kind of file, or a kind that the load report gives to a file.

    Returns
    -------
    str
        The source's name; the kind itself where no source has it.

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
    """Return whether every file of a kind is loaded, and not the last one alone.

    Parameters
    ----------
    kind
        A kind of file.

    Returns
    -------
    bool
        False too for a kind that belongs to no source.

    Examples
    --------
    >>> every_file_counts("deprivation"), every_file_counts("groups")
    (True, False)
    """
    source = SOURCES.get(source_of(kind))
    return source is not None and source.every_file


def needed_kinds() -> dict[str, Message]:
    """Return the kinds of file that no build can do without.

    Returns
    -------
    dict of Fact
        From each kind to what is said where it is missing.

    Examples
    --------
    >>> list(needed_kinds())
    ['police', 'wards', 'lsoas', 'population']
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
    ['outcomes', 'stop_and_search', 'coarser_population']
    """
    return [sniff.kind for sniff in _every_sniff() if not sniff.used]


def _every_sniff() -> Iterator[Sniff]:
    return (sniff for source in SOURCES.values() for sniff in source.files)
