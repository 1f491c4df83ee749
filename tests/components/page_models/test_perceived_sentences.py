"""Sentences on places where perception and recorded incidents differ."""

import pandas as pd
import pytest

from components.page_models.perceived_sentences import answer, other_places_sentence
from components.text.catalogue import Text
from geo.survey.gap_analysis import GapTable
from geo.survey.place_types import NO_CLEAR_KIND, REASSURANCE_GAP, RECORDED_ABOVE


def gaps(*kinds: str) -> GapTable:
    table = pd.DataFrame({"kind": [*kinds, NO_CLEAR_KIND], "wards": 1})
    return GapTable(table=table, whole=pd.Series(dtype=float), rate=1.0, median=1.0)


@pytest.mark.parametrize(
    ("kinds", "english", "welsh"),
    [
        (
            [REASSURANCE_GAP, REASSURANCE_GAP, RECORDED_ABOVE],
            "2 wards show a reassurance gap and 1 has more recorded than perceived,",
            "Mae 2 ward yn dangos bwlch tawelu meddwl ac mewn 1 arall cofnodir mwy",
        ),
        (
            [REASSURANCE_GAP],
            "1 ward shows a reassurance gap and none has more recorded than perceived,",
            "bwlch tawelu meddwl ac nid oes yr un lle cofnodir mwy nag a ganfyddir,",
        ),
    ],
)
def test_the_answer_reads_as_a_sentence(kinds: list[str], english: str, welsh: str) -> None:
    assert english in answer(Text("en"), gaps(*kinds))
    assert welsh in answer(Text("cy"), gaps(*kinds))


def test_every_ward_of_those_joined_in_a_row_counts() -> None:
    joined = gaps(REASSURANCE_GAP, RECORDED_ABOVE)
    joined.table["wards"] = [2, 1, 3]
    english, welsh = Text("en"), Text("cy")
    said = answer(english, joined)
    assert said == (
        "2 wards show a reassurance gap and 1 has more recorded than perceived,"
        " out of 6 wards compared."
    )
    assert "2 ward" in answer(welsh, joined) and "6 ward" in answer(welsh, joined)
    assert "and 3 with no clear difference" in other_places_sentence(english, joined)
    joined.table["kind"] = [NO_CLEAR_KIND, NO_CLEAR_KIND, None]
    none = answer(english, joined)
    assert none == english("perceived.answer_none", areas=english.plural("count.ward", 3))
