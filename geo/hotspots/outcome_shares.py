"""What came of crimes: the share of each kind of outcome, with its limits."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.noise.shares import share_limits
from geo.not_measured import NO_INCIDENTS, SMALL_BASE

NO_SUSPECT, CHARGED, OUT_OF_COURT, NOT_PROSECUTED, OPEN, UNKNOWN = (
    "no suspect", "charged", "out of court", "not prosecuted", "open", "unknown",
)  # fmt: skip
KINDS = (NO_SUSPECT, CHARGED, OUT_OF_COURT, NOT_PROSECUTED, OPEN, UNKNOWN)
# OUTCOMES: the outcomes that police.uk publishes, by kind.
OUTCOMES: Mapping[str, str] = {
    "Investigation complete; no suspect identified": NO_SUSPECT,
    "Awaiting court outcome": CHARGED,
    "Court result unavailable": CHARGED,
    "Suspect charged as part of another case": CHARGED,
    "Suspect charged": CHARGED,
    "Local resolution": OUT_OF_COURT,
    "Offender given a caution": OUT_OF_COURT,
    "Offender given a drugs possession warning": OUT_OF_COURT,
    "Offender given penalty notice": OUT_OF_COURT,
    "Action to be taken by another organisation": OUT_OF_COURT,
    "Unable to prosecute suspect": NOT_PROSECUTED,
    "Formal action is not in the public interest": NOT_PROSECUTED,
    "Further action is not in the public interest": NOT_PROSECUTED,
    "Further investigation is not in the public interest": NOT_PROSECUTED,
    "Under investigation": OPEN,
    "Status update unavailable": UNKNOWN,
}
# LEAST_BASE: of fewer crimes no share is given.
LEAST_BASE = 30


def without_outcomes(outcomes: pd.DataFrame) -> pd.Series:
    """Return which rows are of a month for which a police force has published no outcome.

    A force that publishes none has every crime as under investigation: nothing is known of them,
    not that they are open.

    Parameters
    ----------
    outcomes
        `force`, `month`, `outcome` as police.uk words it, and `incidents`.

    Returns
    -------
    pd.Series
        True for the rows of a force's month of 30 crimes or more of which none is decided.

    Examples
    --------
    >>> rows = {"force": "Gwent", "month": ["2026-01", "2026-01", "2026-02"]}
    >>> words = ["Under investigation", "Suspect charged", "Under investigation"]
    >>> rows |= {"outcome": words, "incidents": [90, 10, 90]}
    >>> without_outcomes(pd.DataFrame(rows)).tolist()
    [False, False, True]
    """
    kind = outcomes["outcome"].map(OUTCOMES).fillna(UNKNOWN)
    decided = outcomes["incidents"].where(~kind.isin([OPEN, UNKNOWN]), 0)
    of_month = [outcomes["force"], outcomes["month"]]
    totals = outcomes["incidents"].groupby(of_month).transform("sum")
    none: pd.Series = decided.groupby(of_month).transform("sum") == 0
    return none & (totals >= LEAST_BASE)


def outcome_counts(outcomes: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return crimes by kind of outcome.

    Parameters
    ----------
    outcomes
        `outcome` as police.uk words it, `incidents`, and the columns of `by`.
    by
        What the rows are, such as ["ward_code", "category"].

    Returns
    -------
    pd.DataFrame
        One row for each of `by`, one column for each kind; outcomes with other words are unknown.

    Examples
    --------
    >>> one = {"ward_code": ["A", "A"], "outcome": ["Local resolution", "Under investigation"]}
    >>> outcome_counts(pd.DataFrame({**one, "incidents": [3, 4]}), ["ward_code"]).loc["A"].tolist()
    [0, 0, 3, 0, 4, 0]
    """
    kind = outcomes["outcome"].map(OUTCOMES).fillna(UNKNOWN)
    wide = outcomes.assign(kind=kind).pivot_table(
        index=by, columns="kind", values="incidents", aggfunc="sum", fill_value=0
    )
    return wide.reindex(columns=list(KINDS), fill_value=0).rename_axis(columns=None)


def outcome_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each kind of outcome with its 95% limits (Wilson).

    Crimes whose outcome is unknown are left out of the base, and told. Recent crimes are still
    open, so that shares are only compared between months that are as old.

    Parameters
    ----------
    counts
        Crimes by row and kind of outcome (`outcome_counts`).

    Returns
    -------
    pd.DataFrame
        By row and kind (without unknown): `incidents`, `base`, `unknown`, `share`, `lower`,
        `upper`, and `reason` where there is no share: no crime, or fewer than 30 with an outcome.

    Examples
    --------
    >>> row = pd.DataFrame([[65, 15, 5, 5, 10, 7]], ["A"], columns=KINDS)
    >>> outcome_shares(row).loc[("A", "no suspect"), ["incidents", "base", "unknown"]].tolist()
    [65, 100, 7]
    """
    kinds = [kind for kind in KINDS if kind != UNKNOWN]
    known = counts[kinds]
    base = known.sum(axis=1)
    table = pd.DataFrame({"incidents": known.stack()})
    table.index = table.index.set_names("kind", level=-1)
    number = len(kinds)
    table["base"] = np.repeat(base.to_numpy(), number)
    table["unknown"] = np.repeat(counts[UNKNOWN].to_numpy(), number)
    share = table["incidents"] / table["base"].where(table["base"] >= LEAST_BASE)
    table["share"] = share
    table[["lower", "upper"]] = share_limits(share, table["base"].clip(lower=1))
    reason = np.full(len(table), None, dtype=object)
    reason[(table["base"] < LEAST_BASE).to_numpy()] = SMALL_BASE
    reason[((table["base"] + table["unknown"]) == 0).to_numpy()] = NO_INCIDENTS
    return table.assign(reason=reason)
