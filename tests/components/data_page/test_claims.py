"""What is claimed and how often it is wrong: the figures that come with the program."""

import math

from components.data_page import claims
from components.text.catalogue import LANGUAGES, Text
from docs import generate
from tests.cases import every_case
from tests.simulation.__main__ import QUESTIONS
from tests.simulation.counties import PHIS

# The largest share of simulated areas, and of real months split at random, with a false claim.
MOST, MOST_REAL = 0.05, 0.10
# ENOUGH: counties of each simulation. Of so many a share is known to one standard error, half a
# percent, which it may be more; the page says so.
ENOUGH = 2000
FIGURES = claims.figures()
ON_REAL = {"change", "change_small", "front_page", "exception"}


def test_every_claim_is_simulated_at_every_noise() -> None:
    assert [one["claim"] for one in FIGURES["claims"]] == list(QUESTIONS)
    noises = [f"{phi:g}" for phi in PHIS]
    assert all(list(one["simulated"]) == noises for one in FIGURES["claims"])
    assert FIGURES["counties"] >= 300 and FIGURES["splits"] >= 100


@every_case("one", FIGURES["claims"], ids=lambda one: str(one["claim"]))
def test_no_claim_is_wrong_more_often_than_it_says(one: dict[str, object]) -> None:
    simulated, real = one["simulated"], one["real"]
    counties = one["counties"]
    assert isinstance(counties, int) and counties >= ENOUGH
    chance = math.sqrt(MOST * (1 - MOST) / counties)
    assert isinstance(simulated, dict) and max(simulated.values()) <= MOST + chance
    assert one["at_most"] == MOST == claims.MEANT
    assert (real is not None) == (one["claim"] in ON_REAL)
    assert real is None or (isinstance(real, float) and real <= MOST_REAL)


@every_case("what", [claims.CHANGE, claims.RATE])
def test_larger_differences_are_found_more_often(what: str) -> None:
    for size in {one["size"] for one in FIGURES["power"]}:
        rises = [one for one in FIGURES["power"] if one["size"] == size and one["ratio"] > 1]
        found = [one[what]["1"] for one in sorted(rises, key=lambda one: one["ratio"])]
        assert found == sorted(found) and found[-1] > 0.5


@every_case("language", LANGUAGES)
def test_the_tables_have_a_row_for_each_figure_and_a_column_for_each_noise(language: str) -> None:
    text = Text(language)
    table = claims.claims_table(text, FIGURES)
    assert table.shape == (len(QUESTIONS), 3 + len(PHIS))
    for row, one in zip(table.to_numpy().tolist(), FIGURES["claims"], strict=True):
        simulated = [text.percent(share, 1) for share in one["simulated"].values()]
        real = "–" if one["real"] is None else text.percent(one["real"], 1)
        assert row == [text(f"claim.{one['claim']}"), text.percent(MOST), *simulated, real]
    power = claims.power_table(text, FIGURES, claims.RATE)
    assert power.shape == (len(FIGURES["power"]), 2 + len(PHIS))
    assert [row[-1] for row in power.to_numpy()] == [
        text.percent(one["rate"]["3.5"]) for one in FIGURES["power"]
    ]


@every_case("language", LANGUAGES)
def test_the_site_has_the_same_tables(language: str) -> None:
    page = generate.on_page_markdown(f"<!-- generated: claims {language} -->")
    text = Text(language)
    for one in FIGURES["claims"]:
        claim = text("claim." + one["claim"])
        cells = [text.percent(share, 1) for share in one["simulated"].values()]
        assert f"{claim} | 5% | {' | '.join(cells)} |" in page
