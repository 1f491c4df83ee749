"""Sentences on places where perception and recorded incidents differ."""

import pandas as pd
import pytest

from components.page_models.perceived_sentences import answer
from components.text.catalogue import Text
from geo.survey.gap_analysis import GapTable
from geo.survey.place_types import NO_CLEAR_KIND, REASSURANCE_GAP, RECORDED_ABOVE


def gaps(*kinds: str) -> GapTable:
    table = pd.DataFrame({"kind": [*kinds, NO_CLEAR_KIND]})
    return GapTable(table=table, whole=pd.Series(dtype=float), rate=1.0)


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
