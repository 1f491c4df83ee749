"""What a page of a pack is made from: the viewer's figures, and what it is compared with."""

from dataclasses import dataclass
from functools import cached_property

from components import queries
from components.packs.remembered import MadePack
from components.page_context import PageContext
from components.place_page.model import PlaceModel, facts_of
from components.text.change_sentences import Changes
from data.schema import COUNTY
from geo.period import YEAR, Period, shifted

FIRST, NEW_MONTHS, SAME_MONTHS, LATEST_YEAR = "first", "new", "same", "year"
SINCE = (FIRST, NEW_MONTHS, SAME_MONTHS, LATEST_YEAR)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A pack that was asked for, in one language and about one subject."""

    # Its view has the place that the pack is about; empty for the whole area.
    here: PageContext
    # The number of the order that it is about, if it is about one.
    order: str = ""
    # The number of the meeting that it is about, if it is about one.
    meeting: str = ""
    last: MadePack | None = None
    # The public address of the app; empty if none is set.
    address: str = ""
    # Whether a pack is made, which is compared with the last one of its kind.
    is_pack: bool = True

    @property
    def place(self) -> str:
        return self.here.view.place

    @property
    def level(self) -> str:
        """Return the level of the place; that of the whole area without one."""
        if not self.place:
            return COUNTY
        return str(queries.places.places(self.here.key).at[self.place, "level"])

    @property
    def name(self) -> str:
        """Return the name of the place or the whole area, as it is inside a sentence."""
        return self.here.place_name(self.place) if self.place else self.here.area_in_text

    @cached_property
    def place_model(self) -> PlaceModel:
        """The figures of the place, collected once for all of its pages."""
        return facts_of(self.here)

    @cached_property
    def since(self) -> str:
        """What is compared: months that are new since the last pack, or the latest year."""
        if not self.is_pack:
            return LATEST_YEAR
        if self.last is None:
            return FIRST
        return NEW_MONTHS if self.last.month < self.here.latest().last else SAME_MONTHS

    @cached_property
    def period(self) -> Period:
        """The months that are new since the last pack, a year at most; else the latest year."""
        latest = self.here.latest()
        if self.since != NEW_MONTHS or self.last is None:
            return latest
        first = max(shifted(self.last.month, 1), shifted(latest.last, 1 - YEAR))
        return Period(first=first, last=latest.last)

    @cached_property
    def changes(self) -> Changes:
        """Each category beside the same months a year before, judged by geo.noise."""
        return queries.area_figures.changes_in(self.here.key, self.level, self.place, self.period)
