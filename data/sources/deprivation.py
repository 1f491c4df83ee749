"""Indices of multiple deprivation: ranks by LSOA and domain (1 is the most deprived).

WIMD and the English IoD are read side by side, edition by edition, and never pooled: their domains
are made of other things, and a rank only means something among the areas that one index ranks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.messages import Message
from data.readers.published_table import PublishedTable, read_public
from data.sources.deprivation_layouts import LAST_OF_2011, RANKED, RankColumns, ranks_in
from data.sources.lsoa_vintages import MERGED, SPLIT, LsoaChanges, place

COLUMNS = ["area_code", "edition", "domain", "rank", "of"]


@dataclass(frozen=True, kw_only=True)
class _Edition:
    """What one file gave, so that a later file of the same edition can take its place."""

    name: str
    account: FileReport
    rows: pd.DataFrame
    ranks: pd.DataFrame


def load_deprivation(
    members: Sequence[Member],
    lsoas: pd.Series,
    changes: LsoaChanges | None,
    report: LoadReport,
) -> pd.DataFrame:
    """One row an edition, LSOA and domain, with how many areas the edition ranks.

    Editions of 2011 are brought to the LSOAs of 2021. The parts of a split LSOA each have the rank
    of the whole, as nothing tells them apart. An LSOA merged from several has the lowest of their
    ranks, that of the most deprived: it was published for residents of that LSOA, which a mean was
    for nobody, and a merger must not hide deprivation.
    """
    editions: dict[str, _Edition] = {}
    for member in members:
        found = _load_one(member, lsoas, changes, report)
        before = editions.pop(found.name, None)
        if before:
            report.leave_out(before.account, before.rows, Reason.EDITION_REPLACED)
            before.account.used -= len(before.rows)
        editions[found.name] = found
    ranks = pd.concat([found.ranks for found in editions.values()], ignore_index=True)
    return ranks[COLUMNS]


def _load_one(
    member: Member, lsoas: pd.Series, changes: LsoaChanges | None, report: LoadReport
) -> _Edition:
    account = report.open_file(member, "deprivation")
    expected = Message("deprivation.columns")
    table = read_public(member, lambda header: ranks_in(header) is not None, expected)
    columns = ranks_in([str(column) for column in table.cells.columns])
    assert columns
    account.notes |= table.notes
    account.read = len(table.cells)
    ranks = _ranks(table, columns)
    codes = table.text(columns.code)
    blank = table.blank()
    unread = ~blank & codes.str.match("[EW]01") & ranks.isna().any(axis=1)
    twice = ~blank & ~unread & codes.notna() & codes.duplicated()
    left_out = {Reason.BLANK_ROW: blank, Reason.BAD_NUMBER: unread, Reason.AREA_TWICE: twice}
    usable = ~blank & ~unread & ~twice
    of_2011 = int(columns.edition[-4:]) <= LAST_OF_2011
    placed = place(codes[usable].fillna(""), lsoas, changes, of_2011=of_2011, splits=True)
    for reason, rows in (left_out | dict(placed.left_out)).items():
        report.leave_out(account, _record(table, columns, rows.index[rows]), reason)
    used = placed.pairs["row"].drop_duplicates()
    account.used = len(used)
    changed = placed.pairs.drop_duplicates("row")["change"].value_counts()
    for change, note in ((SPLIT, Reason.RANK_OF_THE_WHOLE), (MERGED, Reason.LOWEST_OF_MERGED)):
        if change in changed:
            account.notes[note] = int(changed[change])
    tidy = ranks.loc[placed.pairs["row"]].assign(area_code=placed.pairs["area_code"].to_numpy())
    tidy = tidy.groupby("area_code", sort=False).min().reset_index()
    tidy = tidy.melt("area_code", var_name="domain", value_name="rank")
    tidy = tidy.astype({"area_code": "str", "domain": "str", "rank": "int64"})
    return _Edition(
        name=columns.edition,
        account=account,
        rows=_record(table, columns, pd.Index(used)),
        ranks=tidy.assign(edition=columns.edition, of=_ranked(columns.edition, ranks)),
    )


def _ranks(table: PublishedTable, columns: RankColumns) -> pd.DataFrame:
    """The ranks by domain; a table of scores has the same columns and must not pass for ranks."""
    ranks = pd.DataFrame(
        {domain: table.numbers(column) for column, domain in columns.domains.items()}
    )
    for column, domain in columns.domains.items():
        odd = ranks[domain].notna() & ((ranks[domain] % 1 != 0) | (ranks[domain] < 1))
        if odd.any():
            row = odd.index[odd][0]
            raise SourceError(
                file=table.shown,
                where=Message("where.row_column", row=int(row), column=column),
                expected=Message("deprivation.rank"),
                found=str(table.cells.at[row, column]),
            )
    return ranks


def _ranked(edition: str, ranks: pd.DataFrame) -> int:
    """How many areas an edition ranks, by the whole file before anything is left out of it."""
    ranked = ranks.dropna(how="all")
    return int(max(RANKED.get(edition, 0), len(ranked), ranked.max().max() if len(ranked) else 0))


def _record(table: PublishedTable, columns: RankColumns, rows: pd.Index) -> pd.DataFrame:
    """What a row left out is known by: its code and its ranks."""
    return table.cells.loc[rows, [columns.code, *columns.domains]].replace("", None)
