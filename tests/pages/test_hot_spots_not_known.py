"""The page on hot spots where none can be found: few areas, areas apart, nothing recorded."""

import json
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from components import queries
from components.hotspots_page import model as hotspots
from components.hotspots_page import sentences
from components.hotspots_page.view_part import HotspotsPart
from components.packs.asked import Asked
from components.packs.pages import hot_spots
from components.page_context import context_of
from components.queries.cache import CacheKey
from components.text.catalogue import LANGUAGES, Text
from components.view.view import View
from components.view.viewer import local_viewer
from data.build.pipeline import build_release
from data.settings import load_settings
from geo.hotspots.skill import LAST_YEAR
from geo.not_measured import NotMeasured
from tests.conftest import TWO_MONTHS, copy_sources, made_once, settings_in
from tests.pages.conftest import Open, page_at, words_on
from tests.pages.page_words import lead

HOTSPOTS = page_at("hotspots")
ASB, CODE, LSOAS = "anti-social-behaviour", "LSOA21CD", "boundaries/LSOA_2021.geojson"


def shortened(sources: Path, folder: Path, left: Collection[str], months: Sequence[str]) -> Path:
    """Write sources that have these small areas alone, in these months."""
    copy_sources(sources, folder, months, "source.json", "places/groups.csv")
    shapes = json.loads((folder / LSOAS).read_text(encoding="utf-8"))
    shapes["features"] = [f for f in shapes["features"] if f["properties"][CODE] in left]
    (folder / LSOAS).write_text(json.dumps(shapes), encoding="utf-8")
    for path in folder.glob("police/*/*.csv"):
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        rows[rows["LSOA code"].isin(left)].to_csv(path, index=False)
    return folder


def apart(shapes: gpd.GeoSeries) -> list[str]:
    """Return small areas of which none touches another."""
    chosen: list[str] = []
    for code, shape in shapes.items():
        if (shapes[chosen].distance(shape) > 50).all():
            chosen.append(str(code))
    return chosen


def home_of(
    name: str, left: Collection[str], months: Sequence[str], sources: Path, shared: Path
) -> Path:
    folder = made_once(
        shared / f"{name}-sources", lambda folder: shortened(sources, folder, left, months)
    )
    return made_once(
        shared / f"{name}-home", lambda home: build_release([folder], settings_in(home))
    )


