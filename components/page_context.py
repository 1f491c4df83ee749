"""What every page starts from: the view, its words, who is looking, and the release's paper."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from components import queries
from components.queries.cache import CacheKey
from components.text.catalogue import Text
from components.view import state
from components.view.view import View, as_period
from components.view.viewer import local_viewer
from data.access.viewer import Viewer
from data.provenance.freshness import today_of
from data.release.manifest import Manifest
from data.schema import FURTHER_LEVELS, WARD
from data.settings import load_settings
from geo.measures import MEASURES
from geo.measures.model import Measure
from geo.period import Period, latest_year


@dataclass(frozen=True, kw_only=True)
class PageContext:
    """One run of one page."""

    view: View
    text: Text
    viewer: Viewer
    manifest: Manifest

    @property
    def key(self) -> CacheKey:
        """What every query begins with: the release and the viewer's scope."""
        return CacheKey(self.manifest.release, self.viewer.scope)

    @property
    def measure(self) -> Measure:
        """The measure that the view asks for."""
        return MEASURES[self.view.measure]

    @property
    def subject(self) -> str:
        """What the measure is about: a category, a topic or a domain; or nothing."""
        field = self.measure.subject
        if field == "topic":
            return self.view.topic or queries.measures.topics(self.key)[0]
        return str(getattr(self.view, field)) if field else ""

    @property
    def issue(self) -> str:
        """What the view asks about, or the usual one; residents may have been asked or not."""
        return self.view.topic or queries.measures.topics_with_evidence(self.key)[0]

    @property
    def area_name(self) -> str:
        """The whole area's name in the viewer's language."""
        return self.text.name(
            {"name_en": self.manifest.title_en, "name_cy": self.manifest.title_cy}
        )

    @property
    def today(self) -> dt.date:
        """The day that ages are counted to."""
        return today_of(self.manifest, load_settings().today)

    def latest(self) -> Period:
        """The latest year that the police have published."""
        return latest_year(queries.current_store.store().complete_months())

    def period(self) -> Period:
        """The months that the view speaks of."""
        return as_period(self.view, self.latest_shown)

    @cached_property
    def latest_shown(self) -> Period:
        """The latest year of what is shown: partners' incidents may end in another month."""
        return latest_year(self.complete_months)

    def asked_period(self) -> Period:
        """The same for a measure that asks for it; any other is the same in every period."""
        return self.period() if self.measure.by_period else self.latest()

    @cached_property
    def months(self) -> list[str]:
        """Every month of the release, published or not."""
        return queries.current_store.store().months()

    @cached_property
    def complete_months(self) -> list[str]:
        """The months of which what is shown is known."""
        if self.measure.subject != "category":
            return queries.current_store.store().complete_months()
        return list(queries.categories.complete_months(self.key, self.subject))

    @cached_property
    def levels(self) -> list[str]:
        """The kinds of areas that the release has and that the measure can be worked out for."""
        return [
            level
            for level in queries.current_store.store().levels()
            if level in self.measure.levels
        ]

    def place_name(self, place: str) -> str:
        """The name of a ward or LSOA; of the whole area where none is chosen."""
        return self.text.name(self._names[place]) if place else self.area_name

    # Asked for a hundred times in a run: a cache that all viewers share costs too much each time.
    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return queries.places.names(self.key)

    @cached_property
    def _further(self) -> dict[str, str]:
        levels = queries.places.places(self.key)["level"]
        further = levels[levels.isin(FURTHER_LEVELS)]
        return {str(code): str(level) for code, level in further.items()}

    def offered(self) -> list[str]:
        """The places to choose from, by name: wards, and before them towns on a map of towns."""
        level = self.view.level
        kinds = (level, WARD) if level in FURTHER_LEVELS else (WARD,)
        return [
            code
            for kind in kinds
            for code in queries.places.by_name(self.key, self.view.lang, kind)
        ]

    def place_and_kind(self, place: str) -> str:
        """The same, with what it is where that is neither a ward nor an LSOA: names repeat."""
        level = self._further.get(place)
        if level is None:
            return self.place_name(place)
        kind = self.text(f"panel_level.{level}")
        return self.text("place.of_kind", place=self.place_name(place), kind=kind)


def page_context() -> PageContext:
    """The run that is going on."""
    return context_of(state.current_view(), local_viewer(load_settings()))


def context_of(view: View, viewer: Viewer) -> PageContext:
    """Return what a page starts from, for a view of the release that is served."""
    manifest = queries.current_store.store().manifest
    text = queries.texts.release_text(CacheKey(manifest.release, viewer.scope), view.lang)
    return PageContext(view=view, text=text, viewer=viewer, manifest=manifest)
