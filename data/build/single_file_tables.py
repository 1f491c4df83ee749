"""The tables that come from one file each, or from a few: all but boundaries and police data."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from data.build.recognise import Inputs
from data.file_kinds import (
    DEPRIVATION,
    GROUND,
    GROUPS,
    LOCAL_INCIDENTS,
    ORDERS,
    PERCEPTIONS,
    POPULATION,
    POSTCODES,
    READ_BUT_UNUSED,
    RESPONSES,
    SURVEY_TOTALS,
)
from data.load_report.report import LoadReport
from data.schema import LSOA
from data.sources.boundaries import Boundaries, load_ground
from data.sources.deprivation import load_deprivation
from data.sources.groups_orders_responses import (
    load_groups,
    load_orders,
    load_postcodes,
    load_responses,
)
from data.sources.lsoa_vintages import LsoaChanges
from data.sources.partner_incidents import load_all_survey_totals, load_local_incidents
from data.sources.population import load_population
from data.sources.survey_answers import load_perceptions
from data.sources.unused_rows import account_for_unused
from data.sources.ward_names import Wards


def small_tables(
    inputs: Inputs, boundaries: Boundaries, changes: LsoaChanges | None, report: LoadReport
) -> dict[str, pd.DataFrame]:
    """Every table whose kind of file was brought; of most kinds the last file is the one."""
    areas = boundaries.areas
    lsoas = areas.loc[areas["level"] == LSOA, "area_code"]
    wards = Wards.of(areas)
    from_one: dict[str, tuple[str, Callable[..., pd.DataFrame], tuple[Any, ...]]] = {
        "population": (POPULATION, load_population, (lsoas, changes)),
        "ground": (GROUND, load_ground, ()),
        "perceptions": (PERCEPTIONS, load_perceptions, (wards,)),
        "groups": (GROUPS, load_groups, (wards,)),
        "orders": (ORDERS, load_orders, (areas,)),
        "responses": (RESPONSES, load_responses, (wards,)),
        "postcodes": (POSTCODES, load_postcodes, (wards.codes,)),
    }
    tables = {}
    for name, (kind, load, codes) in from_one.items():
        member = inputs.one(kind)
        if member is not None:
            tables[name] = load(member, *codes, report)
    if inputs.all(DEPRIVATION):
        editions = inputs.all(DEPRIVATION)
        tables["deprivation"] = load_deprivation(editions, lsoas, changes, report)
    if inputs.all(LOCAL_INCIDENTS):
        incidents = inputs.all(LOCAL_INCIDENTS)
        tables["local_incidents"] = load_local_incidents(incidents, areas, report, changes)
    if inputs.all(SURVEY_TOTALS):
        totals = inputs.all(SURVEY_TOTALS)
        tables["survey_totals"] = load_all_survey_totals(totals, wards, report)
    for kind in READ_BUT_UNUSED:
        account_for_unused(inputs.all(kind), kind, report)
    return tables
