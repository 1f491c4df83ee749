"""What a contract is: which columns a table has, and what must hold between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from data.contracts.types import EAST, LAT, LON, NORTH, FieldType
from data.load_report.reasons import Reason
from data.messages import Message
from data.readers.coordinates import DEGREES, EXCHANGED, METRES


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column; a name that ends in `*` stands for any number of columns."""

    name: str
    type: FieldType
    en: str
    cy: str
    examples: tuple[str, str, str]
    """One for each row of the example file."""
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
    title_en: str
    title_cy: str
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
    en: str,
    cy: str,
    *examples: str,
    required: bool = False,
    falls_back: str = "",
    costs_the_row: bool = True,
) -> Field:
    """A field, written as a table's row: name, type, meaning in both languages, examples."""
    first, second, third = examples
    return Field(
        name=name,
        type=type_,
        en=en,
        cy=cy,
        examples=(first, second, third),
        required=required,
        falls_back=falls_back,
        costs_the_row=costs_the_row,
    )


def place_fields(*pairs: tuple[str, str, str, str]) -> tuple[Field, ...]:
    """Coordinates in degrees or in metres; `pairs` are the example rows' values."""
    lon, lat, easting, northing = zip(*pairs, strict=True)
    return (
        field("lon", LON, "Longitude in degrees", "Hydred mewn graddau", *lon),
        field("lat", LAT, "Latitude in degrees", "Lledred mewn graddau", *lat),
        field(
            "easting",
            EAST,
            "Easting in metres (British National Grid), in place of lon",
            "Dwyreiniad mewn metrau (Grid Cenedlaethol Prydain), yn lle lon",
            *easting,
        ),
        field(
            "northing",
            NORTH,
            "Northing in metres (British National Grid), in place of lat",
            "Gogleddiad mewn metrau (Grid Cenedlaethol Prydain), yn lle lat",
            *northing,
        ),
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
WARD_EN, WARD_CY = "ONS code of the ward", "Cod SYG y ward"
NAME_EN = ("Name in English", "Enw yn Saesneg")
NAME_CY = (
    "Name in Welsh; the English name where left empty",
    "Enw yn Gymraeg; yr enw Saesneg os yw'n wag",
)
START = ("First day", "Diwrnod cyntaf")
END = ("Last day; empty where none is set", "Diwrnod olaf; gwag os nad oes un")
STATUS = ("How things stand", "Y sefyllfa bresennol")
