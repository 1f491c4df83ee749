"""Crime weighted by harm: golden numbers, what is apart, and that nothing is claimed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import ASB
from geo.hotspots.harm import category_weights
from geo.measures.harm import HARM, calculate, notes, summary
from geo.measures.model import HarmInputs
from geo.noise.estimate import Noise
from geo.stats.suppression import HIDDEN, MISSING, NOTHING, SHOWN

QUIET = Noise(clustering=1.0, drift=0.0, level=0.0, freedom=1e9, over_years=True)
AREAS = list("ABCDE")
WEIGHTS = category_weights(
    pd.DataFrame(
        {
            "category": ["violent-crime"] * 4 + ["shoplifting"],
            "incidents": [2, 30, 900, 1500, 1],
            "weight": [3000.0, 400, 50, 10, 2],
        }
    )
)


@dataclass
class Facts:
    """Five areas: usual, without crimes, few residents, not published, with ASB alone."""

    weights: pd.DataFrame
    kinds: tuple[str, ...] = ("violent-crime", "shoplifting", ASB)

    def harm(self) -> HarmInputs:
        of_each = ([100, 0, 9, 50, 0], [50, 0, 3, 20, 0], [80, 0, 4, 30, 7])
        counts = pd.DataFrame(dict(zip(self.kinds, of_each, strict=True)), AREAS)
        return HarmInputs(counts=counts, weights=self.weights)

    def observed(self) -> pd.Series:
        return pd.Series([12.0, 12, 12, 0, 6], AREAS)

    def residents(self) -> pd.Series:
        return pd.Series([2000.0, 1500, 300, 900, 800], AREAS)

    def noise(self) -> Noise:
        return QUIET


def test_golden_points_per_resident_and_what_is_apart() -> None:
    table = calculate(Facts(WEIGHTS))  # type: ignore[arg-type]
    points = 100 * WEIGHTS["weight"]["violent-crime"] + 50 * 2
    assert np.isclose(table.loc["A", "value"], points / 2000 * 1000) and round(points) == 3307
    assert table["status"].tolist() == [SHOWN, SHOWN, HIDDEN, MISSING, NOTHING]
    assert table.loc["B", "value"] == 0 and table.loc["B", "upper"] > 0
    assert table.loc[["C", "D", "E"], ["value", "lower", "upper"]].isna().all(axis=None)
    assert table.loc[["A", "B", "C"], "incidents"].tolist() == [150, 0, 12]
    assert table.loc["A", "apart"] == 80 and np.isnan(table.loc["D", "apart"])


def test_the_range_has_the_mix_of_offences_in_it() -> None:
    table = calculate(Facts(WEIGHTS))  # type: ignore[arg-type]
    even = WEIGHTS.assign(square=WEIGHTS["weight"] ** 2)
    same = calculate(Facts(even))  # type: ignore[arg-type]
    wide, narrow = (one.loc["A", "upper"] - one.loc["A", "lower"] for one in (table, same))
    assert table["value"].equals(same["value"]) and wide > 2 * narrow


def test_nothing_is_claimed() -> None:
    """No verdict, no rank, no place named; it is said to be indicative."""
    table = calculate(Facts(WEIGHTS))  # type: ignore[arg-type]
    assert not table["uncertain"].any() and "verdict" not in table and not HARM.compares
    said = [summary(table), *notes(table)]
    assert [one.key for one in said] == [
        "answer.harm_apart",
        "caveat.harm_indicative",
        "answer.harm_most",
    ]
    assert not any(one.areas for one in said)
    assert said[0].numbers == {"areas": 5, "incidents": 162, "apart": 91}
    assert said[2].categories == {"what": "violent-crime"} and said[2].shares["share"] > 0.9


def test_of_exact_weights_it_is_said_and_without_any_that_there_is_none() -> None:
    exact = pd.DataFrame({"weight": [184.0], "square": [184.0**2]}, ["8N"])
    own = calculate(Facts(exact, kinds=("8N", "no weight", "")))  # type: ignore[arg-type]
    assert own.loc["A", "value"] == 100 * 184 / 2 and own.loc["A", "apart"] == 130
    assert [one.key for one in notes(own)] == ["caveat.harm_indicative", "answer.harm_exact"]
    none = calculate(Facts(exact, kinds=("x", "y", "")))  # type: ignore[arg-type]
    assert summary(none).key == "answer.harm_none"
    assert none.loc["A", "status"] == NOTHING and none.loc["B", "status"] == SHOWN


def test_antisocial_behaviour_is_not_offered() -> None:
    assert not HARM.takes(ASB) and HARM.takes(HARM.usual) and HARM.takes("own-noise")
