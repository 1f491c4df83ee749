"""Categories of the partners' own incidents: each type, and all of them together."""

import re
from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from data.schema import COUNTY, OWN, OWN_PREFIX


class PartnerIncidents:
    """Counts of a release's `local_incidents` by category, named so that a URL can contain it."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._table = table

    @cached_property
    def _choices(self) -> pd.Series:
        plain = {kind: category_slug(kind) for kind in self._table["type"].unique()}
        return self._table["type"].map(plain)

    def types(self) -> dict[str, str]:
        """Return for each category its most frequent spelling."""
        spelt = self._table["type"].groupby(self._choices).agg(lambda kinds: kinds.mode().iloc[0])
        return {str(choice): str(spelling) for choice, spelling in spelt.items()}

    def choices(self) -> list[str]:
        """Return the category of all, then each type; empty if there are no incidents."""
        types = sorted(self.types())
        return [OWN, *types] if types else []

    def months(self, choice: str, within: Sequence[str]) -> list[str]:
        """Return those months from the category's first incident to its last.

        It is not stated when a partner's extract begins and ends, and a month outside it must not
        count as a month without incidents.
        """
        rows = self._of(choice)["month"]
        return [m for m in within if rows.min() <= m <= rows.max()] if len(rows) else []

    def counts(self, choice: str, level: str, months: Sequence[str], codes: pd.Index) -> pd.Series:
        """Return incidents by area code; for LSOAs without incidents located to a ward only."""
        rows = self._in(choice, months)
        if level == COUNTY:
            return pd.Series(len(rows), codes, name="incidents")
        if f"{level}_code" not in rows:
            return pd.Series(0, codes, name="incidents")
        counts = rows[f"{level}_code"].value_counts().reindex(codes, fill_value=0)
        return counts.astype("int64").rename("incidents")

    def by_offence(
        self, choice: str, level: str, months: Sequence[str], codes: pd.Index
    ) -> pd.DataFrame:
        """Return incidents by area code and code of the offence, which is empty without one."""
        rows = self._in(choice, months)
        offences = rows.get("offence_code", pd.Series(None, rows.index, dtype="str")).fillna("")
        if level != COUNTY and f"{level}_code" not in rows:
            return pd.DataFrame(0, codes, sorted(set(offences)))
        areas = codes[0] if level == COUNTY else rows[f"{level}_code"]
        found = pd.DataFrame({"area": areas, "offence": offences}, rows.index)
        counts = found.groupby(["area", "offence"]).size().unstack(fill_value=0)
        return counts.reindex(codes, fill_value=0).astype("int64")

    def nowhere(self, choice: str, level: str, months: Sequence[str]) -> int:
        """Return how many incidents are in no area of the level."""
        rows = self._in(choice, months)
        return int(rows[f"{level}_code"].isna().sum()) if f"{level}_code" in rows else len(rows)

    def located(self, choice: str) -> pd.DataFrame:
        """Return `month`, `x` and `y` of the incidents with an exact location."""
        rows = self._of(choice)[["month", "x", "y"]]
        return rows[rows["x"].notna() & rows["y"].notna()].astype({"x": float, "y": float})

    def total(self, choice: str, months: Sequence[str]) -> int:
        """Return the number of incidents in these months, wherever they are."""
        return len(self._in(choice, months))

    def has_spans(self) -> bool:
        """Return whether the end of a span was read; older releases have its start only."""
        return "until" in self._table

    def times(self, choice: str) -> pd.DataFrame:
        """Return the columns of the incidents, with `start` and `end`.

        `start` is missing where no time is known, `end` where it is known to the minute.
        """
        rows = self._of(choice)
        nothing = pd.Series(pd.NA, rows.index, dtype="Int64")
        minutes = rows["hour"] * 60 + rows.get("minute", nothing).fillna(0)
        clock = pd.to_timedelta(minutes.astype("float64"), unit="min")
        ends = rows.get("until", pd.Series(None, rows.index, dtype="str"))
        return rows.assign(
            start=pd.to_datetime(rows["date"]) + clock,
            end=pd.to_datetime(ends, format="%Y-%m-%d %H:%M"),
        )

    def _of(self, choice: str) -> pd.DataFrame:
        return self._table if choice == OWN else self._table[self._choices == choice]

    def _in(self, choice: str, months: Sequence[str]) -> pd.DataFrame:
        rows = self._of(choice)
        return rows[rows["month"].isin(list(months))]


def category_slug(kind: str) -> str:
    """Return the category name of a type.

    Parameters
    ----------
    kind
        A type as spelt by a partner.

    Returns
    -------
    str
        Lower case with hyphens, after the prefix.

    Examples
    --------
    >>> category_slug("Deliberate fire")
    'own-deliberate-fire'
    """
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
