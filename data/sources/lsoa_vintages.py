"""Convert LSOAs of 2011 to those of 2021 with the official look-up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.files.archive import Member
from data.geometry.code_lookup import is_in
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.readers.csv_table import read_csv

UNCHANGED, SPLIT, MERGED, IRREGULAR = "U", "S", "M", "X"
LSOA_CODE = r"[EW]01\d{6}"


@dataclass(frozen=True, kw_only=True)
class Vintages:
    """The LSOA codes that only one of the censuses of 2011 and 2021 has."""

    only_2011: frozenset[str] = frozenset()
    only_2021: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class LsoaChanges:
    """The successors of LSOAs of 2011 that don't exist in 2021, and how they changed."""

    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    change: Mapping[str, str] = field(default_factory=dict)
    vintages: Vintages = field(default_factory=Vintages)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """The rows of a table with their LSOAs of 2021 (`row`, `area_code`, `change`)."""

    pairs: pd.DataFrame
    # Which rows can't be used, by reason.
    left_out: Mapping[Reason, pd.Series]


def load_changes(member: Member, report: LoadReport) -> LsoaChanges:
    """Load the look-up from LSOAs of 2011 to those of 2021.

    Parameters
    ----------
    member
        The file. Its change codes are U unchanged, S split, M merged and X anything else.
    report
        The load report.

    Returns
    -------
    LsoaChanges
        Successors and kind of change by the code of 2011.

    Examples
    --------
    >>> load_changes(look_up_file, LoadReport()).change["W01000123"]  # doctest: +SKIP
    'S'
    """
    account = report.open_file(member, "lookups")
    table = read_csv(member, needs=("LSOA11CD", "LSOA21CD", "CHGIND"))
    account.read = account.used = len(table)
    table = table.dropna(subset=["LSOA11CD", "LSOA21CD"])
    old, new = frozenset(table["LSOA11CD"]), frozenset(table["LSOA21CD"])
    gone = table[table["CHGIND"].ne(UNCHANGED)].groupby("LSOA11CD")
    return LsoaChanges(
        successors={str(code): tuple(rows["LSOA21CD"]) for code, rows in gone},
        change={str(code): _one_change(rows["CHGIND"]) for code, rows in gone},
        vintages=Vintages(only_2011=old - new, only_2021=new - old),
    )


def _one_change(codes: pd.Series) -> str:
    """Return the change of an LSOA; irregular if its parts changed in different ways."""
    changes = set(codes)
    return changes.pop() if len(changes) == 1 and changes <= {SPLIT, MERGED} else IRREGULAR


def place(
    codes: pd.Series,
    lsoas: Collection[str],
    changes: LsoaChanges | None,
    *,
    of_2011: bool = False,
    splits: bool = False,
) -> Placed:
    """Find the area's LSOAs of 2021 for codes of 2011 or 2021.

    A code that exists in 2021 is the same LSOA. A merged one becomes its successor. A split one
    becomes each of its successors if `splits` is true: a rank applies to every part, but a number
    of residents can't be divided without weights. One that changed in another way is left out.

    Parameters
    ----------
    codes
        The code of each row.
    lsoas
        The codes of the area's LSOAs of 2021.
    changes
        The changes of LSOAs, if the look-up was brought.
    of_2011
        Whether the table is of 2011. Without the look-up, its unknown codes can be changed LSOAs.
    splits
        Whether the value of a split LSOA applies to each of its parts.

    Returns
    -------
    Placed
        The rows with their LSOAs, and the rows left out by reason.

    Examples
    --------
    >>> place(pd.Series(["W01999007", "E01000001"]), ["W01999007"], None).pairs["row"].tolist()
    [0]
    """
    own, look_up = frozenset(lsoas), changes or LsoaChanges()
    unchanged = is_in(codes, own)
    change = codes.map(look_up.change).where(~unchanged)
    now = codes.map(lambda code: [c for c in look_up.successors.get(code, ()) if c in own])
    reached = change.notna() & now.map(bool).astype(bool)
    split, redrawn = reached & change.eq(SPLIT), reached & change.eq(IRREGULAR)
    not_lsoas = ~codes.str.fullmatch(LSOA_CODE).fillna(False).astype(bool)
    elsewhere = ~unchanged & ~reached & ~not_lsoas
    needs_look_up = of_2011 and changes is None
    left_out = {
        Reason.NOT_AN_LSOA: not_lsoas,
        Reason.NEEDS_LOOK_UP if needs_look_up else Reason.OUTSIDE_THE_AREA: elsewhere,
        Reason.REDRAWN_SINCE_2011: redrawn,
    }
    if not splits:
        left_out[Reason.SPLIT_SINCE_2011] = split
    moved = reached & ~redrawn & (splits | ~split)
    pairs = pd.concat(
        [
            pd.DataFrame({"area_code": codes[unchanged], "change": UNCHANGED}),
            pd.DataFrame({"area_code": now[moved], "change": change[moved]}).explode("area_code"),
        ]
    )
    return Placed(pairs=pairs.rename_axis("row").reset_index(), left_out=left_out)
