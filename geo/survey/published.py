"""The published figures of one survey question: what every page and file may show of it."""

from dataclasses import dataclass
from typing import Self

import pandas as pd

from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from geo.survey.respondents import CONSULTATION, SAMPLE, InterviewCounts

NO_INTERVIEWS = InterviewCounts()
NUMBERS = ["share", "base", "effective_base"]


@dataclass(frozen=True, kw_only=True)
class PublishedQuestion:
    """Rounded shares by place, decided by the build. A place is a ward or neighbouring wards."""

    # By place: `share`, `base`, `effective_base` and `status`, of all waves together.
    places: pd.DataFrame
    # The same for all respondents.
    whole: pd.Series
    # The place of each ward.
    place: pd.Series
    # Whether they are a random sample; otherwise they are self-selected.
    sampled: bool = False
    waves: tuple[str, ...] = ()
    # Waves that are left out because the question was worded differently.
    reworded: tuple[str, ...] = ()
    # Rounded numbers of people: asked, without an opinion, and in consultations not included.
    respondents: int = 0
    unsure: int = 0
    consulted: int = 0
    # The variance of a share divided by that of a simple random sample of as many.
    design_effect: float = 1.0
    # By whom the share of everyone is weighted, ward by ward: adults, residents or answers.
    weighted_by: str = "answers"
    interviewed: InterviewCounts = NO_INTERVIEWS

    @classmethod
    def nobody(cls, wards: pd.Index) -> Self:
        """Return that nobody was asked."""
        places = pd.DataFrame(float("nan"), wards, NUMBERS).assign(status=MISSING)
        whole = pd.Series([float("nan")] * len(NUMBERS), NUMBERS)
        return cls(places=places, whole=whole, place=pd.Series(wards, wards, name="pool"))

    @property
    def mode(self) -> str:
        """Return the mode of the survey."""
        return SAMPLE if self.sampled else CONSULTATION

    @property
    def shown(self) -> pd.Series:
        """Return whether each place has a figure."""
        return self.places["status"] == SHOWN

    @property
    def all_hidden(self) -> bool:
        """Return whether there are answers, but no place may be shown."""
        return bool((self.places["status"] == HIDDEN).any() and not self.shown.any())

    def with_wards(self) -> pd.Series:
        """Return the codes of the wards of each place, separated by spaces."""
        joined: pd.Series = (
            pd.Series(self.place.index, self.place.index).groupby(self.place).agg(" ".join)
        )
        return joined.reindex(self.places.index)

    def by_ward(self, table: pd.DataFrame, wards: pd.Index) -> pd.DataFrame:
        """Return a table by place as a table by ward: a ward has the figures of its place."""
        return table.reindex(self.place.reindex(wards)).set_axis(wards)
