"""The three ways in which hidden figures were got back exactly, and that none works any more.

Each test first computes what the attack would give from exact figures, so that it is the attack
that was found, and then from what is published now.
"""

import numpy as np
import pandas as pd
import pytest

from data.disclosure import hiding, places
from data.disclosure.attacker import Attacker, Figure, Range
from data.disclosure.parts import SUMS, added_up
from data.disclosure.rounding import rounded
from tests.data.disclosure.small_surveys import (
    ASB,
    BEFORE,
    NOW,
    cells,
    judged,
    one_wave,
    published,
    survey,
    wards,
)

# W3 is hidden: 3 of 62 call it a big problem.
COUNTY = [(58, 20), (61, 25), (62, 3), (66, 31), (59, 18), (64, 22)]
Pair = tuple[float, float]


def test_a_hidden_ward_is_not_the_whole_less_all_others() -> None:
    answered, big = np.array(COUNTY).T
    shown = np.delete(np.arange(6), 2)
    whole = big.sum() / answered.sum()
    exact = whole * answered.sum() - (big / answered * answered)[shown].sum()
    assert exact == pytest.approx(3.0), "the attack on exact figures"
    assert answered.sum() - answered[shown].sum() == 62, "and on the base"

    table = cells(survey(wards(6), one_wave(*COUNTY)))
    hidden = table.index[table["status"] == "hidden"]
    assert "W3" in hidden and len(hidden) >= 2, "a second ward is hidden too"
    assert table.loc[hidden, ["share", "base", "effective_base"]].isna().all(axis=None)
    report = judged(survey(wards(6), one_wave(*COUNTY)))
    (own,) = [one for one in report.hidden if one.wards == ("W3",)]
    assert own.safe and own.ranges["holding"].least == 0 and own.ranges["holding"].most >= 10
    assert own.ranges["answered"].values >= 50


def test_the_solver_finds_the_attack_on_exact_figures() -> None:
    """The judge itself: with one hidden ward and hardly rounded figures it gets the 3 back."""
    parts = pd.DataFrame({"answered": [n for n, _ in COUNTY]}, dtype=float)
    parts = parts.assign(weight=parts["answered"], weight2=parts["answered"])
    parts["weight_holding"] = [float(x) for _, x in COUNTY]
    figures = [
        Figure(parts=(n,), base=answered, share=round(big / answered, 2))
        for n, (answered, big) in enumerate(COUNTY)
        if n != 2
    ]
    total = sum(n for n, _ in COUNTY), sum(x for _, x in COUNTY)
    whole = Figure(parts=tuple(range(6)), base=total[0], share=round(total[1] / total[0], 2))
    found = Attacker(parts, [*figures, whole]).range_of([2], "holding")
    assert found.least <= 3 <= found.most
    assert found.values < 15, "without a second hidden ward the range is narrow"


def test_a_ward_that_is_pooled_has_no_figure_of_its_own_anywhere() -> None:
    """W2 has 18 answers, 6 of them big. It is pooled with W1, and W1 is not shown alone."""
    answers = one_wave((52, 17), (18, 6), (58, 20), (61, 25), (66, 31), (59, 18))
    tables = published(survey(wards(6), answers))
    place = tables["survey_places"].set_index("area_code")["place"]
    assert place["W1"] == place["W2"]
    shown = tables["survey_cells"]
    together = shown[(shown["place"] == place["W2"]) & (shown["wave"] == "")].iloc[0]
    assert (together["base"], together["share"]) == (70, 0.33)
    others = {*place.unique()} - {place["W2"]}
    assert {*shown["place"]} == {"", place["W2"], *others}
    assert not {"W1", "W2"} <= {*shown["place"]}, "the pool and both wards would give W2 back"
    report = judged(survey(wards(6), answers))
    (own,) = [one for one in report.inner if one.wards == ("W2",)]
    assert own.safe and own.ranges["holding"].values >= 18


