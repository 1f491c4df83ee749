"""Read a partner's file and validate it: usable rows, and the others left out by reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from data.contracts import IN_DEGREES, IN_METRES, ValidatedTable, contract_of, validate
from data.contracts.example_rows import refuse_example_rows
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.readers.partner_table import read_own
from data.sources.refuges import without_refuge_places
from data.sources.row_reasons import coordinate_reason, reason_of
from data.sources.ward_names import COLUMN, Coded, Wards, placed_by_lsoa, with_codes

# DATE_COLUMN: the column with the date or wave, which can't be in the future.
DATE_COLUMN: Mapping[str, str] = {"incidents": "date", "survey": "wave", "survey_totals": "wave"}
# DID_YOU_MEAN: the key of similar ward names in the record of a row left out.
DID_YOU_MEAN = "did you mean"


@dataclass(kw_only=True)
class ValidatedRows:
    """The usable rows of a file, typed, and its table as it was brought."""

    good: pd.DataFrame
    brought: pd.DataFrame
    checked: ValidatedTable
    account: FileReport


def read_rows(
    member: Member,
    contract: str,
    report: LoadReport,
    *,
    account_kind: str,
    wards: Wards | None = None,
    codes_elsewhere: bool = False,
    prepare: Callable[[pd.DataFrame], pd.DataFrame] | None = None,
    stored: Callable[[pd.DataFrame, FileReport], pd.DataFrame] | None = None,
) -> ValidatedRows:
    """Read a file and leave out rows that break its contract.

    Parameters
    ----------
    member
        The file.
    contract
        The kind of its contract.
    report
        The load report.
    account_kind
        The kind of the file in the load report.
    wards
        The area's wards; None if rows aren't checked against them.
    codes_elsewhere
        Whether the code of a ward outside the area is valid.
    prepare
        Replaces other names in the table by those of the contract; None to leave it as it is.
    stored
        Returns the rows that are stored, and counts the others; None if all of them are.

    Returns
    -------
    ValidatedRows
        The usable rows.

    Raises
    ------
    SourceError
        If the file as a whole has a fault.

    Examples
    --------
    >>> rows = read_rows(file, "groups", LoadReport(), account_kind="groups")  # doctest: +SKIP
    >>> rows.good["group_id"].tolist()  # doctest: +SKIP
    ['G001', 'G002']
    """
    account = report.open_file(member, account_kind)
    wants = contract_of(contract).columns
    own = read_own(member, wants=wants, shown=member.path_shown)
    account.note(own.notes)
    cells = prepare(own.cells) if prepare else own.cells
    return good_rows(
        contract,
        stored(cells, account) if stored else cells,
        account,
        report,
        wards=wards,
        codes_elsewhere=codes_elsewhere,
        shown=member.path_shown,
    )


def good_rows(
    contract: str,
    table: pd.DataFrame,
    account: FileReport,
    report: LoadReport,
    *,
    wards: Wards | None = None,
    codes_elsewhere: bool = False,
    shown: str = "",
) -> ValidatedRows:
    """Leave out rows of a table that break its contract, each once, for its first fault.

    Wards may be given by name if the name is unique.

    Parameters
    ----------
    contract
        The kind of the contract.
    table
        Cells of text, indexed by line number.
    account
        The report of the file.
    report
        The load report.
    wards
        The area's wards; None if rows aren't checked against them.
    codes_elsewhere
        Whether the code of a ward outside the area is valid.
    shown
        The file's name in messages.

    Returns
    -------
    ValidatedRows
        The usable rows.

    Raises
    ------
    SourceError
        If the file as a whole has a fault.

    Examples
    --------
    >>> good_rows("groups", table, account, report).good["group_id"].tolist()  # doctest: +SKIP
    ['G001', 'G002']
    """
    not_needed = _placed_otherwise(table) if codes_elsewhere else None
    if not report.fictional:
        refuse_example_rows(contract, table, shown or account.file)
    brought = without_refuge_places(table) if contract == "groups" else table
    table, by_lsoa, not_placed = (
        placed_by_lsoa(table, wards or Wards.of_codes(()))
        if contract == "survey"
        else (table, table.index[:0], table.index[:0])
    )
    coded = with_codes(table, wards or Wards.of_codes(()), not_needed=not_needed)
    codes = None if wards is None or codes_elsewhere else wards.codes
    checked = validate(contract, coded.table, wards=codes)
    # A file all of whose rows are too old to be stored has none left.
    if len(table) or not account.left_out:
        checked.require_file(shown or account.file)
    account.read += len(table)
    of_rows = checked.faults[checked.faults["row"].isin(table.index)]
    first = of_rows.drop_duplicates("row").set_index("row")
    of_rule = {rule.expected: rule.reason for rule in contract_of(contract).rules}
    of_rule[contract_of(contract).key_rule] = contract_of(contract).twice
    reasons = pd.Series(
        [
            of_rule.get(expected) or coordinate_reason(expected) or reason_of(contract, column)
            for column, expected in zip(first["column"], first["expected"], strict=True)
        ],
        index=first.index,
        dtype=object,
    )
    for_ward = first.index[first["column"] == COLUMN]
    reasons[coded.ambiguous.intersection(for_ward)] = Reason.AMBIGUOUS_WARD
    reasons[not_placed.intersection(for_ward)] = Reason.UNKNOWN_LSOA
    for reason, rows in reasons.groupby(reasons, sort=False):
        hinted = _with_hints(original_rows(brought, rows.index), coded)
        report.leave_out(account, hinted, str(reason))
    account.used += len(checked.good)
    own = ValidatedRows(good=checked.good.copy(), brought=brought, checked=checked, account=account)
    if contract in DATE_COLUMN:
        when = own.good[DATE_COLUMN[contract]].astype(str).str[: len("2026-11-30")]
        future = when > report.today[: 7 if DATE_COLUMN[contract] == "wave" else None]
        leave_out_more(own, future, Reason.IN_THE_FUTURE, report)
    by_name = len(coded.matched.intersection(own.good.index))
    placed = len(by_lsoa.intersection(own.good.index))
    account.note({Reason.WARD_BY_NAME: by_name, Reason.WARD_BY_LSOA: placed})
    return own


def leave_out_more(
    own: ValidatedRows, these: pd.Series, reason: Reason, report: LoadReport
) -> None:
    """Leave out more rows, which are valid but can't be used.

    Parameters
    ----------
    own
        The usable rows, from which they are removed.
    these
        Which of the rows are left out.
    reason
        The reason.
    report
        The load report.

    Examples
    --------
    >>> leave_out_more(own, outside, Reason.OUTSIDE_THE_AREA, report)  # doctest: +SKIP
    """
    rows = own.good.index[these]
    report.leave_out(own.account, original_rows(own.brought, rows), reason)
    own.account.used -= len(rows)
    own.good = own.good[~these]


def original_rows(table: pd.DataFrame, rows: pd.Index) -> pd.DataFrame:
    """Return rows as they were brought, without geometries, which records can't store.

    Parameters
    ----------
    table
        The table as it was brought.
    rows
        The line numbers of the rows.

    Returns
    -------
    DataFrame
        The rows.

    Examples
    --------
    >>> table = pd.DataFrame({"kind": ["patrol", "order"]}, index=[1, 2])
    >>> original_rows(table, pd.Index([2]))["kind"].tolist()
    ['order']
    """
    return pd.DataFrame(table.drop(columns="geometry", errors="ignore")).loc[rows]


def _placed_otherwise(table: pd.DataFrame) -> pd.Series:
    """Return which rows have a more precise location than a ward."""
    finer = [c for c in (*IN_DEGREES, *IN_METRES, "lsoa_code") if c in table]
    placed = table[finer].notna().any(axis=1)
    if isinstance(table, gpd.GeoDataFrame):
        placed |= table.geometry.notna() & ~table.geometry.is_empty
    return placed


def _with_hints(rows: pd.DataFrame, coded: Coded) -> pd.DataFrame:
    """Add a column of similar ward names to rows, if there are any."""
    hints = [coded.hints.get(row) for row in rows.index]
    if any(hints):
        rows = rows.copy()
        rows[DID_YOU_MEAN] = hints
    return rows


def note_repairs(own: ValidatedRows) -> None:
    """Note the number of polygons that were invalid and have been repaired.

    Parameters
    ----------
    own
        The usable rows.

    Examples
    --------
    >>> note_repairs(own)  # doctest: +SKIP
    >>> own.account.notes  # doctest: +SKIP
    {'polygon repaired': 1}
    """
    if isinstance(own.brought, gpd.GeoDataFrame):
        broken = int((~own.brought.geometry.loc[own.good.index].is_valid).sum())
        if broken:
            own.account.notes[Reason.POLYGON_REPAIRED] = broken
