"""Finds a group by its number or a name, with the other names that it has anywhere."""

from dataclasses import dataclass, field

import pandas as pd

from data.erasure.erase import find
from data.erasure.removal import NAMES, GroupRemoval, normalised
from data.file_kinds import GROUPS
from data.settings import Settings


@dataclass(frozen=True, kw_only=True)
class _Seeker(GroupRemoval):
    """Finds the same rows, and takes down the names that they have."""

    seen: set[str] = field(default_factory=set)

    def rows(self, kind: str, table: pd.DataFrame) -> pd.Series:
        found = super().rows(kind, table)
        if kind == GROUPS:
            for column in set(NAMES) & set(table.columns):
                self.seen.update(map(normalised, table.loc[found, column]))
        return found

    def redacted(self, words: str) -> str:
        """Return the words as they are: which names are the group's isn't known yet."""
        return words


def group_removal(asked: str, settings: Settings) -> GroupRemoval:
    """Return the removal of a group under every name that its rows have.

    Rows with another number and another name are not the same group.

    Parameters
    ----------
    asked
        Its number, or its name in English or Welsh.
    settings
        The installation's paths.

    Returns
    -------
    GroupRemoval
        The removal.

    Examples
    --------
    >>> group_removal("Porth Sarnen Youth Club", load_settings()).names  # doctest: +SKIP
    frozenset({'clwb ieuenctid porth sarnen', 'porth sarnen youth club'})
    """
    wanted = frozenset({normalised(asked)})
    seeker = _Seeker(numbers=wanted, names=wanted)
    find(seeker, settings)
    return GroupRemoval(numbers=wanted, names=frozenset(seeker.seen - {""}))
