"""Both catalogues have the same keys and placeholders, and every key in use."""

import ast
import re
from pathlib import Path
from string import Formatter

import babel.numbers
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from components.accessibility_page.statement import ENTRIES
from components.admin_page.disk import parts
from components.admin_page.versions import KEEP, LET_GO, SWITCH
from components.admin_page.view_part import SECTIONS
from components.admin_page.words import UNITS
from components.data_page import claims
from components.data_page.methods import RULES
from components.data_page.source_cards import MARKS
from components.explorer.view_part import BESIDE
from components.export.published_columns import COLUMNS as PUBLISHED
from components.forms.history import MADE_AGAIN
from components.forms.persons import NO_PERSON
from components.groups_page.accessibility import COLUMNS as FAR_COLUMNS
from components.groups_page.directory import WIDTHS as GROUP_COLUMNS
from components.maps.deck_map import DRAWING
from components.maps.draw_area import OF_A_POINT
from components.maps.draw_area import WORDS as DRAWN
from components.meetings_page.decide import OF_FORM
from components.orders_page.monthly_chart import WORTH_DRAWING
from components.orders_page.overview import WIDTHS as LIST_COLUMNS
from components.overlays import REGISTRY as OVERLAYS
from components.overlays.groups import SYMBOL_OF
from components.packs.asked import SINCE
from components.packs.make import FORMATS as PACK_FILES
from components.packs.templates import TEMPLATES as PACKS
from components.packs_page.form import ONE_OF
from components.perceived_page.figures_table import BOTH, RECORD, SURVEY
from components.perceived_page.view_part import MAPS
from components.place_page.detail.outcomes_section import SHOWN as SHOWN_OUTCOMES
from components.place_page.summary_sentences import FILES
from components.plan_page.action_list import COLUMNS as PLAN_COLUMNS
from components.plan_page.one_action import TABS as PLAN_TABS
from components.plan_page.view_part import GROUPINGS, LISTED
from components.priorities_page.weights import PRESETS as WEIGHTS
from components.queries.surveys import NOT_SAMPLED, ONE_WAVE, REWORDED
from components.queries.surveys import REASONS as NO_ANSWERS
from components.responses_page.aims import MEASURES as RESPONSE_MEASURES
from components.responses_page.board import FILTERS
from components.responses_page.inputs import ANALYSIS, LEARNT
from components.responses_page.inputs import KINDS as RESPONSE_KINDS
from components.responses_page.sentences import NEVER, UNSEEN
from components.search.entries import KINDS as SEARCHED
from components.snapshot.model import FORMATS, PRESETS
from components.text.catalogue import CATALOGUES, LANGUAGES, LOCALES, MINUS, Text
from components.text.rate_warnings import FEW_RESIDENTS
from components.text.welsh import before_numbers
from components.ui.routes import GROUPS_OF_PAGES
from components.view.view import CLASSINGS
from components.view.viewer import LOCAL
from data.access.sign_in import ROLES
from data.access.sign_in import State as SignInState
from data.access.viewer import Audience
from data.audit.entry import ACTS
from data.audit.storage import COMMAND
from data.contracts import CONTRACTS, RESPONSE_STATUSES
from data.contracts.scales import DIRECTION, INFORMED, PROBLEM, SAFETY
from data.load_report.reasons import Reason
from data.messages import WORDS
from data.provenance.licences import INDEX_OWNERS
from data.provenance.release_losses import KINDS as LOSSES
from data.register.erasure import ERASED
from data.register.kinds import KINDS as RECORDS
from data.register.kinds import TABLES
from data.register.meetings.holding import BECOMES
from data.register.meetings.kinds import AUDIENCES, ITEM_KINDS
from data.register.order_events import EVENTS
from data.register.orders import DRAFTED
from data.register.plan.export import AFTER, BEFORE, MEASURED
from data.register.plan.kinds import DIRECTIONS as PLAN_DIRECTIONS
from data.register.plan.kinds import PLAN_KINDS
from data.register.plan.kinds import STATUSES as PLAN_STATUSES
from data.register.proposals.differences import DIFFERENT, GONE, NEW
from data.register.records import CHANGED, CREATED, REFUSED, RESTORED, RETIRED, TAKEN_OVER, UNDONE
from data.register.responses.kinds import DECISIONS, ORIGINS, STAGES
from data.release.coverage.missing_months import KINDS as GAPS
from data.release.coverage.missing_months import KINDS as GAP_KINDS
from data.release.coverage.recording_breaks import STATES as BREAK_STATES
from data.schema import (
    AUTHORITY,
    COUNTY,
    FURTHER_LEVELS,
    GROUP_KINDS,
    LEVELS,
    LSOA,
    OFFICIAL_LEVELS,
    OWN,
    TOPICS,
    WARD,
    WEIGHTED_BY,
)
from data.settings import load_settings
from data.sources.deprivation_layouts import IOD_DOMAINS, OVERALL, WIMD_DOMAINS
from data.sources.registry import SOURCES
from data.update.report import HELD, OUTCOMES, PARTLY, STEPS, STOPPED
from geo.categories import CHOICES
from geo.hotspots.history import EMERGING, FADING, PERSISTENT, SPORADIC
from geo.hotspots.history import NEVER as NEVER_HOT
from geo.measures import MEASURES
from geo.measures.clusters import CLUSTERS
from geo.measures.deprivation import FIFTH_NAMES
from geo.measures.hotspots import HOTSPOTS
from geo.measures.perceived import FEW
from geo.noise.ladder import CHANGES, DIFFERENCES, DOWN, HIGHER, LOWER, UP
from geo.not_measured import (
    ALL_EQUAL,
    FEW_AREAS,
    FEW_MONTHS,
    FEW_ORIGINS,
    FEW_VARIABLES,
    NEIGHBOUR_OF_ALL,
    NO_DEPRIVATION,
    NO_INCIDENTS,
    NO_NEIGHBOURS,
    NOT_PUBLISHED,
    ONE_AREA,
    OTHER_BOUNDARIES,
    RECORDED_OTHERWISE,
    SMALL_BASE,
)
from geo.not_measured import NO_RESIDENTS as NO_RESIDENTS_THERE
from geo.orders.evidence import VERDICTS
from geo.orders.status import FAULTS, NOT_BEGUN, STATES
from geo.orders.study import WHY_NOT
from geo.orders.treatment_areas import PARTS, REACHES
from geo.plan.deadlines import AS_NEEDED, ONGOING, RHYTHMS
from geo.plan.status import REASONS as WHY_PLAN
from geo.priority.criteria import INGREDIENTS
from geo.priority.criterion_tables import LEFT_OUT
from geo.priority.score import TIERS
from geo.services.activity import DONE
from geo.similar.nearest import DENSITY, HOUSEHOLDS, INCOME, TOWNS, YOUNG
from geo.stats.misleading_denominators import BY_SHOPLIFTING, KINDS
from geo.survey import place_types as of_place
from geo.survey.awareness_by_respondent import BELIEFS
from geo.survey.gap_analysis import (
    NO_CATEGORY,
    NO_MONTHS,
    NO_RESIDENTS,
    NOBODY,
    RESPONDENTS,
    TOO_FEW,
    UNKNOWN_TOPIC,
)
from geo.survey.issue_verdict import BOTH as BOTH_SIDES
from geo.survey.issue_verdict import (
    CANT_TELL,
    CONTRADICTS,
    DISAGREE,
    IN_PART,
    NOT_BELOW,
    ONLY_RECORD,
    ONLY_RESIDENTS,
    SUPPORTS,
    UNCLEAR,
)
from geo.survey.issue_verdict import UNKNOWN as NO_EVIDENCE
from geo.survey.place_types import RESPONSES

