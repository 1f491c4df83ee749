"""The model of the priorities page: places, criteria, weights, scores and tiers."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.page_models import perceived
from components.priorities_page.view_part import PrioritiesPart
from components.priorities_page.weights import Weights, of_address
from components.priorities_page.weights import shares as shares_of
from components.queries.criteria import Criteria
from components.view.view import SWITCH
from data.schema import LSOA, WARD
from geo.comparable_months.compared import ComparedMonths
from geo.priority.criteria import rank_with_ties
from geo.priority.score import (
    MIGHT,
    REST,
    STANDS_OUT,
    UNSCORED,
    contributions,
    scores,
    tiers,
    top_size,
)
from geo.survey.place_types import CHECK
from geo.survey.topics import categories_of


@dataclass(frozen=True, kw_only=True)
class PrioritiesModel:
    """The scores of one topic and one set of weights for one viewer."""

    here: PageContext
    topic: str
    level: str
    criteria: Criteria
    # Weights of all criteria, including those that are left out.
    weights: Weights

    @property
    def used(self) -> Weights:
        """Return the weights of the criteria that the release has."""
        return {name: self.weights[name] for name in self.ingredients}

    @cached_property
    def shares(self) -> dict[str, float]:
        """Return each criterion's share of the score; empty if all weights are zero."""
        return shares_of(self.used)

    @property
    def weighing(self) -> list[str]:
        """Return the criteria with a weight above zero."""
        return [name for name, share in self.shares.items() if share > 0]

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """Return what each criterion adds to each place's score."""
        return contributions(self.criteria.fractions, self.used, known=self._known)

    def facts_of(self, place: str) -> dict[str, Any]:
        """Return a place's figures in the units that users know."""
        row = self._facts.loc[place]
        return {str(name): fact for name, fact in row.items()}

    @cached_property
    def _facts(self) -> pd.DataFrame:
        return self.criteria.facts.astype(object)

    @property
    def places_with_fewer_months(self) -> int:
        """Return how many places have figures for fewer months than others."""
        return int(self.criteria.facts["fewer_months"].fillna(False).sum())

    def months_compared(self, place: str) -> ComparedMonths | None:
        """Return the months of a place that the change is worked out from."""
        (category,) = categories_of(self.topic)
        period = self.criteria.period
        return queries.categories.compared_months(
            self.here.key, self.level, place, period, category
        )

    def rank_of(self, name: str, place: str) -> dict[str, float]:
        """Return a place's `rank` in a criterion, ties counted above it, `of` how many places."""
        row: pd.Series = self.ranks[name].loc[[place]].iloc[0]
        return {str(column): float(n) for column, n in row.items()}

    def known(self, name: str, place: str) -> bool:
        """Return whether a place has a value of a criterion."""
        return bool(self._known[name][place])

    @cached_property
    def _known(self) -> pd.DataFrame:
        return self.criteria.values.notna()

    @cached_property
    def ranks(self) -> dict[str, pd.DataFrame]:
        """Return the ranks of all places in each criterion."""
        return {name: rank_with_ties(self.criteria.values[name]) for name in self.ingredients}

    @property
    def ingredients(self) -> list[str]:
        """Return the criteria that the release has."""
        return [str(name) for name in self.criteria.values]

    @cached_property
    def scores(self) -> pd.Series:
        return scores(self.criteria.fractions, self.used, known=self._known)

    @property
    def scored(self) -> int:
        """Return how many places have a score."""
        return int(self.scores.notna().sum())

    @property
    def comparable(self) -> bool:
        """Return whether scores differ, so that places can be ranked."""
        return self.scored > 1

    @property
    def first(self) -> int:
        """Return how many places count as the first ones."""
        return top_size(int(self.here.view.of(PrioritiesPart).take), self.scored)

    @cached_property
    def often(self) -> pd.Series:
        """Return in what share of similar weights each place is among the first."""
        return queries.criteria.top_frequency(
            self.here.key,
            self.level,
            self.topic,
            self.here.today.isoformat(),
            weights=tuple(self.used.items()),
            first=self.first,
        )

    @cached_property
    def tier(self) -> pd.Series:
        return tiers(self.often)

    @property
    def only_idle(self) -> bool:
        """Return whether the view is filtered to places where nothing is done."""
        return self.here.view.of(PrioritiesPart).idle == SWITCH[1]

    @cached_property
    def idle(self) -> list[str]:
        """Return the places without an order, a group and a response."""
        return self.in_order(self.criteria.facts.index[self.criteria.facts["idle"]])

    def of_tier(self, *names: str) -> list[str]:
        """Return the places of these tiers that the view includes, tier by tier."""
        shown = set(self.idle) if self.only_idle else set(self.tier.index)
        return [
            code
            for name in names
            for code in self.in_order(self.tier.index[self.tier == name])
            if code in shown
        ]

    def in_order(self, codes: pd.Index) -> list[str]:
        """Return places sorted by name, because ranks within a tier mean nothing."""
        return sorted(map(str, codes), key=lambda code: self.name(code).casefold())

    @property
    def listed(self) -> list[str]:
        """Return every place that the view includes."""
        return self.of_tier(STANDS_OUT, MIGHT, REST, UNSCORED)

    @property
    def chosen(self) -> str:
        """Return the view's place if it is of this level, otherwise nothing."""
        place = self.here.view.place
        if self.level == WARD:
            place = perceived.ward_of(self.here)
        return place if place in self.tier.index else ""

    def name(self, place: str) -> str:
        return self.here.text.name(self._names[place])

    def ward_of(self, place: str) -> str:
        """Return the ward of an LSOA; a ward itself."""
        return place if self.level == WARD else self._parents[place]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return queries.places.names(self.here.key)

    @cached_property
    def _parents(self) -> dict[str, str]:
        parents = queries.places.places(self.here.key)["parent_code"]
        return {str(code): str(parent) for code, parent in parents.items()}

    def doubted(self, place: str) -> list[str]:
        """Return what makes the rate unreliable: a hospital, a town centre, one point."""
        return self._doubts.get(self.ward_of(place), [])

    @cached_property
    def _doubts(self) -> dict[str, list[str]]:
        denominators = queries.overlays.denominators(self.here.key)
        return {str(ward): list(rows["kind"]) for ward, rows in denominators.groupby("ward_code")}

    @cached_property
    def to_check(self) -> set[str]:
        """Return wards whose low record is in doubt; only partners see them."""
        doubted = queries.perceived.below_expected(self.here.key, self.topic)
        if self.level != WARD or doubted is None:
            return set()
        survey = perceived.PerceivedModel(
            here=self.here, topic=self.topic, comparison=self.criteria.comparison
        )
        called = survey.called_for().reindex(self.criteria.comparison.pool)
        return {str(ward) for ward in self.criteria.comparison.pool.index[called == CHECK]}


def ask(here: PageContext) -> PrioritiesModel:
    """Return the model of the view's topic, level and weights; other levels count as wards."""
    level = LSOA if here.view.level == LSOA else WARD
    own = here.view.of(PrioritiesPart)
    return PrioritiesModel(
        here=here,
        topic=here.issue,
        level=level,
        criteria=queries.criteria.criteria(here.key, level, here.issue, here.today.isoformat()),
        weights=of_address(own.preset, own.weights),
    )
