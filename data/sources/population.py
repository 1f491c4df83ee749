"""Residents by LSOA and age group, in any of the layouts in which they are published."""

from dataclasses import dataclass

import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.messages import Message
from data.readers.published_table import PublishedTable, read_public, year_in
from data.sources.lsoa_vintages import MERGED, LsoaChanges, place
from data.sources.population_layouts import (
    EVERYONE,
    ResidentColumns,
    ages_of,
    bands_for,
    is_total,
    of_persons,
    partition_age_groups,
    residents_in,
)

EXPECTED = Message("residents.columns")
LAST_OF_2011 = 2020
"""Estimates up to this year that don't say of which LSOAs they are, are of those of 2011."""


@dataclass(frozen=True, kw_only=True)
class _Sorted:
    """A row's number and band; and the rows that aren't to be added, by reason."""

    parts: pd.DataFrame
    """One row a number: `row`, `age_band`, `residents`."""
    left_out: dict[Reason, pd.Series]


def load_population(
    member: Member, lsoas: pd.Series, changes: LsoaChanges | None, report: LoadReport
) -> pd.DataFrame:
    """Residents of the area's LSOAs by age band ("0-15" ... "65+"), "all" where ages aren't given.

    Finer groups are brought to these bands where they fit into them, and kept as they are where
    they don't. Totals are never added to their parts. LSOAs of 2011 that were merged are added up;
    the residents of one that was split can't be divided and are left out.
    """
    account = report.open_file(member, "population")
    table = read_public(member, lambda header: residents_in(header) is not None, EXPECTED)
    columns = residents_in([str(column) for column in table.cells.columns])
    assert columns
    account.notes |= table.notes
    account.read = len(table.cells)
    found = _by_row(table, columns) if columns.value else _by_column(table, columns)
    blank = table.blank()
    left_out = {reason: rows & ~blank for reason, rows in found.left_out.items()}
    out = blank | pd.concat(list(left_out.values()), axis=1).any(axis=1)
    codes = table.text(columns.code)[~out].fillna("")
    placed = place(codes, lsoas, changes, of_2011=_is_of_2011(table, columns))
    if len(codes) == placed.left_out[Reason.NOT_AN_LSOA].sum():
        raise _no_lsoas(table, columns, codes)
    parts = placed.pairs.merge(found.parts, on="row")
    groups = parts.groupby(["area_code", "age_band"], sort=False)["residents"]
    incomplete = parts[groups.transform("count") < groups.transform("size")]
    bad = blank.index.isin(incomplete.loc[incomplete["residents"].isna(), "row"])
    spoilt = blank.index.isin(incomplete["row"]) & ~bad
    reasons = {Reason.BLANK_ROW: blank, **left_out, **placed.left_out}
    reasons[Reason.BAD_RESIDENTS] = pd.Series(bad, index=blank.index)
    reasons[Reason.PART_UNREADABLE] = pd.Series(spoilt, index=blank.index)
    for reason, rows in reasons.items():
        report.leave_out(account, _record(table, columns, rows.index[rows]), reason)
    used = parts[~parts["row"].isin(incomplete["row"])]
    account.used = used["row"].nunique()
    merged = used.loc[used["change"] == MERGED, "row"].nunique()
    account.notes |= {Reason.MERGED_ADDED: merged} if merged else {}
    sums = used.groupby(["area_code", "age_band"], sort=False)["residents"].sum()
    return sums.reset_index()


def _is_of_2011(table: PublishedTable, columns: ResidentColumns) -> bool:
    """Whether a table says that its LSOAs are those of 2011, or is too old for any others."""
    old = 0 < year_in(table.sheet) <= LAST_OF_2011 and "21" not in columns.code
    return old or "11" in columns.code


