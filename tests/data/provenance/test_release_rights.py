"""A release credits the owners of what is in it, and nobody else."""

from pathlib import Path

from data.build.pipeline import build_release
from data.provenance.freshness import attribution_line, rights_of
from data.provenance.licences import rights_by_source
from data.provenance.release_rights import rights_of_all
from data.translations import LANGUAGES
from tests.cases import every_case
from tests.conftest import copy_sources, settings_in

PUBLIC = ("police", "boundaries", "population")
WELSH = {"en": "Welsh Government", "cy": "Llywodraeth Cymru"}
ENGLISH = {"en": "Ministry of Housing", "cy": "Weinyddiaeth Tai"}


@every_case("language", LANGUAGES)
def test_an_index_is_credited_to_the_government_that_published_it(language: str) -> None:
    def credited(*editions: str) -> tuple[bool, bool]:
        sources = [*PUBLIC, *(["deprivation"] if editions else [])]
        line = rights_of_all({}, sources, editions)[f"attribution_{language}"]
        assert "data.police.uk" in line and "OS" in line
        return WELSH[language] in line, ENGLISH[language] in line

    assert credited() == (False, False)
    assert credited("IoD 2025") == (False, True)
    assert credited("WIMD 2019", "WIMD 2025") == (True, False)
    assert credited("WIMD 2025", "IoD 2025") == (True, True)


@every_case("language", LANGUAGES)
def test_the_card_of_an_english_index_does_not_name_the_welsh_one(language: str) -> None:
    rights = rights_by_source({}, ["deprivation"], ["IoD 2025"])["deprivation"]
    assert ENGLISH[language] in rights[f"attribution_{language}"]
    assert WELSH[language] not in rights[f"attribution_{language}"]


def test_own_files_are_credited_and_are_not_under_the_open_licence() -> None:
    rights = rights_of_all({}, [*PUBLIC, "groups", "orders"])
    assert rights["attribution_en"].count("the partnership's own files") == 1
    assert rights["licence_en"].startswith("Open Government Licence v3.0; ")
    assert "ask before" in rights["licence_en"]
    assert rights_of_all({}, PUBLIC)["licence_en"] == "Open Government Licence v3.0"


def test_what_is_stated_of_a_source_is_in_the_credits_of_all() -> None:
    about = {"sources": {"groups": {"attribution": "The voluntary council"}}}
    rights = rights_of_all(about, [*PUBLIC, "groups"])
    assert rights["attribution_cy"].endswith("The voluntary council")
    assert rights_of_all(about, PUBLIC)["attribution_cy"].count("council") == 0
    assert rights_of_all({"attribution": "Us"}, PUBLIC)["attribution_en"] == "Us"


def test_a_release_without_an_index_or_postcodes_names_no_owner_of_them(
    sample_sources: Path, tmp_path: Path
) -> None:
    sources = copy_sources(sample_sources, tmp_path / "sources", ("2026-09",))
    manifest = build_release([sources], settings_in(tmp_path / "home"))
    for language in LANGUAGES:
        line = attribution_line(manifest, language)
        assert WELSH[language] not in line and ENGLISH[language] not in line
        assert "Royal Mail" not in line and "Post Brenhinol" not in line
    line = attribution_line(manifest, "en")
    assert line.startswith("data.police.uk; Office for National Statistics; contains OS data")
    assert "partnership" not in line
    assert "OS data" in rights_of(manifest, "boundaries")["attribution_en"]
