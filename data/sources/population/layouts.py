"""The layouts of published tables of residents."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from data.readers.published_table import first_column
from data.sources.population.age_groups import MEASURE, Ages, ages_of, partition_age_groups

LSOA = re.compile(
    r"LSOA[ _]?(11|21|2011|2021)?[ _]?(cd|code)( \((2011|2021)\))?"
    r"|lower layer super output areas code",
    re.IGNORECASE,
)
GEOGRAPHY = re.compile(r"geography[ _]code|area[ _]?code|area_altcode1|mnemonic", re.IGNORECASE)
# QUERY_AREA: the first column of the result of a Nomis query. A cell is a code with a name, or only
# a name beside the column "mnemonic".
QUERY_AREA = re.compile(
    r"(2011|2021) super output areas? - lower layer"
    r"|(lsoas?|lower layer super output areas?) \(?(2011|2021)( boundaries)?\)?",
    re.IGNORECASE,
)
AGE = re.compile(
    r"age|age[ _](group|band)s?|age \(\d+ categories\)|age_itemname_eng|c_age_name", re.IGNORECASE
)
VALUE = re.compile(
    r"usual_residents|observation|obs_value|data|data values?|value|residents|population",
    re.IGNORECASE,
)
SEX = re.compile(
    r"sex|gender|sex \(2 categories\)|(sex|gender)_itemname_eng|(sex|gender)_name", re.IGNORECASE
)
YEAR = re.compile(r"year|date|date_name|year_itemname_eng|mid-year", re.IGNORECASE)
TOTAL = re.compile(
    rf"total|all[ _]ages|all persons|persons|(age|residence type): total{MEASURE}"
    r"|(total: )?all (usual )?residents|all categories: age.*",
    re.IGNORECASE,
)
# PEOPLE: the number of a table that has one number for each LSOA, with or without its year.
PEOPLE = re.compile(
    r"(total[ _])?(resident[ _])?population|(usual[ _])?residents|people"
    r"|(mid[- ])?\d{4}[ _]population|population[ _]\(?(mid[- ])?\d{4}\)?",
    re.IGNORECASE,
)
A_YEAR = re.compile(r"(mid[- ])?(19|20)\d\d", re.IGNORECASE)
LSOA_AT_START = re.compile(r"([EW]01\d{6})\b.*")
ALL_AGES = {"total", "all ages", "all", "all persons", "all usual residents"}
PERSONS = {"persons", "all", "all persons", "total", "both", "both sexes", "both males and females"}


@dataclass(frozen=True, kw_only=True)
class ResidentColumns:
    """The columns of a table; with `value` a row is one age group, else each column is one."""

    code: str
    value: str = ""
    age: str = ""
    sex: str = ""
    year: str = ""
    total: str = ""
    ages: Mapping[str, Ages]
    # The column of areas in the result of a Nomis query, which names their vintage.
    area: str = ""
    # The number of columns of earlier years than that of `total`.
    earlier_years: int = 0


def residents_in(header: Sequence[str]) -> ResidentColumns | None:
    """Return the columns of a table of residents by LSOA.

    Parameters
    ----------
    header
        The names of the table's columns.

    Returns
    -------
    ResidentColumns or None
        The columns; None for any other table.

    Examples
    --------
    >>> residents_in(["LSOA 2021 Code", "Total"]).total
    'Total'
    """
    names = {" ".join(column.split()): column for column in header}
    first = partial(first_column, header)
    area = first(QUERY_AREA)
    code = first(LSOA) or first(GEOGRAPHY) or area
    if not code:
        return None
    age, value = first(AGE), first(VALUE)
    if age and value:
        return ResidentColumns(
            code=code, value=value, age=age, sex=first(SEX), year=first(YEAR), ages={}
        )
    ages = {names[name]: group for name in names if (group := ages_of(name))}
    years = [names[name] for name in names if A_YEAR.fullmatch(name)] if area else []
    one_number = "" if first(SEX) or age else first(PEOPLE)
    total = first(TOTAL) or one_number or max(years, key=last_year, default="")
    if not total and not partition_age_groups(ages.values()):
        return None
    return ResidentColumns(
        code=code,
        year=first(YEAR),
        total=total,
        ages=ages,
        area=area,
        earlier_years=len(years) - 1 if total in years else 0,
    )


def last_year(name: str) -> str:
    """Return the four digits at the end of the name of a column of one year.

    Parameters
    ----------
    name
        The name, such as "2022" or "mid-2022".

    Returns
    -------
    str
        The year.

    Examples
    --------
    >>> last_year("mid-2022")
    '2022'
    """
    return name.strip()[-4:]


def lsoa_code_in(cell: str) -> str:
    """Return the LSOA's code that a cell begins with, or else the whole cell.

    Parameters
    ----------
    cell
        A cell such as "E01000001 : City of London 001A".

    Returns
    -------
    str
        The code, or the cell unchanged.

    Examples
    --------
    >>> lsoa_code_in("E01000001 : City of London 001A"), lsoa_code_in("Total")
    ('E01000001', 'Total')
    """
    return LSOA_AT_START.sub(r"\1", cell)


def only_some_people(title: str) -> str:
    """Return the age or the sex to which a title line restricts a table.

    Parameters
    ----------
    title
        A line above the header, such as "Gender Male" or "Age Aged 16 to 64".

    Returns
    -------
    str
        The age or sex; empty if the line isn't such a restriction.

    Examples
    --------
    >>> only_some_people("Gender Male"), only_some_people("Age All Ages")
    ('Male', '')
    """
    name, _, value = title.strip().partition(" ")
    of_sex = SEX.fullmatch(name) and re.fullmatch(r"(fe)?males?", value.strip(), re.IGNORECASE)
    of_age = name.lower() == "age" and ages_of(value)
    return value.strip() if of_sex or of_age else ""


def is_coarser(header: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether a table of residents is of larger areas than LSOAs.

    Parameters
    ----------
    header
        The names of the table's columns.
    below
        The first row below them.

    Returns
    -------
    bool
        True if the columns are those of residents and the first code isn't an LSOA.

    Examples
    --------
    >>> is_coarser(["Area code", "Total"], ["W06000008", "71000"])
    True
    """
    columns = residents_in(header)
    if columns is None or columns.value or LSOA.fullmatch(" ".join(columns.code.split())):
        return False
    first = dict(zip(header, below, strict=False)).get(columns.code, "")
    return not re.fullmatch(r"[EW]01\d{6}", first)


def is_total(words: str) -> bool:
    """Return whether a cell of the age column means all ages.

    Parameters
    ----------
    words
        The cell.

    Returns
    -------
    bool
        True for "Total" and the like, in any case.

    Examples
    --------
    >>> is_total("All ages"), is_total("0 to 4")
    (True, False)
    """
    return words.strip().lower() in ALL_AGES


def of_persons(words: Collection[str]) -> set[str]:
    """Return the values of a column of sexes that mean both sexes.

    Parameters
    ----------
    words
        The column's values.

    Returns
    -------
    set of str
        Those of the values; empty if the table has none.

    Examples
    --------
    >>> of_persons(["Female", "Male", "Persons"])
    {'Persons'}
    """
    return {word for word in words if word.strip().lower() in PERSONS}
