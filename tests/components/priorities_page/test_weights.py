"""Weights are written to the address and read back unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.priorities_page.weights import (
    MOST,
    PRESETS,
    STEP,
    changed,
    of_address,
    read,
    shares,
    written,
)
from geo.priority.criteria import HOT_SPOTS, INGREDIENTS
from tests.cases import every_case

USUAL = next(iter(PRESETS))
own = st.tuples(*[st.integers(0, MOST)] * len(INGREDIENTS)).map(
    lambda given: dict(zip(INGREDIENTS, given, strict=True))
)


@given(own)
def test_written_weights_are_read_back(weights: dict[str, int]) -> None:
    assert read(written(weights)) == weights
    assert of_address(USUAL, written(weights)) == weights


@every_case(
    "wrong",
    ["", "1-2-3", "1-2-3-4-5-6-7-8-9", "1-2-3-4-5-6-7-101", "1-2-3-4-5-6-x", "1-2-3-4-5-6-",
     "²-0-0-0-0-0-0-0", "-1-2-3-4-5-6-7", "1.5-0-0-0-0-0-0", "0000-0-0-0-0-0-0-0"],
)  # fmt: skip
def test_invalid_weights_are_rejected(wrong: str) -> None:
    assert read(wrong) is None


def test_addresses_from_before_hot_spots_give_them_no_weight() -> None:
    earlier = read("40-25-20-15-0-0-0")
    assert earlier == read("40-25-20-15-0-0-0-0")
    assert earlier is not None and earlier[HOT_SPOTS] == 0


def test_no_preset_gives_hot_spots_a_weight_unasked() -> None:
    assert all(of_address(preset, "")[HOT_SPOTS] == 0 for preset in PRESETS)


def test_presets_are_within_the_range_of_the_sliders() -> None:
    for weights in PRESETS.values():
        assert sum(weights.values()) == MOST and weights.keys() <= set(INGREDIENTS)
        assert all(weight % STEP == 0 for weight in weights.values())


def test_setting_a_weight_back_restores_the_preset() -> None:
    name = INGREDIENTS[0]
    usual = PRESETS[USUAL][name]
    moved = changed(USUAL, "", name, usual + 5)
    assert read(moved) == of_address(USUAL, "") | {name: usual + 5}
    assert changed(USUAL, moved, name, usual) == ""


def test_weights_of_zero_have_no_shares() -> None:
    assert shares(dict.fromkeys(INGREDIENTS, 0)) == {}
    assert sum(shares(PRESETS[USUAL]).values()) == pytest.approx(1)
