"""How much of what happened later was foretold; golden: 60 of 300 in 5% of the ground."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.hotspots.accuracy import accuracy, capture_curve, pick_top

GOLDEN = json.loads((Path(__file__).parents[2] / "golden.json").read_text(encoding="utf-8"))
COUNTS = st.lists(st.integers(0, 50), min_size=8, max_size=20)


def test_golden() -> None:
    counted = pd.Series([60.0, 75.0, 165.0])
    before = pd.Series([30.0, 40.0, 30.0])
    found = accuracy(pd.Series([True, False, False]), counted, pd.Series([5.0, 5, 90]), before)
    assert np.isclose(found["pai"], GOLDEN["pai"]) and np.isclose(found["pei"], GOLDEN["pei"])
    # A fifth was captured, of areas that had three tenths before.
    assert np.isclose(found["rri"], 0.2 / 0.3) and np.isclose(found["ppai"], 0.2 / 0.05**0.5)


@given(counts=COUNTS, seed=st.integers(0, 99), share=st.floats(0.05, 0.9))
def test_laws(counts: list[int], seed: int, share: float) -> None:
    counted, rng = pd.Series(counts, dtype=float), np.random.default_rng(seed)
    ground = pd.Series(rng.uniform(0.5, 9, len(counts)))
    scores = pd.Series(rng.normal(size=len(counts)))
    picked = pick_top(scores, ground, share=share)
    assert picked.any() and scores[picked].min() >= scores[~picked].max()
    assert picked.sum() == 1 or ground[picked].sum() <= share * ground.sum() * 1.001
    found = accuracy(picked, counted, ground, counted)
    if not counted.sum():
        assert np.isnan(list(found.values())).all()
        return
    assert 0 <= found["pei"] <= 1 + 1e-9
    assert np.isclose(found["pai"] * found["ground"], found["captured"])
    plain, area = (accuracy(picked, counted, ground, counted, penalty=p) for p in (0, 1))
    assert np.isclose(plain["ppai"], found["captured"]) and np.isclose(area["ppai"], found["pai"])
    every = accuracy(picked | True, counted, ground, counted)
    assert np.isclose(every["pai"], 1) and np.isclose(every["pei"], 1)
    curve = capture_curve(scores, counted, ground)
    assert (curve.diff().dropna() >= -1e-9).all(axis=None) and np.isclose(curve.iloc[-1], 1).all()
    assert (curve["captured"] <= curve["possible"] + 1e-9).all()


def test_areas_without_figures_are_left_out() -> None:
    counted = pd.Series([4.0, np.nan, 6.0])
    found = accuracy(pd.Series([True, True, False]), counted, pd.Series([1.0, 5, 1]), counted)
    assert np.isclose(found["captured"], 0.4) and np.isclose(found["ground"], 0.5)
    assert len(capture_curve(counted, counted, pd.Series([1.0] * 3))) == 3
    assert pick_top(counted, pd.Series([1.0] * 3), share=1.0).tolist() == [True, False, True]