PROJECT = Path(__file__).resolve().parents[3]
DOMAINS = {OVERALL, *WIMD_DOMAINS.values(), *IOD_DOMAINS.values()}
COLUMNS = {
    f"{measure.name}_value" if column.name == "value" else column.name
    for measure in MEASURES.values()
    for column in measure.columns
}
SURE = {
    *("count", "compared", "deprivation", "deprived10", "deprived20", "groups"),
    *("hotspots", "clusters", "harm"),
}
CAN_BE_UNCERTAIN = MEASURES.keys() - SURE
CAN_BE_HIDDEN = {"rate", "compared", "share", "change", "perceived", "hotspots", "clusters", "harm"}
NO_SPOTS = (
    *(FEW_AREAS, NO_INCIDENTS, ONE_AREA, ALL_EQUAL),
    *(NO_NEIGHBOURS, NEIGHBOUR_OF_ALL, NO_RESIDENTS_THERE),
)
# HELPED: the fields of responses with help, in each language.
HELPED = ("objective", "lead", "who")
# OF_A_LEVEL: sentences on groups, which are listed for a ward, and located in an LSOA.
OF_A_LEVEL = (
    *("everywhere", "without", "without_many", "only", "hot_none", "hot_all", "hot_some"),
    *("spot_near", "spot_far"),
)
NOTES = (
    "rounded",
    "together",
    "waves",
    "respondents",
    "edition",
    "circular",
    "county_wide",
    "hidden_whole",
    "own",
    "harm_indicative",
)

