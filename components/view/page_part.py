"""The fields that a page adds to the view. Each page declares its own fields in its own package."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import ClassVar

from data.schema import LSOA, WARD
from geo.categories import CHOICES
from geo.measures import MEASURES

Allows = Callable[[str], bool]
# The most characters that can be searched for.
LONGEST_SEARCH = 60


@dataclass(frozen=True, kw_only=True)
class Known:
    """The values that the release can show. An address with any other value is refused."""

    # The level of each place, by its code.
    places: Mapping[str, str] = field(default_factory=dict)
    months: Sequence[str] = ()
    measures: Collection[str] = tuple(MEASURES)
    categories: Collection[str] = CHOICES
    topics: Collection[str] = ()
    domains: Collection[str] = ()
    overlays: Collection[str] = ()
    orders: Collection[str] = ()
    # West, south, east and north of the whole area, in degrees.
    extent: tuple[float, float, float, float] | None = None
    levels: Collection[str] = (WARD, LSOA)
    # True without a release. Then these values can't be checked, and all are accepted.
    nothing_yet: bool = False


@dataclass(frozen=True, kw_only=True)
class PagePart:
    """The base class of a page's own fields: a frozen record of text fields with their defaults."""

    # The fields whose allowed values depend on the release.
    of_release: ClassVar[frozenset[str]] = frozenset()
    # The fields that the menu's links leave out, because they choose something within the page.
    not_in_menu: ClassVar[frozenset[str]] = frozenset()
    _names: ClassVar[tuple[str, ...]]

    @classmethod
    def allowed(cls, known: Known) -> dict[str, Allows]:
        """Return for each field a function that tells whether the page can show a value."""
        raise NotImplementedError

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the fields in the order in which an address has them."""
        # Stored with the class, as a run asks for them a thousand times.
        if "_names" not in cls.__dict__:
            cls._names = tuple(one.name for one in fields(cls))
        return cls._names
