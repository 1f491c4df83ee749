"""Authorities side by side, and areas beside those most like them, recomputed the slow way."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from components.authorities_page import model
from components.authorities_page.view_part import AuthoritiesPart
from components.page_context import context_of
from components.queries import similar
from components.queries.cache import CacheKey
from components.queries.current_store import serving
from components.queries.similar import Similar, Spine
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings
from geo.period import Period
from tests.truth.alike import Alike, spine
from tests.truth.areas import CARDIFF, QUIET, SEVERAL, SILENT, SPOT
from tests.truth.conftest import Built
from tests.truth.side_by_side import AUTHORITY, FORCE, PARTNERSHIP, SideBySide
from tests.truth.slow_path import CATEGORIES, LSOA, later, span
from tests.truth.test_truth import assert_true
from tests.truth.truth_table import look_at

CLOSE, LOOSE = {"rel": 1e-9, "nan_ok": True}, {"rel": 1e-3, "abs": 1e-5, "nan_ok": True}
ASB, BURGLARY, VIOLENCE = "anti-social-behaviour", "burglary", "violent-crime"


@pytest.fixture
def slow(built: Built) -> SideBySide:
    return SideBySide(SEVERAL, built(SEVERAL).folder)


@pytest.fixture
def key(slow: SideBySide) -> CacheKey:
    return CacheKey(serving()[0].manifest.release, "public")


def year_of(slow: SideBySide) -> list[str]:
    return span(later(slow.months[-1], -11), slow.months[-1])


def asked(level: str, category: str) -> model.AuthoritiesModel:
    part = AuthoritiesPart(bodies=level)
    view = View(category=category, parts=(part,))
    found = model.ask(context_of(view, local_viewer(load_settings())))
    assert found is not None
    return found


def test_every_indicator_of_every_authority_partnership_and_force(slow: SideBySide) -> None:
    year, named = year_of(slow), set()
    for level in (AUTHORITY, PARTNERSHIP, FORCE):
        for category in (ASB, BURGLARY, "all-crime"):
            of = asked(level, category)
            rates = slow.measure("rate", level, category, year)
            moved = slow.measure("change", level, category, year)
            assert sorted(of.rows.index) == slow.areas(level)
            for code, row in of.rows.iterrows():
                true, then = rates.loc[code], moved.loc[code]
                at = f"{level} {slow.name(code)}, {category}"
                assert row["incidents"] == true["incidents"], at
                assert row["residents"] == true["residents"], at
                for name, found in (("rate", "value"), ("lower", "lower"), ("upper", "upper")):
                    assert row[name] == pytest.approx(true[found], **LOOSE), (at, name)
                assert row["rate"] == pytest.approx(true["value"], **CLOSE), at
                assert (row["verdict"] or "") == true["verdict"], at
                assert (row["now"], row["before"]) == (then["now"], then["before"]), at
                for name, found in (("change", "value"), ("change_lower", "lower")):
                    assert row[name] == pytest.approx(then[found], **LOOSE), (at, name)
                assert row["change_upper"] == pytest.approx(then["upper"], **LOOSE), at
                assert row["direction"] == then["direction"], at
                assert row["deprived10"] == pytest.approx(slow.deprived(code), **CLOSE), at
                if category == ASB:
                    assert of.perceived is not None
                    asked_there = of.perceived.loc[code].to_list()
                    assert asked_there == pytest.approx(slow.say_big_ends(level)[code], **LOOSE), at
                sure, maybe = slow.hot_spots(code, category, year)
                assert sure <= row["hot_spots"] <= maybe, at
                assert row["small_areas"] == len(slow.lsoas_of(code)), at
                assert of.publication[code].months == slow.months_of(code, year), at
                named |= {row["verdict"], row["direction"]}
    assert named >= {"higher", "lower", "no clear difference", "no clear change"}
    assert asked(AUTHORITY, ASB).publication[CARDIFF.code].months == 12 - len(SILENT)
    of_spot = slow.lsoas.at[SPOT[1], "authority"]
    assert asked(AUTHORITY, ASB).rows.at[of_spot, "hot_spots"] >= 1


def test_every_authority_is_beside_those_most_like_it(slow: SideBySide, key: CacheKey) -> None:
    check_level(slow, key, AUTHORITY, slow.areas(AUTHORITY))
    found = similar.similar_areas(key, AUTHORITY, QUIET.code, ASB, period_of(slow))
    assert isinstance(found, Similar) and found.comparison.lower >= 3


def test_small_areas_are_beside_those_most_like_them(slow: SideBySide, key: CacheKey) -> None:
    check_level(slow, key, LSOA, [slow.areas(LSOA)[at] for at in (2, 12, 27, 40, 66)])


def period_of(slow: SideBySide) -> Period:
    year = year_of(slow)
    return Period(first=year[0], last=year[-1])


def check_level(slow: SideBySide, key: CacheKey, level: str, areas: list[str]) -> None:
    of, year = Alike(slow=slow, level=level), year_of(slow)
    for area in areas:
        for category in (ASB, VIOLENCE, "bicycle-theft"):
            found = similar.similar_areas(key, level, area, category, period_of(slow))
            true = of.compared(area, category, year)
            at = f"{slow.name(area)}, {category}"
            assert isinstance(found, Similar) == (true is not None), at
            if not isinstance(found, Similar) or true is None:
                continue
            assert list(found.areas.distances.index) == list(true.distances.index), at
            np.testing.assert_allclose(found.areas.distances, true.distances, rtol=1e-6)
            each = found.comparison.each.loc[true.usable]
            assert found.comparison.compared == len(true.usable), at
            assert list(each["verdict"]) == list(true.each["verdict"]), at
            for name in ("ratio", "lower", "upper"):
                for one, said in each[name].items():
                    assert said == pytest.approx(true.each.at[one, name], **LOOSE), (at, name)
                said = found.comparison.median[name]
                assert said == pytest.approx(true.median[name], **LOOSE), (at, name)
            assert said_verdict(found.comparison.median["verdict"]) == true.median["verdict"], at
            rank = found.comparison.rank
            for end in ("first", "rank", "last"):
                assert not true.wrong_rank(end, getattr(rank, end)), (at, end)
        check_categories(similar.spine(key, level, area, period_of(slow)), of, area, year)


def said_verdict(verdict: Any) -> str:
    return "" if pd.isna(verdict) else str(verdict)


def check_categories(found: Spine | None, of: Alike, area: str, year: list[str]) -> None:
    if found is None:
        assert of.compared(area, ASB, year) is None, area
        return
    true = spine(of, area, year)
    assert list(found.table.index) == list(CATEGORIES.values()) or set(true) == set(
        found.table.index[found.table["reason"].isna()]
    )
    for category, row in true.items():
        said = found.table.loc[category]
        for name in ("ratio", "lower", "upper", "low", "high"):
            assert said[name] == pytest.approx(row[name], **LOOSE), (area, category, name)
        assert said_verdict(said["verdict"]) == row["verdict"], (area, category)
        assert said["compared"] == row["compared"]
        for end in ("first", "rank", "last"):
            assert not row["of"].wrong_rank(end, said[end]), (area, category, end)


def test_the_pages_say_so(slow: SideBySide, open_page: Callable[..., Any]) -> None:
    ward, lsoa = slow.areas("ward")[13], slow.areas(LSOA)[27]
    asked = [
        ("authorities", {}),
        ("authorities", {"category": BURGLARY, "bodies": PARTNERSHIP}),
        ("authorities", {"category": VIOLENCE, "bodies": FORCE}),
        ("", {}),
        ("place", {"place": ward}),
        ("place", {"place": lsoa, "category": VIOLENCE}),
        ("map", {"place": lsoa, "level": LSOA}),
    ]
    found = look_at(asked, SEVERAL, slow, open_page)
    assert_true(found)
    said = {"authorities.differ", "authorities.gap", "alike.median", "alike.rank", "alike.chosen"}
    said |= {"authorities.unchanged", "alike.lower", "alike.spine_lower"}
    assert not said - found.recomputed, said - found.recomputed
