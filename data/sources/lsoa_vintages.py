"""The LSOAs of 2011 and 2021, and the official look-up from one to the other."""

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
    """LSOA codes that only one of the two censuses knows."""

    only_2011: frozenset[str] = frozenset()
    only_2021: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class LsoaChanges:
    """What became of the LSOAs of 2011 that aren't LSOAs of 2021 any more."""

    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    change: Mapping[str, str] = field(default_factory=dict)
    vintages: Vintages = field(default_factory=Vintages)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Which rows speak of which of the area's LSOAs (`row`, `area_code`, `change`)."""

    pairs: pd.DataFrame
    left_out: Mapping[Reason, pd.Series]
    """Which rows can't be used, each for one reason."""


def load_changes(member: Member, report: LoadReport) -> LsoaChanges:
    """Codes by vintage; change codes are U unchanged, S split, M merged, X anything else."""
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
    """An LSOA of which one part is said to have gone elsewhere has no clear successor."""
    found = set(codes)
    return found.pop() if len(found) == 1 and found <= {SPLIT, MERGED} else IRREGULAR


def place(
    codes: pd.Series,
    lsoas: Collection[str],
    changes: LsoaChanges | None,
    *,
    of_2011: bool = False,
    splits: bool = False,
) -> Placed:
    """Find the area's LSOAs of 2021 for codes of either vintage.

    A code that was kept means the same place. One of 2011 that was merged with others is now a part
    of their successor. One that was split speaks of each of its successors only where `splits`
    says that its figure may (a rank may; residents can't be divided without weights). One that was
    redrawn in any other way is left out. Without the look-up, codes of a table of 2011 (`of_2011`)
    that aren't the area's may be any of these, or from elsewhere.
    """
    here, look_up = frozenset(lsoas), changes or LsoaChanges()
    kept = is_in(codes, here)
    change = codes.map(look_up.change).where(~kept)
    now = codes.map(lambda code: [c for c in look_up.successors.get(code, ()) if c in here])
    reached = change.notna() & now.map(bool).astype(bool)
    split, redrawn = reached & change.eq(SPLIT), reached & change.eq(IRREGULAR)
    strange = ~codes.str.fullmatch(LSOA_CODE).fillna(False).astype(bool)
    elsewhere = ~kept & ~reached & ~strange
    ask_for_it = of_2011 and changes is None
    left_out = {
        Reason.NOT_AN_LSOA: strange,
        Reason.NEEDS_LOOK_UP if ask_for_it else Reason.OUTSIDE_THE_AREA: elsewhere,
        Reason.REDRAWN_SINCE_2011: redrawn,
    }
    if not splits:
        left_out[Reason.SPLIT_SINCE_2011] = split
    moved = reached & ~redrawn & (splits | ~split)
    found = pd.concat(
        [
            pd.DataFrame({"area_code": codes[kept], "change": UNCHANGED}),
            pd.DataFrame({"area_code": now[moved], "change": change[moved]}).explode("area_code"),
        ]
    )
    return Placed(pairs=found.rename_axis("row").reset_index(), left_out=left_out)
