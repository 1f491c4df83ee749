"""Which rows of a partnership's tables are removed, and which words."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from data.file_kinds import GROUPS, LOCAL_INCIDENTS, PERCEPTIONS
from data.load_report.reasons import Reason
from data.sources.partner_sources import PARTNER
from data.sources.surveys.retention import happened_too_early, too_old

# KINDS: the tables that a partnership brings. Public files and areas are never changed.
KINDS = tuple(source.name for source in PARTNER if source.load is not None)
NAMES = ("name_en", "name_cy")
RESPONDENT = ("respondent", "respondent_id")
# INSTEAD: what a removed word is replaced by, where a name or a sentence must stay. It is shorter
# than any text that can be erased.
INSTEAD = "…"
# SHORTEST: the shortest text that can be erased; a shorter one is in nearly every row.
SHORTEST = 3
# DISTINCT: the shortest number of a respondent that is looked for outside of surveys.
DISTINCT = 4


class Removal(Protocol):
    """Decides what is removed."""

    # What it is, as the log of erasures names it.
    @property
    def what(self) -> str: ...

    # Whether it is removed from everything, and not only from rows that are about it.
    @property
    def everywhere(self) -> bool: ...

    # The reason under which its rows are still counted; empty if they are counted no more.
    @property
    def counted_as(self) -> str: ...

    def columns(self, kind: str) -> tuple[str, ...] | None:
        """Return the columns that decide; None for every column of text, empty for no rows."""

    def rows(self, kind: str, table: pd.DataFrame) -> pd.Series:
        """Return which rows of a source's table are removed, or of a file of its kind."""

    def redacted(self, words: str) -> str:
        """Return words that aren't a row, such as a file's name, without what is removed."""


@dataclass(frozen=True, kw_only=True)
class GroupRemoval:
    """Removes a group, found by its number or one of its names."""

    numbers: frozenset[str]
    names: frozenset[str]
    what: str = "group"
    everywhere: bool = False
    counted_as: str = ""

    def columns(self, kind: str) -> tuple[str, ...] | None:
        return ("group_id", *NAMES) if kind == GROUPS else ()

    def rows(self, kind: str, table: pd.DataFrame) -> pd.Series:
        found = pd.Series(False, table.index)
        if kind != GROUPS:
            return found
        for columns, wanted in ((("group_id",), self.numbers), (NAMES, self.names)):
            for column in set(columns) & set(table.columns):
                found |= table[column].map(normalised).isin(wanted)
        return found

    def redacted(self, words: str) -> str:
        return _without(words, self.names, whole=True)


@dataclass(frozen=True, kw_only=True)
class RespondentRemoval:
    """Removes all answers of one respondent, found by the number in the survey's file."""

    number: str
    what: str = "respondent"
    everywhere: bool = False
    counted_as: str = ""

    def columns(self, kind: str) -> tuple[str, ...] | None:
        return RESPONDENT if kind == PERCEPTIONS else ()

    def rows(self, kind: str, table: pd.DataFrame) -> pd.Series:
        found = pd.Series(False, table.index)
        for column in set(self.columns(kind) or ()) & set(table.columns):
            found |= table[column].map(normalised) == normalised(self.number)
        return found

    def redacted(self, words: str) -> str:
        number = normalised(self.number)
        return _without(words, [number], whole=True) if len(number) >= DISTINCT else words


@dataclass(frozen=True, kw_only=True)
class TextRemoval:
    """Removes every row with a text in any of its cells, whatever its case and spaces."""

    text: str
    what: str = "text"
    everywhere: bool = True
    counted_as: str = ""
    _plain: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plain", normalised(self.text))

    def columns(self, kind: str) -> tuple[str, ...] | None:
        return None

    def rows(self, kind: str, table: pd.DataFrame) -> pd.Series:
        found = pd.Series(False, table.index)
        for _, cells in pd.DataFrame(table.drop(columns="geometry", errors="ignore")).items():
            if pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_bool_dtype(cells):
                continue
            distinct = {cell for cell in cells.dropna().unique() if isinstance(cell, str)}
            having = {cell for cell in distinct if self._plain in normalised(cell)}
            found |= cells.isin(having)
        return found

    def redacted(self, words: str) -> str:
        return _without(words, [self._plain], whole=False)


@dataclass(frozen=True, kw_only=True)
class AgeRemoval:
    """Removes answers of respondents of waves before a month, and own incidents before another."""

    # Empty where there is no limit.
    first_month: str
    first_incident: str = ""
    what: str = "retention"
    everywhere: bool = False
    counted_as: str = Reason.PAST_RETENTION

    def columns(self, kind: str) -> tuple[str, ...] | None:
        return {PERCEPTIONS: ("wave",), LOCAL_INCIDENTS: ("date",)}.get(kind, ())

    def rows(self, kind: str, table: pd.DataFrame) -> pd.Series:
        if kind == PERCEPTIONS and self.first_month and "wave" in table:
            return too_old(table["wave"], self.first_month)
        if kind == LOCAL_INCIDENTS and self.first_incident and "date" in table:
            return happened_too_early(table["date"], self.first_incident)
        return pd.Series(False, table.index)

    def redacted(self, words: str) -> str:
        return words


def normalised(cell: object) -> str:
    """Return a cell for comparison: in one case and one way of writing letters and spaces.

    Parameters
    ----------
    cell
        A cell; empty if it is missing.

    Returns
    -------
    str

    Examples
    --------
    >>> normalised("  Clwb  IEUENCTID ")
    'clwb ieuenctid'
    """
    if not isinstance(cell, str):
        return ""
    return " ".join(unicodedata.normalize("NFC", cell).casefold().split())


def _without(words: str, unwanted: Iterable[str], *, whole: bool) -> str:
    """Return words with each normalised text replaced, however it is written.

    With `whole` a text doesn't count inside a longer word.
    """
    plain = unicodedata.normalize("NFC", words)
    shorter = plain
    for text in unwanted:
        pattern = r"\s+".join(map(re.escape, text.split()))
        pattern = rf"(?<!\w){pattern}(?!\w)" if whole else pattern
        shorter = re.sub(pattern, INSTEAD, shorter, flags=re.IGNORECASE)
        if not whole and text in normalised(shorter):
            # A pattern doesn't find letters whose lower case has another length.
            shorter = INSTEAD
    return words if shorter == plain else shorter
