"""The registry's entries for public sources."""

from data.file_kinds import (
    BEST_FIT,
    BOUNDARIES,
    BUILT_UP,
    COARSER_POPULATION,
    DEPRIVATION,
    GROUND,
    GROUPINGS,
    HOUSEHOLDS,
    LSOAS,
    NATIONAL,
    OS_LAYERS,
    OS_NAMES,
    OS_OPEN,
    OTHER_HOUSEHOLDS,
    OUTCOMES,
    POLICE,
    POPULATION,
    POSTCODES,
    STOP_AND_SEARCH,
    VINTAGES,
    WARDS,
)
from data.messages import Message
from data.readers.boundaries.ground import load_ground
from data.readers.open_maps.layers import os_layers_in
from data.readers.open_maps.names import is_os_names
from data.release.national.layout import stated_in
from data.sources.deprivation import load_deprivation
from data.sources.deprivation_layouts import ranks_in
from data.sources.households import households_in, is_of_lsoas, load_households
from data.sources.national import write_national_counts
from data.sources.population.layouts import is_coarser, residents_in
from data.sources.population.tables import load_population
from data.sources.sniffing import (
    LayerSniff,
    LayersSniff,
    ParquetSniff,
    TableSniff,
    TitledSniff,
)
from data.sources.source import Source
from data.sources.stop_and_search import load_stops

# MEASURED: the sources of measures.
MEASURED = (
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
        ),
        licence="open",
        owners=("police",),
        # police.uk publishes a month two months after it ends.
        age_limit=4,
        method_notes=(*("located", "rates", "whole", "change", "smoothing", "duplicates", "gaps"),),
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
                # Before population, as the English index has columns of ages and totals too.
                turn=0,
                fits=lambda row, below: ranks_in(row) is not None,
            ),
        ),
        load=lambda files, build: load_deprivation(files, build.lsoas, build.changes, build.report),
        every_file=True,
        turn=2,
        licence="open",
        owners=("indices",),
        # An index of deprivation appears every five or six years.
        age_limit=72,
        period="edition",
    ),
    Source(
        name=STOP_AND_SEARCH,
        files=(
            TableSniff(
                kind=STOP_AND_SEARCH,
                title=Message("table.stop_and_search"),
                patterns=("Type", "Date", "Latitude", "Object of search"),
            ),
        ),
        load=load_stops,
        every_file=True,
        turn=3,
        licence="open",
        owners=("police",),
        # As street files.
        age_limit=4,
        period="month",
        method_notes=("located",),
    ),
    Source(
        name=HOUSEHOLDS,
        files=(
            # Before population, which would take a column of totals for residents.
            TitledSniff(kind=HOUSEHOLDS, turn=-1, fits=is_of_lsoas),
            TitledSniff(
                kind=OTHER_HOUSEHOLDS,
                used=False,
                fits=lambda row, below: households_in(row) is not None,
            ),
        ),
        load=lambda files, build: load_households(
            files[-1], build.lsoas, build.changes, build.report
        ),
        turn=4,
        licence="open",
        owners=("ons",),
        # A census is taken every ten years, and its small areas are published two years later.
        age_limit=144,
        year_in_name=True,
    ),
    Source(
        name=NATIONAL,
        files=(ParquetSniff(kind=NATIONAL, fits=lambda schema: bool(stated_in(schema))),),
        write=lambda files, build, release: write_national_counts(files[-1], build, release),
        licence="open",
        owners=("police", "ons", "indices"),
        # A newer file is made from each release of the country; a year's counts change slowly.
        age_limit=15,
    ),
)

# SUPPORTING: the sources of postcode search and of the background of maps.
SUPPORTING = (
    Source(
        name=POSTCODES,
        files=(
            TableSniff(
                kind=POSTCODES,
                title=Message("table.postcodes"),
                patterns=("pcds", r"osward|ward|wd\d\dcd", "lsoa21|lsoa21cd"),
                # Before the look-ups of LSOAs, whose columns a postcode file of 2025 has too.
                turn=-1,
            ),
        ),
        load=lambda files, build: build.postcode_table,
        # The directory comes as one file of all postcodes, or as one for each postcode area.
        every_file=True,
        turn=1,
        licence="open",
        owners=("ons", "ordnance_survey", "royal_mail"),
    ),
    Source(
        name=GROUND,
        files=(LayerSniff(kind=GROUND, title=Message("table.ground"), patterns=("kind", "rank")),),
        load=lambda files, build: load_ground(files[-1], build.report),
    ),
    Source(
        name=BUILT_UP,
        files=(
            TableSniff(
                kind=BUILT_UP,
                title=Message("table.built_up"),
                patterns=("LSOA21CD", r"BUA\d\dCD", r"BUA\d\dNM"),
            ),
        ),
        licence="open",
        owners=("ons",),
    ),
    Source(
        name=OS_OPEN,
        files=(
            LayersSniff(kind=OS_LAYERS, fits=lambda layers: bool(os_layers_in(layers))),
            TitledSniff(kind=OS_NAMES, turn=-1, fits=lambda row, below: is_os_names(row)),
        ),
        every_file=True,
        licence="open",
        owners=("os_open",),
    ),
)
