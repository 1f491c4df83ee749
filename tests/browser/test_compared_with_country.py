"""A small release with national counts, as it is read on a phone and on a laptop."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from data.release.manifest import Manifest
from data.settings import Settings, load_settings
from tests.browser.conftest import Tabs, keep, served, settled, unfold, wider_than_window
from tests.national_release import release_with_national_counts

pytestmark = pytest.mark.browser

WARD = "W05999016"
# CATEGORIES, MIDDLE: the title of the fold, and what a comparison says, in each language.
CATEGORIES = {"en": "All types of crime beside", "cy": "Pob math o drosedd wrth ochr"}
MIDDLE = {"en": "times that of the middle one", "cy": "gwaith cyfradd yr ardal ganol"}


@pytest.fixture(scope="module")
def compared(
    sample_settings: Settings,
    sample_manifest: Manifest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("compared")
    release_with_national_counts(sample_settings.releases / sample_manifest.release, home)
    with served(load_settings({"MILLTIR_HOME": str(home)})) as address:
        yield address


def test_from_the_comparison_at_the_start_to_all_categories(compared: str, tabs: Tabs) -> None:
    for language, width, height in (("cy", 390, 844), ("en", 1366, 768)):
        page = tabs.take(width, height, fresh=True, webgl=False)
        page.goto(f"{compared}/?lang={language}")
        settled(page)
        said = page.locator("p", has_text=MIDDLE[language]).first
        expect(said).to_be_visible()
        said.scroll_into_view_if_needed()
        assert wider_than_window(page) <= 1
        keep(page, f"compared-home-{width}-{language}")
        page.goto(f"{compared}/place?place={WARD}&lang={language}")
        settled(page)
        # On a phone the fold of categories is in another one.
        folds = page.locator('[data-testid="stExpander"]', has_text=CATEGORIES[language])
        chart = [unfold(fold) for fold in folds.all()][-1].locator(".js-plotly-plot").first
        chart.scroll_into_view_if_needed()
        # A row for each category that can be compared, with its name whole.
        names = chart.locator(".yaxislayer-above text")
        expect(names.first).to_be_visible()
        box, own = chart.bounding_box() or {}, names.first.bounding_box() or {}
        assert names.count() >= 10
        assert own["x"] >= box["x"], "a category's name begins left of the chart"
        ticks = chart.locator(".xaxislayer-above text").all()
        assert all((one.bounding_box() or {})["height"] < 30 for one in ticks), "words are turned"
        assert wider_than_window(page) <= 1
        keep(page, f"compared-place-{width}-{language}")
        page.context.close()
