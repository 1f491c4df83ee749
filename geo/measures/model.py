"""The interface of a measure: its inputs, its calculation, its presentation and its summary."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import pandas as pd
from scipy import sparse

from data.schema import ASB, FURTHER_LEVELS, LSOA, WARD
from geo.categories import is_own
from geo.noise.estimate import Noise
from geo.survey.published import PublishedQuestion

# VALUE, LOWER, UPPER, STATUS, UNCERTAIN: the columns that every measure's table has.
VALUE, LOWER, UPPER, STATUS, UNCERTAIN = "value", "lower", "upper", "status", "uncertain"
SUBJECTS = ("category", "topic", "domain")
EVERY_MEASURE_HAS = (VALUE, LOWER, UPPER, STATUS, UNCERTAIN)


@dataclass(frozen=True, kw_only=True)
class YearBefore:
    """Incidents now and a year before: a row for each pair of months, a column for each area.

    Missing where an area doesn't have both months.
    """

    now: pd.DataFrame
    before: pd.DataFrame
    # Noise of the category at the level, for periods of so many months.
    noise: Noise


@dataclass(frozen=True, kw_only=True)
class HarmInputs:
    """Incidents by area (rows) and kind of incident, and what a kind weighs.

    Kinds are categories of the police, or offences of partners' own incidents.
    """

    counts: pd.DataFrame
    # `weight` and `square` by kind, as from `geo.hotspots.harm.category_weights`.
    weights: pd.DataFrame


class MeasureInputs(Protocol):
    """Inputs of a measure for one level, category and period; all results are by area code.

    Counts, months and residents have one more row if the level does not cover the whole area
    (`geo.stats.remainder`), so that comparisons with the whole include all of it.
    """

    @property
    def level(self) -> str:
        """Level: ward, LSOA, or another level of the release."""

    def areas(self) -> pd.Index:
        """Return the codes of the level's areas."""

    def counts(self) -> pd.Series:
        """Return the incidents of the category in the period."""

    def recorded(self) -> pd.Series:
        """Return the incidents of all crime, with ASB if the category includes it."""

    def harm(self) -> HarmInputs:
        """Return the incidents of the category in the period by kind, and the kinds' weights."""

    def observed(self) -> pd.Series:
        """Return the number of the period's months that the area's police force published."""

    def residents(self) -> pd.Series:
        """Return the usual residents; missing where unknown."""

    def neighbours(self) -> sparse.csr_array:
        """Return which areas touch, rows and columns in the order of the counts."""

    def noise(self) -> Noise:
        """Return the noise of the category at the level, for periods as long as the chosen one."""

    def whole(self) -> pd.DataFrame | None:
        """Return the whole in each area's own months (`geo.noise.differences.differs`).

        None if all areas with figures have them for the same months.
        """

    def year_before(self) -> YearBefore | None:
        """Return the incidents now and a year before, over the months that each area has in both.

        None if no area has such a month.
        """

    def survey(self) -> PublishedQuestion:
        """Return what is published of the survey's answers to the topic."""

    def ranks(self) -> pd.DataFrame:
        """Return the newest edition's ranks in the domain, by LSOA: rank, of, edition, domain."""

    def members(self) -> pd.DataFrame:
        """Return the residents of LSOAs in larger areas: lsoa_code, area_code, residents."""

    def groups(self) -> pd.DataFrame:
        """Return the listed community groups: covers, ward_code."""


class Scale(StrEnum):
    """How values are mapped to colours or symbols."""

    SEQUENTIAL = "sequential"
    DIVERGING = "diverging"
    # The value is the number of a named class.
    NAMED = "named"
    SYMBOLS = "symbols"


class Unit(StrEnum):
    """How a value is formatted."""

    NUMBER = "number"
    TENTHS = "tenths"
    PERCENT = "percent"
    SIGNED = "signed"
    NAME = "name"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the measure's table that is shown on screen; files include all columns."""

    name: str
    unit: Unit = Unit.NUMBER
    # For names: the prefix of their keys in the catalogues.
    family: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """The facts of one sentence about all areas; the wording is in the catalogues."""

    key: str
    numbers: dict[str, int] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    rates: dict[str, float] = field(default_factory=dict)
    # Area codes, written as names in the viewer's language.
    areas: dict[str, str] = field(default_factory=dict)
    months: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Categories, written as they are called inside a sentence.
    categories: dict[str, str] = field(default_factory=dict)
    # Names that are the same in both languages.
    names: dict[str, str] = field(default_factory=dict)


def _nothing_more(_: pd.DataFrame) -> tuple[Said, ...]:
    """Return no further notes."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One entry of the registry. Its texts in the catalogues have keys with its name."""

    name: str
    # Returns one row per area on the index of the counts, with the five columns that every measure
    # has and its own. `value` is missing where `status` isn't "shown".
    calculate: Callable[[MeasureInputs], pd.DataFrame]
    summary: Callable[[pd.DataFrame], Said]
    columns: tuple[Column, ...]
    scale: Scale = Scale.SEQUENTIAL
    unit: Unit = Unit.TENTHS
    # Smallest rounding step of a class bound.
    finest: float = 0.1
    # Centre of a diverging scale.
    centre: float = 0.0
    # Names of the classes of a named scale, in the order of their values.
    classes: tuple[str, ...] = ()
    # Prefix of the keys of these names in the catalogues.
    family: str = ""
    # Whether these classes are ordered from little to much, not on both sides of a middle.
    ordered: bool = False
    # Choices of the view that the measure depends on: at most one subject, and possibly the period.
    asks: tuple[str, ...] = ("category", "period")
    levels: tuple[str, ...] = (WARD, LSOA, *FURTHER_LEVELS)
    # Tables of the release that the measure requires.
    needs: tuple[str, ...] = ()
    # Whether values grow with the length of the period, so that class bounds must grow too.
    grows_with_months: bool = False
    # Whether the measure is not defined for partners' own categories.
    police_only: bool = False
    # Categories for which the measure is not defined.
    without: tuple[str, ...] = ()
    # Whether areas and periods may be compared by it, so that it has ranks and can be an indicator.
    compares: bool = True
    # The category that is shown in place of one for which the measure is not defined.
    usual: str = ASB
    # Returns the date of the figures, for measures without a period.
    dated: Callable[[pd.DataFrame], Said] | None = None
    # Returns notes in addition to the measure's caveat.
    notes: Callable[[pd.DataFrame], tuple[Said, ...]] = _nothing_more

    @property
    def subject(self) -> str:
        """The field of the view that selects the subject; empty without one."""
        return next((name for name in SUBJECTS if name in self.asks), "")

    def takes(self, category: str) -> bool:
        """Return whether the measure is defined for this category."""
        return category not in self.without and not (self.police_only and is_own(category))

    @property
    def by_period(self) -> bool:
        """Whether the measure depends on the period that the viewer chooses."""
        return "period" in self.asks
