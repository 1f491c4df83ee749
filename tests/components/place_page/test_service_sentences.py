"""The sentences on groups, orders and responses."""

import datetime as dt

import pandas as pd

from components.place_page import service_sentences
from components.text.catalogue import LANGUAGES, Text
from geo.orders.status import order_status
from tests.cases import every_case

TODAY = dt.date(2026, 11, 20)


def order(status: str = "in force", start: str | None = None, expiry: str | None = None) -> str:
    orders = pd.DataFrame([{"status": status, "start": start, "expiry": expiry}])
    (row,) = orders.join(order_status(orders, TODAY)).to_dict("records")
    return service_sentences.order(Text("en"), row, TODAY)


def test_the_status_of_an_order_follows_from_its_dates() -> None:
    assert order(expiry="2028-01-31") == "in force until 31 January 2028"
    both = order(start="2025-02-01", expiry="2028-01-31")
    assert both == "in force from 1 February 2025 to 31 January 2028"
    assert order(expiry="2026-11-21").endswith("it ends in 1 day")
    assert order(expiry="2026-12-31").endswith("it ends in 41 days")
    assert order(expiry="2026-11-20").endswith("it ends today")
    assert order(expiry="2026-11-19") == "ended on 19 November 2026"
    coming = order(start="2027-01-01", expiry="2029-12-31")
    assert coming == "not yet in force: begins on 1 January 2027, until 31 December 2029"
    assert order(start="2027-01-01") == "not yet in force: begins on 1 January 2027"
    early = order("lapsed", expiry="2027-04-30")
    assert early == "listed as ended early: it was due to run until 30 April 2027"
    assert order() == "in force, with no end date given"
    assert order("lapsed", expiry="2024-04-30") == "ended on 30 April 2024"
    assert order("lapsed") == "ended" and order("consultation") == "in consultation"


@every_case("language", LANGUAGES)
def test_details_are_old_after_a_year_and_unknown_without_a_date(language: str) -> None:
    text = Text(language)
    day = text.day("2025-11-21")
    assert service_sentences.confirmed(text, "2025-11-21", TODAY) == text("mine.confirmed", day=day)
    assert service_sentences.confirmed(text, "2025-11-18", TODAY).startswith(
        text("mine.stale", day=text.day("2025-11-18"))
    )
    assert service_sentences.confirmed(text, None, TODAY) == text("mine.never_confirmed")


def test_distances_are_rounded_and_left_out_without_a_place() -> None:
    text = Text("en")
    assert service_sentences.distance(text, 574.2) == "about 550 m"
    assert service_sentences.distance(text, 1749.0) == "about 1.7 km"
    assert service_sentences.distance(text, 998.0) == "about 1.0 km"
    assert service_sentences.distance(text, float("nan")) == text("mine.unplaced")


def test_a_response_has_its_status_and_start() -> None:
    text, row = Text("en"), {"status": "running", "start": "2026-05-01", "end": None}
    assert service_sentences.response(text, row) == "under way, since 1 May 2026"
    ended = {"status": "ended", "start": "2024-11-01", "end": "2026-03-31"}
    assert service_sentences.response(text, ended) == "ended, 1 November 2024 to 31 March 2026"
    assert (
        service_sentences.response(text, {"status": "planned", "start": None, "end": None})
        == "planned"
    )
