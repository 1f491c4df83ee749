"""The types of columns: valid values in words and as a schema, and how cells are parsed."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data.contracts import cells
from data.readers.coordinates import EASTING, LATITUDE, LONGITUDE, NORTHING


@dataclass(frozen=True, kw_only=True)
class FieldType:
    """A type of column; `read` returns a cell's value, or None if its text isn't valid."""

    name: str
    expected: str
    read: Callable[[str], object | None]
    # The same in Frictionless Table Schema.
    schema: Mapping[str, object]
    dtype: str = "str"


def number_from(
    name: str, least: float, most: float, expected: str, *, whole: bool = False
) -> FieldType:
    """Return a type of numbers between two limits.

    Parameters
    ----------
    name
        The type's name.
    least, most
        The smallest and the largest valid number.
    expected
        The valid numbers in words.
    whole
        Whether only whole numbers are valid.

    Returns
    -------
    FieldType
        The type.

    Examples
    --------
    >>> SHARE.read("0.25"), COUNT.dtype
    (0.25, 'Int64')
    """
    limits = {"minimum": least, "maximum": most}
    constraints = {limit: value for limit, value in limits.items() if math.isfinite(value)}
    return FieldType(
        name=name,
        expected=expected,
        read=cells.number(least, most, whole=whole),
        schema={"type": "integer" if whole else "number", "constraints": constraints},
        dtype="Int64" if whole else "float64",
    )


def one_of(*choices: str, also: Mapping[str, str] | None = None) -> FieldType:
    """Return a type of a choice of words, in any case, spacing, hyphens and apostrophes.

    Parameters
    ----------
    *choices
        The words.
    also
        Other names of the choices; none by default.

    Returns
    -------
    FieldType
        The type; it returns the word in its own spelling.

    Examples
    --------
    >>> one_of("up", "don't know").read("Don’t  know")
    "don't know"
    """
    named = {cells.plain(name): choice for name, choice in (also or {}).items()}
    known = named | {cells.plain(choice): choice for choice in choices}
    return FieldType(
        name="one of",
        expected="one of: " + ", ".join(choices),
        read=lambda cell: known.get(cells.plain(cell)),
        schema={"type": "string", "constraints": {"enum": list(choices)}},
    )


def _code_type(name: str, letters: str, example: str) -> FieldType:
    pattern = rf"[EW]{letters}\d{{6}}"
    schema = {"type": "string", "constraints": {"pattern": pattern}}
    expected = f"an ONS {name} such as {example}"
    return FieldType(name=name, expected=expected, read=cells.code(pattern), schema=schema)


TEXT = FieldType(name="text", expected="text", read=cells.text, schema={"type": "string"})
DATE = FieldType(
    name="date",
    expected="a date such as 2025-06-30 or 30/06/2025",
    read=cells.date,
    schema={"type": "date", "format": "any"},
)
MOMENT = FieldType(
    name="date, with or without a time",
    expected="a date such as 2025-06-30 or 30/06/2025, or with a time after it: 2025-06-30 21:15",
    read=cells.moment,
    schema={"type": "string"},
)
TIME = FieldType(
    name="time",
    expected="a time such as 21:15",
    read=cells.time,
    schema={"type": "time", "format": "any"},
)
MONTH = FieldType(
    name="month", expected="a month such as 2025-06", read=cells.month, schema={"type": "yearmonth"}
)
YES_NO = FieldType(
    name="yes/no",
    expected="yes or no",
    read=cells.yes_no,
    schema={"type": "boolean", "trueValues": sorted(cells.YES), "falseValues": sorted(cells.NO)},
    dtype="boolean",
)
COUNT = number_from("whole number", 0, math.inf, "a whole number, 0 or more", whole=True)
WEIGHT = number_from("number", 0, 1_000_000, "a number from 0 to 1000000")
DESIGN_EFFECT = number_from("number", 1, 10, "a number from 1 to 10")
SHARE = number_from("number", 0, 1, "a share from 0 to 1 (a quarter is 0.25)")
LON = number_from("lon", *LONGITUDE, "a longitude from -9 to 2.5")
LAT = number_from("lat", *LATITUDE, "a latitude from 49 to 61")
EAST = number_from("easting", *EASTING, "an easting in metres, from 50000 to 700000")
NORTH = number_from("northing", *NORTHING, "a northing in metres, from 4000 to 1300000")
FURTHER_CODE = FieldType(
    name="area code",
    expected="a code of letters, digits, hyphens and underscores, at most 20, such as T01",
    read=cells.code(r"[A-Z0-9][A-Z0-9_-]{0,19}"),
    schema={"type": "string", "constraints": {"pattern": "[A-Za-z0-9][A-Za-z0-9_-]{0,19}"}},
)
OFFENCE_CODE = FieldType(
    name="offence code",
    expected="the code of an offence, such as 8N or 105A, of at most 20 letters and digits",
    read=cells.code(r"[A-Z0-9][A-Z0-9 ./-]{0,19}"),
    schema={"type": "string", "constraints": {"pattern": "[A-Za-z0-9][A-Za-z0-9 ./-]{0,19}"}},
)
WARD_CODE = _code_type("ward code", "05", "W05999003")
LSOA_CODE = _code_type("LSOA code", "01", "W01999007")
