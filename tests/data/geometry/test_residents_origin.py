"""The members of an area tell by which rules it has its residents."""

import pandas as pd

from data.geometry.residents_origin import (
    ResidentsOrigin,
    areas_of_lsoa,
    residents_origin,
    rule_of_lsoa,
    rules_used,
)
from data.geometry.ward_membership import AREA_SHARE, BEST_FIT, LARGEST_OVERLAP

MEMBERS = pd.DataFrame(
    [
        ("L1", "W1", 1.0, BEST_FIT),
        ("L2", "W1", 0.22, BEST_FIT),
        ("L2", "W2", 0.78, AREA_SHARE),
        ("L3", "W2", 0.05, AREA_SHARE),
        ("L3", "W3", 0.95, LARGEST_OVERLAP),
        ("L4", "W3", 1.0, LARGEST_OVERLAP),
        ("L5", "W3", 1.0, BEST_FIT),
    ],
    columns=["lsoa_code", "area_code", "share", "rule"],
)


def test_an_area_has_whole_lsoas_by_rule_and_parts_of_others() -> None:
    assert residents_origin(MEMBERS, "W1") == ResidentsOrigin(
        whole={BEST_FIT: 1}, taken={}, left={"L2": 0.22}
    )
    assert residents_origin(MEMBERS, "W2") == ResidentsOrigin(
        whole={}, taken={"L2": 0.78, "L3": 0.05}, left={}
    )
    assert residents_origin(MEMBERS, "W3") == ResidentsOrigin(
        whole={LARGEST_OVERLAP: 1, BEST_FIT: 1}, taken={}, left={"L3": 0.95}
    )


def test_an_lsoa_has_the_ward_it_was_given_to_and_every_ward_that_counts_a_part() -> None:
    assert areas_of_lsoa(MEMBERS, "L2") == {"W2": 0.78, "W1": 0.22}
    assert rule_of_lsoa(MEMBERS, "L2") == ("W1", BEST_FIT)
    assert rule_of_lsoa(MEMBERS, "L3") == ("W3", LARGEST_OVERLAP)
    taken = MEMBERS[(MEMBERS["lsoa_code"] != "L2") | (MEMBERS["rule"] == AREA_SHARE)]
    assert rule_of_lsoa(taken, "L2") == ("", "")


def test_the_rules_of_a_release_are_those_of_its_lsoas() -> None:
    rules = rules_used(MEMBERS)
    assert (rules.by_look_up, rules.by_largest_overlap) == (3, 2)
    assert rules.takers == ("W2",) and rules.givers == ("W1", "W3")
