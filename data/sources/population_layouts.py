"""How published tables of residents are laid out, and the ages that their columns speak of."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

OLDEST = 10**6
"""The upper end of an age group that has none."""
EVERYONE = "all"
"""The age band of a table that has only totals."""
BANDS = ((0, 15), (16, 24), (25, 34), (35, 49), (50, 64), (65, OLDEST))
"""The age groups to bring finer ones to: the census's own table of six."""
LSOA = re.compile(
    r"LSOA[ _]?(11|21|2011|2021)?[ _]?(cd|code)( \((2011|2021)\))?"
    r"|lower layer super output areas code",
    re.IGNORECASE,
)
GEOGRAPHY = re.compile(r"geography[ _]code|area[ _]?code|area_altcode1", re.IGNORECASE)
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
MEASURE = r"(; measures: value)?"
TOTAL = re.compile(
    rf"total|all[ _]ages|all persons|persons|(age|residence type): total{MEASURE}", re.IGNORECASE
)
ALL_AGES = {"total", "all ages", "all", "all persons", "all usual residents"}
PERSONS = {"persons", "all", "all persons", "total", "both", "both sexes", "both males and females"}
AGES = re.compile(
    rf"(?P<sex>[FM])?(?:age: )?(?:ages? ?|age_)?(?:aged )?(?P<low>\d{{1,3}})"
    rf"(?:(?: ?[-–] ?| to )(?P<high>\d{{1,3}}))?(?: years?)?"
    rf"(?P<tail> ?\+| (?:and|or) (?:over|under))?{MEASURE}",
    re.IGNORECASE,
)
UNDER = re.compile(
    r"(?P<sex>[FM])?(?:age: )?(?:aged )?under (?P<below>\d{1,3})(?: years?)?", re.IGNORECASE
)
TOP_SINGLE_YEAR = 90
"""In tables of single years the last one stands for everyone of that age and over."""


@dataclass(frozen=True, kw_only=True)
class Ages:
    """An age group, and the sex where it is of one (“F” or “M”)."""

    low: int
    high: int
    sex: str = ""

    @property
    def span(self) -> tuple[int, int]:
        return self.low, self.high


@dataclass(frozen=True, kw_only=True)
class ResidentColumns:
    """Where a table has what; with `value` a row is one age group, else each column is one."""

    code: str
    value: str = ""
    age: str = ""
    sex: str = ""
    year: str = ""
    total: str = ""
    ages: Mapping[str, Ages]


def residents_in(header: Sequence[str]) -> ResidentColumns | None:
    """The columns of a table of residents by LSOA; None for any other table."""
    names = {" ".join(column.split()): column for column in header}

    def first(pattern: re.Pattern[str]) -> str:
        return next((names[name] for name in names if pattern.fullmatch(name)), "")

    code = first(LSOA) or first(GEOGRAPHY)
    if not code:
        return None
    age, value = first(AGE), first(VALUE)
    if age and value:
        return ResidentColumns(
            code=code, value=value, age=age, sex=first(SEX), year=first(YEAR), ages={}
        )
    ages = {names[name]: found for name in names if (found := ages_of(name))}
    total = first(TOTAL)
    if not total and not partition_age_groups(ages.values()):
        return None
    return ResidentColumns(code=code, year=first(YEAR), total=total, ages=ages)


def is_coarser(header: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a wide table is of other areas than LSOAs, by the first row below its header."""
    columns = residents_in(header)
    if columns is None or columns.value or LSOA.fullmatch(" ".join(columns.code.split())):
        return False
    first = dict(zip(header, below, strict=False)).get(columns.code, "")
    return not re.fullmatch(r"[EW]01\d{6}", first)


def ages_of(words: str) -> Ages | None:
    """ "Age: Aged 5 to 9 years" -> 5 to 9; "F90" -> women of 90 and over; None for no age."""
    plain = " ".join(words.split())
    under, found = UNDER.fullmatch(plain), AGES.fullmatch(plain)
    if under:
        return Ages(low=0, high=int(under["below"]) - 1, sex=(under["sex"] or "").upper())
    if not found:
        return None
    low, high = int(found["low"]), int(found["high"] or found["low"])
    tail, sex = (found["tail"] or "").lower(), (found["sex"] or "").upper()
    if tail.endswith("under"):
        return Ages(low=0, high=low, sex=sex)
    last = not found["high"] and low >= TOP_SINGLE_YEAR
    return Ages(low=low, high=OLDEST if tail or last else high, sex=sex)


def partition_age_groups(ages: Iterable[Ages]) -> list[tuple[int, int]]:
    """The finest of the age groups that together are everyone, once; none where they can't be."""
    paths: dict[int, list[tuple[int, int]]] = {0: []}
    for low, high in sorted({one.span for one in ages}):
        if low in paths and len(paths[low]) >= len(paths.get(high + 1, [])):
            paths[high + 1] = [*paths[low], (low, high)]
    return paths.get(OLDEST + 1, [])


def bands_for(spans: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The band of each age group: the app's own where the groups fit into them, else their own."""
    homes = {
        span: band for span in spans for band in BANDS if band[0] <= span[0] and span[1] <= band[1]
    }
    fits = len(homes) == len(spans)
    return {span: band_name(homes[span] if fits else span) for span in spans}


def band_name(span: tuple[int, int]) -> str:
    """ "16-24", "65+"."""
    low, high = span
    return f"{low}+" if high == OLDEST else f"{low}-{high}" if high > low else str(low)


def is_total(words: str) -> bool:
    """Whether the words of an age column speak of all ages."""
    return words.strip().lower() in ALL_AGES


def of_persons(words: Collection[str]) -> set[str]:
    """Which words of a column of sexes stand for everyone, where any does."""
    return {word for word in words if word.strip().lower() in PERSONS}
