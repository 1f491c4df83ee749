"""What the page asks for: the places, their ingredients, and the tier that each is in."""

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


@dataclass(frozen=True, kw_only=True)
class PrioritiesModel:
    """One topic and one set of weights for one viewer."""

    here: PageContext
    topic: str
    level: str
    found: Criteria
    weights: Weights
    """Of every ingredient, those that are left out among them."""

    @property
    def used(self) -> Weights:
        """The weights of the ingredients that there are."""
        return {name: self.weights[name] for name in self.ingredients}

    @cached_property
    def shares(self) -> dict[str, float]:
        """Of the score, what each ingredient makes up; empty where none weighs anything."""
        return shares_of(self.used)

    @property
    def weighing(self) -> list[str]:
        """The ingredients that make up the score."""
        return [name for name, share in self.shares.items() if share > 0]

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """What each ingredient adds to each place's score."""
        return contributions(self.found.placed, self.used)

    def facts_of(self, place: str) -> dict[str, Any]:
        """The numbers of a place as people know them."""
        return self._facts[place]

    @cached_property
    def _facts(self) -> dict[str, dict[str, Any]]:
        rows = self.found.facts.astype(object).to_dict("index")
        return {
            str(code): {str(name): fact for name, fact in row.items()} for code, row in rows.items()
        }

    def standing_of(self, name: str, place: str) -> dict[str, float]:
        """A place's `rank` in an ingredient, that of the last it is tied with, `of` how many."""
        return self._standing_of[name][place]

    @cached_property
    def _standing_of(self) -> dict[str, dict[str, dict[str, float]]]:
        return {
            name: {str(code): dict(row) for code, row in table.iterrows()}
            for name, table in self.standings.items()
        }

    def known(self, name: str, place: str) -> bool:
        """Whether a place is scored on an ingredient."""
        return bool(self.found.values[name].notna()[place])

    @cached_property
    def standings(self) -> dict[str, pd.DataFrame]:
        """Where each place stands for each ingredient."""
        return {name: rank_with_ties(self.found.values[name]) for name in self.ingredients}

    @property
    def ingredients(self) -> list[str]:
        """Those that there are."""
        return [str(name) for name in self.found.values]

    @cached_property
    def scores(self) -> pd.Series:
        return scores(self.found.placed, self.used)

    @property
    def scored(self) -> int:
        """How many places have a score."""
        return int(self.scores.notna().sum())

    @property
    def comparable(self) -> bool:
        """Whether there is anything to tell apart."""
        return self.scored > 1

    @property
    def first(self) -> int:
        """How many places are the first ones."""
        return top_size(int(self.here.view.of(PrioritiesPart).take), self.scored)

    @cached_property
    def often(self) -> pd.Series:
        """In what share of weights about these each place is among the first ones."""
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
        """Whether the view is filtered to places where nothing is being done."""
        return self.here.view.of(PrioritiesPart).idle == SWITCH[1]

    @cached_property
    def idle(self) -> list[str]:
        """Where there is no order, no group and no response."""
        return self.in_order(self.found.facts.index[self.found.facts["idle"]])

    def of_tier(self, *names: str) -> list[str]:
        """The places of these tiers that the view is about, one tier after the other."""
        kept = set(self.idle) if self.only_idle else set(self.tier.index)
        return [
            code
            for name in names
            for code in self.in_order(self.tier.index[self.tier == name])
            if code in kept
        ]

    def in_order(self, codes: pd.Index) -> list[str]:
        """By name: within a tier no order means anything else."""
        return sorted(map(str, codes), key=lambda code: self.name(code).casefold())

    @property
    def listed(self) -> list[str]:
        """Every place that the view is about."""
        return self.of_tier(STANDS_OUT, MIGHT, REST, UNSCORED)

    @property
    def chosen(self) -> str:
        """The place of the view, where it is of this level."""
        place = self.here.view.place
        if self.level == WARD:
            place = perceived.ward_of(self.here)
        return place if place in self.tier.index else ""

    def name(self, place: str) -> str:
        return self.here.text.name(self._names[place])

    def ward_of(self, place: str) -> str:
        """The ward that a place is, or lies in."""
        return place if self.level == WARD else self._parents[place]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return queries.places.names(self.here.key)

    @cached_property
    def _parents(self) -> dict[str, str]:
        parents = queries.places.places(self.here.key)["parent_code"]
        return {str(code): str(parent) for code, parent in parents.items()}

    def doubted(self, place: str) -> list[str]:
        """What makes a rate per resident mislead there: a hospital, a town centre, one spot."""
        return self._doubts.get(self.ward_of(place), [])

    @cached_property
    def _doubts(self) -> dict[str, list[str]]:
        found = queries.overlays.denominators(self.here.key)
        return {str(ward): list(rows["kind"]) for ward, rows in found.groupby("ward_code")}

    @cached_property
    def to_check(self) -> set[str]:
        """Wards whose low record is in doubt: told to partners alone."""
        doubted = queries.perceived.below_expected(self.here.key, self.topic)
        if self.level != WARD or doubted is None:
            return set()
        beside = perceived.PerceivedModel(
            here=self.here, topic=self.topic, beside=self.found.beside
        )
        called = beside.called_for().reindex(self.found.beside.pool)
        return {str(ward) for ward in self.found.beside.pool.index[called == CHECK]}


def ask(here: PageContext) -> PrioritiesModel:
    """The view's topic, level and weights; a level that isn't wards or LSOAs counts as wards."""
    level = LSOA if here.view.level == LSOA else WARD
    own = here.view.of(PrioritiesPart)
    return PrioritiesModel(
        here=here,
        topic=here.issue,
        level=level,
        found=queries.criteria.criteria(here.key, level, here.issue, here.today.isoformat()),
        weights=of_address(own.preset, own.weights),
    )
