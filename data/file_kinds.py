"""The kinds of file that are known, and the columns that give each away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.contracts import contract_of
from data.messages import Message
from data.readers.header import names_in
from data.sources.deprivation_layouts import ranks_in
from data.sources.population_layouts import is_coarser, residents_in

POLICE, WARDS, LSOAS, GROUND = "police", "wards", "lsoas", "ground"
BEST_FIT, VINTAGES, GROUPINGS, POSTCODES = "best_fit", "vintages", "groupings", "postcodes"
POPULATION, DEPRIVATION, PERCEPTIONS = "population", "deprivation", "perceptions"
GROUPS, ORDERS, RESPONSES, ABOUT = "groups", "orders", "responses", "about"
LOCAL_INCIDENTS, SURVEY_TOTALS = "local_incidents", "survey_totals"
TOWNS, BEATS = "towns", "beats"
OUTCOMES, STOP_AND_SEARCH, OTHER = "outcomes", "stop_and_search", "not recognised"
COARSER_POPULATION = "coarser_population"
"""Residents of other areas than LSOAs, which come in the same zip as those of LSOAs."""
READ_BUT_UNUSED = (OUTCOMES, STOP_AND_SEARCH, COARSER_POPULATION)
ALL_FILES_COUNT = (LOCAL_INCIDENTS, SURVEY_TOTALS, DEPRIVATION)
"""Kinds of which every file is loaded; of the others the last one replaces those before."""
NEEDED = {
    POLICE: Message("needed.police"),
    WARDS: Message("needed.wards"),
    LSOAS: Message("needed.lsoas"),
    POPULATION: Message("needed.population"),
}


@dataclass(frozen=True, kw_only=True)
class Sniff:
    """A kind of public file, and the columns that give it away."""

    kind: str
    patterns: tuple[str, ...]

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether every pattern is the name of some column."""
        return not self.missing(columns)

    def missing(self, columns: Sequence[str]) -> list[str]:
        """An example of each name that would have to be there."""
        return [
            pattern.replace(r"\d\d", "25")
            for pattern in self.patterns
            if not any(re.fullmatch(pattern, column, re.IGNORECASE) for column in columns)
        ]

    def share(self, columns: Sequence[str]) -> float:
        """How much of it is there."""
        return 1 - len(self.missing(columns)) / len(self.patterns)


@dataclass(frozen=True, kw_only=True)
class PartnerSniff:
    """A kind of the partnership's own tables: columns of its contract, spelt in any way."""

    kind: str
    contract: str
    needs: tuple[str, ...]
    besides: int = 0
    """How many other columns of the contract there are too, where the needed ones are common."""

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether the needed columns are there. A table that then breaks its contract is told."""
        names = self._names(columns)
        return set(self.needs) <= names and len(names - {*self.needs}) >= self.besides

    def missing(self, columns: Sequence[str]) -> list[str]:
        """The needed columns that aren't there; where all are, what could tell them from others."""
        names = self._names(columns)
        lacks = [need for need in self.needs if need not in names]
        return lacks or ([] if self.fits(columns) else [" / ".join(self._beside())])

    def share(self, columns: Sequence[str]) -> float:
        """How much of it is there: one common name is nothing, and its own identifier much."""
        here = self._names(columns) & {*self.needs}
        called = any(name.endswith("_id") for name in here)
        return len(here) / len(self.needs) + 0.5 * called if called or len(here) > 1 else 0.0

    def _names(self, columns: Sequence[str]) -> set[str]:
        return {name for name in names_in(columns, contract_of(self.contract).columns) if name}

    def _beside(self) -> list[str]:
        return [name for way in contract_of(self.contract).places for name in way]


TABLES = (
    Sniff(kind=POLICE, patterns=("Crime ID", "Month", "Longitude", "Crime type")),
    Sniff(kind=OUTCOMES, patterns=("Crime ID", "Month", "Outcome type")),
    Sniff(kind=STOP_AND_SEARCH, patterns=("Type", "Date", "Object of search")),
    Sniff(kind=VINTAGES, patterns=("LSOA11CD", "LSOA21CD", "CHGIND")),
    Sniff(kind=BEST_FIT, patterns=("LSOA21CD", r"WD\d\dCD")),
    Sniff(kind=GROUPINGS, patterns=(r"LAD\d\dCD", r"CSP\d\dCD", r"PFA\d\dCD")),
    Sniff(kind=POSTCODES, patterns=("pcds", "lsoa21")),
)
LAYERS = (
    Sniff(kind=WARDS, patterns=(r"WD\d\dCD",)),
    Sniff(kind=LSOAS, patterns=(r"LSOA\d\dCD",)),
    Sniff(kind=GROUND, patterns=("kind", "rank")),
)
OWN = (
    PartnerSniff(kind=PERCEPTIONS, contract="survey", needs=("respondent_id", "wave", "mode")),
    PartnerSniff(
        kind=SURVEY_TOTALS,
        contract="survey_totals",
        needs=("wave", "question", "answer", "respondents"),
    ),
    PartnerSniff(kind=GROUPS, contract="groups", needs=("group_id", "kind", "covers")),
    PartnerSniff(kind=RESPONSES, contract="responses", needs=("response_id", "kind", "status")),
    PartnerSniff(kind=ORDERS, contract="orders", needs=("order_id", "status")),
    PartnerSniff(kind=LOCAL_INCIDENTS, contract="incidents", needs=("date", "type"), besides=1),
    PartnerSniff(kind=TOWNS, contract="towns", needs=("town_code", "town_en")),
    PartnerSniff(kind=BEATS, contract="beats", needs=("beat_code", "beat_en")),
)


def titled_fit(head: Sequence[Sequence[str]]) -> str | None:
    """The kind of a published table whose header may stand below titles; `head` is its start."""
    for at, row in enumerate(head):
        if ranks_in(row):
            return DEPRIVATION
        if residents_in(row):
            below = head[at + 1] if at + 1 < len(head) else []
            return COARSER_POPULATION if is_coarser(row, below) else POPULATION
    return None


def first_fit(sniffs: Sequence[Sniff | PartnerSniff], columns: Sequence[str]) -> str | None:
    """The first kind that the columns are enough for."""
    return next((sniff.kind for sniff in sniffs if sniff.fits(columns)), None)
