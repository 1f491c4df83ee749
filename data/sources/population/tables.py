"""Load residents by LSOA and age group from tables in any of their published layouts."""

from dataclasses import dataclass

import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.messages import Message
from data.readers.published_table import PublishedTable, read_public, year_in
from data.sources.lsoa_vintages import MERGED, LsoaChanges, place
from data.sources.population.age_groups import (
    EVERYONE,
    ages_of,
    bands_for,
    partition_age_groups,
)
from data.sources.population.layouts import (
    ResidentColumns,
    is_total,
    lsoa_code_in,
    of_persons,
    only_some_people,
    residents_in,
)

EXPECTED = Message("residents.columns")
# ANY_CODE: the code of an area of any kind. Rows with anything else are totals and footnotes.
ANY_CODE = r"[A-Z]\d{8}"
# LAST_OF_2011: estimates up to this year are for LSOAs of 2011 unless they state otherwise.
LAST_OF_2011 = 2020

# MOST_RESIDENTS: more than the whole country has.
MOST_RESIDENTS = 100_000_000


@dataclass(frozen=True, kw_only=True)
class _Numbers:
    """The numbers of a table by row and age band, and the rows that aren't added, by reason."""

    # One row per number: `row`, `age_band`, `residents`.
    parts: pd.DataFrame
    left_out: dict[Reason, pd.Series]


def load_population(
    member: Member, lsoas: pd.Series, changes: LsoaChanges | None, report: LoadReport
) -> pd.DataFrame:
    """Load the residents of the area's LSOAs by age band.

    Finer age groups are added up to the bands "0-15" ... "65+" if they fit into these; otherwise
    they are used unchanged. Totals are never added to their parts. LSOAs of 2011 that were merged
    are added up; the residents of a split one can't be divided and are left out.

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
        `area_code`, `age_band` and `residents`; the band is "all" if the table has only totals.

    Raises
    ------
    SourceError
        If the table has no ages, no LSOAs or unknown columns.

    Examples
    --------
    >>> load_population(census, lsoas, None, LoadReport())["age_band"].unique()  # doctest: +SKIP
    array(['0-15', '16-24', '25-34', '35-49', '50-64', '65+'], dtype=object)
    """
    account = report.open_file(member, "population")
    table = read_public(member, lambda header: residents_in(header) is not None, EXPECTED)
    columns = residents_in([str(column) for column in table.cells.columns])
    assert columns
    _require_everyone(table)
    account.notes |= table.notes
    if columns.earlier_years:
        account.notes |= {Reason.EARLIER_COLUMN: columns.earlier_years}
    account.read = len(table.cells)
    numbers = _by_row(table, columns) if columns.value else _by_column(table, columns)
    blank = table.blank()
    left_out = {reason: rows & ~blank for reason, rows in numbers.left_out.items()}
    out = blank | pd.concat(list(left_out.values()), axis=1).any(axis=1)
    codes = _codes(table, columns)[~out].fillna("")
    placed = place(codes, lsoas, changes, of_2011=_is_of_2011(table, columns))
    not_lsoas = placed.left_out[Reason.NOT_AN_LSOA]
    if len(codes) == not_lsoas.sum():
        raise _no_lsoas(table, columns, codes)
    notes_below = not_lsoas & ~codes.str.fullmatch(ANY_CODE).astype(bool)
    other_areas = {Reason.NOT_AN_LSOA: not_lsoas & ~notes_below, Reason.FOOTNOTE: notes_below}
    parts = placed.pairs.merge(numbers.parts, on="row")
    groups = parts.groupby(["area_code", "age_band"], sort=False)["residents"]
    incomplete = parts[groups.transform("count") < groups.transform("size")]
    bad = blank.index.isin(incomplete.loc[incomplete["residents"].isna(), "row"])
    spoilt = blank.index.isin(incomplete["row"]) & ~bad
    reasons = {Reason.BLANK_ROW: blank, **left_out, **placed.left_out, **other_areas}
    reasons[Reason.BAD_RESIDENTS] = pd.Series(bad, index=blank.index)
    reasons[Reason.PART_UNREADABLE] = pd.Series(spoilt, index=blank.index)
    for reason, rows in reasons.items():
        report.leave_out(account, _record(table, columns, rows.index[rows]), reason)
    used = parts[~parts["row"].isin(incomplete["row"])]
    account.used = used["row"].nunique()
    merged = used.loc[used["change"] == MERGED, "row"].nunique()
    account.notes |= {Reason.MERGED_ADDED: merged} if merged else {}
    sums = used.groupby(["area_code", "age_band"], sort=False)["residents"].sum()
    # A file of other areas only gives no row, and then the columns have no types of their own.
    return sums.reset_index().astype({"area_code": "str", "age_band": "str", "residents": float})


