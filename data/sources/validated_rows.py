"""Read a partner's file and validate it: usable rows, and the others left out by reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from data.contracts import IN_DEGREES, IN_METRES, NO_PLACE, ValidatedTable, contract_of, validate
from data.contracts.example_rows import example_rows
from data.contracts.model import ADVICE, ADVICE_ON_SHAPES
from data.errors import SourceError
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.messages import Message
from data.readers.coordinates import EXCHANGED
from data.readers.partner_table import BEYOND, read_own
from data.sources.ward_names import COLUMN, Coded, Wards, placed_by_lsoa, with_codes

# REASON_OF: the reason for leaving out a row, by the column of its fault.
REASON_OF: Mapping[str, Reason] = {
    "date": Reason.BAD_DATE,
    **dict.fromkeys(("start", "expiry", "end", "last_confirmed"), Reason.BAD_DATE),
    "time": Reason.BAD_TIME,
    "type": Reason.NO_TYPE,
    NO_PLACE: Reason.NO_LOCATION,
    **dict.fromkeys((*IN_DEGREES, *IN_METRES, "geometry"), Reason.BAD_COORDINATES),
    **dict.fromkeys(("lsoa_code", "town_code", "beat_code"), Reason.BAD_AREA_CODE),
    "ward_code": Reason.UNKNOWN_WARD,
    "wave": Reason.BAD_MONTH,
    "mode": Reason.UNKNOWN_MODE,
    "weight": Reason.NO_WEIGHT,
    "answer": Reason.TOTAL_OFF_THE_SCALE,
    "respondents": Reason.BAD_NUMBER,
    "weighted_share": Reason.BAD_SHARE,
    "covers": Reason.UNKNOWN_REACH,
    "public_contact": Reason.NOT_YES_OR_NO,
    "status": Reason.UNKNOWN_STATUS,
    BEYOND: Reason.CELLS_BEYOND,
}
# OF_ADVICE: the reason for leaving out a row, by the advice on its coordinates.
OF_ADVICE: Mapping[str, Reason] = {
    f"({words})": Reason.EXCHANGED if look == EXCHANGED else Reason.OTHER_COORDINATES
    for advice in (*ADVICE.values(), ADVICE_ON_SHAPES)
    for look, words in advice.items()
}
# DATE_COLUMN: the column with the date or wave, which can't be in the future.
DATE_COLUMN: Mapping[str, str] = {"incidents": "date", "survey": "wave", "survey_totals": "wave"}
# DID_YOU_MEAN: the key of similar ward names in the record of a row left out.
DID_YOU_MEAN = "did you mean"
# LIKE_A_REFUGE: the kinds and names of services whose location must not be stored.
LIKE_A_REFUGE = r"refuge|lloches|domestic|cam-?drin"
# TOLD_OF_A_REFUGE: the columns of a refuge's row that are stored if the row is left out.
TOLD_OF_A_REFUGE = ("group_id", "name_en", "name_cy", "kind", "covers", "public_contact")
# OF_KIND: reasons that differ for the same column of different contracts.
OF_KIND: Mapping[tuple[str, str], Reason] = {
    ("groups", "kind"): Reason.UNKNOWN_GROUP_KIND,
    **{(kind, "geometry"): Reason.NO_POLYGON for kind in ("orders", "towns", "beats")},
}


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
    return good_rows(
        contract,
        prepare(own.cells) if prepare else own.cells,
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
    checked.require_file(shown or account.file)
    account.read += len(table)
    first = checked.faults.drop_duplicates("row").set_index("row")
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


def refuse_example_rows(contract: str, table: pd.DataFrame, file: str) -> None:
    """Raise if a table has rows of its template's example, which are fictional.

    Parameters
    ----------
    contract
        The kind of the contract.
    table
        Cells of text, indexed by line number.
    file
        The file's name in the message.

    Raises
    ------
    SourceError
        Names the file, the first of the rows and the lines of the others.

    Examples
    --------
    >>> refuse_example_rows("groups", pd.DataFrame({"group_id": ["A7"]}, index=[2]), "groups.csv")
    """
    found = example_rows(contract, table)
    if found.empty:
        return
    first, *more = map(str, found.index)
    words = {"name": found.iloc[0]} | ({"rows": tuple(more)} if more else {})
    raise SourceError(
        file=file,
        where=Message("where.row", row=first),
        expected=Message("examples.own_rows"),
        found=Message("examples.found_more" if more else "examples.found", **words),
    )


def without_refuge_places(groups: pd.DataFrame) -> pd.DataFrame:
    """Return groups with nothing that could tell where a refuge is.

    The rows that are left out are stored for download as they were brought; of a refuge only the
    columns that say what it is are stored.

    Parameters
    ----------
    groups
        Cells of text, indexed by line number.

    Returns
    -------
    DataFrame
        The cells of rows whose kind or name is like a refuge's are removed, but for those columns.

    Examples
    --------
    >>> row = {"kind": "refuge", "postcode": "CF10 1AA"}
    >>> without_refuge_places(pd.DataFrame(row, index=[2])).loc[2].dropna().to_dict()
    {'kind': 'refuge'}
    """
    named = [column for column in ("kind", "name_en", "name_cy") if column in groups]
    like = pd.Series(False, groups.index)
    for column in named:
        like |= groups[column].astype("str").str.contains(LIKE_A_REFUGE, case=False, na=False)
    others = [c for c in groups.columns if c not in TOLD_OF_A_REFUGE and c != "geometry"]
    plain = groups.copy()
    plain.loc[like, others] = None
    return plain


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


def reason_of(contract: str, column: str) -> Reason:
    """Return the reason for leaving out a row with an invalid cell.

    Parameters
    ----------
    contract
        The kind of the contract.
    column
        The column of the cell.

    Returns
    -------
    Reason
        The reason.

    Examples
    --------
    >>> reason_of("groups", "start") == Reason.BAD_DATE
    True
    """
    general = REASON_OF.get(column, Reason.NOTHING_GIVEN)
    return OF_KIND.get((contract, column), general)


def coordinate_reason(expected: str) -> Reason | None:
    """Return the reason for leaving out a row by the kind of its coordinates.

    Parameters
    ----------
    expected
        The text of the fault about what was expected.

    Returns
    -------
    Reason or None
        The reason; None if the text has no advice on coordinates.

    Examples
    --------
    >>> coordinate_reason("a date") is None
    True
    """
    return next((why for words, why in OF_ADVICE.items() if words in expected), None)


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
