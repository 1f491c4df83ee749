"""Recording breaks: Gwent's two and no other, simulated forces, and input that is no use.

`gwent_monthly_counts.csv` has the rows with a location in police.uk's street files of Gwent Police,
July 2022 to June 2025, by the authority that their LSOA's name begins with (Open Government
Licence v3.0).
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.errors import SourceError
from data.forces.level_shifts import level_shifts
from data.forces.recording_breaks import ForceCounts, evidence, find_breaks
from data.forces.stated_breaks import StatedBreak, with_stated
from data.months import months_between
from data.release.coverage.recording_breaks import (
    CONFIRMED,
    FOUND,
    OVERRULED,
    STATED,
    RecordingBreak,
)
from data.schema import CATEGORIES, CRIMES
from tests.cases import every_case
from tests.data.forces.simulated_forces import SMALL, Planted, false_breaks, power, simulated

DAMAGE, BURGLARY = (CATEGORIES.index(name) for name in ("criminal-damage-arson", "burglary"))
MONTHS = list(months_between("2023-01", "2025-12"))


@pytest.fixture(scope="module")
def gwent() -> ForceCounts:
    path = Path(__file__).parent / "gwent_monthly_counts.csv"
    table = pd.read_csv(path, index_col=["authority", "month"])
    by_authority = [part.to_numpy(float).T for _, part in table.groupby(level="authority")]
    months = sorted(table.index.get_level_values("month").unique())
    assert list(table.columns) == list(CATEGORIES)
    return ForceCounts(force="gwent", months=months, counts=np.stack(by_authority))


def even(authorities: int = 5, months: int = 36, level: float = 60.0) -> ForceCounts:
    counts = np.full((authorities, len(CATEGORIES), months), level)
    return ForceCounts(force="gwent", months=MONTHS[:months], counts=counts)


def found_in(force: ForceCounts) -> list[tuple[str, str, str]]:
    return [(one.category, one.first, one.last) for one in find_breaks(force)]


def test_the_two_breaks_of_gwent_are_found_and_nothing_else(gwent: ForceCounts) -> None:
    burglary, damage = find_breaks(gwent)
    assert (burglary.category, burglary.first, burglary.last) == ("burglary", "2023-04", "2023-09")
    assert (damage.category, damage.first, damage.last) == ("criminal-damage-arson", "2023-10", "")
    assert (damage.usual, damage.changed, damage.showing, damage.authorities) == (49.9, 584.8, 5, 5)
    assert (burglary.usual, burglary.changed, burglary.showing) == (169.8, 68.2, 5)
    assert damage.ratio == pytest.approx(10.17, abs=0.01)
    assert burglary.ratio == pytest.approx(0.395, abs=0.001)
    assert damage.counts[14:16] == (41, 660)


def test_like_for_like_criminal_damage_in_gwent_fell_a_little(gwent: ForceCounts) -> None:
    (damage,) = (one for one in find_breaks(gwent) if one.category == "criminal-damage-arson")
    of_month = dict(zip(gwent.months, damage.counts, strict=True))
    now, before = (
        [of_month[f"{year}-{n}"] for n in ("10", "11", "12")]
        + [of_month[f"{year + 1}-0{n}"] for n in range(1, 7)]
        for year in (2024, 2023)
    )
    assert sum(now) / sum(before) - 1 == pytest.approx(-0.025, abs=0.001)
    whole = [sum(damage.counts[first : first + 12]) for first in (24, 12)]
    assert whole[0] / whole[1] - 1 == pytest.approx(0.28, abs=0.01), "across the break it rose"


@every_case("last", [None, 26])
def test_a_break_is_found_at_its_month_and_a_spell_ends(last: int | None) -> None:
    rng = np.random.default_rng(8)
    planted = Planted(category="burglary", first=18, last=last, ratio=0.3)
    force = simulated(rng, phi=2.0, planted=planted)
    months = force.months
    assert found_in(force) == [("burglary", months[18], months[last] if last else "")]


def test_a_fall_in_one_place_is_no_break() -> None:
    everywhere, here = even(), even()
    everywhere.counts[:, BURGLARY, 18:] *= 0.1
    # In the first authority there is four times as much, and all of its burglary stops.
    here.counts[0, BURGLARY] *= 8
    here.counts[:2, BURGLARY, 18:] = 0
    assert found_in(everywhere) == [("burglary", "2024-07", "")]
    assert found_in(here) == []
    whole = here.whole[BURGLARY]
    assert level_shifts(whole, np.full(36, 5000.0)), "the force's count has a clear step"


def test_a_break_of_the_largest_category_makes_no_breaks_of_the_others() -> None:
    force = even()
    force.counts[:, CATEGORIES.index("violent-crime")] *= 40
    force.counts[:, CATEGORIES.index("violent-crime"), 15:] *= 0.02
    assert found_in(force) == [("violent-crime", "2024-04", "")]


def test_a_level_that_drifts_or_has_a_season_is_no_break() -> None:
    months = np.arange(36)
    drifting, seasonal = even(), even()
    drifting.counts[:, BURGLARY] *= np.exp(-0.03 * months)
    seasonal.counts[:, BURGLARY] *= np.exp(0.4 * np.cos(2 * np.pi * months / 12))
    assert found_in(drifting) == found_in(seasonal) == []


@every_case(
    "force",
    [
        even(months=1),
        even(months=5),
        even(authorities=0),
        ForceCounts(force="gwent", months=MONTHS, counts=np.zeros((5, 14, 36))),
        ForceCounts(force="gwent", months=MONTHS, counts=np.full((5, 14, 36), np.nan)),
    ],
    ids=["one month", "five months", "no authority", "no incidents", "only gaps"],
)
def test_input_that_can_show_no_break_shows_none(force: ForceCounts) -> None:
    assert find_breaks(force) == []


def test_a_force_of_one_authority_has_no_break_that_can_be_found() -> None:
    force = even(authorities=1)
    force.counts[:, BURGLARY, 18:] *= 0.1
    assert find_breaks(force) == []


def test_a_category_without_events_until_it_is_recorded_is_a_break() -> None:
    force = even()
    force.counts[:, DAMAGE, :12] = 0
    (found,) = find_breaks(force)
    assert (found.first, found.usual, found.changed) == ("2024-01", 0.0, 300.0)


def test_a_break_beside_a_gap_begins_with_the_first_month_of_figures() -> None:
    force = even()
    force.counts[:, :, 12:18] = np.nan
    force.counts[:, BURGLARY, 18:] *= 0.1
    (found,) = find_breaks(force)
    assert found.first == "2024-07"
    assert found.counts[12:18] == (None,) * 6


@every_case("at", [1, 2, 34, 35])
def test_a_shift_at_the_edge_is_not_judged_before_there_are_three_months(at: int) -> None:
    force = even()
    force.counts[:, BURGLARY, at:] *= 0.1
    assert find_breaks(force) == []


def test_three_months_at_either_end_are_enough() -> None:
    for at in (3, 33):
        force = even()
        force.counts[:, BURGLARY, at:] *= 0.1
        assert found_in(force) == [("burglary", MONTHS[at], "")]


def test_few_false_breaks_are_found_in_forces_without_one() -> None:
    """The full size is printed by `tests.data.forces.simulated_forces`."""
    for phi in (1.0, 2.0, 3.5):
        assert false_breaks(12, phi=phi, seed=11) == 0
        assert false_breaks(12, phi=phi, seed=12, usual=SMALL) <= 1 / 12


def test_planted_breaks_are_found() -> None:
    step = Planted(category="criminal-damage-arson", first=18, ratio=0.4)
    spell = Planted(category="burglary", first=18, last=23, ratio=0.4)
    for phi in (1.0, 3.5):
        assert power(10, step, phi=phi, seed=3) >= 0.9
        assert power(10, spell, phi=phi, seed=4) >= 0.8


def test_a_person_overrules_confirms_and_adds(gwent: ForceCounts) -> None:
    found = find_breaks(gwent)
    stated = [
        StatedBreak(force="gwent", category="burglary", month="2023-05", overruled=True),
        StatedBreak(force="gwent", category="criminal-damage-arson", month="2023-10"),
        StatedBreak(force="gwent", category="drugs", month="2024-06"),
        StatedBreak(force="gwent", category="robbery", month="2024-06", overruled=True),
    ]
    states = {one.category: one for one in with_stated(found, stated, [gwent])}
    assert {name: one.state for name, one in states.items()} == {
        "burglary": OVERRULED,
        "criminal-damage-arson": CONFIRMED,
        "drugs": STATED,
    }
    assert [name for name, one in states.items() if not one.applies] == ["burglary"]
    assert states["drugs"].changed > 0, "a stated break has its evidence too"
    assert [one.state for one in with_stated(found, [], [gwent])] == [FOUND, FOUND]


def test_a_stated_spell_may_begin_before_the_release_or_lie_outside_it(gwent: ForceCounts) -> None:
    early = StatedBreak(force="gwent", category="drugs", month="2022-01", until="2022-12")
    (one,) = with_stated([], [early], [gwent])
    assert (one.first, one.last, one.state) == ("2022-01", "2022-12", STATED)
    outside = [
        StatedBreak(force="gwent", category="drugs", month="2021-01", until="2022-06"),
        StatedBreak(force="gwent", category="drugs", month="2026-01"),
        StatedBreak(force="gwent", category="drugs", month="2022-07"),
    ]
    assert with_stated([], outside, [gwent]) == []


def test_a_break_of_a_force_that_is_not_among_the_files_is_refused(gwent: ForceCounts) -> None:
    elsewhere = StatedBreak(force="kent", category="drugs", month="2024-01")
    with pytest.raises(SourceError) as refused:
        with_stated([], [elsewhere], [gwent])
    assert "one of the police forces of these files: gwent" in str(refused.value)
    assert "kent" in str(refused.value)


def test_a_sum_is_broken_only_where_the_break_moves_it(gwent: ForceCounts) -> None:
    burglary, damage = find_breaks(gwent)
    assert damage.moves(("criminal-damage-arson",)) and burglary.moves(("burglary",))
    assert not damage.moves(("burglary",))
    assert damage.moves(CRIMES), "535 of 4,300 a month"
    assert not burglary.moves(CRIMES), "100 of 4,300 a month"


def test_a_break_without_figures_on_one_side_has_no_ratio() -> None:
    force = even()
    force.counts[:, :, :12] = np.nan
    one = evidence(force, BURGLARY, 12, None)
    assert (one.ratio, one.usual) == (0.0, 0.0)
    assert one.moves(CRIMES), "nothing says that it is small"


def test_months_of_a_break_are_covered() -> None:
    spell = RecordingBreak(force="gwent", category="drugs", first="2024-02", last="2024-03")
    assert [spell.covers(month) for month in ("2024-01", "2024-02", "2024-04")] == [
        False,
        True,
        False,
    ]
    assert spell.splits(["2024-01", "2024-02"]) and not spell.splits(["2024-01", "2024-04"])