def _is_of_2011(table: PublishedTable, columns: ResidentColumns) -> bool:
    """Return whether a table states LSOAs of 2011, or is too old for those of 2021."""
    old = 0 < year_in(table.sheet) <= LAST_OF_2011 and "21" not in columns.code
    return old or "11" in columns.code or "2011" in columns.area


def _codes(table: PublishedTable, columns: ResidentColumns) -> pd.Series:
    """Return the code of each row, also where the cell has the area's name as well."""
    codes = table.text(columns.code)
    return codes.map(lsoa_code_in, na_action="ignore").astype("str")


def _require_everyone(table: PublishedTable) -> None:
    """Raise SourceError if the lines above the header say that only some people are counted."""
    for title in table.titles:
        some = only_some_people(title)
        if some:
            raise SourceError(
                file=table.shown,
                where=Message("where.header"),
                expected=Message("residents.ages"),
                found=some,
            )


def _by_column(table: PublishedTable, columns: ResidentColumns) -> _Numbers:
    """Return the numbers of a table with one row per area and one column per age group."""
    ages = columns.ages
    persons = {column: age for column, age in ages.items() if not age.sex}
    of_all = partition_age_groups(persons.values())
    spans = of_all or partition_age_groups(ages.values())
    used = persons if of_all else ages
    if spans:
        bands = bands_for(spans)
        of_column = {column: bands[a.span] for column, a in used.items() if a.span in bands}
    else:
        of_column = {columns.total: EVERYONE}
    numbers = pd.DataFrame({column: _residents(table, column) for column in of_column})
    by_band = numbers.T.groupby(pd.Series(of_column), sort=False).sum(min_count=1).T
    by_band = by_band.where(numbers.notna().all(axis=1))
    parts = by_band.rename_axis("row").reset_index()
    codes = _codes(table, columns)
    earlier = _earlier(table, columns)
    twice = ~earlier & codes.notna() & codes.where(~earlier).duplicated()
    return _Numbers(
        parts=parts.melt("row", var_name="age_band", value_name="residents"),
        left_out={Reason.EARLIER_YEAR: earlier, Reason.AREA_TWICE: twice},
    )


def _by_row(table: PublishedTable, columns: ResidentColumns) -> _Numbers:
    """Return the numbers of a table with one row per area and age group, and maybe sex and year."""
    words = table.text(columns.age).fillna("")
    sexes = table.text(columns.sex).fillna("") if columns.sex else pd.Series("", words.index)
    earlier = _earlier(table, columns)
    persons = of_persons(sexes.unique().tolist())
    of_one_sex = ~sexes.isin(list(persons)) & bool(persons)
    ages = {word: ages_of(word) for word in words.unique()}
    spans = partition_age_groups(age for age in ages.values() if age)
    if spans:
        of_span = bands_for(spans)
        bands = {word: of_span.get(age.span, "") for word, age in ages.items() if age}
    else:
        bands = {word: EVERYONE for word in ages if is_total(word)}
    if not bands:
        raise _no_ages(table, columns, words)
    band = words.map(bands).fillna("")
    counted = ~earlier & ((band == "") | of_one_sex)
    keys = pd.DataFrame({"code": _codes(table, columns), "age": words, "sex": sexes})
    unique = ~earlier & ~counted & keys["code"].notna()
    twice = unique & keys.where(unique).duplicated()
    return _Numbers(
        parts=pd.DataFrame(
            {"row": words.index, "age_band": band, "residents": _residents(table, columns.value)}
        ).reset_index(drop=True),
        left_out={
            Reason.EARLIER_YEAR: earlier,
            Reason.COUNTED_ALREADY: counted & ~table.blank(),
            Reason.AREA_TWICE: twice,
        },
    )


def _residents(table: PublishedTable, column: str) -> pd.Series:
    """Return a column as numbers of residents, missing where none can be so many."""
    numbers = table.numbers(column)
    return numbers.where(numbers.between(0, MOST_RESIDENTS))


def _earlier(table: PublishedTable, columns: ResidentColumns) -> pd.Series:
    """Return which rows are of earlier years than the latest."""
    if not columns.year:
        return pd.Series(False, index=table.cells.index)
    words = table.text(columns.year).fillna("")
    years = words.map({word: year_in(word) for word in words.unique()})
    latest: int = years.max()
    return years.lt(latest)


def _record(table: PublishedTable, columns: ResidentColumns, rows: pd.Index) -> pd.DataFrame:
    """Return the columns that identify a row that is left out; numbers by age are omitted."""
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
    problem = Message("found.none")
    if len(filled):
        problem = Message("residents.in_row", cell=str(filled.iloc[0]), row=int(filled.index[0]))
    return SourceError(
        file=table.shown,
        where=Message("where.column", column=str(columns.code)),
        expected=Message("residents.codes"),
        found=problem,
    )