def _by_column(table: PublishedTable, columns: ResidentColumns) -> _Sorted:
    """Every row is an area, and every column an age group; F and M are added where they part."""
    ages = columns.ages
    persons = {column: found for column, found in ages.items() if not found.sex}
    of_all = partition_age_groups(persons.values())
    spans = of_all or partition_age_groups(ages.values())
    used = persons if of_all else ages
    if spans:
        bands = bands_for(spans)
        of_column = {column: bands[a.span] for column, a in used.items() if a.span in bands}
    else:
        of_column = {columns.total: EVERYONE}
    numbers = pd.DataFrame({column: table.numbers(column) for column in of_column})
    by_band = numbers.T.groupby(pd.Series(of_column), sort=False).sum(min_count=1).T
    by_band = by_band.where(numbers.notna().all(axis=1))
    parts = by_band.rename_axis("row").reset_index()
    codes = table.text(columns.code)
    earlier = _earlier(table, columns)
    twice = ~earlier & codes.notna() & codes.where(~earlier).duplicated()
    return _Sorted(
        parts=parts.melt("row", var_name="age_band", value_name="residents"),
        left_out={Reason.EARLIER_YEAR: earlier, Reason.AREA_TWICE: twice},
    )


def _by_row(table: PublishedTable, columns: ResidentColumns) -> _Sorted:
    """Every row is an area and an age group, and may be of one sex and one year too."""
    words = table.text(columns.age).fillna("")
    sexes = table.text(columns.sex).fillna("") if columns.sex else pd.Series("", words.index)
    earlier = _earlier(table, columns)
    persons = of_persons(sexes.unique().tolist())
    of_one_sex = ~sexes.isin(list(persons)) & bool(persons)
    ages = {word: ages_of(word) for word in words.unique()}
    spans = partition_age_groups(found for found in ages.values() if found)
    if spans:
        of_span = bands_for(spans)
        bands = {word: of_span.get(found.span, "") for word, found in ages.items() if found}
    else:
        bands = {word: EVERYONE for word in ages if is_total(word)}
    if not bands:
        raise _no_ages(table, columns, words)
    band = words.map(bands).fillna("")
    counted = ~earlier & ((band == "") | of_one_sex)
    keys = pd.DataFrame({"code": table.text(columns.code), "age": words, "sex": sexes})
    unique = ~earlier & ~counted & keys["code"].notna()
    twice = unique & keys.where(unique).duplicated()
    return _Sorted(
        parts=pd.DataFrame(
            {"row": words.index, "age_band": band, "residents": table.numbers(columns.value)}
        ).reset_index(drop=True),
        left_out={
            Reason.EARLIER_YEAR: earlier,
            Reason.COUNTED_ALREADY: counted & ~table.blank(),
            Reason.AREA_TWICE: twice,
        },
    )


def _earlier(table: PublishedTable, columns: ResidentColumns) -> pd.Series:
    """The rows of all years but the latest."""
    if not columns.year:
        return pd.Series(False, index=table.cells.index)
    words = table.text(columns.year).fillna("")
    years = words.map({word: year_in(word) for word in words.unique()})
    latest: int = years.max()
    return years.lt(latest)


def _record(table: PublishedTable, columns: ResidentColumns, rows: pd.Index) -> pd.DataFrame:
    """What a row left out is known by; the two hundred numbers of some are in their source."""
    names = [columns.code, columns.year, columns.age, columns.sex, columns.value, columns.total]
    return table.cells.loc[rows, [name for name in names if name]].replace("", None)


def _no_ages(table: PublishedTable, columns: ResidentColumns, words: pd.Series) -> SourceError:
    return SourceError(
        file=table.shown,
        where=Message("where.column", column=str(columns.age)),
        expected=Message("residents.ages"),
        found=", ".join(words[words != ""].unique()[:10]) or Message("found.none"),
    )


def _no_lsoas(table: PublishedTable, columns: ResidentColumns, codes: pd.Series) -> SourceError:
    filled = codes[codes != ""]
    found = Message("found.none")
    if len(filled):
        found = Message("residents.in_row", cell=str(filled.iloc[0]), row=int(filled.index[0]))
    return SourceError(
        file=table.shown,
        where=Message("where.column", column=str(columns.code)),
        expected=Message("residents.codes"),
        found=found,
    )
