"""The page on hot spots: its sentence is the measured one, and odd choices have a sentence too."""

import re
from pathlib import Path

import pandas as pd
import pytest

from components import queries
from components.hotspots_page import evidence, model, spot_list
from components.hotspots_page.view_part import HotspotsPart
from components.page_context import context_of
from components.queries.cache import CacheKey
from components.text.catalogue import LANGUAGES, Text
from components.view.view import View
from data.access.viewer import Audience, Viewer
from data.release.store import Store
from geo.hotspots.skill import GI_STAR, LAST_YEAR
from geo.not_measured import NotMeasured
from geo.period import latest_year
from tests.cases import every_case
from tests.pages.conftest import Open, page_at, words_on

HOTSPOTS, MAP, NEXT = page_at("hotspots"), page_at("map"), page_at("next")
NEVER_SAID = re.compile(r"(spots|lasting|answer|level|count)\.[a-z]|[{]| nan\b|NaN| inf\b")
PUBLIC = Viewer(name="", audience=Audience.PUBLIC)
ASB = "anti-social-behaviour"


def first_words(said: str) -> str:
    return next(line for line in said.splitlines() if 'class="mt-lead"' in line)


@every_case("language", LANGUAGES)
def test_the_page_opens_with_how_much_the_worst_tenth_had_later(
    sample_home: Path, sample_store: Store, open_page: Open, language: str
) -> None:
    """The share is worked out anew: at each origin the nine fullest of 91 areas are taken."""
    months = sample_store.by_month("lsoa", [ASB])
    held = []
    for end in range(len(months) - 3, 11, -3):
        before = months.iloc[end - 12 : end].mean()
        after = months.iloc[end : end + 3].sum(min_count=3)
        top = before.sort_values(ascending=False, kind="stable").index[: len(before) // 10]
        if after.sum() > 0:
            held.append(after[top].sum() / after.sum())
    text, app = Text(language), open_page(HOTSPOTS, lang=language)
    assert not app.exception and not app.error and not app.warning
    said = words_on(app)
    share = text.percent(sum(held) / len(held))
    sentence = text("spots.skill", share=share, category=text(f"category.{ASB}"))
    assert sentence in first_words(said)
    assert text("spots.gi_worse") in said
    assert not NEVER_SAID.findall(said)


def test_every_category_way_and_period_has_a_sentence(sample_home: Path, open_page: Open) -> None:
    """Rare categories, one month, a month that was not published, on a projector and Gi*."""
    cases: list[dict[str, str]] = [
        {"category": "robbery", "way": "gi"},
        {"category": "possession-of-weapons", "period": "2026-09_2026-09", "lang": "cy"},
        {"period": "2025-03_2025-03", "way": "top"},
        {"category": "all-crime", "way": "gi", "projector": "on"},
    ]
    for query in cases:
        app = open_page(HOTSPOTS, **query)
        said = words_on(app)
        assert not app.exception and not app.error, query
        assert 'class="mt-lead"' in said and not NEVER_SAID.findall(said), query


def test_missing_months_of_the_period_are_said(sample_home: Path, open_page: Open) -> None:
    said = words_on(open_page(HOTSPOTS, period="2025-01_2025-06"))
    assert "March 2025" in said


def test_the_better_way_is_shown_unless_another_is_chosen(
    sample_home: Path, sample_store: Store
) -> None:
    shown = {}
    for way in ("best", "top", "gi"):
        view = View(category="all-crime", parts=(HotspotsPart(way=way),))
        asked = model.ask(context_of(view, PUBLIC))
        shown[way] = asked.way
        assert (asked.areas["picked"] == True).sum() == len(asked.picked) > 0  # noqa: E712
        listed = spot_list.listed(asked)
        assert listed.index.equals(asked.picked.index) and listed["ward"].ne("").all()
        assert len(spot_list.whole(asked)) == len(sample_store.codes("lsoa"))
    assert shown == {"best": LAST_YEAR, "top": LAST_YEAR, "gi": GI_STAR}


def test_the_table_has_every_way_with_its_limits(sample_home: Path) -> None:
    text, asked = Text("en"), model.ask(context_of(View(), PUBLIC))
    assert not isinstance(asked.skill, NotMeasured)
    table = evidence.indexes(text, asked.skill)
    assert table.shape == (3, 5)
    cells = table.iloc[:, 1:].stack()
    assert cells.str.fullmatch(r"[\d.]+ \([\d.]+ to [\d.]+\)").all()


def test_the_curve_agrees_with_the_sentence(sample_home: Path, sample_store: Store) -> None:
    key = CacheKey(sample_store.manifest.release, "public")
    skill = queries.hotspots.way_skill(key, "lsoa", ASB)
    curve = queries.hotspots.capture(key, "lsoa", ASB, LAST_YEAR)
    assert not isinstance(skill, NotMeasured)
    at_a_tenth = curve.set_index("ground")["captured"][0.1]
    mean = skill.means.loc[[(LAST_YEAR, "captured")], :]["mean"].iloc[0]
    # Nine of 91 areas are a little less than a tenth.
    assert at_a_tenth == pytest.approx(mean, abs=0.01)


def test_a_place_says_how_often_it_was_in_the_top_tenth(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    key = CacheKey(sample_store.manifest.release, "public")
    period = latest_year(sample_store.complete_months())
    found = queries.hotspots.history(key, "ward", ASB, period.last)
    assert isinstance(found, pd.DataFrame)
    ward = str(found["hot"].idxmax())
    often = found.loc[ward]
    expected = f"In the top tenth of 24 wards in {int(often['hot'])} of the last 12 months"
    for page in (MAP, page_at("place")):
        assert expected in words_on(open_page(page, place=ward, category=ASB)), page
    never = str(found["hot"].idxmin())
    assert found.loc[never, "hot"] == 0
    assert "In the top tenth" not in words_on(open_page(MAP, place=never, category=ASB))


def test_the_map_and_the_priorities_lead_to_the_page(sample_home: Path, open_page: Open) -> None:
    text = Text("en")
    for page in (MAP, NEXT):
        assert any(
            link.proto.label == text("page.hotspots") for link in open_page(page).get("page_link")
        )


def test_hot_spots_without_a_group_are_those_of_the_map(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    key = CacheKey(sample_store.manifest.release, "public")
    period = latest_year(sample_store.complete_months())
    found = queries.hotspots.spots_and_groups(key, ASB, period, "", 250.0)
    picked = queries.hotspots.top_areas(key, "lsoa", ASB, period, LAST_YEAR)
    assert set(found.index) == set(picked.index[picked["picked"] == True])  # noqa: E712
    bare = found[found["bare"]]
    assert 0 < len(bare) < len(found) and (bare["metres"] > 250).all()
    said = words_on(open_page(page_at("groups"), reach="250"))
    names = Text("en").listing(bare["name_en"].tolist())
    assert f"There is no group within 250 m of {len(bare)}: {names}." in said
