"""The partners' own incidents as categories: each type, and all of them together."""

import re
from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from data.schema import COUNTY, OWN, OWN_PREFIX


class PartnerIncidents:
    """Counts of a release's `local_incidents`, under names that an address can hold."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._table = table

    @cached_property
    def _choices(self) -> pd.Series:
        plain = {kind: category_slug(kind) for kind in self._table["type"].unique()}
        return self._table["type"].map(plain)

    def types(self) -> dict[str, str]:
        """Each type's name in the address, and the spelling that most of its incidents have."""
        spelt = self._table["type"].groupby(self._choices).agg(lambda kinds: kinds.mode().iloc[0])
        return {str(choice): str(spelling) for choice, spelling in spelt.items()}

    def choices(self) -> list[str]:
        """All together, then each type where there are several; nothing where there is none."""
        types = sorted(self.types())
        return [OWN, *types] if types else []

    def months(self, choice: str, within: Sequence[str]) -> list[str]:
        """Those months from the choice's first incident to its last.

        Nobody says when a partner's extract begins and ends, and a month outside of it must not
        pass for a month without an incident.
        """
        held = self._of(choice)["month"]
        return [m for m in within if held.min() <= m <= held.max()] if len(held) else []

    def counts(self, choice: str, level: str, months: Sequence[str], codes: pd.Index) -> pd.Series:
        """By area code. At LSOA level without the incidents whose ward alone is known."""
        held = self._in(choice, months)
        if level == COUNTY:
            return pd.Series(len(held), codes, name="incidents")
        if f"{level}_code" not in held:
            return pd.Series(0, codes, name="incidents")
        found = held[f"{level}_code"].value_counts().reindex(codes, fill_value=0)
        return found.astype("int64").rename("incidents")

    def nowhere(self, choice: str, level: str, months: Sequence[str]) -> int:
        """How many are in no area of a level, or known by their ward alone where that won't do."""
        held = self._in(choice, months)
        return int(held[f"{level}_code"].isna().sum()) if f"{level}_code" in held else len(held)

    def _of(self, choice: str) -> pd.DataFrame:
        return self._table if choice == OWN else self._table[self._choices == choice]

    def _in(self, choice: str, months: Sequence[str]) -> pd.DataFrame:
        held = self._of(choice)
        return held[held["month"].isin(list(months))]


def category_slug(kind: str) -> str:
    """ "Deliberate fire" as "own-deliberate-fire"."""
    return OWN_PREFIX + re.sub(r"[\W_]+", "-", kind.casefold()).strip("-")


def is_partner(categories: Sequence[str]) -> bool:
    """Return whether these are a partner category, which is counted alone, and no police ones.

    Parameters
    ----------
    categories
        Police categories, or the name of one partner category.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_partner(["own-fly-tipping"])
    True
    >>> is_partner(["burglary", "drugs"])
    False
    """
    return any(one == OWN or one.startswith(OWN_PREFIX) for one in categories)
