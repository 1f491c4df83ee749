"""The registry's entries for the sources that a partnership brings."""

from data.file_kinds import (
    BEATS,
    GROUPS,
    HARM_WEIGHTS,
    LOCAL_INCIDENTS,
    ORDERS,
    PERCEPTIONS,
    RESPONSES,
    SURVEY_TOTALS,
    TOWNS,
)
from data.sources.groups_orders_responses import load_groups, load_orders, load_responses
from data.sources.harm_weights import load_harm_weights
from data.sources.partner_incidents import load_local_incidents
from data.sources.sniffing import OwnSniff
from data.sources.source import Entries, Source
from data.sources.surveys.answers import load_perceptions, write_perceptions
from data.sources.surveys.totals import load_all_survey_totals

PARTNER = (
    Source(
        name=PERCEPTIONS,
        files=(
            OwnSniff(kind=PERCEPTIONS, contract="survey", needs=("respondent_id", "wave", "mode")),
        ),
        load=lambda files, build: load_perceptions(files[-1], build.wards, build.report),
        write=lambda files, build, release: write_perceptions(
            files[-1], build.wards, build.report, release
        ),
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
                # Many lists have a date and a type.
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
        load=lambda files, build: load_groups(
            files[-1], build.wards, build.report, build.postcodes
        ),
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
            # Responses also have the number and status of an order.
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
        name=HARM_WEIGHTS,
        files=(
            OwnSniff(
                kind=HARM_WEIGHTS,
                contract="harm_weights",
                needs=("offence_code", "weight", "source_en"),
            ),
        ),
        load=lambda files, build: load_harm_weights(files[-1], build.report),
        turn=1,
        contract="harm_weights",
        method_notes=("harm",),
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
)
