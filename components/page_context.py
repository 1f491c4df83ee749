"""The context of one run of a page: the view, its texts, the viewer and the release."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from components import queries
from components.queries.cache import CacheKey
from components.text.catalogue import Text
from components.view import run, state
from components.view.view import NOTHING, View, as_period
from components.view.viewer import current_viewer
from data.access.scopes import names_in
from data.access.viewer import Viewer
from data.provenance.freshness import today_of
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import FURTHER_LEVELS, WARD
from geo.measures import MEASURES
from geo.measures.model import Measure
from geo.period import Period, latest_year


@dataclass(frozen=True, kw_only=True)
class PageContext:
    """The view, the texts, the viewer and the manifest of one run of one page."""

    view: View
    text: Text
    viewer: Viewer
    manifest: Manifest
    # The state of the register.
    register: str = ""

    @cached_property
    def key(self) -> CacheKey:
        """Return the cache key of every query: release, viewer's scope and register's revision."""
        return CacheKey(self.manifest.release, self.viewer.scope, self.register)

    @cached_property
    def asked(self) -> tuple[CacheKey, View, dt.date]:
        """Return what all figures and words of the page are of; where the map is doesn't matter."""
        return self.key, replace(self.view, at=NOTHING), self.today

    @property
    def has_residents(self) -> bool:
        """Return whether the release has residents; without them there are no rates."""
        return self.manifest.has_residents

    @property
    def measure(self) -> Measure:
        """Return the measure that the view names."""
        return MEASURES[self.view.measure]

    @property
    def subject(self) -> str:
        """Return the category, topic or domain that the measure is about.

        Empty if it needs none.
        """
        field = self.measure.subject
        if field == "topic":
            return self.view.topic or queries.measures.topics(self.key)[0]
        return str(getattr(self.view, field)) if field else ""

    @property
    def issue(self) -> str:
        """Return the topic of the view, or the first topic with evidence.

        Residents need not have been asked about it.
        """
        return self.view.topic or queries.measures.topics_with_evidence(self.key)[0]

    @property
    def area_name(self) -> str:
        """Return the name of the whole area in the view's language."""
        return self.text.name(
            {"name_en": self.manifest.title_en, "name_cy": self.manifest.title_cy}
        )

    @property
    def area_in_text(self) -> str:
        """Return the name of the whole area for use inside a sentence: "the Vale of Halwyn"."""
        return self.text.the_area

    @cached_property
    def own_areas(self) -> str:
        """Return the names of the authorities whose own incidents alone the viewer sees.

        Empty if it is those of all.
        """
        codes = self.viewer.authorities
        if codes is None:
            return ""
        return self.text.listing(names_in(self.manifest, codes, self.view.lang))

    @cached_property
    def today(self) -> dt.date:
        """Return the day from which ages are counted."""
        return today_of(self.manifest, run.settings().today)

    @cached_property
    def day(self) -> dt.date:
        """Return the day on which something is entered: the day that was set, or else `today`."""
        return run.settings().clock or self.today

    def latest(self) -> Period:
        """Return the latest year that the police have published."""
        return latest_year(self._store.complete_months())

    def period(self) -> Period:
        """Return the period of the view."""
        return as_period(self.view, self.latest_shown)

    @cached_property
    def latest_shown(self) -> Period:
        """The latest year of the subject.

        Partner incidents may end in another month than police data.
        """
        return latest_year(self.complete_months)

    def asked_period(self) -> Period:
        """Return the period of the view.

        The latest year if the measure doesn't depend on the period.
        """
        return self.period() if self.measure.by_period else self.latest()

    @cached_property
    def months(self) -> list[str]:
        """Every month of the release, published or not."""
        return self._store.months()

    @cached_property
    def complete_months(self) -> list[str]:
        """The months for which the subject has figures."""
        if self.measure.subject != "category":
            return self._store.complete_months()
        return list(queries.categories.complete_months(self.key, self.subject))

    @cached_property
    def levels(self) -> list[str]:
        """The area levels that the release has and that the measure can be calculated for."""
        return [level for level in self._store.levels() if level in self.measure.levels]

    def place_name(self, place: str) -> str:
        """Return the name of an area; of the whole area if `place` is empty."""
        return self.text.name(self._names[place]) if place else self.area_name

    @cached_property
    def _store(self) -> Store:
        return queries.current_store.store_of(self.key)

    # Stored here because it is needed about a hundred times a run, and the shared cache is slower.
    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return queries.places.names(self.key)

    @cached_property
    def _further(self) -> dict[str, str]:
        return queries.places.further_areas(self.key)

    def offered(self) -> list[str]:
        """Return the codes of the places to choose from, by name.

        These are the wards, preceded by the towns or beats if the view has that level.
        """
        level = self.view.level
        kinds = (level, WARD) if level in FURTHER_LEVELS else (WARD,)
        return [
            code
            for kind in kinds
            for code in queries.places.by_name(self.key, self.view.lang, kind)
        ]

    def place_and_kind(self, place: str) -> str:
        """Return the name of an area, followed by its kind if it is a town or a beat.

        Such areas often have the name of a ward.
        """
        level = self._further.get(place)
        if level is None:
            return self.place_name(place)
        kind = self.text(f"panel_level.{level}")
        return self.text("place.of_kind", place=self.place_name(place), kind=kind)


def page_context() -> PageContext:
    """Return the context of the current run."""
    return context_of(state.current_view(), current_viewer())


def context_of(view: View, viewer: Viewer) -> PageContext:
    """Return the page context for a view of this run's release."""
    release = queries.current_store.store().manifest.release
    register = queries.current_store.register_state()
    key = CacheKey(release, viewer.scope, register)
    text = queries.texts.release_text(key._replace(register=""), view.lang)
    manifest = queries.current_store.store_of(key).manifest
    return PageContext(view=view, text=text, viewer=viewer, manifest=manifest, register=register)