def test_the_places_of_waves_are_made_of_the_places_of_all_waves() -> None:
    """No place of single waves shares only some of its wards with a place of all waves."""
    both = one_wave(*[(n, n // 3) for n in (31, 12, 25, 29, 40, 16, 27, 31)], wave=BEFORE)
    both |= one_wave(*[(n, n // 3) for n in (12, 30, 28, 29, 35, 20, 31, 26)], wave=NOW)
    places = published(survey(wards(8), both))["survey_places"]
    parts = places.groupby("place")["wave_place"].nunique()
    assert (parts == 1).all()
    assert places["wave_place"].nunique() < places["place"].nunique()


def test_a_second_place_is_hidden_wherever_one_is_and_figures_are_rounded() -> None:
    table = cells(survey(wards(6), one_wave(*COUNTY)))
    shown = table[table["status"] == "shown"]
    assert (table["status"] == "hidden").sum() == 2
    assert (shown["base"] % 5 == 0).all() and (shown["effective_base"] % 5 == 0).all()
    assert ((100 * shown["share"]) % 1 < 1e-9).all()
    assert table.loc["W1", "status"] == "hidden", "the second is the one with the fewest answers"
    assert table.loc["", "base"] == 370


@pytest.mark.slow
def test_what_is_hidden_in_one_wave_is_no_difference_of_all_waves_and_the_other() -> None:
    before = [(35, 10), (36, 12), (40, 2), (38, 15), (41, 16), (44, 12)]
    now = [(39, 14), (34, 13), (42, 20), (33, 11), (47, 15), (40, 10)]
    answers = survey(wards(6), {**one_wave(*before, wave=BEFORE), **one_wave(*now, wave=NOW)})
    then, later = cells(answers, wave=BEFORE), cells(answers, wave=NOW)
    assert then.loc["W3", "status"] == later.loc["W3", "status"] == "hidden"
    assert cells(answers, ASB).loc["W3", "status"] == "shown", "both waves together are enough"
    assert (then["status"] == "hidden").sum() >= 2
    assert not judged(answers).failing


def test_without_a_second_hidden_ward_the_check_finds_the_attack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Secondary suppression and solver off: the hidden 3 of 62 is the whole less all others."""
    answers = survey(wards(6), one_wave(*COUNTY))
    assert not judged(answers).failing
    monkeypatch.setattr(hiding, "_with_partners", lambda layout, hidden: hidden)
    monkeypatch.setattr(hiding, "_first_failing", lambda layout, hidden: None)
    table = cells(answers)
    assert table.index[table["status"] == "hidden"].tolist() == ["W3"]
    report = judged(answers)
    (own,) = report.failing
    assert own.wards == ("W3",) and own.ranges["answered"] == Range(least=62, most=62)
    assert own.ranges["holding"].least <= 3 <= own.ranges["holding"].most < 15


def test_without_pooling_a_ward_is_a_pool_less_its_neighbour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A pool of W1 and W2 is shown and W1 too: W2's 18 answers, 6 holding, are nearly told."""
    answers = one_wave((52, 17), (18, 6), (58, 20), (61, 25), (66, 31), (59, 18))
    ((layout, _),) = survey(wards(6), answers).layouts()
    rows = layout.parts.set_index("area_code")
    pool = rows.loc[["W1", "W2"], ["answered", "holding"]].sum()
    exact = pool - rows.loc["W1", ["answered", "holding"]]
    assert exact.tolist() == [18, 6], "the attack on exact figures"
    own, other = (layout.parts.index[layout.parts["area_code"] == one][0] for one in ("W2", "W1"))
    shown = layout.figures(layout.published(~layout.safe()))
    leak = Figure(parts=(int(other),), base=50, share=round(17 / 52, 2))
    closed = Attacker(layout.parts, [*shown, leak]).range_of([int(own)], "holding")
    opened = Attacker(layout.parts, shown).range_of([int(own)], "holding")
    assert closed.values < opened.values / 2, "what one pooling for every page and file keeps apart"
    monkeypatch.setattr(places, "_joined", lambda base, place, touching: place)
    table = cells(survey(wards(6), answers))
    assert table.loc["W2", "status"] == "hidden" and (table["status"] == "hidden").sum() >= 2


def test_the_share_of_everyone_is_that_of_places_by_residents() -> None:
    """Known numbers: 0.25 and 0.5 at 3,000 and 1,000 adults are 0.31; by answers 0.38."""
    answers = one_wave((40, 10), (40, 20))
    by_residents = cells(survey(wards(2), answers, residents=[3000, 1000]))
    assert (by_residents.loc["", "share"], cells(survey(wards(2), answers)).loc["", "share"]) == (
        *(0.31, 0.38),
    )
    # 1/(0.75²/40 + 0.25²/40) = 64 answers.
    assert by_residents.loc["", "effective_base"] == 65 and by_residents.loc["", "base"] == 80
    unknown = cells(survey(wards(2), answers, residents=[3000, float("nan")]))
    assert unknown.loc["", "share"] == 0.38


def test_hidden_places_count_together_in_the_share_of_everyone() -> None:
    """W3 (3 of 62) and its partner are one: their 21 or more of 120 answers by their residents."""
    residents = [4000, 1000, 9000, 2000, 3000, 1500]
    table = cells(survey(wards(6), one_wave(*COUNTY), residents=residents))
    people = pd.Series(residents, [f"W{n}" for n in range(1, 7)])
    hidden = table.index[table["status"] == "hidden"]
    answered, big = (pd.Series(one, people.index) for one in zip(*COUNTY, strict=True))
    rest = big[hidden].sum() / answered[hidden].sum() * people[hidden].sum()
    shown = people.index.difference(hidden)
    exact = ((table["share"] * people)[shown].sum() + rest) / people.sum()
    assert table.loc["", "share"] == round(exact, 2)
    assert not judged(survey(wards(6), one_wave(*COUNTY), residents=residents)).failing


def test_the_effective_base_of_everyone_does_not_tell_how_hidden_answers_are_divided() -> None:
    """W1 and W3 are hidden, and their design effects known: 1 and 4.

    Their own effective base would be 120²/(58 + 4 x 62) = 47, and 120²/(48 + 4 x 72) = 43, so that
    a few published digits of it would tell the 58. What is published is the same for both.
    """
    residents, effects = [40_000, 100, 40_000, 100, 100, 100], {"W1": 1.0, "W3": 4.0}
    found, exact = [], []
    for moved in range(0, 11, 2):
        answered = [(58 - moved, 20), (61, 25), (62 + moved, 3), *COUNTY[3:]]
        one = survey(
            wards(6),
            one_wave(*answered),
            residents=residents,
            effect={f"W{n}": effects.get(f"W{n}", 1.0) for n in range(1, 7)},
        )
        table = cells(one)
        assert table.index[table["status"] == "hidden"].tolist() == ["W1", "W3"]
        found.append(table.loc["", "effective_base"])
        exact.append(120**2 / (answered[0][0] + 4 * answered[2][0]))
    assert max(exact) - min(exact) > 4, "the attack on exact figures"
    assert set(found) == {120}, "120 answers, each worth as much as one of the others"


def _worth(answered: tuple[int, int], weights: Pair, effects: Pair) -> int:
    """Return the published effective base of a pool of two wards."""
    people, weight = np.array(answered), np.array(weights)
    parts = pd.DataFrame(dict.fromkeys(SUMS, people))
    parts["weight"], parts["weight_holding"] = people * weight, 0.0
    parts["spread"] = people * weight**2 * np.array(effects)
    return int(rounded(added_up(parts, pd.Series("pool", parts.index)))["effective_base"].iloc[0])


def test_the_effective_base_of_a_pool_leaves_how_its_answers_are_divided_open() -> None:
    """A ward with 18 answers, pooled with one of 52 of another mean weight and design effect."""
    for weights, effects in (((1.6, 0.6), (1, 1)), ((1, 1), (1.5, 1)), ((0.8, 1.3), (1, 2))):
        told = _worth((52, 18), weights, effects)
        possible = [n for n in range(71) if _worth((70 - n, n), weights, effects) == told]
        assert 18 in possible and len(possible) >= 5, f"{weights} {effects}: {possible}"


def test_the_solver_writes_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert not judged(survey(wards(6), one_wave(*COUNTY))).failing
    assert capfd.readouterr() == ("", "")
