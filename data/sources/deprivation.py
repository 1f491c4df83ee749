"""Load ranks of the indices of multiple deprivation by LSOA and domain; rank 1 is most deprived.

WIMD and the English IoD are loaded as separate editions and never combined: their domains have
different indicators, and a rank is only comparable within one index.
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
# MOST_AREAS: more than any index ranks.
MOST_AREAS = 1_000_000


@dataclass(frozen=True, kw_only=True)
class _Edition:
    """The rows of one file, which a later file of the same edition replaces."""

    name: str
    account: FileReport
    rows: pd.DataFrame
    ranks: pd.DataFrame

    @property
    def domains(self) -> int:
        return int(self.ranks["domain"].nunique())


def load_deprivation(
    members: Sequence[Member],
    lsoas: pd.Series,
    changes: LsoaChanges | None,
    report: LoadReport,
) -> pd.DataFrame:
    """Load the ranks of all editions.

    Editions on LSOAs of 2011 are converted to the LSOAs of 2021. Each part of a split LSOA has the
    rank of the whole, as there is no other information. An LSOA merged from several has the lowest
    of their ranks, that of the most deprived: a mean rank was never published for any resident, and
    a merger must not hide deprivation.

    Parameters
    ----------
    members
        The files; a later file of an edition replaces an earlier one, unless that has more domains.
    lsoas
        The codes of the area's LSOAs of 2021.
    changes
        The changes of LSOAs from 2011 to 2021, if the look-up was brought.
    report
        The load report.

    Returns
    -------
    DataFrame
        `area_code`, `edition`, `domain`, `rank` and `of`, the number of areas in the edition.

    Examples
    --------
    >>> load_deprivation([wimd_file], lsoas, None, report)["of"].unique()  # doctest: +SKIP
    array([1917])
    """
    editions: dict[str, _Edition] = {}
    for member in members:
        edition = _load_one(member, lsoas, changes, report)
        before = editions.get(edition.name)
        if before and before.domains > edition.domains:
            before, edition = edition, before
        if before:
            report.leave_out(before.account, before.rows, Reason.EDITION_REPLACED)
            before.account.used -= len(before.rows)
        editions[edition.name] = edition
    ranks = pd.concat([edition.ranks for edition in editions.values()], ignore_index=True)
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
    """Return the ranks by domain; raise SourceError for scores, which have the same columns."""
    ranks = pd.DataFrame(
        {domain: table.numbers(column) for column, domain in columns.domains.items()}
    )
    for column, domain in columns.domains.items():
        odd = ranks[domain].notna() & (
            (ranks[domain] % 1 != 0) | ~ranks[domain].between(1, MOST_AREAS)
        )
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
    """Return the number of areas that an edition ranks, from the whole file."""
    ranked = ranks.dropna(how="all")
    return int(max(RANKED.get(edition, 0), len(ranked), ranked.max().max() if len(ranked) else 0))


def _record(table: PublishedTable, columns: RankColumns, rows: pd.Index) -> pd.DataFrame:
    """Return the codes and ranks of rows that are left out."""
    return table.cells.loc[rows, [columns.code, *columns.domains]].replace("", None)
