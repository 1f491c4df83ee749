"""Types of place."""

import pandas as pd

from geo.survey.place_types import classify_places, responses

NAMES = ["concern", "gap", "above", "calm", "unsure", "found"]


def test_each_type_when_both_sides_clearly_differ() -> None:
    up, down, unclear = "higher", "lower", "no clear difference"
    perceived = pd.Series([up, up, down, down, unclear, unclear], NAMES)
    recorded = pd.Series([up, down, up, down, up, unclear], NAMES)
    q = pd.Series([0.9, 0.9, 0.9, 0.9, 0.06, 0.01], NAMES)
    gap = pd.Series([0.0, 1.0, -1.0, 0.0, -1.0, 1.4], NAMES)
    found = classify_places(perceived, recorded, q, gap)
    assert found.tolist() == [
        "shared concern",
        "reassurance gap",
        "recorded above perceived",
        "shared calm",
        "no clear difference",
        "reassurance gap",
    ]
    called = responses(found, pd.Series({"found": True, "calm": True}))
    assert called["found"] == "check reporting"
    assert called["gap"] == "inform and reassure"
    assert called["calm"] == "keep watching", "a calm place is not doubted"
