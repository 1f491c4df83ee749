"""Sentences on places where perception and recorded incidents differ."""

import pandas as pd

from components.page_models.perceived_sentences import answer, other_places_sentence
from components.text.catalogue import Text
from geo.survey.gap_analysis import GapTable
from geo.survey.place_types import NO_CLEAR_KIND, REASSURANCE_GAP, RECORDED_ABOVE
from tests.cases import every_case


def gaps(*kinds: str) -> GapTable:
    table = pd.DataFrame({"kind": [*kinds, NO_CLEAR_KIND], "wards": 1, "gap": 0.2})
    return GapTable(table=table, whole=pd.Series(dtype=float), rate=1.0)


@every_case(
    ("kinds", "english", "welsh"),
    [
        (
            [REASSURANCE_GAP, REASSURANCE_GAP, RECORDED_ABOVE],
            "In Ward 0 and Ward 1, residents worry far more about litter than police figures "
            "suggest. In Ward 2, they worry less",
            "Ward 0 a Ward 1: o ran litter, mae trigolion yn poeni llawer mwy",
        ),
        (
            [REASSURANCE_GAP],
            "than police figures suggest. In none do they clearly worry less.",
            "Nid oes yr un lle maent yn amlwg yn poeni llai.",
        ),
    ],
)
def test_the_answer_reads_as_a_sentence(kinds: list[str], english: str, welsh: str) -> None:
    assert english in answer(Text("en"), gaps(*kinds), "litter", "Ward {}".format)
    assert welsh in answer(Text("cy"), gaps(*kinds), "litter", "Ward {}".format)


def test_the_ward_with_the_largest_gap_is_named_first() -> None:
    parted = gaps(REASSURANCE_GAP, REASSURANCE_GAP)
    parted.table["gap"] = [0.3, 0.5, 0.0]
    said = answer(Text("en"), parted, "litter", "Ward {}".format)
    assert "Ward 1 and Ward 0" in said


def test_many_wards_are_counted_each_of_those_joined_in_a_row_too() -> None:
    joined = gaps(*[REASSURANCE_GAP] * 5)
    joined.table["wards"] = [2, 1, 1, 1, 1, 3]
    english, welsh = Text("en"), Text("cy")
    assert answer(english, joined, "litter", str).startswith("In 6 wards, residents worry far")
    assert answer(welsh, joined, "litter", str).startswith("Mewn 6 ward, o ran litter")
    assert "and 3 show no clear pattern" in other_places_sentence(english, joined)
    joined.table["kind"] = [NO_CLEAR_KIND, NO_CLEAR_KIND, None, None, None, None]
    none = answer(english, joined, "litter", str)
    assert none == english("perceived.answer_none", areas=english.plural("count.ward", 3))
