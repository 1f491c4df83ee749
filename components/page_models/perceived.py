"""The figures of a survey topic, and the names of the places in them."""

from dataclasses import dataclass

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.queries.perceived import PerceivedAndRecorded
from components.queries.surveys import NO_SURVEY, NOT_ASKED
from components.text import rate_warnings
from data.schema import LSOA, WARD
from geo.survey.place_types import (
    KINDS,
    NO_CLEAR_KIND,
    REASSURANCE_GAP,
    RECORDED_ABOVE,
    SHARED_CALM,
    SHARED_CONCERN,
    responses,
)

IN_ORDER = (REASSURANCE_GAP, RECORDED_ABOVE, SHARED_CONCERN, SHARED_CALM, NO_CLEAR_KIND)
assert set(IN_ORDER) == set(KINDS)


@dataclass(frozen=True, kw_only=True)
class PerceivedModel:
    """One topic for one viewer."""

    here: PageContext
    topic: str
    comparison: PerceivedAndRecorded

    @property
    def table(self) -> pd.DataFrame:
        """Return the table with a row for each ward or pool of wards."""
        return self.comparison.gaps.table

    @property
    def was_asked(self) -> bool:
        """Return whether there are answers of residents about the topic."""
        return self.comparison.said.respondents > 0

    @property
    def why_no_answers(self) -> str:
        """Return why there are no answers, and which topic of another name may be meant."""
        here = self.here
        why = queries.surveys.why_no_answers(here.key, self.topic)
        if why == NO_SURVEY:
            return here.text("perceived.no_survey")
        sentence = here.text(f"perceived.{why}", topic=self.topic_name)
        similar = queries.surveys.similar_topics(here.key, self.topic)
        if why != NOT_ASKED or not similar:
            return sentence
        names = here.text.listing([here.text(f"topic.{topic}") for topic in similar])
        return f"{sentence} {here.text('perceived.may_be', topics=names)}"

    @property
    def possible(self) -> bool:
        """Return whether perception and record can be compared."""
        return not self.comparison.gaps.why_not

    @property
    def topic_name(self) -> str:
        return self.here.text(f"topic.{self.topic}")

    @property
    def row(self) -> str:
        """Return the row of the selected place; empty if no place is selected."""
        ward = ward_of(self.here)
        return str(self.comparison.pool[ward]) if ward else ""

    def name(self, row: str) -> str:
        """Return the name of a row: that of its ward, or those of its pooled wards."""
        return joint_name(self.here, self.comparison.wards_of(row))

    def rate_warnings(self, row: str) -> list[str]:
        """Return for each ward of a row whose rate per resident misleads why it does."""
        misleading = queries.overlays.denominators(self.here.key)
        wards = self.comparison.wards_of(row)
        return [
            sentence
            for ward in wards
            for sentence in rate_warnings.about_ward(
                self.here.text,
                misleading,
                ward,
                part_of=self.here.place_name(ward) if len(wards) > 1 else "",
            )
        ]

    def rate_warning_in_short(self, row: str) -> str:
        """Return which kinds of places distort the rates of a row's wards; empty if none does."""
        misleading = queries.overlays.denominators(self.here.key)
        of_row = misleading[misleading["ward_code"].isin(self.comparison.wards_of(row))]
        kinds = of_row.drop_duplicates("kind").assign(ward_code=row)
        return rate_warnings.about_ward_in_short(self.here.text, kinds, row)

    def of_kind(self, *kinds: str) -> pd.DataFrame:
        """Return the places of these kinds, kind by kind, the largest gap first."""
        clearest = self.table.sort_values("gap", key=lambda gap: -gap.abs(), kind="stable")
        return pd.concat([clearest[clearest["kind"] == kind] for kind in kinds])

    def called_for(self) -> pd.Series:
        """Return what each place calls for. Only partners see where reporting is in doubt."""
        doubted = queries.perceived.below_expected(self.here.key, self.topic)
        below = pd.Series(dtype=bool) if doubted is None else self.by_row(doubted["below"])
        return responses(self.table["kind"].fillna(NO_CLEAR_KIND), below)

    def by_row(self, wards: pd.Series) -> pd.Series:
        """Return for each row whether a condition holds for all its wards."""
        holds: pd.Series = wards.groupby(self.comparison.pool).all().reindex(self.table.index)
        return holds


def ask(here: PageContext) -> PerceivedModel:
    """Return the model of the view's topic, or of the first topic with evidence."""
    return PerceivedModel(
        here=here,
        topic=here.issue,
        comparison=queries.perceived.perceived_and_recorded(here.key, here.issue),
    )


def ward_of(here: PageContext) -> str:
    """Return the ward of the selected place; empty for a town or a beat."""
    return ward_of_place(here, here.view.place)


def ward_of_place(here: PageContext, place: str) -> str:
    """Return the ward of a place, that of an LSOA; empty for a town, a beat or the whole area."""
    if not place:
        return ""
    known = queries.places.places(here.key)
    ward = str(known.at[place, "parent_code"]) if known.at[place, "level"] == LSOA else place
    return ward if ward in known.index and known.at[ward, "level"] == WARD else ""


def joint_name(here: PageContext, wards: list[str]) -> str:
    """Return the names of the wards that share a figure."""
    names = here.text.listing([here.place_name(ward) for ward in wards])
    return names if len(wards) == 1 else here.text("perceived.together", names=names)
