"""Recognise files by their content, never by their name.

Sources may be folders, zips and single files. Each file is recognised by its header or its
properties; the report names those that weren't recognised.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.contracts import CONTRACTS
from data.errors import SourceError
from data.file_kinds import ABOUT, GEO_ENDINGS, OTHER, PARQUET, POLICE, TABLE_ENDINGS
from data.files.archive import Member, members_of
from data.messages import Message
from data.police.month_file import force_and_month
from data.readers.headers.header import MOST_TITLE_LINES
from data.readers.parquet_file import parquet_schema
from data.readers.sniff_header import columns_by_layer, heads_of_table
from data.sources.registry import needed_kinds, sniffs
from data.sources.sniffing import (
    LayerSniff,
    LayersSniff,
    OwnSniff,
    ParquetSniff,
    TableSniff,
    TitledSniff,
    first_fit,
    titled_fit,
)

PARTS_OF_A_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".qmd", ".sbn", ".sbx", ".xml")
# MOST_NAMED: the number of unrecognised files in a message.
MOST_NAMED = 5
# DOWNLOAD_RECORD: records that a download writes beside a file, and unfinished files.
DOWNLOAD_RECORD = re.compile(r"\.part$|\.(zip|csv|ods|geojson|part)\.json$")
# OF_A_TEMPLATE: the description that `template` writes beside an empty file.
OF_A_TEMPLATE = re.compile(rf"(^|/)({'|'.join(CONTRACTS)})-contract\.(json|md)$")


@dataclass(kw_only=True)
class Inputs:
    """The files of a build by kind, in the order in which they were given."""

    found: dict[str, list[Member]] = field(default_factory=dict)

    def one(self, kind: str) -> Member | None:
        """Return the last file of a kind, which replaces earlier ones."""
        members = self.found.get(kind)
        return members[-1] if members else None

    def all(self, kind: str) -> list[Member]:
        """Return all files of a kind."""
        return self.found.get(kind, [])

    def require(self) -> None:
        """Raise SourceError if a kind that every build needs is missing."""
        missing = [words for kind, words in needed_kinds().items() if not self.all(kind)]
        if missing:
            kinds = sorted(kind for kind in self.found if kind != OTHER)
            given = ", ".join(kinds) or Message("needed.no_use")
            unrecognised = tuple(member.name for member in self.all(OTHER))
            files, more = unrecognised[:MOST_NAMED], len(unrecognised) - MOST_NAMED
            if more > 0:
                given = Message("needed.strange_and_more", came=given, files=files, more=more)
            elif unrecognised:
                given = Message("needed.strange", came=given, files=files)
            expected = Message("needed.also", what=tuple(missing))
            raise SourceError(file=Message("file.sources"), expected=expected, found=given)


def recognise(paths: Iterable[Path], faults: list[SourceError] | None = None) -> Inputs:
    """Sort all files by kind.

    Parameters
    ----------
    paths
        Folders, zips and single files.
    faults
        A list to which errors of files that can't be opened are added; None to raise the first.

    Returns
    -------
    Inputs
        The files by kind.

    Raises
    ------
    SourceError
        If a file can't be opened and `faults` is None.

    Examples
    --------
    >>> sorted(recognise([Path("sources")]).found)  # doctest: +SKIP
    ['lsoas', 'police', 'population', 'wards']
    """
    inputs = Inputs()
    for path in paths:
        for member in members_of([path], faults=faults):
            try:
                kind = kind_of(member)
            except SourceError as fault:
                if faults is None:
                    raise
                faults.append(fault)
                continue
            if kind:
                inputs.found.setdefault(kind, []).append(member)
    return inputs


def kind_of(member: Member) -> str | None:
    """Return the kind of a file.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    str or None
        The kind; `OTHER` if it isn't recognised; None for the secondary files of a shapefile, for
        records of downloads and for descriptions of templates.

    Examples
    --------
    >>> kind_of(Member(name="empty.csv", path_shown="empty.csv", size=0, container=Path(".")))
    'not recognised'
    """
    name = member.name.lower()
    if not member.size and not name.endswith(PARTS_OF_A_SHAPEFILE):
        return OTHER
    if name.endswith(PARTS_OF_A_SHAPEFILE) or DOWNLOAD_RECORD.search(name):
        return None
    if OF_A_TEMPLATE.search(name):
        return None
    if name.rsplit("/", 1)[-1] == "source.json":
        return ABOUT
    if force_and_month(name):
        return POLICE
    if name.endswith(GEO_ENDINGS):
        return _kind_of_layers(columns_by_layer(member))
    if name.endswith(TABLE_ENDINGS):
        return _kind_of_table(heads_of_table(member))
    if name.endswith(PARQUET):
        schema = parquet_schema(member)
        found = (sniff.kind for sniff in sniffs(ParquetSniff) if schema and sniff.fits(schema))
        return next(found, OTHER)
    return OTHER


def _kind_of_layers(layers: Mapping[str, Sequence[str]]) -> str:
    headers = list(layers.values())
    of_many = next((sniff.kind for sniff in sniffs(LayersSniff) if sniff.fits(layers)), None)
    own = (first_fit(sniffs(OwnSniff), header) for header in headers)
    public = first_fit(sniffs(LayerSniff), headers[0]) if headers else None
    return of_many or public or next(filter(None, own), OTHER)


def _kind_of_table(heads: Sequence[Sequence[Sequence[str]]]) -> str:
    """Return the kind of a table; its header may be below titles."""
    first = heads[0][0] if heads and heads[0] else []
    every_own, titled = sniffs(OwnSniff), sniffs(TitledSniff)
    own = (first_fit(every_own, row) for head in heads for row in head[: MOST_TITLE_LINES + 1])
    police = [sniff for sniff in sniffs(TableSniff) if sniff.kind == POLICE]
    return (
        first_fit(sniffs(TableSniff), first)
        # Of published tables only police files are read with other delimiters and from any sheet.
        or next((POLICE for head in heads if head and first_fit(police, head[0])), None)
        or next(filter(None, (titled_fit(titled, head) for head in heads)), None)
        or next(filter(None, own), OTHER)
    )
