"""One question per function, each answered once per release, viewer's scope and arguments.

All caching lives in this room. A release is named in every question, so a new one is never
answered from an old one's memory.
"""

from components.cached.accounts import (
    Outside,
    further_levels,
    holdings,
    left_out_group,
    rows_left_out,
    single_rows_left_out,
    unmatched_wards,
    ward_rules,
)
from components.cached.around import Around, around
from components.cached.beliefs import Beliefs, beliefs
from components.cached.choices import choices, complete_months, nowhere
from components.cached.counts import changes_in, figures
from components.cached.geography import (
    borders_address,
    by_name,
    example_postcode,
    extent,
    geometry_address,
    ground_address,
    ground_labels,
    known,
    lsoas_of,
    middle,
    names,
    outline,
    places,
    sharing,
)
from components.cached.groups import (
    ages_that_took_part,
    group_homes,
    groups_and_record,
    groups_by_area,
    groups_by_fifth,
    groups_listed,
    residents_by_age,
    touching,
)
from components.cached.ingredients import Ingredients, how_often_first, ingredients
from components.cached.issues import next_to, trend_of
from components.cached.lying import responses_in
from components.cached.measured import class_bounds, domains, measured, measures, raisable, topics
from components.cached.orders import order_numbers, order_study, orders, orders_address
from components.cached.overlays import (
    atlas_address,
    denominators,
    overlays,
    overlays_offered,
    shapes_address,
)
from components.cached.perceived import Beside, below_expected, beside
from components.cached.portraits import Inside, by_category, inside, monthly, residents_of
from components.cached.serving import fallen_back_from, store
from components.cached.shapes import Shapes, ground_shapes, shapes
from components.cached.surveys import asb_gaps, has_survey, survey, survey_kind, why_no_answers
from components.cached.waves import WaveChange, wave_change
from components.cached.words import readable, release_words, words

__all__ = [
    "Around",
    "Beliefs",
    "Beside",
    "Ingredients",
    "Inside",
    "Outside",
    "Shapes",
    "WaveChange",
    "ages_that_took_part",
    "around",
    "asb_gaps",
    "atlas_address",
    "beliefs",
    "below_expected",
    "beside",
    "borders_address",
    "by_category",
    "by_name",
    "changes_in",
    "choices",
    "class_bounds",
    "complete_months",
    "denominators",
    "domains",
    "example_postcode",
    "extent",
    "fallen_back_from",
    "figures",
    "further_levels",
    "geometry_address",
    "ground_address",
    "ground_labels",
    "ground_shapes",
    "group_homes",
    "groups_and_record",
    "groups_by_area",
    "groups_by_fifth",
    "groups_listed",
    "has_survey",
    "holdings",
    "how_often_first",
    "ingredients",
    "inside",
    "known",
    "left_out_group",
    "lsoas_of",
    "measured",
    "measures",
    "middle",
    "monthly",
    "names",
    "next_to",
    "nowhere",
    "order_numbers",
    "order_study",
    "orders",
    "orders_address",
    "outline",
    "overlays",
    "overlays_offered",
    "places",
    "raisable",
    "readable",
    "release_words",
    "residents_by_age",
    "residents_of",
    "responses_in",
    "rows_left_out",
    "shapes",
    "shapes_address",
    "sharing",
    "single_rows_left_out",
    "store",
    "survey",
    "survey_kind",
    "topics",
    "touching",
    "trend_of",
    "unmatched_wards",
    "ward_rules",
    "wave_change",
    "why_no_answers",
    "words",
]
