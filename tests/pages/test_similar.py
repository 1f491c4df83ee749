"""Areas compared with those most like them, on the page of a place, the map and the front page."""

from pathlib import Path

import pytest

from components.text.catalogue import LANGUAGES
from data.release.store import Store
from data.schema import LSOA
from tests.pages.conftest import Open, page_at, words_on

LINE = {"en": "small areas most like this one", "cy": "ardal fach fwyaf tebyg i hon"}
FOLDED = {"en": "Which areas these are", "cy": "Pa ardaloedd yw'r rhain"}
RANK = {"en": "likely between", "cy": "yn ôl pob tebyg"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_and_the_map_compare_an_lsoa_with_those_most_like_it(
    sample_home: Path, sample_store: Store, open_page: Open, language: str
) -> None:
    place = str(sample_store.codes(LSOA)[10])
    for address in ("place", "map"):
        app = open_page(page_at(address), place=place, level=LSOA, lang=language)
        said = "\n".join([words_on(app), *(one.label for one in app.expander)])
        for words in (LINE, FOLDED, RANK):
            assert words[language] in said, (address, words)
        assert "alike." not in said


def test_wards_are_not_compared(sample_home: Path, open_page: Open) -> None:
    for address in ("place", "map"):
        said = words_on(open_page(page_at(address), place="W05999016"))
        assert LINE["en"] not in said, address
