"""The kinds of file that are known, and the columns that give each away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.contracts import contract_of
from data.facts import Fact
from data.sources.ranks import ranks_in
from data.sources.readers.header import names_in
from data.sources.residents import is_coarser, residents_in

POLICE, WARDS, LSOAS, GROUND = "police", "wards", "lsoas", "ground"
BEST_FIT, VINTAGES, GROUPINGS, POSTCODES = "best_fit", "vintages", "groupings", "postcodes"
POPULATION, DEPRIVATION, PERCEPTIONS = "population", "deprivation", "perceptions"
GROUPS, ORDERS, RESPONSES, ABOUT = "groups", "orders", "responses", "about"
LOCAL_INCIDENTS, SURVEY_TOTALS = "local_incidents", "survey_totals"
OUTCOMES, STOP_AND_SEARCH, OTHER = "outcomes", "stop_and_search", "not recognised"
COARSER_POPULATION = "coarser_population"
"""Residents of other areas than LSOAs, which come in the same zip as those of LSOAs."""
READ_BUT_UNUSED = (OUTCOMES, STOP_AND_SEARCH, COARSER_POPULATION)
ALL_FILES_COUNT = (LOCAL_INCIDENTS, SURVEY_TOTALS, DEPRIVATION)
"""Kinds of which every file is loaded; of the others the last one replaces those before."""
NEEDED = {
    POLICE: Fact("needed.police"),
    WARDS: Fact("needed.wards"),
    LSOAS: Fact("needed.lsoas"),
    POPULATION: Fact("needed.population"),
}


@dataclass(frozen=True, kw_only=True)
class Sniff:
    """A kind of public file, and the columns that give it away."""

    kind: str
    patterns: tuple[str, ...]

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether every pattern is the name of some column."""
        return all(
            any(re.fullmatch(pattern, column, re.IGNORECASE) for column in columns)
            for pattern in self.patterns
        )


@dataclass(frozen=True, kw_only=True)
class OwnSniff:
    """A kind of the partnership's own tables: columns of its contract, spelt in any way."""

    kind: str
    contract: str
    needs: tuple[str, ...]
    besides: int = 0
    """How many other columns of the contract there are too, where the needed ones are common."""

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether the needed columns are there. A table that then breaks its contract is told."""
        names = set(names_in(columns, contract_of(self.contract).columns))
        return set(self.needs) <= names and len(names - {*self.needs, None}) >= self.besides


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
    OwnSniff(kind=PERCEPTIONS, contract="survey", needs=("respondent_id", "wave", "mode")),
    OwnSniff(
        kind=SURVEY_TOTALS,
        contract="survey_totals",
        needs=("wave", "question", "answer", "respondents"),
    ),
    OwnSniff(kind=GROUPS, contract="groups", needs=("group_id", "kind", "covers")),
    OwnSniff(kind=RESPONSES, contract="responses", needs=("response_id", "kind", "status")),
    OwnSniff(kind=ORDERS, contract="orders", needs=("order_id", "status")),
    OwnSniff(kind=LOCAL_INCIDENTS, contract="incidents", needs=("date", "type"), besides=1),
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


def first_fit(sniffs: Sequence[Sniff | OwnSniff], columns: Sequence[str]) -> str | None:
    """The first kind that the columns are enough for."""
    return next((sniff.kind for sniff in sniffs if sniff.fits(columns)), None)
