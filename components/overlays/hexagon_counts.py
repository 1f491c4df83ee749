"""Incidents by hexagon of 500 m: those of the police, or those of the partners themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import shapely

from components.counting import categories_of
from data.access.viewer import Audience
from data.errors import AccessDenied
from data.release.store import Store
from data.schema import LSOA, OWN
from geo.categories import is_own
from geo.hotspots.gi_star import HOT, gi_star
from geo.not_measured import NotMeasured
from geo.shapes.hexagon_grid import adjacent, hexagons_over
from geo.shapes.hexagons import COLUMN, ROW, centres, counts_in, grid, hexagons_of
from geo.stats.suppression import LEAST_COUNT


@dataclass(frozen=True)
class Hexagons:
    """The hexagons in which incidents are drawn, and their number of one category."""

    store: Store
    category: str

    # The number of incidents from which a hexagon is drawn.
    least = 1

    @property
    def known(self) -> list[str]:
        """Return the months with figures."""
        return self.store.complete_months()

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Return every hexagon with a point of the police, whatever the category."""
        return grid(self.store.table("points"))

    def everywhere(self, months: Sequence[str]) -> pd.Series:
        """Return the incidents by column and row of their hexagon."""
        counted = self.store.point_counts(months)
        counted = counted[counted["category"].isin(categories_of(self.store, self.category))]
        incidents = counted.groupby("point")["incidents"].sum()
        counts = counts_in(self.cells, self.store.table("points"), incidents)
        return counts.set_axis(keys_of(self.cells))

    def counts(self, months: Sequence[str]) -> pd.Series:
        """Return the incidents in each of the cells; missing where there are too few to draw."""
        found = self.everywhere(months).reindex(keys_of(self.cells), fill_value=0)
        counts = found.set_axis(self.cells.index)
        return counts.where(counts >= self.least)

    def unplaced(self, months: Sequence[str]) -> int:
        """Return how many incidents have no location that is precise enough."""
        return 0

    def hot(self, months: Sequence[str]) -> pd.Series | None:
        """Return which cells are hot spots by Gi*; None if hexagons can't be told apart.

        Gi* compares all hexagons of the area with figures, also those in which nothing was
        recorded. One with too few incidents to be drawn is none.
        """
        there = self._with_figures(months)
        if there is None:
            return None
        every = hexagons_over(there)
        own = keys_of(every)
        found = gi_star(self.everywhere(months).reindex(own, fill_value=0), adjacent(every))
        if isinstance(found, NotMeasured):
            return None
        hot = pd.Series((found["kind"] == HOT).to_numpy(), own)
        kept = hot.reindex(keys_of(self.cells), fill_value=False).set_axis(self.cells.index)
        return kept & self.counts(months).notna()

    def _with_figures(self, months: Sequence[str]) -> shapely.Geometry | None:
        """Return the outline of the small areas with figures in all months; None without any."""
        observed = self.store.observed(LSOA, months, categories_of(self.store, self.category))
        whole = observed.index[observed == len(months)] if months else observed.index[:0]
        if not len(whole):
            return None
        return shapely.union_all(self.store.areas_of(whole).geometry.to_numpy())


class OwnHexagons(Hexagons):
    """Those of the partners' own incidents, whose location is exact.

    A hexagon with few incidents could tell of one home: it is neither drawn nor sent.
    """

    least = LEAST_COUNT

    @property
    def known(self) -> list[str]:
        return self.store.known_months((self.category,))

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Return the hexagons with enough incidents of any kind, so that no choice moves them."""
        placed = self.store.own_incidents().located(OWN)
        counts = hexagons_of(placed["x"], placed["y"]).value_counts(sort=False)
        enough = counts.index[counts >= self.least].to_frame(index=False).astype("int64")
        ordered = enough.sort_values([COLUMN, ROW], ignore_index=True)
        return ordered.join(centres(ordered))

    def everywhere(self, months: Sequence[str]) -> pd.Series:
        placed = self.store.own_incidents().located(self.category)
        placed = placed[placed["month"].isin(list(months))]
        return hexagons_of(placed["x"], placed["y"]).value_counts(sort=False)

    def unplaced(self, months: Sequence[str]) -> int:
        own = self.store.own_incidents()
        within = own.located(self.category)["month"].isin(list(months)).sum()
        return int(own.total(self.category, months) - within)


def hexagons_for(store: Store, category: str, audience: Audience) -> Hexagons:
    """Return the hexagons of a category.

    Raise AccessDenied if the audience may not see it: the public never sees own incidents.
    """
    if not is_own(category):
        return Hexagons(store, category)
    if audience < Audience.PARTNER:
        raise AccessDenied(what=category, audience=audience.name.lower())
    return OwnHexagons(store, category)


def keys_of(cells: pd.DataFrame) -> pd.MultiIndex:
    """Return the column and row of each cell as an index."""
    return pd.MultiIndex.from_frame(cells[[COLUMN, ROW]])
