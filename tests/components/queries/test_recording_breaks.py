"""No comparison goes across a recording break, whichever page asks."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from components.queries import (
    area_figures,
    awareness,
    categories,
    measure_inputs,
    measures,
    orders,
    perceived,
    place_profile,
)
from components.queries.cache import CacheKey
from components.queries.texts import text_in
from components.text import change_sentences
from components.text.recording_breaks import break_marks, break_sentences, marks_in_words
from data.release.store import Store
from data.schema import ASB, COUNTY, CRIMES, LSOA, WARD
from geo.categories import ALL_CRIME
from geo.orders.study import Recorded
from geo.period import Period, latest_year, shifted
from geo.stats.seasonality import whole_years
from tests.breaks import SPELL, STEP, sample_break
from tests.cases import every_case
from tests.conftest import PROJECT

YEAR = Period(first="2025-10", last="2026-09")
DAMAGE, BURGLARY = STEP[0], SPELL[0]
# In the year before, March 2025 is a gap of the sample.
BEFORE_THE_STEP = ("2025-10", "2025-11", "2025-12")
OUTSIDE_THE_SPELL = tuple(
    month for month in YEAR.months() if shifted(month, -12) not in
    ("2024-12", "2025-01", "2025-02", "2025-03", "2025-04")
)  # fmt: skip


@pytest.fixture
def key(breaks_home: Path, breaks_store: Store) -> CacheKey:
    return CacheKey(breaks_store.manifest.release, "analyst")


def test_months_have_the_number_of_their_recording(breaks_store: Store) -> None:
    for level in (WARD, LSOA):
        step = breaks_store.recordings(level, (DAMAGE,))
        assert (step.loc[:"2025-12"].max() == 1).all() and (step.loc["2026-01":] == 2).all().all()
        assert (step.loc["2025-03"] == 0).all(), "a gap of the sample"
        spell = breaks_store.recordings(level, (BURGLARY,)).max(axis=1)
        assert spell["2024-11"] == spell["2025-05"] == 1 and spell["2025-01"] == 2
        plain = breaks_store.recordings(level, (ASB,))
        assert plain.eq(breaks_store.published(level, (ASB,)).astype(int)).all().all()
    assert (breaks_store.recordings(WARD, ("drugs",)).max() == 1).all(), "it is overruled"


@every_case("level", [COUNTY, WARD, LSOA])
def test_a_place_compares_months_on_one_side_of_a_break(
    key: CacheKey, breaks_store: Store, level: str
) -> None:
    place = "" if level == COUNTY else str(breaks_store.codes(level)[0])
    wanted = {DAMAGE: BEFORE_THE_STEP, BURGLARY: OUTSIDE_THE_SPELL}
    for category, months in wanted.items():
        found = categories.compared_months(key, level, place, YEAR, category)
        assert found is not None and found.now == months
    table, compared = area_figures.changes_in(key, level, place, YEAR) or (None, None)
    assert table is not None and compared is not None
    assert len(compared.now) == 11, "the other categories lack the sample's gap alone"
    assert {name: own.now for name, own in compared.apart.items() if own and name in wanted} == (
        wanted
    )
    assert table.loc[DAMAGE, "months"] == 3 and table.loc[ASB, "months"] == 11
    counts = breaks_store.counts(level, list(BEFORE_THE_STEP), (DAMAGE,))
    assert table.loc[DAMAGE, "now"] == (counts[place] if place else counts.sum())


def test_the_map_of_changes_follows(key: CacheKey) -> None:
    table = measures.measure_table(key, "change", WARD, DAMAGE, YEAR)
    assert set(table["months"].dropna()) == {3}
    assert categories.months_compared_somewhere(key, WARD, DAMAGE, YEAR) == BEFORE_THE_STEP
    inside = Period(first="2026-02", last="2026-09")
    assert categories.months_compared_somewhere(key, WARD, DAMAGE, inside) == ()
    assert measures.measure_table(key, "change", WARD, DAMAGE, inside)["value"].isna().all()


def test_a_category_that_compares_no_month_has_no_row(key: CacheKey) -> None:
    inside = Period(first="2026-02", last="2026-09")
    table, compared = area_figures.changes_in(key, COUNTY, "", inside) or (None, None)
    assert table is not None and compared is not None
    assert DAMAGE not in table.index and ASB in table.index
    text = text_in("en")
    assert change_sentences.place_change(text, (table, compared), DAMAGE) == text(
        "change.across_break"
    )
    assert change_sentences.whole_area_change(text, (table, compared))


def test_a_sum_is_compared_across_a_break_only_if_it_hardly_moves_it(
    key: CacheKey, breaks_store: Store
) -> None:
    step, spell = breaks_store.breaks(CRIMES)[::-1]
    for one, moved in ((step, step.moves(CRIMES)), (spell, spell.moves(CRIMES))):
        assert moved == (abs(one.changed - one.usual) > 0.05 * sum(map(one.beside.get, CRIMES)))
    compared = categories.compared_months(key, COUNTY, "", YEAR, ALL_CRIME)
    assert compared is not None
    allowed = set(BEFORE_THE_STEP) if step.moves(CRIMES) else set(YEAR.months())
    assert set(compared.now) <= allowed
    kinds = {
        key_ for one in (step, spell)
        for key_ in [("part" if one.moves(CRIMES) else "small_part")]
    }  # fmt: skip
    words = " ".join(break_sentences(text_in("en"), [step, spell], "All crime", CRIMES))
    assert ("small part" in words) == ("small_part" in kinds)
    assert words.count("All crime includes") == 2


def test_the_noise_is_that_of_one_recording(key: CacheKey, breaks_store: Store) -> None:
    recordings = breaks_store.recordings(WARD, (BURGLARY,))
    latest = measure_inputs.latest_recording(recordings)
    assert (latest == 1).all(), "the spell has ended"
    latest = measure_inputs.latest_recording(breaks_store.recordings(WARD, (DAMAGE,)))
    assert (latest == 2).all()


def test_the_season_leaves_out_years_with_a_break(key: CacheKey, breaks_store: Store) -> None:
    ward = str(breaks_store.codes(WARD)[0])
    monthly = place_profile.monthly(key, WARD, ward, DAMAGE)
    alike = place_profile.recordings_of(key, WARD, ward, DAMAGE)
    with_it, without = whole_years(monthly), whole_years(monthly, alike)
    broken = [year for year in with_it if year.first < STEP[1] <= year.last]
    assert broken and set(with_it) - set(without) == set(broken)


def test_the_trend_of_an_issue_is_over_comparable_months(
    key: CacheKey, breaks_store: Store
) -> None:
    ward = str(breaks_store.codes(WARD)[0])
    found = perceived.trend_of(key, "damage", ward)
    assert found is not None and found[1].now == BEFORE_THE_STEP


def test_nobody_is_wrong_to_name_what_was_recorded_otherwise(
    key: CacheKey, breaks_store: Store
) -> None:
    wards = breaks_store.codes(WARD)
    counts = pd.DataFrame(100.0, wards, [ASB, DAMAGE])
    across = awareness._dispersion(key, "2026-05", counts)
    since = awareness._dispersion(key, "2027-01", counts)
    assert (across[DAMAGE] == awareness.UNKNOWN).all() and (across[ASB] < 100).all()
    assert (since[DAMAGE] < 100).all()


def test_an_order_is_not_compared_across_a_break(key: CacheKey, breaks_store: Store) -> None:
    recorded: Recorded = orders.recorded_at_points(key, (DAMAGE,))
    assert recorded.recordings.max().max() == 2
    assert recorded.published.equals(breaks_store.published(WARD))


def test_marks_are_at_the_break_and_a_year_later_in_the_line_of_the_year_before(
    breaks_store: Store,
) -> None:
    text, months = text_in("en"), latest_year(breaks_store.complete_months()).months()
    (step,) = breaks_store.breaks((DAMAGE,))
    (spell,) = breaks_store.breaks((BURGLARY,))
    assert break_marks(text, [step], months) == [("2026-01", "recorded differently")]
    assert break_marks(text, [spell], months) == []
    assert break_marks(text, [spell], months, year_before=True) == [
        ("2025-12", "year before: recorded differently"),
        ("2026-05", "year before: as usual again"),
    ]
    spoken = marks_in_words(text, break_marks(text, [step], months))
    assert spoken == "Lines mark where recording changed: recorded differently from January 2026."
    assert marks_in_words(text, []) == ""


def test_where_one_break_ends_and_another_begins_a_sum_is_recorded_differently(
    sample_store: Store,
) -> None:
    spell = sample_break(sample_store, "burglary", "2025-11", "2026-02")
    step = sample_break(sample_store, DAMAGE, "2026-03")
    marks = break_marks(text_in("en"), [spell, step], YEAR.months())
    assert marks == [("2025-11", "recorded differently"), ("2026-03", "recorded differently")]


def test_months_to_compare_never_come_from_what_is_published_alone() -> None:
    """`compared_months_*` take the recordings, so that no page forgets them."""
    wrong = [
        f"{path.relative_to(PROJECT)}:{node.lineno}"
        for path in sorted((PROJECT / "components").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "").startswith("compared_months_")
        and node.args
        and "published" in ast.unparse(node.args[0])
    ]
    assert wrong == []
