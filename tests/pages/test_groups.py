"""The groups page finds what was planted, and explains missing and unusual data."""

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.groups_page import outreach
from components.groups_page.view_part import REACHES
from components.text.catalogue import Text
from components.ui import downloads
from data.access.group_visibility import OLD, confirmation_status
from data.access.viewer import Audience
from data.build.pipeline import build_release
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import GROUP_KINDS
from tests.cases import every_case
from tests.conftest import settings_in
from tests.pages.conftest import Open, in_turn, maps_on, page_at, words_on

GROUPS = page_at("groups")
NEVER_SAID = re.compile(r"(groups|why_not|panel_kind|groups_\w+)\.[a-z]|[{]| nan\b|NaN| inf\b")
AUDIENCES = [audience.name.lower() for audience in Audience if audience >= Audience.PUBLIC]
TODAY = dt.date(2026, 11, 20)


def lead(app: AppTest) -> str:
    return next(line for line in words_on(app).splitlines() if 'class="mt-lead"' in line)


def unworded(app: AppTest) -> list[str]:
    return NEVER_SAID.findall(words_on(app))


@in_turn("audience", AUDIENCES)
def test_every_viewer_sees_the_planted_ward_first(
    sample_home: Path, sample_store: Store, open_page: Open, monkeypatch: pytest.MonkeyPatch,
    language: str, audience: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
    app = open_page(GROUPS, lang=language)
    assert not app.exception and not app.error and not app.warning
    bare, wards = truth("no_group").ward_code, sample_store.areas("ward")
    place = wards.at[bare, f"name_{language}"]
    assert Text(language)("groups.only_ward", place=place) in lead(app)
    assert Text(language)("groups.absent") in words_on(app)
    assert not unworded(app)


@in_turn("query", [
    {"level": "lsoa"},
    {"level": "lsoa", "measure": "rate", "reach": "250", "kind": "rural_watch"},
    {"kind": "domestic_abuse_support"},
    {"kind": "youth_provision", "reach": "5000"},
    {"place": "W05999021"},
    {"category": "own-noise"},
    {"topic": "litter"},
    {"projector": "on", "level": "lsoa"},
    {"period": "2025-03_2025-03"},
    {"method": "fixed", "bounds": "5_8", "measure": "count", "wards": "W05999001"},
])  # fmt: skip
def test_every_choice_has_a_text(
    sample_home: Path, open_page: Open, query: dict[str, str], language: str
) -> None:
    app = open_page(GROUPS, lang=language, **query)
    assert not app.exception and not app.error
    assert not unworded(app)
    assert len(maps_on(app)) == 1


def test_a_longer_distance_leaves_fewer_people_beyond(sample_home: Path, open_page: Open) -> None:
    shares = []
    for reach in sorted(REACHES, key=int):
        said = re.search(r"(\d+)% of residents live more", words_on(open_page(GROUPS, reach=reach)))
        shares.append(int(said[1]) if said else 0)
    assert shares == sorted(shares, reverse=True) and shares[0] > shares[-1] == 0


def test_the_distance_is_chosen_on_the_page(sample_home: Path, open_page: Open) -> None:
    app = open_page(GROUPS)
    control = next(g for g in app.get("button_group") if g.label == Text("en")("groups.reach"))
    control.set_value("500").run()
    assert app.query_params["reach"] == "500"
    assert "live more than 500 m" in words_on(app)


def test_the_chosen_kind_applies_to_every_figure(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    app = open_page(GROUPS, kind="cohesion_group")
    count = sample_store.groups()["kind"].eq("cohesion_group").sum()
    said = words_on(app)
    assert Text("en").plural("groups.listed", int(count)) in said
    assert f"No community group is listed in {24 - 4} of 24 wards." in said
    assert len(app.dataframe[0].value) == count


def test_the_search_finds_words_of_every_column(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    app = open_page(GROUPS)
    assert len(app.dataframe[0].value) == len(sample_store.groups())
    box = next(box for box in app.text_input if box.label == Text("en")("groups.find"))
    box.set_value("youth  Penhalwyn").run()
    assert app.dataframe[0].value["Name"].tolist() == ["Penhalwyn Youth Club"]
    assert app.query_params["find"] == "youth  Penhalwyn"
    again = open_page(GROUPS, find="clwb penhalwyn", lang="cy")
    assert again.dataframe[0].value["Enw"].tolist() == ["Clwb Ieuenctid Penhalwyn"]
    nothing = open_page(GROUPS, find="zzz")
    assert Text("en")("groups.none_found") in words_on(nothing)


def test_a_ward_shows_its_own_groups_and_those_of_the_whole_area(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    app = open_page(GROUPS, place=truth("no_group").ward_code)
    where = set(app.dataframe[0].value["Where"])
    assert where == {"The whole area"}


def test_old_details_are_flagged_and_counted(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    app = open_page(GROUPS)
    days = sample_store.groups()["last_confirmed"]
    old = sum(confirmation_status(day, TODAY) == OLD for day in days)
    assert Text("en").plural("groups.old", old, months="12") in words_on(app)
    assert (app.dataframe[0].value["Note"] == "old").sum() == old


def test_places_of_domestic_abuse_support_are_never_shown(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for audience in AUDIENCES:
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        app = open_page(GROUPS, kind="domestic_abuse_support")
        assert set(app.dataframe[0].value["Where"]) == {"The whole area"}
        layers = str(maps_on(app)[0]["layers"])
        assert "over-groups" not in layers
        assert Text("en")("groups.no_places") in words_on(app)


def test_the_public_is_told_that_some_places_are_not_shown(
    sample_home: Path, sample_store: Store, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, groups = Text("en"), sample_store.groups()
    hidden = int((~groups["public_contact"] | groups.geometry.isna()).sum())
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    words = words_on(open_page(GROUPS))
    assert text.plural("groups.unplaced", hidden) in words
    assert text("groups.consent") in words
    monkeypatch.setenv("MILLTIR_AUDIENCE", "partner")
    words = words_on(open_page(GROUPS))
    assert text("groups.consent") not in words
    assert text.plural("groups.unplaced", int(groups.geometry.isna().sum())) in words


def test_messages_are_suggested_for_the_planted_gaps(
    sample_home: Path, sample_store: Store, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = words_on(open_page(GROUPS))
    for key in ("fear_above_record", "under_reporting"):
        name = sample_store.areas("ward").at[truth(key).ward_code, "name_en"]
        assert f"<h3>{name}</h3>" in words
    assert "Maesgwylan Neighbourhood Watch" in words
    cards = words[words.index('class="mt-cards"') :]
    assert "Victim Support" not in cards.split("</section>")[0]
    monkeypatch.setattr(outreach, "MOST_NAMED", 0)
    words = words_on(open_page(GROUPS))
    cards = words[words.index('class="mt-cards"') :]
    assert "Maesgwylan Neighbourhood Watch" not in cards
    assert re.search(r"<li>and [1-9]\d* more in the list above</li>", cards)


def test_at_lsoas_hot_spots_without_a_group_are_named_with_the_nearest(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(GROUPS, level="lsoa", measure="rate", reach="250")
    listed = next(line for line in words_on(app).splitlines() if 'class="mt-named"' in line)
    named = re.findall(r"<li>([^:]+):", listed)
    count = re.search(r"(\d+) of them (?:has|have) no group that we can show", words_on(app))
    assert count and len(named) == int(count[1]) > 0


def files_of(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], pd.DataFrame]]:
    """Return the tables behind the page's download buttons, by key."""
    tables: dict[str, Callable[[], pd.DataFrame]] = {}
    offered = downloads.csv_button

    def button(label: str, table: Callable[[], pd.DataFrame], *more: Any, **named: Any) -> None:
        tables[named["key"]] = table
        offered(label, table, *more, **named)

    monkeypatch.setattr(downloads, "csv_button", button)
    return tables


@every_case("audience", AUDIENCES)
def test_the_files_have_what_the_viewer_may_see_and_each_row_once(
    sample_home: Path, sample_store: Store, open_page: Open, monkeypatch: pytest.MonkeyPatch,
    audience: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
    files, groups = files_of(monkeypatch), sample_store.groups()
    open_page(GROUPS)
    listed, areas = files["csv-groups"](), files["csv-groups-areas"]()
    assert sorted(listed["group_id"]) == sorted(groups["group_id"])
    assert ("public_contact" in listed) == (audience != "public")
    consenting = groups["public_contact"] | (audience != "public")
    assert listed["easting"].notna().sum() == (groups.geometry.notna() & consenting).sum()
    assert (areas["within"] + areas["beyond"]).sum() == areas["residents"].sum()
    bare = areas.set_index("area_code").loc[truth("no_group").ward_code]
    assert bare["groups"] == 0 and pd.isna(bare["per_group"])


Bare = Callable[..., None]


@pytest.fixture
def with_groups(
    bare_sources: Path, sample_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Bare:
    """Build a release with a changed list of groups, with or without a survey and an index."""

    def build(change: Callable[[pd.DataFrame], pd.DataFrame], *, alone: bool = False) -> None:
        table = pd.read_csv(sample_sources / "places" / "groups.csv", dtype=str)
        change(table).to_csv(bare_sources / "groups.csv", index=False)
        for name in () if alone else ("perceptions", "deprivation"):
            shutil.copytree(sample_sources / name, bare_sources / name)
        build_release([bare_sources], settings_in(tmp_path / "home"))
        monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))

    return build


def test_without_a_list_the_page_explains_how_to_add_one(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(GROUPS)
    assert not app.exception and not app.error and not app.warning
    assert Text("en")("groups.bring") in words_on(app)
    assert not maps_on(app) and not unworded(app)


def test_groups_without_coordinates_still_count_in_their_wards(
    with_groups: Bare, open_page: Open
) -> None:
    with_groups(lambda table: table.assign(lon="", lat=""))
    app = open_page(GROUPS)
    assert not app.exception and not app.error
    words = words_on(app)
    assert Text("en")("groups.only_ward", place="Halwyn Marshes") in words
    assert Text("en")("groups.no_places") in words and not unworded(app)


def test_a_groups_audience_is_in_the_viewers_language(with_groups: Bare, open_page: Open) -> None:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        table = table.head(3).assign(audience="Ages 11 to 17", audience_cy="11 i 17 oed")
        table.loc[0, ["audience_cy", "offers_cy"]] = None
        table.loc[1, "audience"] = None
        return table

    with_groups(change)
    for language, said in (
        ("en", ["Ages 11 to 17", "11 i 17 oed", "Ages 11 to 17"]),
        ("cy", ["Ages 11 to 17", "11 i 17 oed", "11 i 17 oed"]),
    ):
        app, text = open_page(GROUPS, lang=language), Text(language)
        table = app.dataframe[0].value
        assert sorted(table[text("groups.for")]) == sorted(said)
        assert (table[text("groups.offers")] != "–").all()
        assert text("groups.ages_named", n="3", all="3") in words_on(app)


def test_a_row_that_was_not_used_is_counted(with_groups: Bare, open_page: Open) -> None:
    with_groups(lambda table: table.assign(kind=["bingo", *table["kind"][1:]]))
    app = open_page(GROUPS)
    assert not app.exception and not app.error and not unworded(app)
    assert Text("en").plural("left_out.title", 1) in words_on(app)


def test_an_empty_list_is_reported(with_groups: Bare, open_page: Open) -> None:
    with_groups(lambda table: table.head(1).assign(kind="domestic_abuse_support", lon="", lat="",
                                                   covers="county", ward_code=""))  # fmt: skip
    app = open_page(GROUPS)
    assert not app.exception and not app.error and not unworded(app)
    everywhere = Text("en").plural("count.ward", 24)
    assert Text("en")("groups.without_many_ward", n="24", areas=everywhere) in lead(app)


def test_without_survey_and_index_each_section_names_what_is_missing(
    with_groups: Bare, open_page: Open
) -> None:
    with_groups(lambda table: table, alone=True)
    app = open_page(GROUPS)
    assert not app.exception and not app.error
    words, text = words_on(app), Text("en")
    for key in ("groups.no_index", "groups.no_survey_ages"):
        assert text(key) in words
    assert text("perceived.no_survey", the_area="the Vale of Halwyn") in words and not unworded(app)


def test_undated_details_are_counted(with_groups: Bare, open_page: Open) -> None:
    with_groups(lambda table: table.head(9).assign(last_confirmed=""))
    app = open_page(GROUPS)
    assert Text("en").plural("groups.undated", 9) in words_on(app)
    assert set(app.dataframe[0].value["Note"]) == {"no date"}


def test_every_listed_kind_can_be_chosen(sample_home: Path, open_page: Open) -> None:
    app = open_page(GROUPS)
    box = next(box for box in app.selectbox if box.label == Text("en")("groups.kind"))
    assert len(box.options) == 1 + len(GROUP_KINDS)
