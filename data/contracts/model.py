"""What a contract is: which columns a table has, and what must hold between them."""

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
    """A column; a name that ends in `*` stands for any number of columns."""

    name: str
    type: FieldType
    examples: tuple[str, str, str]
    """One for each row of the example file."""
    means: str = ""
    """The key of its meaning in the catalogue, where that isn't its name."""
    required: bool = False
    falls_back: str = ""
    """The column whose value an empty cell takes."""
    costs_the_row: bool = True
    """Whether a cell that can't be read leaves out its row, and not only itself."""

    @property
    def example(self) -> str:
        """The first that isn't empty."""
        return next(filter(None, self.examples), "")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What must hold between the columns of a row; `broken` says where it doesn't."""

    column: str
    expected: str
    broken: Callable[[pd.DataFrame], pd.Series]
    reason: Reason
    """What a row that breaks it is left out for."""


@dataclass(frozen=True, kw_only=True)
class Contract:
    """What one kind of table holds."""

    kind: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    """The columns that no two rows share."""
    twice: Reason = Reason.NAMED_TWICE
    """What a row that shares them is left out for."""
    places: tuple[tuple[str, ...], ...] = ()
    """Sets of columns, one of which every row has to fill."""
    polygons: bool = False
    rules: tuple[Rule, ...] = ()

    @property
    def title(self) -> InBoth:
        """What the table holds, in both languages."""
        return InBoth(**WORDS[f"contract.{self.kind}"])

    def meaning(self, field: Field) -> InBoth:
        """Return what a column means, in both languages.

        Parameters
        ----------
        field
            One of the contract's fields.

        Returns
        -------
        InBoth
            The catalogue's words for this column of this contract, else those for such columns.

        Example
        -------
        >>> from data.contracts.places import ORDERS
        >>> ORDERS.meaning(ORDERS.fields[0])
        'Your own number for it'
        """
        return InBoth(**WORDS[self.meaning_key(field)])

    def meaning_key(self, field: Field) -> str:
        """The key in the catalogue of what a column means."""
        own = f"column.{self.kind}.{field.name}"
        return own if own in WORDS else f"column.{field.means or field.name}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names to look for in a file."""
        return tuple(field.name for field in self.fields)

    @property
    def key_rule(self) -> str:
        """What is expected of the key, in words."""
        return f"each {' + '.join(self.key)} once"


def end_before_start(start: str, end: str) -> Callable[[pd.DataFrame], pd.Series]:
    """A rule's question: whether the last day is before the first."""

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
) -> Field:
    """Return a field, written as a table's row: name, type, three examples."""
    first, second, third = examples
    return Field(
        name=name,
        type=type_,
        examples=(first, second, third),
        means=means,
        required=required,
        falls_back=falls_back,
        costs_the_row=costs_the_row,
    )


def place_fields(*pairs: tuple[str, str, str, str]) -> tuple[Field, ...]:
    """Coordinates in degrees or in metres; `pairs` are the example rows' values."""
    lon, lat, easting, northing = zip(*pairs, strict=True)
    return (
        field("lon", LON, *lon),
        field("lat", LAT, *lat),
        field("easting", EAST, *easting),
        field("northing", NORTH, *northing),
    )


IN_DEGREES, IN_METRES = ("lon", "lat"), ("easting", "northing")
NO_PLACE = "place"
EXPECTED_PAIR = {
    DEGREES: Message("pair.degrees"),
    METRES: Message("pair.metres"),
}
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
"""What other kinds of coordinates in a pair of columns are called, and what to do."""
ADVICE_ON_SHAPES: Mapping[str, str] = {
    EXCHANGED: ADVICE[DEGREES][EXCHANGED],
    DEGREES: "degrees in a layer of metres",
    "": "not what the layer says of its coordinates",
}
