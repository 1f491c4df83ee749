"""Responses to the two planted orders: started, compared, and assessed two years later."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Locator, Page, expect

from components.text.catalogue import Text
from data.register.migration import open_register
from data.register.records import all_records
from data.register.responses.kinds import RESPONSE
from data.release.manifest import Manifest
from data.sample.planted_effects import truth
from data.settings import Settings
from tests.browser.conftest import Visit, Watch, keep, served, settled, unfold, wider_than_window

pytestmark = pytest.mark.browser

WORKED, MOVED = (str(truth(key).order_id) for key in ("order_worked", "order_displaced"))
WARD_OF_WORKED = "W05999003"
AT_FIRST, TWO_YEARS_LATER = "2024-12-16", "2026-12-16"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a register that only the tests of this module use."""
    return f"sqlite:///{tmp_path_factory.mktemp('register') / 'register.sqlite'}"


@pytest.fixture(scope="module")
def addresses(
    sample_manifest: Manifest, sample_settings: Settings, register: str
) -> Iterator[tuple[str, str]]:
    """Serve the app on the day of the start, and two years later, with one register."""
    with ExitStack() as servers:
        yield tuple(
            servers.enter_context(
                served(sample_settings, MILLTIR_REGISTER=register, MILLTIR_TODAY=day)
            )
            for day in (AT_FIRST, TWO_YEARS_LATER)
        )


@pytest.fixture(scope="module")
def app_address(addresses: tuple[str, str]) -> str:
    return addresses[0]


def done(page: Page, words: str) -> None:
    """Wait until the page says that something was done."""
    expect(page.locator(".mt-done")).to_contain_text(words)
    settled(page)


def press(within: Page | Locator, label: str) -> None:
    within.get_by_role("button", name=label, exact=True).click()


def follow(page: Page, label: str, address: str) -> None:
    """Follow a link, and wait for the page that it leads to."""
    page.get_by_role("link", name=label).first.click()
    page.wait_for_url(f"**/{address}?**")
    settled(page)


def started(page: Page, text: Text, order: str, register: str) -> str:
    """Start a response to the order that is shown, and return its number."""
    follow(page, text("responses.start_here"), "responses")
    press(page, text("responses.begin"))
    page.wait_for_url("**response=R0*")
    settled(page)
    (number,) = [
        one.key
        for one in all_records(open_register(register), RESPONSE)
        if one.values["order_id"] == order and one.key in page.url
    ]
    return number


def fixed_beforehand(page: Page, text: Text) -> None:
    """Enter the first day, and fix the suggested comparison."""
    form = opened(page, text("responses.change_response"))
    form.get_by_label(text("field.start"), exact=True).fill("1/1/2025")
    press(form, text("form.save"))
    done(page, text("responses.saved"))
    press(opened(page, text("responses.fix")), text("responses.fix_now"))
    done(page, text("responses.fixed"))


def opened(page: Page, title: str) -> Locator:
    """Open a part of the page and return it."""
    part = page.locator('[data-testid="stExpander"]', has=page.get_by_text(title, exact=True))
    return unfold(part)


def assessed(page: Page, address: str, text: Text, number: str, register: str) -> str:
    """Record the result on the later day, and return the verdict."""
    page.goto(f"{address}/responses?response={number}&lang={text.language}")
    settled(page)
    press(page, text("responses.record_result"))
    done(page, text("responses.recorded"))
    (now,) = [one for one in all_records(open_register(register), RESPONSE) if one.key == number]
    said = str(now.values[f"verdict_words_{text.language}"]).split(".")[0]
    expect(page.locator('[data-testid="stMain"]')).to_contain_text(said)
    assert now.values["assessed_on"] == TWO_YEARS_LATER
    return str(now.values["verdict"])


def test_an_analyst_follows_the_order_that_worked_from_the_priorities_on(
    visit: Visit, watch: Watch, addresses: tuple[str, str], register: str
) -> None:
    text = Text("en")
    page = visit(f"next?place={WARD_OF_WORKED}")
    follow(page, text("next.open"), "place")
    follow(page, "Market Square: ", "orders")
    number = started(page, text, WORKED, register)
    fixed_beforehand(page, text)
    keep(page, "responses-2-fixed")
    assert assessed(page, addresses[1], text, number, register) == "fewer"
    form = opened(page, text("responses.change_learnt"))
    form.get_by_role("combobox", name=text("field.decision")).click()
    page.get_by_role("option", name=text("decision.keep"), exact=True).click()
    press(form, text("form.save"))
    done(page, text("responses.saved"))
    keep(page, "responses-3-assessed")
    assert watch.real_errors() == [] and watch.outside == []


def test_on_a_phone_in_welsh_it_is_seen_that_the_problem_moved_next_door(
    visit: Visit, watch: Watch, addresses: tuple[str, str], register: str
) -> None:
    text = Text("cy")
    page = visit(f"orders?order={MOVED}&lang=cy", width=390, height=844)
    number = started(page, text, MOVED, register)
    fixed_beforehand(page, text)
    assert assessed(page, addresses[1], text, number, register) == "moved"
    keep(page, "responses-4-moved")
    assert wider_than_window(page) <= 0
    assert watch.real_errors() == [] and watch.outside == []
