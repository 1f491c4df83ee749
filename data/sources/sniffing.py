"""Recognise kinds of file by their columns.

There is a class for each form of file: `TableSniff` for a published table, `TitledSniff` for one
that may have titles above its header, `LayerSniff` for a layer of geometries, `OwnSniff` for a
partnership's own table or layer, `LayersSniff` for a file of many layers known by their names, and
`ParquetSniff` for a Parquet file.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.contracts import contract_of
from data.messages import InBoth, Message
from data.readers.headers.column_names import names_in


@dataclass(frozen=True, kw_only=True)
class Sniff:
    """A kind of file, and how a build treats it.

    Parameters
    ----------
    kind
        The kind's name, one of `data.file_kinds`.
    used
        Whether a build reads its rows. Files of a kind that is not used are only counted.
    needed
        The message of a build without any such file; None if the kind is optional.
    turn
        The order in which kinds are tried; those with common column names come last.
    """

    kind: str
    used: bool = True
    needed: Message | None = None
    turn: int = 0


@dataclass(frozen=True, kw_only=True)
class TitledSniff(Sniff):
    """A published table whose header may be below titles.

    `fits` is called with a row that may be the header, and the row below it.
    """

    fits: Callable[[Sequence[str], Sequence[str]], bool]


@dataclass(frozen=True, kw_only=True)
class TableSniff(Sniff):
    """A published table with these columns.

    `title` is its name in messages; each pattern is a regular expression for a column.
    """

    title: Message | InBoth
    patterns: tuple[str, ...]

    def fits(self, columns: Sequence[str]) -> bool:
        """Return whether every pattern matches some column."""
        return not self.missing(columns)

    def missing(self, columns: Sequence[str]) -> list[str]:
        """Return an example of each pattern that matches no column."""
        return [
            pattern.split("|")[0].replace(r"\d\d", "25")
            for pattern in self.patterns
            if not any(re.fullmatch(pattern, column, re.IGNORECASE) for column in columns)
        ]

    def share(self, columns: Sequence[str]) -> float:
        """Return the share of the patterns that match some column."""
        return 1 - len(self.missing(columns)) / len(self.patterns)


@dataclass(frozen=True, kw_only=True)
class LayerSniff(TableSniff):
    """A published layer of shapes with these columns."""


@dataclass(frozen=True, kw_only=True)
class LayersSniff(Sniff):
    """A published file of layers; `fits` is called with the columns of each layer by its name."""

    fits: Callable[[Mapping[str, Sequence[str]]], bool]


@dataclass(frozen=True, kw_only=True)
class ParquetSniff(Sniff):
    """A Parquet file; `fits` is called with its Arrow schema."""

    fits: Callable[[Any], bool]


@dataclass(frozen=True, kw_only=True)
class OwnSniff(Sniff):
    """A partnership's own table: columns of its contract, in any spelling.

    Parameters
    ----------
    contract
        The contract's kind in `data.contracts`.
    needs
        The columns that it must have.
    besides
        The number of other columns of the contract that it must have, if `needs` are common.
    """

    contract: str
    needs: tuple[str, ...]
    besides: int = 0

    @property
    def title(self) -> InBoth:
        """The title of its contract in both languages."""
        return contract_of(self.contract).title

    def fits(self, columns: Sequence[str]) -> bool:
        """Return whether the columns are those of the contract; rows are checked in the build."""
        names = self._names(columns)
        return set(self.needs) <= names and len(names - {*self.needs}) >= self.besides

    def missing(self, columns: Sequence[str]) -> list[str]:
        """Return the needed columns that are missing, or else the alternatives for a location."""
        names = self._names(columns)
        missing = [need for need in self.needs if need not in names]
        return missing or ([] if self.fits(columns) else [" / ".join(self._beside())])

    def share(self, columns: Sequence[str]) -> float:
        """Return the share of needed columns; more with an identifier, 0 for one common name."""
        present = self._names(columns) & {*self.needs}
        has_id = any(name.endswith("_id") for name in present)
        if not has_id and len(present) < 2:
            return 0.0
        return len(present) / len(self.needs) + 0.5 * has_id

    def _names(self, columns: Sequence[str]) -> set[str]:
        return {name for name in names_in(columns, contract_of(self.contract).columns) if name}

    def _beside(self) -> list[str]:
        return [name for way in contract_of(self.contract).places for name in way]


def titled_fit(sniffs: Iterable[TitledSniff], head: Sequence[Sequence[str]]) -> str | None:
    """Return the kind of a published table whose header may be below titles.

    Parameters
    ----------
    sniffs
        The kinds to try, in order.
    head
        The first rows of the table.

    Returns
    -------
    str or None
        The kind of the first row that fits; None if no row fits.

    Examples
    --------
    >>> notes = TitledSniff(kind="notes", fits=lambda row, below: "Note" in row)
    >>> titled_fit([notes], [["A title"], ["Note", "Day"]])
    'notes'
    """
    kinds = list(sniffs)
    for position, row in enumerate(head):
        below = head[position + 1] if position + 1 < len(head) else []
        for sniff in kinds:
            if sniff.fits(row, below):
                return sniff.kind
    return None


def first_fit(sniffs: Iterable[TableSniff | OwnSniff], columns: Sequence[str]) -> str | None:
    """Return the first kind whose columns are all present.

    Parameters
    ----------
    sniffs
        The kinds to try, in order.
    columns
        The names of a table's or a layer's columns.

    Returns
    -------
    str or None
        The kind; None if no kind fits.

    Examples
    --------
    >>> title = InBoth(en="notes", cy="nodiadau")
    >>> notes = TableSniff(kind="notes", title=title, patterns=("Note",))
    >>> first_fit([notes], ["note", "day"])
    'notes'
    """
    return next((sniff.kind for sniff in sniffs if sniff.fits(columns)), None)
