"""Age groups: read from the names of columns, and put together in bands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# OLDEST: the last age of a group without an upper limit.
OLDEST = 10**6
# EVERYONE: the age band of a table that has only totals.
EVERYONE = "all"
# BANDS: the age bands to which finer groups are added up, those of the census.
BANDS = ((0, 15), (16, 24), (25, 34), (35, 49), (50, 64), (65, OLDEST))
# MEASURE: what the columns of a Nomis table may end with.
MEASURE = r"(; measures: value)?"
AGES = re.compile(
    rf"(?P<sex>[FM])?(?:age: )?(?:ages? ?|age_)?(?:aged )?(?P<low>\d{{1,3}})"
    rf"(?:(?: ?[-–] ?| to )(?P<high>\d{{1,3}}))?(?: years?)?"
    rf"(?P<tail> ?\+| (?:and|or) (?:over|under))?{MEASURE}",
    re.IGNORECASE,
)
UNDER = re.compile(
    r"(?P<sex>[FM])?(?:age: )?(?:aged )?under (?P<below>\d{1,3})(?: years?)?", re.IGNORECASE
)
# TOP_SINGLE_YEAR: a single year from this age on means this age and over.
TOP_SINGLE_YEAR = 90


@dataclass(frozen=True, kw_only=True)
class Ages:
    """An age group, and its sex (“F” or “M”) if it is of one."""

    low: int
    high: int
    sex: str = ""

    @property
    def span(self) -> tuple[int, int]:
        return self.low, self.high


def ages_of(words: str) -> Ages | None:
    """Return the age group that a name states.

    Parameters
    ----------
    words
        A column's name or a cell, such as "Age: Aged 5 to 9 years" or "F90".

    Returns
    -------
    Ages or None
        The age group; None if the name states no age.

    Examples
    --------
    >>> ages_of("Age: Aged 5 to 9 years").span, ages_of("F12").sex, ages_of("Code")
    ((5, 9), 'F', None)
    """
    plain = " ".join(words.split())
    under, match = UNDER.fullmatch(plain), AGES.fullmatch(plain)
    if under:
        return Ages(low=0, high=int(under["below"]) - 1, sex=(under["sex"] or "").upper())
    if not match:
        return None
    low, high = int(match["low"]), int(match["high"] or match["low"])
    tail, sex = (match["tail"] or "").lower(), (match["sex"] or "").upper()
    if tail.endswith("under"):
        return Ages(low=0, high=low, sex=sex)
    last = not match["high"] and low >= TOP_SINGLE_YEAR
    return Ages(low=low, high=OLDEST if tail or last else high, sex=sex)


def partition_age_groups(ages: Iterable[Ages]) -> list[tuple[int, int]]:
    """Return the finest of the age groups that together cover all ages without overlap.

    Parameters
    ----------
    ages
        The age groups, which may overlap.

    Returns
    -------
    list of tuple
        The first and last age of each group in order; empty if no selection covers all ages.

    Examples
    --------
    >>> partition_age_groups([ages_of("0-15"), ages_of("0-30"), ages_of("16+")])[0]
    (0, 15)
    """
    paths: dict[int, list[tuple[int, int]]] = {0: []}
    for low, high in sorted({one.span for one in ages}):
        if low in paths and len(paths[low]) >= len(paths.get(high + 1, [])):
            paths[high + 1] = [*paths[low], (low, high)]
    return paths.get(OLDEST + 1, [])


def bands_for(spans: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Return the band of each age group.

    Parameters
    ----------
    spans
        The first and last age of each group.

    Returns
    -------
    dict of str
        From group to band; the group's own name if not all groups fit into `BANDS`.

    Examples
    --------
    >>> bands_for([(0, 4), (5, 15)])
    {(0, 4): '0-15', (5, 15): '0-15'}
    """
    band_of = {
        span: band for span in spans for band in BANDS if band[0] <= span[0] and span[1] <= band[1]
    }
    fits = len(band_of) == len(spans)
    return {span: band_name(band_of[span] if fits else span) for span in spans}


def band_name(span: tuple[int, int]) -> str:
    """Return the name of an age band.

    Parameters
    ----------
    span
        The first and the last age.

    Returns
    -------
    str
        Such as "16-24" or "65+".

    Examples
    --------
    >>> band_name((16, 24)), band_name((65, OLDEST)), band_name((7, 7))
    ('16-24', '65+', '7')
    """
    low, high = span
    return f"{low}+" if high == OLDEST else f"{low}-{high}" if high > low else str(low)
