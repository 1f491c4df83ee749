"""The tidy tables, their contracts and their vocabulary. All layers above use these names."""

import datetime as dt

import pandas as pd
import pandera.pandas as pa

from data.errors import SourceError
from data.messages import Message

# The fourteen categories of police.uk, under the short names of its interface.
CATEGORIES = (
    "anti-social-behaviour",
    "bicycle-theft",
    "burglary",
    "criminal-damage-arson",
    "drugs",
    "other-theft",
    "possession-of-weapons",
    "public-order",
    "robbery",
    "shoplifting",
    "theft-from-the-person",
    "vehicle-crime",
    "violent-crime",
    "other-crime",
)
# NAMES_OF_CATEGORIES: as police.uk writes them in its files.
NAMES_OF_CATEGORIES = {
    "anti-social-behaviour": "Anti-social behaviour",
    "bicycle-theft": "Bicycle theft",
    "burglary": "Burglary",
    "criminal-damage-arson": "Criminal damage and arson",
    "drugs": "Drugs",
    "other-theft": "Other theft",
    "possession-of-weapons": "Possession of weapons",
    "public-order": "Public order",
    "robbery": "Robbery",
    "shoplifting": "Shoplifting",
    "theft-from-the-person": "Theft from the person",
    "vehicle-crime": "Vehicle crime",
    "violent-crime": "Violence and sexual offences",
    "other-crime": "Other crime",
}
ASB = CATEGORIES[0]
CRIMES = CATEGORIES[1:]
# TOPICS: the topics of a survey, with the police categories that each means. Vehicle nuisance,
# litter and speeding have none: the first is a part of ASB that is not reported apart, the others
# are not in the police data.
TOPICS: dict[str, tuple[str, ...]] = {
    "asb": (ASB,),
    "burglary": ("burglary",),
    "damage": ("criminal-damage-arson",),
    "drugs": ("drugs",),
    "vehicle_crime": ("vehicle-crime",),
    "violence": ("violent-crime",),
    "bicycle_theft": ("bicycle-theft",),
    "other_theft": ("other-theft",),
    "public_order": ("public-order",),
    "robbery": ("robbery",),
    "shoplifting": ("shoplifting",),
    "theft_from_person": ("theft-from-the-person",),
    "weapons": ("possession-of-weapons",),
    "litter": (),
    "speeding": (),
    "vehicle_nuisance": (),
}
# Incidents recorded by partners: the category of all, and the prefix of each type's name.
OWN, OWN_PREFIX = "own", "own-"
# Prefix of the names of the partnership's own groups of types.
GROUP_PREFIX = "ours-"
LEVELS = ("county", "ward", "lsoa", "authority", "partnership", "force", "town", "beat")
COUNTY, WARD, LSOA, AUTHORITY, PARTNERSHIP, FORCE, TOWN, BEAT = LEVELS
# Levels of releases that have several authorities: those, and the community safety partnerships and
# police force areas that are made of them.
JOINED_LEVELS = (PARTNERSHIP, FORCE)
OFFICIAL_LEVELS = (AUTHORITY, *JOINED_LEVELS)
# Levels that only some releases have, larger areas first; they may leave ground uncovered. Towns
# and beats are those of files that were given.
FURTHER_LEVELS = (*OFFICIAL_LEVELS, TOWN, BEAT)
# The order is that of the numbers in the browser's files of releases; new kinds come last.
GROUND_KINDS = (
    *("neighbour", "land", "town", "road", "river", "label"),
    *("wood", "water", "rail"),
)
GROUP_KINDS = (
    "neighbourhood_watch",
    "rural_watch",
    "dog_walker_patrol",
    "cohesion_group",
    "youth_provision",
    "victim_support",
    "substance_misuse",
    "domestic_abuse_support",
)
# Kinds of groups whose location (point and ward) is never shown to any audience.
REFUGES = ("domestic_abuse_support",)
ORDER_STATUSES = ("in force", "lapsed", "consultation")
# ORDER_YEARS: by law an order, and each extension of one, lasts so many years at most.
ORDER_YEARS = 3
PUBLISHED_STATUSES = ("shown", "hidden", "missing")
# WEIGHTED_BY: the people by whom the share of everyone asked in a survey is weighted, ward by ward.
WEIGHTED_BY = ("adults", "residents", "answers")
SURVEY_MODES = ("random sample", "open consultation", "key individual")
MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
BRITISH_GRID = "EPSG:27700"
BROWSER_GRID = "EPSG:4326"


def _text(
    *, nullable: bool = False, one_of: tuple[str, ...] | None = None, required: bool = True
) -> pa.Column:
    checks = [pa.Check.isin(one_of)] if one_of else []
    return pa.Column(str, checks, nullable=nullable, required=required)


def _month(*, nullable: bool = False) -> pa.Column:
    return pa.Column(str, pa.Check.str_matches(MONTH), nullable=nullable)


