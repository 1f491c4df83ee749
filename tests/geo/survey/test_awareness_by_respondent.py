"""Awareness of recorded crime by respondent and wave."""

import pandas as pd
import pytest

from geo.noise.ladder import DOWN, NO_CLEAR_CHANGE
from geo.noise.shares import share_limits
from geo.survey.awareness_by_respondent import (
    chance_error_rate,
    judged_commonest,
    judged_direction,
    share_wrong,
)
from tests.geo.survey.test_awareness import ANSWERS, RECORDED

RECORD = RECORDED.to_frame("A").T


def asked(wave: str) -> pd.DataFrame:
    return ANSWERS.assign(wave=wave, weight=1.0)


def test_each_wave_is_compared_with_its_own_records() -> None:
    turned = RECORD.rename(columns={"violence": "drugs", "drugs": "violence"})
    people = pd.concat([asked("2025-06"), asked("2026-06")], ignore_index=True)
    record = {"2025-06": RECORD, "2026-06": turned}
    judged = judged_commonest(people, record, choices=("first", "second"))
    by_wave = judged.groupby("wave")[["loose", "strict"]].mean()
    assert by_wave.loc["2025-06"].tolist() == pytest.approx([0.4, 0.4])
    assert by_wave.loc["2026-06", "strict"] == 0.8
    assert chance_error_rate(judged, record) == pytest.approx(0.143, abs=5e-4)


def test_who_made_one_pick_is_compared_with_one_random_pick() -> None:
    one = asked("w").assign(second=None)
    twice = asked("w").assign(second=ANSWERS["first"])
    for people in (one, twice):
        judged = judged_commonest(people, {"w": RECORD}, choices=("first", "second"))
        assert judged["picks"].tolist() == [1] * len(ANSWERS)
        assert chance_error_rate(judged, {"w": RECORD}) == pytest.approx(3 / 7)


def test_without_records_no_one_is_judged() -> None:
    assert judged_commonest(asked("2025-06"), {}, choices=("first", "second")).empty


def test_share_wrong_about_direction_golden() -> None:
    said = ["up"] * 110 + ["same"] * 58 + ["down"] * 34 + ["don't know"] * 38
    people = pd.DataFrame({"answer": said, "area_code": "A", "wave": "w", "weight": 1.0})
    people["design_effect"] = 1.0
    truth = pd.DataFrame({"w": {"A": DOWN}})
    judged = judged_direction(people, truth, aside=("don't know",))
    found = share_wrong(judged, "direction")
    limits = share_limits(found[["share"]], found[["effective_base"]].set_axis(["share"])).iloc[0]
    assert [found["share"], *limits] == pytest.approx([0.8317, 0.7740, 0.8770], abs=5e-5)
    assert (found["answered"], found["holding"]) == (202, 168)
    unclear = pd.DataFrame({"w": {"A": NO_CLEAR_CHANGE}})
    assert judged_direction(people, unclear, aside=("don't know",)).empty


def test_of_nobody_there_is_no_share() -> None:
    found = share_wrong(pd.DataFrame({"weight": [], "loose": [], "design_effect": []}), "loose")
    assert found["answered"] == 0 and pd.isna(found["share"])
