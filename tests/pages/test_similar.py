"""Areas compared with those most like them, on the page of a place, the map and the front page."""

from pathlib import Path

import pytest

from components.queries.cache import forget_answers
from components.text.catalogue import LANGUAGES
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import LSOA
from tests.many_authorities import release_with_six_authorities
from tests.pages.conftest import Open, page_at, words_on

LINE = {"en": "small areas most like this one", "cy": "ardal fach fwyaf tebyg i hon"}
FOLDED = {"en": "Which areas these are", "cy": "Pa ardaloedd yw'r rhain"}
MOST_LIKE = {"en": "most like this one", "cy": "awdurdod mwyaf tebyg i hwn"}
UNKNOWN = {"en": "we do not know the income deprivation", "cy": "ni wyddom yr amddifadedd incwm"}
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_compares_each_of_several_authorities(
    sample_home: Path,
    sample_manifest: Manifest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_page: Open,
    language: str,
) -> None:
    release = sample_home / "releases" / sample_manifest.release
    release_with_six_authorities(release, tmp_path, without=["deprivation"])
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    forget_answers()
    front = words_on(open_page(page_at(""), lang=language))
    assert front.count(MOST_LIKE[language]) == 5
    assert UNKNOWN[language] in front
    ward = open_page(page_at("place"), place="W05999016", lang=language)
    assert MOST_LIKE[language] in words_on(ward)
    assert any(FOLDED[language] in one.label for one in ward.expander)
    forget_answers()


def test_the_front_page_of_one_authority_compares_none(sample_home: Path, open_page: Open) -> None:
    assert "authorit" not in words_on(open_page(page_at("")))


def test_wards_are_not_compared(sample_home: Path, open_page: Open) -> None:
    for address in ("place", "map"):
        said = words_on(open_page(page_at(address), place="W05999016"))
        assert LINE["en"] not in said, address