def _number(*, least: float | None = 0, nullable: bool = False, required: bool = True) -> pa.Column:
    checks = [] if least is None else [pa.Check.ge(least)]
    return pa.Column(float, checks, nullable=nullable, coerce=True, required=required)


def _whole(least: int) -> pa.Column:
    return pa.Column("int64", pa.Check.ge(least), coerce=True)


def _hour() -> pa.Column:
    return pa.Column("Int64", pa.Check.in_range(0, 23), nullable=True, coerce=True)


def _minute() -> pa.Column:
    within = pa.Check.in_range(0, 59)
    return pa.Column("Int64", within, nullable=True, coerce=True, required=False)


def _table(columns: dict[str, pa.Column], unique: list[str] | None = None) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, unique=unique, strict=True)


NAMES = {"name_en": _text(), "name_cy": _text()}

TABLES: dict[str, pa.DataFrameSchema] = {
    "areas": _table(
        {"area_code": _text(), "level": _text(one_of=LEVELS), **NAMES}
        | {"parent_code": _text(nullable=True), "authority_code": _text(nullable=True)}
        | {"geometry": pa.Column()},
        unique=["area_code"],
    ),
    "population": _table(
        {"area_code": _text(), "age_band": _text(), "residents": _number()},
        unique=["area_code", "age_band"],
    ),
    "households": _table({"area_code": _text(), "households": _number()}, unique=["area_code"]),
    "membership": _table(
        {"lsoa_code": _text(), "ward_code": _text(), "share": _number(), "rule": _text()},
        unique=["lsoa_code", "ward_code"],
    ),
    "further_membership": _table(
        {"level": _text(one_of=FURTHER_LEVELS), "lsoa_code": _text(), "area_code": _text()}
        | {"share": _number(), "rule": _text()},
        unique=["lsoa_code", "area_code"],
    ),
    "points": _table(
        {"point": _whole(0), "x": _number(least=None), "y": _number(least=None)}
        | {"name": _text(), "lsoa_code": _text(), "ward_code": _text()},
        unique=["point"],
    ),
    "point_counts": _table(
        {"point": _whole(0), "month": _month(), "category": _text(one_of=CATEGORIES)}
        | {"incidents": _whole(1)},
        unique=["point", "month", "category"],
    ),
    "outcomes": _table(
        {"ward_code": _text(), "month": _month(), "category": _text(one_of=CATEGORIES)}
        | {"outcome": _text(), "incidents": _whole(1)}
    ),
    "deprivation": _table(
        {"area_code": _text(), "edition": _text(), "domain": _text(), "rank": _whole(1)}
        | {"of": _whole(1)},
        unique=["area_code", "edition", "domain"],
    ),
    "perceptions": _table(
        {"respondent": _text(), "wave": _month(), "mode": _text(one_of=SURVEY_MODES)}
        | {"area_code": _text(), "age_band": _text(nullable=True), "weight": _number()}
        | {"design_effect": _number(least=1)}
        | {"question": _text(), "answer": _text(), "wording": _text(nullable=True)},
        unique=["respondent", "question"],
    ),
    "groups": _table(
        {"group_id": _text(), **NAMES, "kind": _text(one_of=GROUP_KINDS)}
        | {"offers_en": _text(nullable=True), "offers_cy": _text(nullable=True)}
        | {
            "audience": _text(nullable=True),
            "audience_cy": _text(nullable=True),
            "covers": _text(one_of=("ward", "county")),
        }
        | {"ward_code": _text(nullable=True), "last_confirmed": _text(nullable=True)}
        | {"public_contact": pa.Column(bool), "geometry": pa.Column(nullable=True)},
        unique=["group_id"],
    ),
    "orders": _table(
        {"order_id": _text(), **NAMES, "prohibitions_en": _text(), "prohibitions_cy": _text()}
        | {"start": _text(nullable=True), "expiry": _text(nullable=True)}
        | {"status": _text(one_of=ORDER_STATUSES), "geometry": pa.Column()}
        # The day from which the three years of an extended order count.
        | {"term_from": _text(nullable=True, required=False)},
        unique=["order_id"],
    ),
    "responses": _table(
        {"response_id": _text(), **NAMES, "kind": _text(), "ward_code": _text(nullable=True)}
        | {"order_id": _text(nullable=True), "start": _text(nullable=True)}
        | {"end": _text(nullable=True), "status": _text()},
        unique=["response_id"],
    ),
    "postcodes": _table(
        {"postcode": _text(), "ward_code": _text(), "lsoa_code": _text()}
        # In metres; older releases don't have them.
        | {name: _number(nullable=True, required=False) for name in ("x", "y")},
        unique=["postcode"],
    ),
    "ground": _table(
        {"kind": _text(one_of=GROUND_KINDS), "rank": _whole(1)}
        | {"name_en": _text(nullable=True), "name_cy": _text(nullable=True)}
        | {"geometry": pa.Column()}
    ),
    "local_incidents": _table(
        {"month": _month(), "date": _text(), "hour": _hour(), "type": _text()}
        | {"lsoa_code": _text(nullable=True), "ward_code": _text()}
        | {"x": _number(least=None, nullable=True), "y": _number(least=None, nullable=True)}
        | {f"{level}_code": _text(nullable=True, required=False) for level in FURTHER_LEVELS}
        # The minute of the hour, and the latest moment at which it can have happened where only a
        # span is known, as "2026-07-05 07:30"; older releases don't have them.
        | {"minute": _minute(), "until": _text(nullable=True, required=False)}
        # The code of the offence; older releases don't have it.
        | {"offence_code": _text(nullable=True, required=False)}
    ),
    "harm_weights": _table(
        {"category": _text(nullable=True, one_of=CRIMES), "offence_code": _text()}
        | {"offence_en": _text(nullable=True), "offence_cy": _text(nullable=True)}
        | {"weight": _number(), "incidents": _number()}
        | {"source_en": _text(), "source_cy": _text()},
        unique=["offence_code"],
    ),
    "stop_and_search": _table(
        {"month": _month(), "search": _text(), "ward_code": _text(), "lsoa_code": _text()}
        | {"stops": _whole(1)},
        unique=["month", "search", "ward_code", "lsoa_code"],
    ),
    "survey_totals": _table(
        {"wave": _month(), "mode": _text(one_of=SURVEY_MODES, nullable=True)}
        | {"area_code": _text(), "question": _text(), "answer": _text()}
        | {"respondents": _whole(0), "share": _number(nullable=True)}
        | {"design_effect": _number(least=1)},
        unique=["wave", "mode", "area_code", "question", "answer"],
    ),
    # What is published of surveys, the same for everybody (`data.disclosure`): pages and files take
    # the figures of places from these tables only. An empty place is the whole area, an empty wave
    # all waves together.
    "survey_places": _table(
        {"question": _text(), "area_code": _text(), "place": _text(), "wave_place": _text()},
        unique=["question", "area_code"],
    ),
    "survey_cells": _table(
        {"question": _text(), "wave": _text(), "place": _text()}
        | {name: _number(nullable=True) for name in ("share", "base", "effective_base")}
        | {"status": _text(one_of=PUBLISHED_STATUSES)},
        unique=["question", "wave", "place"],
    ),
    "survey_asked": _table(
        {"question": _text(), "mode": _text(one_of=SURVEY_MODES), "waves": _text()}
        | {"reworded": _text(), "respondents": _whole(0), "unsure": _whole(0)}
        | {"consulted": _whole(0), "interviewed": _whole(0)}
        | {name: _number(nullable=True) for name in ("views", "big")}
        | {"design_effect": _number(least=1), "weighted_by": _text(one_of=WEIGHTED_BY)}
        | {"hidden": _whole(0), "hidden_more": _whole(0), "hidden_by_solver": _whole(0)},
        unique=["question"],
    ),
    "survey_ages": _table(
        {"wave": _month(), "mode": _text(one_of=SURVEY_MODES), "age_band": _text()}
        | {"people": _number(nullable=True), "status": _text(one_of=PUBLISHED_STATUSES)},
        unique=["age_band"],
    ),
    "left_out": _table(
        {"file": _text(), "row": _whole(0), "reason": _text(), "record": _text()},
    ),
}


