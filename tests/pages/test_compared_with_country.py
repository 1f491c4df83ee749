"""What the pages of a small release say that was built with national counts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.queries.cache import forget_answers
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import LSOA
from data.settings import Settings
from tests.national_release import release_with_national_counts
from tests.pages.conftest import Open, in_turn, page_at, words_on

AUTHORITIES = {"en": "authorities most like this one", "cy": "awdurdod mwyaf tebyg i hwn"}
COUNTRY = {"en": "from the national counts for", "cy": "o'r cyfrifon cenedlaethol ar gyfer"}
CATEGORIES = {"en": "All types of crime beside", "cy": "Pob math o drosedd wrth ochr"}
RANK = {"en": "likely between", "cy": "yn ôl pob tebyg"}
MIDDLE = {"en": "times that of the middle one", "cy": "gwaith cyfradd yr ardal ganol"}


@pytest.fixture
def compared(
    sample_settings: Settings,
    sample_manifest: Manifest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    release_with_national_counts(sample_settings.releases / sample_manifest.release, tmp_path)
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    forget_answers()
    yield
    forget_answers()


@in_turn("address", ["", "place", "map"])
def test_the_pages_compare_with_the_country(
    compared: None, sample_store: Store, open_page: Open, address: str, language: str
) -> None:
    lsoa = {"place": str(sample_store.codes(LSOA)[4]), "level": LSOA}
    query = {"": {}, "place": {"place": "W05999016"}, "map": lsoa}[address]
    app = open_page(page_at(address), lang=language, **query)
    assert not app.exception
    said = "\n".join([words_on(app), *(one.label for one in app.expander)])
    wanted = [COUNTRY, RANK, MIDDLE, *([AUTHORITIES] if address != "map" else [])]
    for words in [*wanted, *([CATEGORIES] if address == "place" else [])]:
        assert words[language] in said, words


def test_the_data_page_names_the_national_counts(compared: None, open_page: Open) -> None:
    app = open_page(page_at("data"))
    assert not app.exception
    cards = re.findall("<h3>([^<]+)</h3>", words_on(app))
    assert "National counts" in cards
