"""The registry of sources: one row for each kind of source.

A new source is a module that reads it, a row here, and its entries in the catalogues: its name and
its description (`kind.` and `source_what.` in `components/locale`), and its owner where the
catalogue `licences` doesn't name it yet.
"""

from collections.abc import Iterator
from typing import TypeVar

from data.file_kinds import (
    BEATS,
    BEST_FIT,
    BOUNDARIES,
    COARSER_POPULATION,
    DEPRIVATION,
    GROUND,
    GROUPINGS,
    GROUPS,
    LOCAL_INCIDENTS,
    LOOKUPS,
    LSOAS,
    ORDERS,
    OUTCOMES,
    PERCEPTIONS,
    POLICE,
    POPULATION,
    POSTCODES,
    RESPONSES,
    STOP_AND_SEARCH,
    SURVEY_TOTALS,
    TOWNS,
    VINTAGES,
    WARDS,
)
from data.messages import Message
from data.schema import TABLES
from data.sources.boundaries import load_ground
from data.sources.deprivation import load_deprivation
from data.sources.deprivation_layouts import ranks_in
from data.sources.groups_orders_responses import (
    load_groups,
    load_orders,
    load_postcodes,
    load_responses,
)
from data.sources.partner_incidents import load_all_survey_totals, load_local_incidents
from data.sources.population import load_population
from data.sources.population_layouts import is_coarser, residents_in
from data.sources.sniffing import LayerSniff, OwnSniff, Sniff, TableSniff, TitledSniff
from data.sources.source import Entries, Source
from data.sources.survey_answers import load_perceptions

SniffT = TypeVar("SniffT", bound=Sniff)

# SOURCES: every kind of source by its name, in the order in which pages show them.
SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source(
            name=POLICE,
            files=(
                TableSniff(
                    kind=POLICE,
                    title=Message("table.police"),
                    needed=Message("needed.police"),
                    patterns=("Crime ID", "Month", "Longitude", "Crime type"),
                ),
                TableSniff(
                    kind=OUTCOMES,
                    title=Message("table.outcomes"),
                    used=False,
                    patterns=("Crime ID", "Month", "Outcome type"),
                ),
                TableSniff(
                    kind=STOP_AND_SEARCH,
                    title=Message("table.stop_and_search"),
                    used=False,
                    patterns=("Type", "Date", "Object of search"),
                ),
            ),
            licence="open",
            owners=("police",),
            # police.uk publishes a month two months after it ends.
            age_limit=4,
            method_notes=(
                *("located", "rates", "whole", "change", "smoothing", "duplicates", "gaps"),
            ),
        ),
        Source(
            name=BOUNDARIES,
            files=(
                LayerSniff(
                    kind=WARDS,
                    title=Message("table.wards"),
                    needed=Message("needed.wards"),
                    patterns=(r"WD\d\dCD",),
                ),
                LayerSniff(
                    kind=LSOAS,
                    title=Message("table.lsoas"),
                    needed=Message("needed.lsoas"),
                    patterns=(r"LSOA\d\dCD",),
                ),
                TableSniff(
                    kind=VINTAGES,
                    title=Message("table.vintages"),
                    patterns=("LSOA11CD", "LSOA21CD", "CHGIND"),
                ),
                TableSniff(
                    kind=BEST_FIT,
                    title=Message("table.best_fit"),
                    patterns=("LSOA21CD", r"WD\d\dCD"),
                ),
                TableSniff(
                    kind=GROUPINGS,
                    title=Message("table.groupings"),
                    patterns=(r"LAD\d\dCD", r"CSP\d\dCD", r"PFA\d\dCD"),
                ),
            ),
            licence="open",
            owners=("ons", "ordnance_survey"),
            age_limit=36,
            method_notes=("residents", "located"),
        ),
        Source(
            name=POPULATION,
            files=(
                TitledSniff(
                    kind=COARSER_POPULATION,
                    used=False,
                    turn=1,
                    fits=lambda row, below: is_coarser(row, below),
                ),
                TitledSniff(
                    kind=POPULATION,
                    needed=Message("needed.population"),
                    turn=1,
                    fits=lambda row, below: residents_in(row) is not None,
                ),
            ),
            load=lambda files, build: load_population(
                files[-1], build.lsoas, build.changes, build.report
            ),
            licence="open",
            owners=("ons",),
            age_limit=36,
            year_in_name=True,
            method_notes=("rates", "small", "residents"),
        ),
        Source(
            name=DEPRIVATION,
            files=(
                TitledSniff(
                    kind=DEPRIVATION,
                    # The English index has ages and totals too, and is no table of residents.
                    turn=0,
                    fits=lambda row, below: ranks_in(row) is not None,
                ),
            ),
            load=lambda files, build: load_deprivation(
                files, build.lsoas, build.changes, build.report
            ),
            every_file=True,
            turn=2,
            licence="open",
            owners=("indices",),
            # An index of deprivation appears every five or six years.
            age_limit=72,
            period="edition",
        ),
        Source(
            name=PERCEPTIONS,
            files=(
                OwnSniff(
                    kind=PERCEPTIONS, contract="survey", needs=("respondent_id", "wave", "mode")
                ),
            ),
            load=lambda files, build: load_perceptions(files[-1], build.wards, build.report),
            turn=1,
            contract="survey",
            age_limit=36,
            period="wave",
            types="question",
            method_notes=("survey", "parted", "small"),
        ),
        Source(
            name=SURVEY_TOTALS,
            files=(
                OwnSniff(
                    kind=SURVEY_TOTALS,
                    contract="survey_totals",
                    needs=("wave", "question", "answer", "respondents"),
                ),
            ),
            load=lambda files, build: load_all_survey_totals(files, build.wards, build.report),
            every_file=True,
            turn=3,
            contract="survey_totals",
            age_limit=36,
            period="wave",
            types="question",
            method_notes=("survey", "duplicates"),
        ),
        Source(
            name=LOCAL_INCIDENTS,
            files=(
                OwnSniff(
                    kind=LOCAL_INCIDENTS,
                    contract="incidents",
                    needs=("date", "type"),
                    besides=1,
                    # A date and a type are in many lists.
                    turn=2,
                ),
            ),
            load=lambda files, build: load_local_incidents(
                files, build.areas, build.report, build.changes
            ),
            every_file=True,
            turn=2,
            contract="incidents",
            age_limit=4,
            period="month",
            types="type",
            private_types=True,
            method_notes=("located", "duplicates"),
        ),
        Source(
            name=GROUPS,
            files=(OwnSniff(kind=GROUPS, contract="groups", needs=("group_id", "kind", "covers")),),
            load=lambda files, build: load_groups(files[-1], build.wards, build.report),
            turn=1,
            contract="groups",
            # A group's details change within a year.
            age_limit=12,
            types="kind",
            entries=Entries(day="last_confirmed"),
            method_notes=("duplicates",),
        ),
        Source(
            name=ORDERS,
            files=(
                # Responses have the number and the status of an order too.
                OwnSniff(kind=ORDERS, contract="orders", needs=("order_id", "status"), turn=1),
            ),
            load=lambda files, build: load_orders(files[-1], build.areas, build.report),
            turn=1,
            contract="orders",
            types="status",
            entries=Entries(day="expiry", only="in force"),
            method_notes=("orders", "duplicates"),
        ),
        Source(
            name=RESPONSES,
            files=(
                OwnSniff(
                    kind=RESPONSES,
                    contract="responses",
                    needs=("response_id", "kind", "status"),
                ),
            ),
            load=lambda files, build: load_responses(files[-1], build.wards, build.report),
            turn=1,
            contract="responses",
            types="status",
            entries=Entries(day="end", only="running"),
            method_notes=("duplicates",),
        ),
        Source(
            name=TOWNS,
            files=(OwnSniff(kind=TOWNS, contract="towns", needs=("town_code", "town_en"), turn=3),),
            contract="towns",
            method_notes=("further",),
        ),
        Source(
            name=BEATS,
            files=(OwnSniff(kind=BEATS, contract="beats", needs=("beat_code", "beat_en"), turn=3),),
            contract="beats",
            method_notes=("further",),
        ),
        Source(
            name=POSTCODES,
            files=(
                TableSniff(
                    kind=POSTCODES, title=Message("table.postcodes"), patterns=("pcds", "lsoa21")
                ),
            ),
            load=lambda files, build: load_postcodes(files[-1], build.wards.codes, build.report),
            turn=1,
            licence="open",
            owners=("ons", "ordnance_survey", "royal_mail"),
        ),
        Source(
            name=GROUND,
            files=(
                LayerSniff(kind=GROUND, title=Message("table.ground"), patterns=("kind", "rank")),
            ),
            load=lambda files, build: load_ground(files[-1], build.report),
        ),
    )
}
TABLES.update({source.name: source.schema for source in SOURCES.values() if source.schema})


