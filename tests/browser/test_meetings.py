"""A meeting from its agenda to its minutes, by keyboard alone, on the projector."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from components.text.catalogue import Text
from data.register.meetings.kinds import read_meetings
from data.register.migration import open_register
from data.register.plan.kinds import read_plan
from data.register.seed import seed
from data.release.manifest import Manifest
from data.settings import Settings
from tests.browser.conftest import Visit, keep, painted, press_map, served, settled

pytestmark = pytest.mark.browser

DAY = "2026-12-09"
# What is too small to be read from the back row, or does not fit on the stage.
FAULTS = """() => {
  const inside = document.querySelector('.mt-stage-inside').getBoundingClientRect();
  const faults = [];
  for (const e of document.querySelectorAll('.mt-stage *, .st-key-mt-meeting-bar *')) {
    const written = [...e.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim());
    const size = parseFloat(getComputedStyle(e).fontSize);
    if (written && size < 24) faults.push(`${size}px: ${e.textContent}`);
  }
  for (const e of document.querySelector('.mt-stage-inside').children) {
    const box = e.getBoundingClientRect();
    const over = box.bottom > inside.bottom + 1 || box.right > inside.right + 1;
    if (over || e.scrollWidth > e.clientWidth + 1) faults.push(`does not fit: ${e.textContent}`);
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a register that only the tests of this module use."""
    address = f"sqlite:///{tmp_path_factory.mktemp('register') / 'register.sqlite'}"
    seed(open_register(address))
    return address


@pytest.fixture(scope="module")
def app_address(
    sample_manifest: Manifest, sample_settings: Settings, register: str
) -> Iterator[str]:
    with served(sample_settings, MILLTIR_REGISTER=register, MILLTIR_TODAY=DAY) as address:
        yield address


def enter(page: Page, label: str, *, role: str = "button") -> None:
    """Press what has the label with the keyboard."""
    found = page.get_by_role(role, name=label).first  # type: ignore[arg-type]
    found.focus()
    page.keyboard.press("Enter")


def write(page: Page, label: str, words: str) -> None:
    field = page.get_by_role("textbox", name=label).first
    field.focus()
    page.keyboard.type(words)


def screen(page: Page, words: str) -> None:
    """Wait for the screen with these words; nothing on it is too small or cut off."""
    expect(page.locator(".mt-stage h1")).to_contain_text(words)
    settled(page)
    assert page.evaluate(FAULTS) == []


def test_a_meeting_is_prepared_held_and_written_up_by_keyboard(
    visit: Visit, register: str, tmp_path: Path, sample_manifest: Manifest
) -> None:
    text = Text("en")
    page = visit("meetings", width=1920, height=1080)
    enter(page, text("meetings.new"))
    expect(page.get_by_role("heading", name=text("meetings.new"))).to_be_visible()
    write(page, text("field.title_en"), "December")
    write(page, text("field.meeting_day"), "9/12/2026")
    enter(page, text("meetings.make"))
    expect(page.locator(".mt-done")).to_contain_text(text("meeting.made"))
    for address in ("map", "next", "plan"):
        _open_from_menu(page, address, text(f"page.{address}"))
        enter(page, text("meeting.add_page"))
        expect(page.get_by_text(text("meeting.page_added", title="December"))).to_be_visible()
        settled(page)
    enter(page, text("meeting.open_agenda"), role="link")
    enter(page, text("meeting.hold"))
    screen(page, "December")
    enter(page, text("meeting.start"))
    expect(page.get_by_text(text("meeting.started_now"))).to_be_visible()
    page.keyboard.press("ArrowRight")
    screen(page, "Anti-social behaviour, per 1,000 residents a year")
    keep(page, "meeting_1920_map_en")
    _decide(page, text)
    screen(page, "Anti-social behaviour, per 1,000 residents a year")
    _press_a_ward_and_come_back(page, text)
    page.keyboard.press("PageDown")
    screen(page, "stand out")
    page.keyboard.press("PageUp")
    screen(page, "Anti-social behaviour, per 1,000 residents a year")
    while "closing" not in page.url:
        before = page.url
        page.keyboard.press("PageDown")
        page.wait_for_url(lambda url: url != before)  # noqa: B023
        settled(page)
        assert page.evaluate(FAULTS) == []
    screen(page, "1 decision was made.")
    enter(page, text("meeting.end"))
    expect(page.get_by_text(text("meeting.ended_now"))).to_be_visible()
    enter(page, text("meeting.leave"))
    with page.expect_download() as download:
        enter(page, text("minutes.docx"))
    path = tmp_path / "minutes.docx"
    download.value.save_as(path)
    _check_minutes(path.read_bytes(), sample_manifest, register)


def _open_from_menu(page: Page, address: str, name: str) -> None:
    """Open another page in the same session, which remembers the agenda that was opened last."""
    page.get_by_role("link", name=name, exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{address}*")
    settled(page)


def _decide(page: Page, text: Text) -> None:
    page.keyboard.press("d")
    expect(page.get_by_role("heading", name=text("meeting.decide"))).to_be_visible()
    settled(page)
    write(page, text("field.decision_en"), "Patrol Penhalwyn on Friday evenings")
    write(page, text("field.decision_role_en"), "Neighbourhood inspector")
    write(page, text("field.due"), "31/1/2027")
    for label, option in (
        (text("field.becomes"), text("becomes.plan_actions")),
        (text("field.decision_priority"), "1."),
    ):
        page.get_by_label(label).focus()
        page.keyboard.type(option)
        page.keyboard.press("Enter")
    enter(page, text("meeting.save_decision"))
    expect(page.get_by_text("The decision is saved. It is action")).to_be_visible()


def _press_a_ward_and_come_back(page: Page, text: Text) -> None:
    enter(page, text("meeting.open_page"), role="link")
    page.wait_for_url("**/map?**")
    painted(page)
    press_map(page, 0.5, 0.5)
    page.wait_for_url("**place=**")
    enter(page, text("meeting.back_to", title="December"), role="link")
    page.wait_for_url("**/meetings?**")
    screen(page, "Anti-social behaviour, per 1,000 residents a year")


def _check_minutes(content: bytes, manifest: Manifest, register: str) -> None:
    """The minutes have what was shown with its release, and what was decided, by role."""
    engine = open_register(register)
    *_, meeting = read_meetings(engine).values()
    (decision,) = meeting.decisions
    written = docx.Document(io.BytesIO(content))
    words = "\n".join(paragraph.text for paragraph in written.paragraphs)
    cells = [cell.text for row in written.tables[0].rows for cell in row.cells]
    assert len(meeting.shown) == len(meeting.items) == 3
    assert all(one.values["said_en"] in words for one in meeting.shown)
    assert words.count(manifest.release) >= 3
    assert "Fictional sample county" in words
    assert {"Patrol Penhalwyn on Friday evenings", "Neighbourhood inspector"} <= set(cells)
    actions = {one.key: one.values for one in read_plan(engine).actions}
    became = actions[decision.values["became_key"]]
    assert became["name_en"] == "Patrol Penhalwyn on Friday evenings"
    assert became["deadline"] == "31 January 2027"