def years_after(day: dt.date, years: int = ORDER_YEARS) -> dt.date:
    """Return the same day some years later; by default that until which an order may last.

    Parameters
    ----------
    day
        The day, such as the first one of an order.
    years
        How many.

    Returns
    -------
    datetime.date
        1 March instead of 29 February if the year has none.

    Examples
    --------
    >>> years_after(dt.date(2024, 2, 29))
    datetime.date(2027, 3, 1)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Check a table against its contract.

    Parameters
    ----------
    name
        A table of `TABLES`.
    table
        The table.

    Returns
    -------
    pandas.DataFrame
        The table, with columns converted to the types of the contract.

    Raises
    ------
    SourceError
        If the contract is broken; it names the first fault and the number of faults.

    Examples
    --------
    >>> row = {"postcode": ["AB1 2CD"], "ward_code": ["W1"], "lsoa_code": ["L1"]}
    >>> len(check("postcodes", pd.DataFrame(row)))
    1
    """
    try:
        return TABLES[name].validate(table, lazy=True)
    except pa.errors.SchemaErrors as faults:
        cases = faults.failure_cases
        first = cases.iloc[0]
        raise SourceError(
            file=Message("file.table", table=name),
            where=Message("where.column_row", column=str(first["column"]), row=str(first["index"])),
            expected=str(first["check"]),
            found=Message("schema.broken", value=str(first["failure_case"]), n=len(cases)),
        ) from faults
