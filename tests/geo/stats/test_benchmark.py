"""Verdicts against the whole: golden numbers and special cases."""

import pandas as pd
import pytest

from geo.stats.benchmark import (
    HIGHER,
    LOWER,
    REST,
    SIMILAR,
    WHOLE,
    compare_with_benchmark,
    compare_with_whole,
)
from geo.stats.rates import Z_95
from tests.geo.stats.test_rates import series


@pytest.mark.parametrize(
    ("count", "people", "verdict"),
    [(134, 8250, LOWER), (250, 8250, HIGHER), (215, 8250, SIMILAR), (7, 410, SIMILAR)],
)
def test_verdicts_golden(count: int, people: int, verdict: str) -> None:
    found = compare_with_benchmark(series(count), series(people), series(26), months=12, z=Z_95)
    assert found.tolist() == [verdict]


def test_a_large_area_is_compared_with_the_rest() -> None:
    counts = pd.Series([300, *[10] * 20], dtype=float)
    people = pd.Series([30_000, *[10_000] * 20], dtype=float)
    table = compare_with_whole(counts, people, months=12)
    assert table["compared_with"].tolist() == [REST] + [WHOLE] * 20
    assert table.at[0, "benchmark"] == pytest.approx(1.0)
    assert table.at[1, "benchmark"] == pytest.approx(1_000 * 500 / 230_000)
    assert table.at[0, "verdict"] == HIGHER


def test_zero_incidents_can_be_lower() -> None:
    counts = pd.Series([0, *[400] * 20], dtype=float)
    people = pd.Series(8_000.0, counts.index)
    assert compare_with_whole(counts, people, months=12)["verdict"].iloc[0] == LOWER


def test_an_area_without_residents_has_no_verdict() -> None:
    counts = pd.Series([5, *[40] * 20], dtype=float)
    people = pd.Series([0, *[1_000] * 20], dtype=float)
    assert pd.isna(compare_with_whole(counts, people, months=12)["verdict"].iloc[0])