FAMILIES = {
    "published": tuple(PUBLISHED),
    "hours_on": range(7),
    "alike": (
        *(f"col_{one}" for one in ("area", "far", "ratio", "verdict")),
        *(f"col_{one}" for one in ("category", "times", "range", "rank", "group")),
        *(f"spine_{verdict}" for verdict in (HIGHER, LOWER)),
        *(f"count_{level}" for level in (LSOA, AUTHORITY)),
    ),
    "alike_apart": (NO_RESIDENTS_THERE, NOT_PUBLISHED, SMALL_BASE),
    "alike_variable": (INCOME, YOUNG, DENSITY, TOWNS, HOUSEHOLDS),
    "alike_why": (
        *(FEW_AREAS, FEW_VARIABLES, NO_DEPRIVATION, OTHER_BOUNDARIES),
        *(NO_RESIDENTS_THERE, NOT_PUBLISHED, SMALL_BASE),
    ),
    "outcome_kind": SHOWN_OUTCOMES,
    "admin": (
        *SECTIONS,
        *(f"act_{act}" for act in ACTS),
        *(f"who_{who}" for who in ("public", LOCAL, COMMAND)),
        *(f"update_{outcome}" for outcome in OUTCOMES),
        *(f"trouble_update_{outcome}" for outcome in (STOPPED, PARTLY, HELD)),
        *(f"part_{part}" for part in parts(load_settings())),
        *(f"size_{unit}" for unit in UNITS),
        *(f"version_{act}" for act in (SWITCH, KEEP, LET_GO)),
        *(f"version_did_{act}" for act in (SWITCH, KEEP, LET_GO)),
        *(f"version_{mark}" for mark in ("current", "previous", "kept")),
        *("job_update", "job_build"),
    ),
    "news": (
        *(f"stopped_{step}" for step in STEPS[:3]),
        *(f"step_{step}" for step in STEPS),
        *(f"gap_{why}" for why in GAPS),
    ),
    "pack": {
        *(f"title_{one.name}" for one in PACKS),
        *(f"for_{one.name.lower()}" for one in Audience if one >= Audience.PUBLIC),
        *(f"since_{one}" for one in SINCE),
        *(f"col_{one}" for one in ("category", "before", "now", "change", "range")),
    },
    "exceptions": (
        *(f"why_{reason}" for reason in (FEW_MONTHS, RECORDED_OTHERWISE)),
        *(f"not_{reason}" for reason in (FEW_MONTHS, RECORDED_OTHERWISE, NOT_PUBLISHED)),
        *("more", "fewer"),
        *(f"col_{name}" for name in ("what", "now", "expected", "range")),
    ),
    "pack_name": {one.name for one in PACKS},
    "pack_what": {one.name for one in PACKS},
    "pack_part": {part.name for one in PACKS for part in one.parts if part.is_named},
    "packs": {
        *(f"language_{one}" for one in LANGUAGES),
        *(f"format_{one}" for one in PACK_FILES),
        *(f"contents_{one}" for one in ("pack", "file")),
        *(f"{words}_{about}" for words in ("no", "of") for about in ONE_OF),
    },
    "action": [
        one.replace(" ", "_")
        for one in (
            *(CREATED, CHANGED, RETIRED, RESTORED, UNDONE, MADE_AGAIN),
            *(TAKEN_OVER, REFUSED, ERASED),
        )
    ],
    "batch": (*RECORDS, CREATED, CHANGED, RETIRED),
    "field": {
        *(name for kind in RECORDS.values() for name in (*kind.fields, "retired")),
        NO_PERSON,
        *OF_FORM,
        *(f"decision_role_{language}" for language in LANGUAGES),
    },
    "help": (
        *("groups.name_cy", "groups.postcode", "groups.public_contact", "orders.name_cy"),
        *("order_events.until", "responses.start", "responses.end"),
        *("meetings.audience", "meeting_decisions.role_en", "meeting_decisions.role_cy"),
        *(f"responses.{name}_{lang}" for name in HELPED for lang in LANGUAGES),
        *(f"response_actions.owner_{language}" for language in LANGUAGES),
        *(f"response_evidence.note_{language}" for language in LANGUAGES),
        *("plan_priorities.number", "plan_objectives.number", "plan_indicators.unit_en"),
        *("plan_indicators.baseline", "plan_indicators.measure"),
        *(
            f"plan_actions.{one}"
            for one in ("partners_en", "role_en", "deadline", "cross", "status")
        ),
    ),
    "fault": (
        *(f"groups.{name}" for name in ("ward_code", "kind", "last_confirmed", "postcode")),
        "orders.expiry",
    ),
    "event": EVENTS,
    "covers": (WARD, COUNTY),
    "search": SEARCHED,
    "form": ("yes", "no", "expected_only", "field_expected_only"),
    "conflict": ("mine", "theirs"),
    "draw": (*DRAWN, *(f"{name}_point" for name in OF_A_POINT)),
    "proposals": (*TABLES, *(f"is_{one}" for one in (NEW, DIFFERENT, GONE))),
    "register": (
        *("details", "steps", "history"),
        *(f"{name}_{kind}" for name in ("new", "one", "where") for kind in ("groups", "orders")),
    ),
    "responses": (
        *(f"by_{name}" for name in ("of_ward", *FILTERS)),
        *(f"col_{name}" for name in ("problem", "name", "place", "result")),
        *(f"col_{name}" for name in ("part", "before", "since", "ratio")),
        *(f"has_{name}" for name in ("partner", "priority")),
        *(f"started_{origin}" for origin in (*ORIGINS, "nothing")),
        *("started_on", "ended_on"),
        *(f"change_{part}" for part in ("objective", "analysis", "response", "learnt")),
        *(f"action_{name}" for name in ("what", "owner", "due", "state")),
        *(f"similar_{name}" for name in ("name", "before", "change")),
    ),
    "osara": (*ANALYSIS, *LEARNT),
    "audience_of_meeting": [one.name.lower() for one in AUDIENCES],
    "item_kind": ITEM_KINDS,
    "sign_in": (
        *(one.value for one in SignInState if one is not SignInState.SIGNED_IN),
        *(f"role_{role}" for role in ROLES),
    ),
    "becomes": BECOMES,
    "became": BECOMES,
    "meeting": (
        *("up", "down", "before", "next", "start", "end", "started_now", "ended_now"),
        *("at_opening", "at_closing", "share_public", "share_partner", "decided"),
        *(f"decided_{kind}" for kind in BECOMES),
        *(f"col_{name}" for name in ("decision", "role", "due", "became")),
    ),
    "origin": ORIGINS,
    "stage": STAGES,
    "decision": DECISIONS,
    "action_state": ("done", "late", "open"),
    "response_kind": RESPONSE_KINDS,
    "response_measure": RESPONSE_MEASURES,
    "response_part": PARTS,
    "response_says": (*VERDICTS, UNSEEN),
    "response_short": VERDICTS,
    "response_cannot": (*WHY_NOT, NEVER),
    "everyone": WEIGHTED_BY,
    "drawing": DRAWING,
    "access": (*ENTRIES, "lead"),
    "beside": (*BESIDE, "choose"),
    "nav": (*GROUPS_OF_PAGES, "menu"),
    "change": tuple(f"{way}_to" for way in ("rose", "fell", "unclear", "few")),
    "index": tuple(f"{index}{short}" for index in ("wimd", "iod") for short in ("", "_short")),
    "claim": tuple(one["claim"] for one in claims.figures()["claims"]),
    "claims": (
        *claims.UNEVEN.values(),
        *(f"{name}_{what}" for name in ("power", "true") for what in (claims.CHANGE, claims.RATE)),
    ),
    "less": (*LOSSES, "warning", "agree"),
    "gap_count": GAP_KINDS,
    "gap": NO_ANSWERS,
    "category": (*CHOICES, OWN),
    "category_title": (*CHOICES, OWN),
    "orders": (
        *("lapsed", "consulted", "waiting"),
        *(f"part_{part}" for part in PARTS),
        *(f"course_{part}" for part in WORTH_DRAWING),
        *("measure_column", "value_column", "limits_column"),
        *(f"{name}_column" for name in LIST_COLUMNS),
    ),
    "order_state": (*STATES, DRAFTED),
    "order_stands": (
        *("begun", "discharged", *STATES[:2], NOT_BEGUN),
        *(f"{state} undated" for state in STATES),
    ),
    "order_fault": FAULTS,
    "order_short": (*VERDICTS, *WHY_NOT),
    "order_says": (*VERDICTS, "nothing could show"),
    "order_cannot": (*WHY_NOT, "never"),
    "order_earlier": ("rose", "fell"),
    "order_reach": REACHES,
    "plan_head": (*BEFORE, *MEASURED, "value", "note", *AFTER),
    "plan_file": (*("in_en", "in_cy", "title", "sheet"), *("priority", "objective", "imported")),
    "plan_status": PLAN_STATUSES,
    "plan_direction": PLAN_DIRECTIONS,
    "plan_why": WHY_PLAN,
    "plan_deadline": (ONGOING, AS_NEEDED),
    "plan_rhythm": RHYTHMS,
    "plan_kind": [kind.name for kind in PLAN_KINDS],
    "plan_listed": LISTED,
    "plan_grouped": GROUPINGS,
    "plan_tab": PLAN_TABS,
    "plan_column": (*PLAN_COLUMNS, "quarter", "value", "note"),
    "plan_fact": (
        *("priority", "objective", "role", "partners", "deadline", "points", "cross"),
        *("comments", "updated"),
    ),
    "plan_import": (
        *("kind", "read", "new", "different", "gone", "sheet", "line", "what", "mark"),
        *("which", "fields", "not_used", "remark"),
    ),
    "plan": (
        *(f"new_{kind.name.removeprefix('plan_')}" for kind in PLAN_KINDS[:-1]),
        *("save_xlsx", "save_csv", "before", "next", "back", "back_to_action"),
        *("baseline", "target", "baseline_line", "target_line"),
        *("enter_value", "enter_note", "is_linked"),
    ),
    "who": ("police", "partners"),
    "break": [f"{label}{year}" for label in ("otherwise", "again") for year in ("", "_before")],
    "breaks": [f"state_{state}" for state in BREAK_STATES],
    "kind_of_place": of_place.KINDS,
    "maps": MAPS,
    "perceived": ("hidden", "missing", *NO_ANSWERS[:-1]),
    "perceived_table": (*SURVEY, *RECORD, *BOTH, "kind", "flag"),
    "why_not": (
        *(NO_CATEGORY, NO_RESIDENTS, NOBODY, RESPONDENTS, TOO_FEW, UNKNOWN_TOPIC, NO_MONTHS),
    ),
    "belief": BELIEFS,
    "issue": (
        *(SUPPORTS, CONTRADICTS, CANT_TELL, DISAGREE, UNCLEAR, NO_EVIDENCE, NOT_BELOW),
        *(f"{verdict}_in_part" for verdict in (SUPPORTS, CONTRADICTS)),
        *(BOTH_SIDES, *IN_PART, ONLY_RESIDENTS, ONLY_RECORD),
        *DIFFERENCES,
        *(f"median_{verdict}" for verdict in DIFFERENCES),
        *("survey", "voices", "on_record", "trend", "near"),
    ),
    "response": RESPONSES,
    "response_text": RESPONSES,
    "response_status": RESPONSE_STATUSES,
    "waves": (ONE_WAVE, NOT_SAMPLED, REWORDED, UP, DOWN),
    "ingredient": INGREDIENTS,
    "ingredient_in": INGREDIENTS,
    "ingredient_short": INGREDIENTS,
    "ingredient_column": INGREDIENTS,
    "tier": TIERS,
    "tier_mark": TIERS,
    "preset": tuple(WEIGHTS),
    "next": ("none_ward", "none_lsoa", "idle_none_ward", "idle_none_lsoa"),
    "next_why": LEFT_OUT,
    "next_done": DONE,
    "next_none": DONE,
    "without": DONE,
    "has": DONE,
    "not_brought": DONE,
    "measure": tuple(MEASURES),
    "measure_title": tuple(MEASURES),
    "legend": (*MEASURES, *(f"greyed_{level}" for level in LEVELS[1:])),
    "caveat": (
        "rounded",
        "together",
        *MEASURES,
        *NOTES,
        *(f"in_no_{level}" for level in LEVELS[2:]),
    ),
    "uncertain": tuple(CAN_BE_UNCERTAIN),
    "hidden": tuple(CAN_BE_HIDDEN),
    "answer": (
        *("nothing", "count", "count_none", "rate", "smoothed", "share", "change", "perceived"),
        *("rate_all_clear", "respondents", "deprivation", "deprived", "deprived_none", "groups"),
        *("change_fewer_months", "change_few", "rate_few", "rate_none"),
        *("real_spread", "hotspots", "clusters", "no_neighbours"),
        *("harm", "harm_apart", "harm_exact", "harm_most", "harm_none"),
        *(f"no_spots_{reason}" for reason in NO_SPOTS),
        *(
            f"visible_{kind}{end}"
            for kind in ("change", "rate", "share")
            for end in ("", "_more", "_none")
        ),
    ),
    "nothing": ("groups", "harm"),
    "fifth": FIFTH_NAMES,
    "flag": (FEW,),
    "when": ("asked", "edition", "listed"),
    "topic": tuple(TOPICS),
    "survey_answer": tuple({*SAFETY, *DIRECTION, *INFORMED, *PROBLEM, "other-crime"}),
    "domain": tuple(DOMAINS),
    "direction": CHANGES,
    "level": LEVELS[1:],
    "method": CLASSINGS,
    "level_by": LEVELS[1:],
    "count": LEVELS[1:],
    "only": (*LEVELS[1:], *(f"no_{level}" for level in FURTHER_LEVELS)),
    "place": (*DIFFERENCES, "postcode_outside", "postcode_malformed"),
    "verdict": DIFFERENCES,
    "spot": HOTSPOTS.classes,
    "lasting": (PERSISTENT, EMERGING, FADING, SPORADIC, NEVER_HOT),
    "spots": (
        *(f"{key}{end}" for key in ("often", "short") for end in ("", "_up", "_down")),
        *(f"no_skill_{reason}" for reason in (FEW_AREAS, FEW_ORIGINS, NO_INCIDENTS)),
        *(f"no_half_{reason}" for reason in (FEW_AREAS, NO_INCIDENTS)),
        *(f"index_{index}" for index in ("pai", "ppai", "pei", "rri")),
        *(f"way_{way}" for way in ("top", "gi")),
    ),
    "cluster": CLUSTERS.classes,
    "pins": DIFFERENCES[2:],
    "visible": tuple(
        f"{kind}{end}"
        for kind in ("change", "difference", "of_alike")
        for end in ("", "_more", "_none")
    ),
    "fate": ("left_out", "noted"),
    "fact": tuple(WORDS),
    "contract": tuple(CONTRACTS),
    "column": (
        "geometry",
        *(
            contract.meaning_key(field).removeprefix("column.")
            for contract in CONTRACTS.values()
            for field in contract.fields
        ),
    ),
    "guidance": tuple({rule for contract in CONTRACTS.values() for rule in contract.guidance}),
    "template": (
        *("column", "meaning", "needed", "example", "yes", "no", "fills_one", "no_two_rows"),
        *(
            "answers",
            "topic",
            "topics",
            "category",
            "no_category",
            "also",
            "other_topics",
            "spelling",
        ),
    ),
    "licence": tuple({source.licence for source in SOURCES.values()}),
    "owner": (
        "all_public",
        *(owner for source in SOURCES.values() for owner in source.owners),
        *INDEX_OWNERS.values(),
    ),
    "credit": (
        *("ons", "ordnance_survey", "os_open", "royal_mail", "partnership", "own_licence"),
        *INDEX_OWNERS.values(),
    ),
    "data": ("files", "read", "used", "left"),
    "door": ("map", "fact_check", "view_column"),
    "authorities": [f"{key}_{level}" for key in ("title", "alt") for level in OFFICIAL_LEVELS],
    "table": tuple(COLUMNS),
    "source_what": tuple(SOURCES),
    "source_mark": MARKS,
    "source_overdue": ("groups", "orders", "responses"),
    "source_bring": (
        *("population", "deprivation", "households", "postcodes", "ground"),
        *("built_up", "os_open", "stop_and_search", "national"),
    ),
    "method_title": RULES,
    "method_text": RULES,
    "download": ("table", "map", "xlsx", "geojson", "gpkg"),
    "panel_kind": GROUP_KINDS,
    "mine": (
        *(f"says_{verdict}" for verdict in (*DIFFERENCES, "hidden", "missing")),
        *(f"{what}_{way}" for what in ("season",) for way in (HIGHER, LOWER)),
        *(f"file_{name}" for name in FILES),
        *(f"no_{what}" for what in ("orders_in_force", "groups_here", "groups_shown")),
        *(
            f"{said}_{of}"
            for said in ("responses_running", "no_responses_running", "responses_none")
            for of in (WARD, LSOA, "further")
        ),
        *(f"responses_from_{of}" for of in (LSOA, "further")),
        *(
            f"col_{head}"
            for head in ("what", "n", "rate", "limits", "whole", "rest", "topic", "here")
        ),
        *("orders_in_force", "groups_here", "groups_shown", "months", "months_fewer"),
        *("above", "below", "alike", "few", "here", "near", "wide", "none_here", "none_near"),
        *("from_residents", "from_ground"),
    ),
    "groups": (
        *(f"{said}_{level}" for said in OF_A_LEVEL for level in ("ward", "lsoa")),
        *(f"it_is_{verdict}" for verdict in DIFFERENCES),
        *(f"density_{finding}" for finding in ("fewer", "more", "unclear")),
        *GROUP_COLUMNS,
    ),
    "groups_table": tuple(FAR_COLUMNS),
    "groups_fifth": ("residents", "groups", "per", "beyond"),
    "groups_age": ("residents", "groups", "asked"),
    "panel_level": LEVELS,
    "overlay": tuple(OVERLAYS),
    "group": tuple(SYMBOL_OF),
    "distorting": KINDS,
    "denominator": (*KINDS, BY_SHOPLIFTING, FEW_RESIDENTS),
    "denominator_of_ward": (*KINDS, BY_SHOPLIFTING, FEW_RESIDENTS),
    "residents": ("best_fit", "largest_overlap", "look_up", "left", "taken"),
    "upload": (
        *("accepted", "discarded", "undone"),
        *("undo", "undo_explained", "undo_shown", "undo_shown_explained"),
        *("redo", "redo_explained"),
    ),
    "picture": (
        *(f"paper_{name}" for name in PRESETS),
        *(f"kind_{name}" for name in FORMATS),
        *(f"of_{name}" for name in ("recorded", "before")),
    ),
}


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    said: dict[str, tuple[str, ...]] = {}
    for path in sorted(path for folder in CATALOGUES for path in folder.glob(f"{language}/*.po")):
        with path.open("rb") as source:
            messages = read_po(source)
        for message in messages:
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                assert key not in said, f"{key} stands in {path.name} and in another catalogue"
                said[key] = forms
    return said


