"""An own file held to its contract: rows to use, and the others left out by reason."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from data.contracts import IN_DEGREES, IN_METRES, NO_PLACE, ValidatedTable, contract_of, validate
from data.contracts.model import ADVICE, ADVICE_ON_SHAPES
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.readers.coordinates import EXCHANGED
from data.readers.partner_table import BEYOND, read_own
from data.sources.ward_names import COLUMN, Coded, Wards, placed_by_lsoa, with_codes

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
"""Why a row is left out, by the column in which it is at fault."""
OF_ADVICE: Mapping[str, Reason] = {
    f"({words})": Reason.EXCHANGED if look == EXCHANGED else Reason.OTHER_COORDINATES
    for advice in (*ADVICE.values(), ADVICE_ON_SHAPES)
    for look, words in advice.items()
}
"""Why a row is left out, by what its coordinates look like."""
HAPPENED: Mapping[str, str] = {"incidents": "date", "survey": "wave", "survey_totals": "wave"}
"""The column that says when something happened, which no day to come can be."""
DID_YOU_MEAN = "did you mean"
"""What a row left out for its ward's name may have meant, in its record."""
OF_KIND: Mapping[tuple[str, str], Reason] = {
    ("groups", "kind"): Reason.UNKNOWN_GROUP_KIND,
    **{(kind, "geometry"): Reason.NO_POLYGON for kind in ("orders", "towns", "beats")},
}


@dataclass(kw_only=True)
class ValidatedRows:
    """A file's usable rows, typed, with the table as it was brought."""

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
) -> ValidatedRows:
    """Open a file's account, read it, and leave out what breaks its contract."""
    account = report.open_file(member, account_kind)
    wants = contract_of(contract).columns
    own = read_own(member, wants=wants, shown=member.path_shown)
    account.notes |= own.notes
    return good_rows(
        contract,
        own.cells,
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
    """The rows without a fault; the others are left out, each once, for their first fault.

    Wards may be given by name where one ward goes by it. With `codes_elsewhere` a code of another
    area's ward is no fault.
    """
    spare = _placed_otherwise(table) if codes_elsewhere else None
    brought = table
    table, by_lsoa, not_placed = (
        placed_by_lsoa(table, wards or Wards.of_codes(()))
        if contract == "survey"
        else (table, table.index[:0], table.index[:0])
    )
    coded = with_codes(table, wards or Wards.of_codes(()), spare=spare)
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
    if contract in HAPPENED:
        when = own.good[HAPPENED[contract]].astype(str).str[: len("2026-11-30")]
        future = when > report.today[: 7 if HAPPENED[contract] == "wave" else None]
        leave_out_more(own, future, Reason.IN_THE_FUTURE, report)
    by_name = len(coded.matched.intersection(own.good.index))
    account.notes |= {Reason.WARD_BY_NAME: by_name} if by_name else {}
    placed = len(by_lsoa.intersection(own.good.index))
    account.notes |= {Reason.WARD_BY_LSOA: placed} if placed else {}
    return own


def leave_out_more(
    own: ValidatedRows, these: pd.Series, reason: Reason, report: LoadReport
) -> None:
    """Rows that keep their contract, and yet are of no use."""
    rows = own.good.index[these]
    report.leave_out(own.account, original_rows(own.brought, rows), reason)
    own.account.used -= len(rows)
    own.good = own.good[~these]


def reason_of(contract: str, column: str) -> Reason:
    """Why a row is left out whose cell in a column can't be read."""
    general = REASON_OF.get(column, Reason.NOTHING_GIVEN)
    return OF_KIND.get((contract, column), general)


def coordinate_reason(expected: str) -> Reason | None:
    """Why, where coordinates are of a kind that can be told."""
    return next((why for words, why in OF_ADVICE.items() if words in expected), None)


def original_rows(table: pd.DataFrame, rows: pd.Index) -> pd.DataFrame:
    """Rows as they came, without shapes: a record is kept as text."""
    return pd.DataFrame(table.drop(columns="geometry", errors="ignore")).loc[rows]


def _placed_otherwise(table: pd.DataFrame) -> pd.Series:
    """Which rows say where they are by something finer than a ward."""
    finer = [c for c in (*IN_DEGREES, *IN_METRES, "lsoa_code") if c in table]
    placed = table[finer].notna().any(axis=1)
    if isinstance(table, gpd.GeoDataFrame):
        placed |= table.geometry.notna() & ~table.geometry.is_empty
    return placed


def _with_hints(rows: pd.DataFrame, coded: Coded) -> pd.DataFrame:
    """The rows with what their wards' names may have meant, where there is anything to say."""
    hints = [coded.hints.get(row) for row in rows.index]
    if any(hints):
        rows = rows.copy()
        rows[DID_YOU_MEAN] = hints
    return rows


def note_repairs(own: ValidatedRows) -> None:
    """Count the polygons that had to be mended."""
    if isinstance(own.brought, gpd.GeoDataFrame):
        broken = int((~own.brought.geometry.loc[own.good.index].is_valid).sum())
        if broken:
            own.account.notes[Reason.POLYGON_REPAIRED] = broken
