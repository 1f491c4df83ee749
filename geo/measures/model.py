"""What a measure is: what it asks, how it is worked out, how it is drawn, what it says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import pandas as pd

from data.schema import FURTHER_LEVELS, LSOA, WARD
from geo.categories import is_own

VALUE, LOWER, UPPER, STATUS, UNCERTAIN = "value", "lower", "upper", "status", "uncertain"
SUBJECTS = ("category", "topic", "domain")
EVERY_MEASURE_HAS = (VALUE, LOWER, UPPER, STATUS, UNCERTAIN)


class MeasureInputs(Protocol):
    """What a measure may ask about one level, category and period; answers are by area code.

    Counts, months and residents hold one row more where the level leaves a part of the whole area
    out (`geo.elsewhere`): whatever is compared with the whole is so compared with all of it.
    """

    @property
    def level(self) -> str:
        """Wards, LSOAs, or another kind of area that the release has."""

    def areas(self) -> pd.Index:
        """The codes of the level's areas."""

    def counts(self) -> pd.Series:
        """Incidents of the category in the period."""

    def recorded(self) -> pd.Series:
        """Everything that the category is a part of: all crime, and ASB where it is asked for."""

    def observed(self) -> pd.Series:
        """In how many of the period's months the area's police force published."""

    def residents(self) -> pd.Series:
        """Usual residents; missing where there is no figure."""

    def year_before(self) -> tuple[pd.Series, pd.Series, pd.Series] | None:
        """Incidents in the months that both years have, a year before, and whether both are whole.

        None where no month was published in both years.
        """

    def answers(self) -> pd.DataFrame:
        """What respondents said of the topic: wave, mode, area_code, weight, answer."""

    def ranks(self) -> pd.DataFrame:
        """The newest edition's ranks in the domain, by LSOA: rank, of, edition, domain."""

    def members(self) -> pd.DataFrame:
        """How many residents of which LSOA live in which larger area.

        Columns lsoa_code, area_code, residents.
        """

    def groups(self) -> pd.DataFrame:
        """The community groups that are listed: covers, ward_code."""


class Scale(StrEnum):
    """How values become what is seen."""

    SEQUENTIAL = "sequential"
    DIVERGING = "diverging"
    NAMED = "named"
    """The value is the number of a class that has a name."""
    SYMBOLS = "symbols"


class Unit(StrEnum):
    """How a value is written."""

    NUMBER = "number"
    TENTHS = "tenths"
    PERCENT = "percent"
    SIGNED = "signed"
    NAME = "name"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the measure's table, for the screen; every one is in the files."""

    name: str
    unit: Unit = Unit.NUMBER
    family: str = ""
    """Of a name: the catalogue family that words it."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """The facts of one sentence about all areas; the words are the catalogue's."""

    key: str
    numbers: dict[str, int] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    rates: dict[str, float] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    """Area codes, to be named in the viewer's language."""
    months: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Names that are the same in both languages."""


def _nothing_more(_: pd.DataFrame) -> tuple[Said, ...]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One row of the registry. Its words in the catalogues carry its name."""

    name: str
    calculate: Callable[[MeasureInputs], pd.DataFrame]
    """A row an area, on the index of the counts: the five columns that every measure has, and
    whatever else it shows. `value` is missing where `status` isn't "shown"."""
    summary: Callable[[pd.DataFrame], Said]
    columns: tuple[Column, ...]
    scale: Scale = Scale.SEQUENTIAL
    unit: Unit = Unit.TENTHS
    finest: float = 0.1
    """No class bound is finer than this."""
    centre: float = 0.0
    """Where a diverging scale turns."""
    classes: tuple[str, ...] = ()
    """The names of a named scale's classes, in the order of their values."""
    family: str = ""
    """The catalogue family that words those names."""
    ordered: bool = False
    """Whether those classes run from little to much, rather than to both sides of a middle."""
    asks: tuple[str, ...] = ("category", "period")
    """Which choices of the view it depends on: one subject at most, and the period or not."""
    levels: tuple[str, ...] = (WARD, LSOA, *FURTHER_LEVELS)
    needs: tuple[str, ...] = ()
    """Tables of the release without which it can't be worked out."""
    grows_with_months: bool = False
    """Whether a longer period makes it larger, so that class bounds must grow along."""
    police_only: bool = False
    """Whether it says nothing of what partners recorded themselves."""
    dated: Callable[[pd.DataFrame], Said] | None = None
    """Of when the figures are, where it doesn't ask for the period."""
    notes: Callable[[pd.DataFrame], tuple[Said, ...]] = _nothing_more
    """What these figures add to its caveat."""

    @property
    def subject(self) -> str:
        """Which field of the view says what it is about; nothing where none does."""
        return next((name for name in SUBJECTS if name in self.asks), "")

    def takes(self, category: str) -> bool:
        """Whether it can be worked out for this category."""
        return not (self.police_only and is_own(category))

    @property
    def by_period(self) -> bool:
        """Whether it is of a period that the viewer chooses."""
        return "period" in self.asks