SAID = {language: catalogue(language) for language in LANGUAGES}


def places_to_fill(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


def keys_in_code() -> set[str]:
    """Return every string in app, pages and components that has the form of a catalogue key."""
    found = set()
    files = [PROJECT / "app.py", *(PROJECT / "pages").rglob("*.py")]
    files += (PROJECT / "components").rglob("*.py")
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and re.fullmatch(r"[a-z_]+\.[a-z_]*[a-z]", value):
                found.add(value)
    return found


def test_both_languages_have_the_same_keys() -> None:
    assert SAID["en"].keys() == SAID["cy"].keys()


def test_every_catalogue_on_disk_is_read() -> None:
    """The keys are counted by a text search, independently of the function that reads the files."""
    for language in LANGUAGES:
        paths = [path for folder in CATALOGUES for path in (folder / language).glob("*.po")]
        files = [path.read_text("utf-8") for path in paths]
        written = sum(len(re.findall(r"^msgid ", text, re.MULTILINE)) for text in files)
        headers = len(files)
        assert len(SAID[language]) == written - headers > 0, language


def test_every_form_has_the_same_placeholders() -> None:
    forms = [
        (language, key, form)
        for key in SAID["en"]
        for language in LANGUAGES
        for form in SAID[language][key]
    ]
    assert [(language, key) for language, key, form in forms if not form.strip()] == []
    wanted = {key: places_to_fill(said[0]) for key, said in SAID["en"].items()}
    assert [found for found in forms if places_to_fill(found[2]) != wanted[found[1]]] == []


def test_welsh_has_its_six_plural_forms() -> None:
    plural = [forms for forms in SAID["cy"].values() if len(forms) > 1]
    assert plural
    assert {len(forms) for forms in plural} == {6}


def test_every_key_in_the_code_is_in_the_catalogues() -> None:
    keys = {k for k in keys_in_code() if k.split(".")[0] in {s.split(".")[0] for s in SAID["en"]}}
    files = {
        "server.address",
        "point_counts.parquet",
        "icon.png",
        "screen.css",
        "projector.css",
        "data.parquet",
    }
    files |= {key for key in keys if key.endswith((".css", ".html", ".js", ".json"))}
    assert keys - SAID["en"].keys() - files == set()


def test_every_member_of_a_family_has_a_text() -> None:
    members = {f"{family}.{member}" for family, known in FAMILIES.items() for member in known}
    assert members - SAID["en"].keys() == set()
    assert [family for family, known in FAMILIES.items() if not known] == []


def test_every_key_is_used() -> None:
    in_families = {f"{family}.{m}" for family, members in FAMILIES.items() for m in members}
    spoken = keys_in_code() | in_families
    unused = {
        k for k in SAID["en"] if k not in spoken and k.split(".")[0] not in {"reason", "kind"}
    }
    assert unused == set()


def test_every_reason_for_leaving_a_row_out_has_a_text() -> None:
    assert [reason for reason in Reason if f"reason.{reason}" not in SAID["en"]] == []


@given(number=st.floats(-1e9, 1e9) | st.integers(-(10**9), 10**9), digits=st.integers(0, 2))
def test_numbers_are_written_as_babel_writes_them(number: float, digits: int) -> None:
    pattern = "#,##0" + "." * (digits > 0) + "0" * digits
    for language, locale in LOCALES.items():
        text = Text(language)
        written = babel.numbers.format_decimal(number, pattern, locale)
        assert text.number(number, digits) == written.replace("-", MINUS)
        share = babel.numbers.format_percent(number, f"{pattern}%", locale)
        assert text.percent(number, digits) == share.replace("-", MINUS)


def test_numbers_months_and_plurals_are_the_languages_own() -> None:
    english, welsh = Text("en"), Text("cy")
    assert english.month("2026-09") == "September 2026"
    assert welsh.month("2026-09") == "Medi 2026"
    assert english.number(12345.678, 1) == "12,345.7"
    assert english.percent(0.154) == "15%"
    assert english.plural("count.incidents", 1) == "1 incident"
    assert welsh.plural("fresh.months_ago", 2) == "2 fis oed"
    assert welsh.plural("fresh.months_ago", 5) == "5 mis oed"


def test_a_list_in_welsh_ends_with_and_and_its_mutation() -> None:
    english, welsh = Text("en"), Text("cy")
    assert english.listing(["drugs", "robbery", "arson"]) == "drugs, robbery and arson"
    ends = {
        "troseddau": "a throseddau",
        "cyffuriau": "a chyffuriau",
        "arfau": "ac arfau",
        "Tremelyn": "a Tremelyn",
        "difrod": "a difrod",
        "3 arall": "a 3 arall",
        "8 arall": "ac 8 arall",
    }
    said = {last: welsh.listing(["lladrata", last]) for last in ends}
    assert said == {last: f"lladrata {end}" for last, end in ends.items()}


def test_a_number_in_welsh_changes_the_word_before_it() -> None:
    written = {"gap": "3 a 8", "share": "a 81%, a 18%, â 11.5, a 1,100, a 1."}
    found = {name: before_numbers(words) for name, words in written.items()}
    assert found == {"gap": "3 ac 8", "share": "ac 81%, a 18%, ag 11.5, a 1,100, ac 1."}
    said = Text("cy")("groups.density_more", hot="9.0", rest="8.5")
    assert "â 8" not in said and "ag 8.5" in said


def test_a_sentence_names_the_area_as_the_release_gives_it() -> None:
    text = Text("en")
    named = text.knowing({}, area="the Vale of Halwyn")
    assert "in the Vale of Halwyn" in named("orders.title")
    assert "in the whole area" in text("orders.title")
    assert named("perceived.kinds_how", the_area="Gwent").endswith("Gwent")
