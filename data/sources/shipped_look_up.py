"""The official look-ups of authorities that come with the program: forces and partnerships."""

import csv
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parents[1] / "lookups"
LOOK_UP = FOLDER / "authorities-to-forces-2024.csv"
PARTNERSHIPS = FOLDER / "authorities-to-partnerships-2024.csv"
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
    return _without_year(pd.DataFrame(SHIPPED_ROWS))


def shipped_partnerships() -> pd.DataFrame:
    """Return the authority and community safety partnership, without the year in columns.

    Returns
    -------
    DataFrame
        `LADCD`, `LADNM`, `CSPCD` and `CSPNM`; an authority can be in several partnerships, and a
        partnership can have several authorities.

    Examples
    --------
    >>> partnerships = shipped_partnerships()
    >>> partnerships.loc[partnerships["CSPNM"] == "Cwm Taf", "LADNM"].tolist()
    ['Rhondda Cynon Taf', 'Merthyr Tydfil']
    """
    return _without_year(pd.read_csv(PARTNERSHIPS, dtype="str"))


def _without_year(table: pd.DataFrame) -> pd.DataFrame:
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