def sniffs(form: type[SniffT]) -> list[SniffT]:
    """Return how files of one form are recognised.

    Parameters
    ----------
    form
        A class of `data.sources.sniffing`.

    Returns
    -------
    list
        The sniffs of exactly this class from all rows, in the order in which they are tried.

    Example
    -------
    >>> [sniff.kind for sniff in sniffs(LayerSniff)]
    ['wards', 'lsoas', 'ground']
    """
    found = [sniff for sniff in _every_sniff() if type(sniff) is form]
    return sorted(found, key=lambda sniff: sniff.turn)


def source_of(kind: str) -> str:
    """Return the name of the source that files of a kind belong to.

    Parameters
    ----------
    kind
        A kind of file, or a kind that the load report gives to a file.

    Returns
    -------
    str
        The source's name; the kind itself where no source has it.

    Example
    -------
    >>> source_of("outcomes"), source_of("lookups")
    ('police', 'boundaries')
    """
    if kind == LOOKUPS:
        return BOUNDARIES
    if kind in SOURCES:
        return kind
    return next((source.name for source in SOURCES.values() if kind in source.kinds), kind)


def every_file_counts(kind: str) -> bool:
    """Return whether every file of a kind is loaded, and not the last one alone.

    Parameters
    ----------
    kind
        A kind of file.

    Returns
    -------
    bool
        False too for a kind that belongs to no source.

    Example
    -------
    >>> every_file_counts("deprivation"), every_file_counts("groups")
    (True, False)
    """
    source = SOURCES.get(source_of(kind))
    return source is not None and source.every_file


def needed_kinds() -> dict[str, Message]:
    """Return the kinds of file that no build can do without.

    Returns
    -------
    dict of Fact
        From each kind to what is said where it is missing.

    Example
    -------
    >>> list(needed_kinds())
    ['police', 'wards', 'lsoas', 'population']
    """
    return {sniff.kind: sniff.needed for sniff in _every_sniff() if sniff.needed is not None}


def unused_kinds() -> list[str]:
    """Return the kinds of file whose rows are counted and not used.

    Returns
    -------
    list of str
        The kinds, in the order of the registry.

    Example
    -------
    >>> unused_kinds()
    ['outcomes', 'stop_and_search', 'coarser_population']
    """
    return [sniff.kind for sniff in _every_sniff() if not sniff.used]


def _every_sniff() -> Iterator[Sniff]:
    return (sniff for source in SOURCES.values() for sniff in source.files)
