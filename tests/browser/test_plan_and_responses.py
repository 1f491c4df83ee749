"""A lead reports a quarter of the plan, and an officer starts a response from a priority."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from components.text.catalogue import Text
from data.register.migration import open_register
from data.register.plan.kinds import VALUE
from data.register.records import all_records
from data.register.responses.kinds import RESPONSE
from data.release.manifest import Manifest
from data.settings import Settings
from tests.browser.conftest import Visit, Watch, keep, served, settled, unfold, wider_than_window

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def register(sample_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A copy of the sample county's register, which only the tests of this module change."""
    copy = tmp_path_factory.mktemp("register") / "register.sqlite"
    source = sample_settings.register_address.removeprefix("sqlite:///")
    shutil.copy(source, copy)
    return f"sqlite:///{copy}"


@pytest.fixture(scope="module")
def app_address(
    sample_manifest: Manifest, sample_settings: Settings, register: str
) -> Iterator[str]:
    """Serve the app with the sample county and the copy of its register."""
    with served(sample_settings, MILLTIR_REGISTER=register) as address:
        yield address


def test_a_lead_enters_the_value_of_a_quarter(visit: Visit, watch: Watch, register: str) -> None:
    text, page = Text("en"), visit("plan?item=plan_actions:A002")
    keep(page, "plan-1-action")
    unfold(page.locator("details:has([class*='st-key-mt-form-plan-value'])").first)
    form = page.locator("[class*='st-key-mt-form-plan-value']").first
    form.get_by_label(text("field.value")).first.fill("93%")
    form.get_by_role("button", name=text("form.save")).click()
    expect(page.locator(".mt-done")).to_contain_text(text("register.saved"))
    settled(page)
    values = all_records(open_register(register), VALUE)
    assert [one.values["value"] for one in values].count("93%") == 1
    page = visit("plan?projector=on", 1920, 1080)
    keep(page, "plan-2-projector")
    assert page.locator(".mt-table tbody tr").count() > 3
    assert watch.real_errors() == [] and watch.outside == []


def test_a_response_is_started_from_a_priority_on_a_phone_in_welsh(
    visit: Visit, watch: Watch, register: str
) -> None:
    text, page = Text("cy"), visit("next?lang=cy", width=390, height=844)
    link = page.locator("a[href*='response=new']").first
    link.click()
    expect(page).to_have_url(re.compile("response=new"))
    settled(page)
    page.get_by_role("button", name=text("responses.begin"), exact=True).click()
    expect(page).to_have_url(re.compile(r"response=R\d+"))
    settled(page)
    keep(page, "responses-1-started")
    new = [one for one in all_records(open_register(register), RESPONSE) if one.key in page.url]
    assert len(new) == 1 and new[0].values["stage"] == "objective"
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(new[0].values["name_cy"]))
    assert wider_than_window(page) <= 0
    assert watch.real_errors() == [] and watch.outside == []
