"""The orders page: which orders end soon, what the evidence says, and its limits."""

import json
import re
import shutil
from pathlib import Path
from string import ascii_lowercase

import pytest

from components.orders_page import overview
from components.text.catalogue import Text
from components.view import browser
from data.build.pipeline import build_release
from data.release.store import Store
from data.sample.planted_effects import truth
from tests.conftest import settings_in
from tests.pages.conftest import Open, in_turn, maps_on, page_at, words_on

ORDERS = page_at("orders")
WORKED, MOVED = (str(truth(key).order_id) for key in ("order_worked", "order_displaced"))
NEVER_SAID = (
    *(f"orders.{letter}" for letter in ascii_lowercase),
    "order_says.",
    "order_short.",
    "order_cannot.",
    "{",
    " nan",
    " NaN",
    " NaT",
)


def test_the_answer_comes_first(sample_home: Path, open_page: Open) -> None:
    app = open_page(ORDERS)
    text, words = Text("en"), words_on(app)
    assert not app.exception and not app.error and not app.warning
    named = text("orders.due_name", order="North Park", day=text.day("2026-12-31"))
    assert named in words
    assert text.plural("orders.lapsed", 5) in words and text.plural("orders.consulted", 1) in words
    assert not [unworded for unworded in NEVER_SAID if unworded in words]
    table = app.dataframe[0].value
    assert len(table) == 20
    assert table.iloc[0][text("orders.name_column")] == "North Park"
    layers = maps_on(app)[0]["layers"]
    assert layers[-1]["id"] == "pick-orders" and layers[-1]["pickable"]
    assert len(layers[-1]["data"]["features"]) == 2 * 20


def test_the_answer_names_few_orders(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "DUE_WITHIN", (900,))
    monkeypatch.setattr(overview, "MOST_NAMED", 1)
    words = words_on(open_page(ORDERS))
    assert words.count(" and ") and re.search(
        r"They are North Park on [^,.]* and \d+ more\.", words
    )


@in_turn("on", ["phone", "projector"])
def test_a_phone_and_a_projector_show_the_most_important_columns(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, language: str, on: str
) -> None:
    monkeypatch.setattr(browser, "on_phone", lambda: on == "phone")
    app = open_page(ORDERS, lang=language, projector="on" if on == "projector" else "off")
    text, words = Text(language), words_on(app)
    assert not app.exception and not app.dataframe
    (table,) = [line for line in words.splitlines() if "mt-table" in line]
    assert table.count("<th ") == 4 and table.count('<tr role="row">') == (
        7 if on == "phone" else 21
    )
    assert text("orders.says_column") in table and text("orders.within", days="90") in table