@pytest.fixture
def six_areas(
    sample_sources: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> CacheKey:
    """Serve a release of six small areas."""
    left = gpd.read_file(sample_sources / LSOAS)[CODE].iloc[:6].tolist()
    home = home_of("six-areas", left, TWO_MONTHS, sample_sources, shared_folder)
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    return served()


@pytest.fixture
def areas_apart(
    sample_sources: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> CacheKey:
    """Serve a release of small areas of which none touches another."""
    shapes = gpd.read_file(sample_sources / LSOAS).to_crs(27700).set_index(CODE).geometry
    every = [str(month) for month in pd.period_range("2024-01", "2026-09", freq="M")]
    months = [month for month in every if (sample_sources / "police" / month).exists()]
    home = home_of("areas-apart", apart(shapes), months, sample_sources, shared_folder)
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    return served()


def served() -> CacheKey:
    here = context_of(View(), local_viewer(load_settings()))
    return here.key


def test_of_few_areas_none_is_a_hot_spot(six_areas: CacheKey, open_page: Open) -> None:
    """The page once said that there were too few, and drew one as a hot spot all the same."""
    for way in ("best", "top", "gi"):
        app = open_page(HOTSPOTS, way=way)
        assert not app.exception
        assert lead(app).startswith("It takes 8 small areas to find hot spots"), way
        assert "and there are 6." in lead(app), way
        words = words_on(app)
        assert Text("en")("spots.legend_top") not in words and "of the total in" not in words, way
        view = View(parts=(HotspotsPart(way=way),))
        asked = hotspots.ask(context_of(view, local_viewer(load_settings())))
        assert asked.picked.empty and not asked.judged, way
    here = context_of(View(), local_viewer(load_settings()))
    assert hot_spots.of_area(Asked(here=here)) == []
    period = here.period()
    assert queries.hotspots.spots_and_groups(six_areas, ASB, period, "", 800.0).empty


def test_areas_apart_are_not_compared_with_neighbours(
    areas_apart: CacheKey, open_page: Open
) -> None:
    text, app = Text("en"), open_page(HOTSPOTS)
    skill = queries.hotspots.way_skill(areas_apart, "lsoa", ASB)
    assert not isinstance(skill, NotMeasured)
    assert skill.gi_verdict is None and queries.hotspots.better_way(skill) == LAST_YEAR
    words = words_on(app)
    assert not app.exception and text("spots.gi_none") in words
    assert text("spots.gi_same") not in words
    by_gi = words_on(open_page(HOTSPOTS, way="gi"))
    assert text("answer.no_spots_no neighbours") in by_gi
    nothing = text("spots.nothing", category=text(f"category.{ASB}"))
    assert nothing not in by_gi, "much was recorded"


def test_the_usual_way_is_called_better_only_where_it_was(sample_home: Path) -> None:
    text = Text("en")
    key = context_of(View(), local_viewer(load_settings())).key
    worse = queries.hotspots.way_skill(key, "lsoa", ASB)
    assert sentences.way_in_words(text, worse, LAST_YEAR).startswith("The better way here")
    few = NotMeasured(reason="few origins", found=1, needed=4)
    assert sentences.way_in_words(text, few, LAST_YEAR).startswith("The simpler way")


def test_one_hot_spot_has_the_most(sample_home: Path) -> None:
    table = pd.DataFrame(
        {"picked": [True, False], "incidents": [3.0, 1.0], "reason": None}, ["A", "B"]
    )
    said = sentences.picked(Text("en"), LAST_YEAR, table, ASB)
    assert said.startswith("1 small area (LSOA) has the most anti-social behaviour. It had 75%")


def test_of_nothing_no_share_stays_in_the_top_tenth(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = NotMeasured(reason="no incidents", found=0, needed=1)
    monkeypatch.setattr(queries.hotspots, "concentrated", lambda *asked: none)
    words = words_on(open_page(HOTSPOTS))
    assert Text("en")("spots.no_half_no incidents") in words
    assert "were also in it a year earlier" not in words


def in_one_area(sources: Path, folder: Path) -> Path:
    """Write sources of two months in which all but a few burglaries are in one small area."""
    copy_sources(sources, folder, TWO_MONTHS, "source.json", "places/groups.csv")
    for path in folder.glob("police/*/*-street.csv"):
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        burglaries = rows.index[rows["Crime type"].eq("Burglary") & rows["LSOA code"].ne("")]
        place = ["Longitude", "Latitude", "Location", "LSOA code", "LSOA name"]
        rows.loc[burglaries[3:], place] = rows.loc[burglaries[0], place].to_numpy()
        rows.to_csv(path, index=False)
    return folder


def test_where_one_area_has_nearly_all_no_more_is_said_of_the_others(
    sample_sources: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch, open_page: Open
) -> None:
    written = made_once(shared_folder / "one-area-sources", partial(in_one_area, sample_sources))
    home = made_once(
        shared_folder / "one-area-home", lambda home: build_release([written], settings_in(home))
    )
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    for language in LANGUAGES:
        text = Text(language)
        app = open_page(HOTSPOTS, category="burglary", lang=language)
        here = context_of(View(lang=language, category="burglary"), local_viewer(load_settings()))
        counts = hotspots.ask(here).areas["incidents"]
        share, place = counts.max() / counts.sum(), here.place_name(str(counts.idxmax()))
        assert share > 0.8 and not app.exception
        facts = {"category": text("category.burglary"), "place": place}
        assert lead(app) == text("spots.in_one_area", share=text.percent(share), **facts)
    assert "few months" in lead(open_page(HOTSPOTS)), "of another category as ever"
