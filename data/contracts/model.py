"""The model of a contract: the columns of a table and the rules between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from data.contracts.types import EAST, LAT, LON, NORTH, FieldType
from data.load_report.reasons import Reason
from data.messages import InBoth, Message
from data.readers.coordinates import DEGREES, EXCHANGED, METRES
from data.translations import read_translations

# WORDS: the titles of contracts and the meanings of columns in both languages, by key.
WORDS = read_translations("contracts")


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column of a contract; a name that ends in `*` stands for any number of columns."""

    name: str
    type: FieldType
    # One for each row of the example file.
    examples: tuple[str, str, str]
    # The key of its meaning in the catalogue, if it isn't the name.
    means: str = ""
    required: bool = False
    # The column whose value replaces an empty cell.
    falls_back: str = ""
    # Whether the whole row is left out if this cell is invalid; otherwise only the cell is.
    costs_the_row: bool = True
    # The names in place of `*` in a template; files may have others.
    stands_for: tuple[str, ...] = ()

    @property
    def example(self) -> str:
        """Return the first example that isn't empty."""
        return next(filter(None, self.examples), "")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule between the columns of a row; `broken` returns which rows break it."""

    column: str
    expected: str
    broken: Callable[[pd.DataFrame], pd.Series]
    # The reason for leaving out a row that breaks it.
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Contract:
    """The columns, key and rules of one kind of table."""

    kind: str
    fields: tuple[Field, ...]
    # The columns that together are unique to a row.
    key: tuple[str, ...] = ()
    # The reason for leaving out a row that repeats the key of an earlier one.
    twice: Reason = Reason.NAMED_TWICE
    # Alternative sets of columns for a location; every row needs one of them.
    places: tuple[tuple[str, ...], ...] = ()
    polygons: bool = False
    rules: tuple[Rule, ...] = ()
    # Keys, in the catalogue `contracts`, of what to know before a table is filled in.
    guidance: tuple[str, ...] = ()

    @property
    def title(self) -> InBoth:
        """Return the name of the table's kind in both languages."""
        return InBoth(**WORDS[f"contract.{self.kind}"])

    def meaning(self, field: Field) -> InBoth:
        """Return the meaning of a column in both languages.

        Parameters
        ----------
        field
            One of the contract's fields.

        Returns
        -------
        InBoth
            The catalogue's text for this column of this contract, or else for columns of its kind.

        Examples
        --------
        >>> from data.contracts.groups_orders_responses import ORDERS
        >>> str(ORDERS.meaning(ORDERS.fields[0]))
        'Your own number for it'
        """
        return InBoth(**WORDS[self.meaning_key(field)])

    def meaning_key(self, field: Field) -> str:
        """Return the key in the catalogue of a column's meaning."""
        own = f"column.{self.kind}.{field.name}"
        return own if own in WORDS else f"column.{field.means or field.name}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(field.name for field in self.fields)

    @property
    def key_rule(self) -> str:
        """Return in words that the key must be unique."""
        return f"each {' + '.join(self.key)} once"


def end_before_start(start: str, end: str) -> Callable[[pd.DataFrame], pd.Series]:
    """Return a check of whether a row's last day is before its first.

    Parameters
    ----------
    start, end
        The names of the columns with the first and the last day, as ISO dates.

    Returns
    -------
    callable
        A function from a table to a Series of bool; False where a day is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"start": ["2026-02-01"], "end": ["2026-01-31"]})
    >>> end_before_start("start", "end")(table).tolist()
    [True]
    """

    def broken(table: pd.DataFrame) -> pd.Series:
        both = table[start].notna() & table[end].notna()
        return both & (table[end].fillna("").astype(str) < table[start].fillna("").astype(str))

    return broken


def field(
    name: str,
    type_: FieldType,
    *examples: str,
    means: str = "",
    required: bool = False,
    falls_back: str = "",
    costs_the_row: bool = True,
    stands_for: tuple[str, ...] = (),
) -> Field:
    """Return a field from its name, type and three examples.

    Parameters
    ----------
    name, type_
        The column's name and type.
    *examples
        The cells of the three rows of the example file.
    means
        The key of its meaning in the catalogue, if it isn't the name.
    required
        Whether every row must have it.
    falls_back
        The column whose value replaces an empty cell.
    costs_the_row
        Whether an invalid cell leaves out the whole row, and not only itself.
    stands_for
        The names in place of `*` in a template.

    Returns
    -------
    Field
        The field.

    Examples
    --------
    >>> from data.contracts.types import TEXT
    >>> field("kind", TEXT, "", "patrol", "order").example
    'patrol'
    """
    first, second, third = examples
    return Field(
        name=name,
        type=type_,
        examples=(first, second, third),
        means=means,
        required=required,
        falls_back=falls_back,
        costs_the_row=costs_the_row,
        stands_for=stands_for,
    )


def place_fields(*pairs: tuple[str, str, str, str]) -> tuple[Field, ...]:
    """Return the four fields of coordinates, in degrees and in metres.

    Parameters
    ----------
    *pairs
        For each row of the example file its longitude, latitude, easting and northing.

    Returns
    -------
    tuple of Field
        `lon`, `lat`, `easting` and `northing`.

    Examples
    --------
    >>> rows = (("-4.6", "52.3", "", ""), ("", "", "229400", "269900"), ("", "", "", ""))
    >>> [field.example for field in place_fields(*rows)]
    ['-4.6', '52.3', '229400', '269900']
    """
    lon, lat, easting, northing = zip(*pairs, strict=True)
    return (
        field("lon", LON, *lon),
        field("lat", LAT, *lat),
        field("easting", EAST, *easting),
        field("northing", NORTH, *northing),
    )


IN_DEGREES, IN_METRES = ("lon", "lat"), ("easting", "northing")
# NO_PLACE: the column in faults of rows without a location.
NO_PLACE = "place"
EXPECTED_PAIR = {
    DEGREES: Message("pair.degrees"),
    METRES: Message("pair.metres"),
}
# ADVICE: by the kind of coordinates that was expected and the kind that was found, what to do.
ADVICE: Mapping[str, Mapping[str, str]] = {
    DEGREES: {
        EXCHANGED: Message("advice.exchanged"),
        METRES: Message("advice.metres"),
    },
    METRES: {
        DEGREES: Message("advice.lon_lat"),
        EXCHANGED: Message("advice.lat_lon"),
    },
}
# ADVICE_ON_SHAPES: the same for geometries, by the kind that was found.
ADVICE_ON_SHAPES: Mapping[str, str] = {
    EXCHANGED: ADVICE[DEGREES][EXCHANGED],
    DEGREES: "degrees in a layer of metres",
    "": "not what the layer says of its coordinates",
}
