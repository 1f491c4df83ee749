"""Load the number of households by LSOA from a table of the census."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.file_kinds import HOUSEHOLDS
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.messages import Message
from data.readers.published_table import PublishedTable, first_column, read_public
from data.sources.lsoa_vintages import LSOA_CODE, MERGED, LsoaChanges, place
from data.sources.population.age_groups import MEASURE
from data.sources.population.layouts import GEOGRAPHY, LSOA, lsoa_code_in

EXPECTED = Message("households.columns")
# NUMBER: the column with all households of an area, also where others divide them by their kind.
NUMBER = re.compile(
    r"((number of households: )?((total )?number of |all |total )?households"
    rf"|(household composition|tenure of household): total(: all households)?){MEASURE}",
    re.IGNORECASE,
)
# MOST_HOUSEHOLDS: more than the whole country has.
MOST_HOUSEHOLDS = 100_000_000


@dataclass(frozen=True, kw_only=True)
class HouseholdColumns:
    """The columns of a table of households."""

    code: str
    number: str


def households_in(header: Sequence[str]) -> HouseholdColumns | None:
    """Return the columns of a table of households.

    Parameters
    ----------
    header
        The names of the table's columns.

    Returns
    -------
    HouseholdColumns or None
        The columns; None for any other table.

    Examples
    --------
    >>> households_in(["geography code", "Number of households"]).number
    'Number of households'
    """
    code = first_column(header, LSOA) or first_column(header, GEOGRAPHY)
    number = first_column(header, NUMBER)
    return HouseholdColumns(code=code, number=number) if code and number else None


def is_of_lsoas(header: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether a table is of the households of LSOAs, and not of larger or smaller areas.

    Parameters
    ----------
    header
        The names of the table's columns.
    below
        The first row below them.

    Returns
    -------
    bool
        True if the columns are those of households and the first code is that of an LSOA, or
        missing: a table without rows is refused when it is read.

    Examples
    --------
    >>> is_of_lsoas(["geography code", "Number of households"], ["W02000001", "3100"])
    False
    """
    columns = households_in(header)
    if columns is None:
        return False
    first = dict(zip(header, below, strict=False)).get(columns.code, "").strip()
    return not first or re.fullmatch(LSOA_CODE, lsoa_code_in(first)) is not None


def load_households(
    member: Member, lsoas: pd.Series, changes: LsoaChanges | None, report: LoadReport
) -> pd.DataFrame:
    """Load the households of the area's LSOAs.

    Those of LSOAs of 2011 that were merged are added up. Those of a split one can't be divided and
    are left out.

    Parameters
    ----------
    member
        The file.
    lsoas
        The codes of the area's LSOAs of 2021.
    changes
        The changes of LSOAs from 2011 to 2021, if the look-up was brought.
    report
        The load report.

    Returns
    -------
    DataFrame
        `area_code` and `households`.

    Raises
    ------
    SourceError
        If no row of the table has such columns, or there is none below them.

    Examples
    --------
    >>> load_households(census, lsoas, None, LoadReport())["households"].tolist()  # doctest: +SKIP
    [640.0, 712.0]
    """
    account = report.open_file(member, HOUSEHOLDS)
    table = read_public(member, lambda header: households_in(header) is not None, EXPECTED)
    columns = households_in([str(column) for column in table.cells.columns])
    assert columns
    account.notes |= table.notes
    account.read = len(table.cells)
    blank = table.blank()
    codes = table.text(columns.code).map(lsoa_code_in, na_action="ignore").astype("str")
    twice = ~blank & codes.notna() & codes.duplicated()
    of_2011 = "11" in columns.code
    placed = place(codes[~blank & ~twice].fillna(""), lsoas, changes, of_2011=of_2011)
    parts = placed.pairs.assign(households=_numbers(table, columns, placed.pairs["row"]))
    by_area = parts.groupby("area_code")["households"]
    incomplete = parts[by_area.transform("count") < by_area.transform("size")]
    unread = incomplete["households"].isna()
    bad, beside = incomplete.loc[unread, "row"], incomplete.loc[~unread, "row"]
    left_out = {Reason.BLANK_ROW: blank, Reason.AREA_TWICE: twice, **placed.left_out}
    indices = {reason: rows.index[rows] for reason, rows in left_out.items()}
    indices |= {Reason.BAD_NUMBER: pd.Index(bad), Reason.PART_UNREADABLE: pd.Index(beside)}
    for reason, index in indices.items():
        record = table.cells.loc[index, [columns.code, columns.number]]
        report.leave_out(account, record.replace("", None), reason)
    used = parts.drop(incomplete.index)
    account.used = len(used)
    merged = int(used["change"].eq(MERGED).sum())
    account.notes |= {Reason.MERGED_ADDED: merged} if merged else {}
    sums = used.groupby("area_code", sort=False)["households"].sum().reset_index()
    return sums.astype({"area_code": "str", "households": float})


def _numbers(table: PublishedTable, columns: HouseholdColumns, rows: pd.Series) -> pd.Series:
    """Return the households of rows of the table, missing where there can't be so many."""
    numbers = table.numbers(columns.number)
    possible = numbers.where(numbers.between(0, MOST_HOUSEHOLDS))
    found: pd.Series = rows.map(possible)
    return found
