"""The official look-up from authorities to police forces that comes with the program."""

import csv
from pathlib import Path

import pandas as pd

LOOK_UP = Path(__file__).parents[1] / "lookups" / "authorities-to-forces-2024.csv"
# The year of the look-up, and its rows.
LOOK_UP_YEAR = 2024
SHIPPED_ROWS = tuple(csv.DictReader(LOOK_UP.read_text(encoding="utf-8").splitlines()))
COUNTIES = LOOK_UP.with_name("authorities-to-counties-2024.csv")


def shipped_forces() -> pd.DataFrame:
    """Return the authority and police force of the look-up, with the year removed from columns.

    Returns
    -------
    DataFrame
        `LADCD`, `LADNM`, `PFACD` and `PFANM`.

    Examples
    --------
    >>> forces = shipped_forces()
    >>> forces.loc[forces["LADNM"] == "Newport", "PFANM"].tolist()
    ['Gwent']
    """
    table = pd.DataFrame(SHIPPED_ROWS)
    return table.rename(columns=lambda name: name.replace(str(LOOK_UP_YEAR)[2:], ""))


def shipped_counties() -> pd.DataFrame:
    """Return the county of each district of England's two-tier counties, without the year.

    Returns
    -------
    DataFrame
        `LADCD`, `LADNM`, `CTYCD` and `CTYNM`.

    Examples
    --------
    >>> counties = shipped_counties()
    >>> counties.loc[counties["LADNM"] == "Exeter", "CTYNM"].tolist()
    ['Devon']
    """
    rows = csv.DictReader(COUNTIES.read_text(encoding="utf-8").splitlines())
    table = pd.DataFrame(list(rows))
    return table.rename(columns=lambda name: name.replace(str(LOOK_UP_YEAR)[2:], ""))
