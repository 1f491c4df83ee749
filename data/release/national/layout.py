"""The file of national counts: its columns, and what it says about itself.

There is one row for each authority and each LSOA, with its names, with what is known of it besides
crime, and with one column for each category and month ("burglary 2024-01"). A count is missing
where an area has no figures for the whole month, or where its police force recorded the category
otherwise than in its latest month. LSOAs have counts for the latest year only.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from data.schema import AUTHORITY, CATEGORIES, LSOA

# VERSION: of files that are written. OLDEST: the first one that can be read.
VERSION, OLDEST = 1, 1
# KEY: under which a file says what it is, in its own metadata.
KEY = b"milltir.national"
LEVELS = (AUTHORITY, LSOA)
TEXTS = ("level", "area_code", "name_en", "name_cy", "authority_code", "force")
# PARTS: what is known of an LSOA besides crime: `income` is its rank for income deprivation divided
# by the number of ranks, `towns` the share of it that is in towns. Missing where it isn't known.
PARTS = ("residents", "young", "households", "square_km", "income", "towns")
# ALWAYS: the columns that every version has.
ALWAYS = (*TEXTS, "residents", "young", "square_km", "income", "towns")
# LSOA_MONTHS, MONTHS: of how many months LSOAs and authorities have counts.
LSOA_MONTHS, MONTHS = 12, 36
# MOST_BYTES: the size that a file should not exceed.
MOST_BYTES = 10_000_000


@dataclass(frozen=True, kw_only=True)
class NationalFacts:
    """What a file of national counts says about itself."""

    # The release that it was made from, and the day.
    release: str
    made: str
    title_en: str
    title_cy: str
    first_month: str
    last_month: str
    # The first month of the counts of LSOAs.
    lsoas_from: str
    boundaries: str
    # The editions of the indices of deprivation.
    editions: tuple[str, ...] = ()
    # By police force the months that are not whole; all months if there is no file of it.
    gaps: dict[str, list[str]] = field(default_factory=dict)
    fictional: bool = False
    version: int = VERSION

    def written(self) -> bytes:
        """Return the facts as the metadata of a file has them."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()


def facts_of(content: Mapping[str, Any]) -> NationalFacts:
    """Return the facts that a file states.

    Parameters
    ----------
    content
        The object in its metadata.

    Returns
    -------
    NationalFacts
        Fields that this version doesn't know are left out.

    Raises
    ------
    TypeError
        If a field is missing.

    Examples
    --------
    >>> stated = dict.fromkeys(("release", "made", "title_en", "title_cy", "boundaries"), "")
    >>> stated |= {"first_month": "2024-01", "last_month": "2024-12", "lsoas_from": "2024-01"}
    >>> facts_of(stated | {"more": 1}).last_month
    '2024-12'
    """
    known = {name: content[name] for name in NationalFacts.__annotations__ if name in content}
    if "editions" in known:
        known["editions"] = tuple(known["editions"])
    return NationalFacts(**known)


def count_column(category: str, month: str) -> str:
    """Return the name of the column of a category and month.

    Parameters
    ----------
    category
        The category.
    month
        The month.

    Returns
    -------
    str
        The name.

    Examples
    --------
    >>> count_column("burglary", "2024-01")
    'burglary 2024-01'
    """
    return f"{category} {month}"


def count_columns(months: list[str]) -> list[str]:
    """Return the names of the columns of all categories and months.

    Parameters
    ----------
    months
        The months.

    Returns
    -------
    list[str]
        Category by category.

    Examples
    --------
    >>> count_columns(["2024-01"])[0]
    'anti-social-behaviour 2024-01'
    """
    return [count_column(category, month) for category in CATEGORIES for month in months]


def stated_in(schema: Any) -> dict[str, Any]:
    """Return what the metadata of a Parquet file says of national counts; nothing if it is none.

    Parameters
    ----------
    schema
        The file's Arrow schema.

    Returns
    -------
    dict
        The object in its metadata; empty if there is none.

    Examples
    --------
    >>> import pyarrow as pa
    >>> stated_in(pa.schema([]))
    {}
    """
    try:
        content = json.loads((schema.metadata or {})[KEY])
    except (KeyError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