def test_every_order_has_a_page_of_its_own(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    for row in sample_store.orders().to_dict("records"):
        app = open_page(ORDERS, order=row["order_id"])
        assert not app.exception and not app.error, row["order_id"]
        words = words_on(app)
        assert app.title[0].value == row["name_en"]
        assert not [unworded for unworded in NEVER_SAID if unworded in words], row["order_id"]


@in_turn("number, verdict, other", [(WORKED, "fewer", "moved"), (MOVED, "moved", "fewer")])
def test_the_planted_orders_have_different_verdicts(
    sample_home: Path, open_page: Open, number: str, verdict: str, other: str, language: str
) -> None:
    words = words_on(open_page(ORDERS, order=number, lang=language))
    text = Text(language)
    tail = {
        name: text(f"order_says.{name}", **dict.fromkeys(_FACTS, "#")).split("#")[-3:]
        for name in (verdict, other)
    }
    said = next(line for line in words.splitlines() if 'class="mt-lead"' in line)
    assert all(part in said for part in tail[verdict])
    assert not all(part in said for part in tail[other])
    assert text("orders.not_cause") in words and text("orders.cools") in words
    assert text("orders.measure_alone") in words, "named as misleading by itself"


_FACTS = (
    "since",
    "expected",
    "earlier",
    "detectable",
    "what", "by", "least", "most", "value", "lower", "upper", "net", "net_least", "net_most",
    "ring_by", "ring_least", "ring_most", "name",
)  # fmt: skip


def test_a_link_leads_back_to_all_orders(sample_home: Path, open_page: Open) -> None:
    app = open_page(ORDERS, order=WORKED, place="W05999003")
    app.button(key="orders-back").click().run()
    assert not app.exception and "14 orders in force" in words_on(app)
    assert "order" not in app.query_params and "W05999003" in app.query_params["place"]


def test_an_order_with_few_points_cannot_be_judged(sample_home: Path, open_page: Open) -> None:
    words = words_on(open_page(ORDERS, order="PSPO-04"))
    assert "only 3 are inside it" in words and "cannot say" in words
    assert "95% limits" not in words


def test_the_category_can_be_chosen_and_an_unknown_order_is_reported(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(ORDERS, order=WORKED, counted="shoplifting")
    assert "(shoplifting)" in words_on(app) or "Recorded shoplifting" in words_on(app)
    wrong = open_page(ORDERS, order="PSPO-99", counted="own")
    assert len(wrong.warning) == 1 and "PSPO-99" in wrong.warning[0].value
    assert "14 orders in force" in words_on(wrong)


def test_the_public_sees_orders_without_partner_data(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    app = open_page(ORDERS, order=WORKED)
    assert not app.exception and app.title[0].value == "Market Square"
    options = app.selectbox(key="view-counted").options
    assert not [option for option in options if "partner" in option.casefold()]


def test_missing_orders_are_reported(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(ORDERS)
    assert not app.exception and not app.error
    assert Text("en")("orders.none", area="")[:20] in words_on(app)
    assert not maps_on(app)


@pytest.fixture
def odd_home(small_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two months of figures, and orders with inconsistent data."""
    (path,) = [p for p in small_sources.rglob("*.geojson") if "PSPO-01" in p.read_text("utf-8")]
    whole = json.loads(path.read_text(encoding="utf-8"))
    dates = [
        ("2020-01-01", "2029-12-31", "in force"),
        ("2025-01-01", None, "in force"),
        ("2025-01-01", "2024-01-01", "in force"),
        ("2021-01-01", "2023-12-31", "in force"),
        (None, None, "in force"),
        ("2027-01-01", "2029-12-31", "in force"),
    ]
    whole["features"] = whole["features"][: len(dates)]
    for feature, (start, expiry, status) in zip(whole["features"], dates, strict=True):
        feature["properties"] |= {"start": start, "expiry": expiry, "status": status}
    whole["features"][5]["properties"]["name_en"] = "*Bold* [go](http://a.b) :red[x]"
    path.write_text(json.dumps(whole), encoding="utf-8")
    home = tmp_path / "odd-home"
    build_release([small_sources], settings_in(home))
    shutil.rmtree(small_sources)
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    return home


def test_inconsistent_orders_are_included_and_marked(odd_home: Path, open_page: Open) -> None:
    text = Text("en")
    app = open_page(ORDERS)
    words = words_on(app)
    assert not app.exception and not app.error
    assert len(app.dataframe[0].value) == 5, "the one that ends before it starts is left out"
    assert text.plural("orders.faulty", 4) in words
    named = open_page(ORDERS, order="PSPO-06").title[0].value
    assert named == "\\*Bold\\* \\[go\\](http:\u2060//a.b) \\:red\\[x\\]", "no formatting"
    said = {
        "PSPO-01": [
            "It is listed as lasting 10 years, but the law allows three at most",
            "31 December 2022",
        ],
        "PSPO-02": [text("order_fault.no end"), "In force."],
        "PSPO-04": [text("order_fault.said otherwise"), "Ended on 31 December 2023."],
        "PSPO-05": [text("order_fault.no start"), text("order_cannot.no start")],
        "PSPO-06": [text("order_stands.not begun", day=text.day("2027-01-01"))],
    }
    for number, lines in said.items():
        page = open_page(ORDERS, order=number)
        assert not page.exception and not page.error
        shown = words_on(page)
        for line in lines:
            assert line in shown, (number, line)


def test_the_menu_leads_from_one_order_to_all_of_them(sample_home: Path, open_page: Open) -> None:
    app = open_page(ORDERS, order=WORKED, place="W05999003")
    queries = {link.proto.query_string for link in app.get("page_link")}
    assert "place=W05999003" in queries
