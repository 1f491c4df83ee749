"""Types of place, change between waves, and pooling."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from geo.survey.place_types import classify_places, responses
from geo.survey.pooling import pooled
from geo.survey.wave_change import between_waves

NAMES = ["concern", "gap", "above", "calm", "unsure", "found"]


def limits(*pairs: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(pairs, NAMES, ["lower", "upper"])


def test_each_type_when_both_intervals_exclude_the_benchmark() -> None:
    perceived = limits((0.5, 0.7), (0.5, 0.7), (0.1, 0.2), (0.1, 0.2), (0.2, 0.6), (0.2, 0.6))
    recorded = limits((30, 40), (5, 9), (30, 40), (5, 9), (30, 40), (15, 25))
    q = pd.Series([0.9, 0.9, 0.9, 0.9, 0.06, 0.01], NAMES)
    gap = pd.Series([0.0, 1.0, -1.0, 0.0, -1.0, 1.4], NAMES)
    found = classify_places(perceived, recorded, q, gap, share=0.4, rate=20.0)
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


def test_a_change_between_waves_must_be_significant() -> None:
    now = pd.DataFrame({"share": [0.6, 0.42], "effective_base": [400.0, 60.0]}, ["A", "B"])
    before = pd.DataFrame({"share": [0.4, 0.40], "effective_base": [400.0, 60.0]}, ["A", "B"])
    table = between_waves(now, before)
    assert table["direction"].tolist() == ["up", "no clear change"]
    assert table.loc["A", ["lower", "upper"]].tolist() == pytest.approx([0.1312, 0.2656], abs=2e-3)
    turned = between_waves(before, now)
    assert turned["lower"].tolist() == pytest.approx((-table["upper"]).tolist())


def test_small_bases_are_pooled_with_neighbours() -> None:
    chain = np.eye(4, k=1, dtype=bool)
    touching = sparse.csr_array(chain | chain.T)
    base = pd.Series([10, 25, 50, np.nan], ["A", "B", "C", "D"])
    assert pooled(base, touching, least=30).to_dict() == {"A": "A", "B": "A", "C": "C", "D": "C"}
    alone = sparse.csr_array((4, 4), dtype=bool)
    assert pooled(base, alone, least=30).tolist() == ["A", "B", "C", "D"]
