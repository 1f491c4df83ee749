"""All pages treat unnamed groups and orders with past dates alike."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.text.catalogue import Text
from components.text.sentences import capitalised
from data.build.pipeline import build_release
from tests.cases import every_case
from tests.conftest import settings_in
from tests.pages.conftest import Open, in_turn, page_at, words_on

WARD, OTHER = "W05999005", "W05999004"
SHY, REFUGE = "The Quiet Circle", "Number Nine"
PASSED, COMING = "PSPO-07", "PSPO-06"
DATES = {PASSED: ("2023-02-01", "2026-01-31"), COMING: ("2027-01-01", "2029-12-31")}
PAGES = ("map", "place", "perceived", "groups", "next")


@pytest.fixture(scope="module")
def odd_home(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A group without consent and a refuge that name a ward, and two orders with the status "in
    force".
    """
    folder, home = tmp_path_factory.mktemp("odd"), tmp_path_factory.mktemp("odd-home")
    no_months = shutil.ignore_patterns("20*", "own")
    shutil.copytree(sample_sources, folder, ignore=no_months, dirs_exist_ok=True)
    for month in ("2026-08", "2026-09"):
        shutil.copytree(sample_sources / "police" / month, folder / "police" / month)
    (file,) = folder.rglob("groups*.csv")
    groups = pd.read_csv(file, dtype=str)
    one = groups.iloc[0].to_dict() | {"covers": "ward", "ward_code": WARD}
    shy = one | {"group_id": "Z1", "name_en": SHY, "name_cy": SHY, "public_contact": "no"}
    shy |= {"offers_en": f"What {SHY} offers"}
    refuge = one | {"group_id": "Z2", "name_en": REFUGE, "name_cy": REFUGE, "lon": None}
    refuge |= {"lat": None, "kind": "domestic_abuse_support", "public_contact": "yes"}
    pd.concat([groups, pd.DataFrame([shy, refuge])]).to_csv(file, index=False)
    (file,) = folder.rglob("orders*.geojson")
    orders = json.loads(file.read_text(encoding="utf-8"))
    for feature in orders["features"]:
        said = feature["properties"]
        if said["order_id"] in DATES:
            said["start"], said["expiry"] = DATES[said["order_id"]]
            said["status"] = "in force"
    file.write_text(json.dumps(orders), encoding="utf-8")
    build_release([folder], settings_in(home))
    return home


@pytest.fixture
def at(odd_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("MILLTIR_HOME", str(odd_home))

    def at_(address: str, *, audience: str = "public", place: str = WARD, **query: str) -> str:
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        app: AppTest = open_page(page_at(address), place=place, **query)
        assert not app.exception and not app.error
        tables = [table.value.to_csv() for table in app.dataframe]
        return "\n".join([words_on(app), *tables])

    return at_


@in_turn("address", PAGES)
def test_only_partners_see_the_name_of_a_group_without_consent(
    at, address: str, language: str
) -> None:  # type: ignore[no-untyped-def]
    assert SHY not in at(address, lang=language)
    unnamed = Text(language)("groups.unnamed")
    assert unnamed not in at(address, audience="partner", lang=language)
    if address != "next":
        assert unnamed in at(address, lang=language)
        assert SHY in at(address, audience="partner", lang=language)


def test_groups_without_a_name_come_last(at) -> None:  # type: ignore[no-untyped-def]
    table = at("groups", place="").split(Text("en")("groups.name"))[-1].splitlines()[1:]
    unnamed = [Text("en")("groups.unnamed") in line for line in table if line]
    assert any(unnamed) and unnamed[: unnamed.index(True)] == [False] * unnamed.index(True)
    last = unnamed[unnamed.index(True) :]
    assert last[: sum(unnamed)] == [True] * sum(unnamed)


@every_case("audience", ["public", "analyst"])
@every_case("address", PAGES)
def test_a_refuge_is_never_listed_in_a_ward(at, address: str, audience: str) -> None:  # type: ignore[no-untyped-def]
    words, text = at(address, audience=audience), Text("en")
    if address == "place":
        here, wide = text("mine.here"), text("mine.wide")
        assert REFUGE not in words[words.rindex(f"{here}<") : words.rindex(f"{wide}<")]
        assert REFUGE in words[words.rindex(f"{wide}<") :]
    elif address == "groups":
        (row,) = [line for line in words.splitlines() if REFUGE in line]
        assert text("groups.whole_area") in row and "Penhalwyn" not in row
    else:
        assert REFUGE not in words


def test_dates_decide_on_every_page_an_orders_status(at, odd_home: Path) -> None:  # type: ignore[no-untyped-def]
    text = Text("en")
    lapsed, coming = text("order_state.lapsed"), text("order_state.not begun")
    for ward, state in ((WARD, lapsed), (OTHER, coming)):
        panel = at("map", place=ward)
        assert text("panel.order", status=state) in panel
    said = {ward: at("place", place=ward) for ward in (WARD, OTHER)}
    assert capitalised(text("mine.order_lapsed", expiry=text.day("2026-01-31"))) in said[WARD]
    begins = {"start": text.day("2027-01-01"), "expiry": text.day("2029-12-31")}
    assert capitalised(text("mine.order_to_begin", **begins)) in said[OTHER]
    assert all(text("mine.no_orders_in_force") in words for words in said.values())
    drawn = at("map", place="", overlays="orders")
    assert coming in drawn and lapsed in drawn
