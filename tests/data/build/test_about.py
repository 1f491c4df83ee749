"""Every field of `source.json` is checked before a build: a wrong one is refused by its name."""

import json
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.cli.dry_run import check_files
from data.errors import SourceError
from tests.conftest import settings_in

LONG = "x" * 100_000
# The content of source.json, and what its message says: the field, what was expected, what came.
WRONG: list[tuple[object, tuple[str, ...]]] = [
    ({"counted_to": "soon"}, ("counted_to", "a day from 1990", "soon")),
    ({"counted_to": "2026-02-30"}, ("counted_to", "2026-02-30")),
    ({"counted_to": "٢٠٢٦-٠١-٠١"}, ("counted_to",)),
    ({"counted_to": 20261120}, ("counted_to", "20261120")),
    ({"counted_to": "9999-12-31"}, ("counted_to", "to 2100")),
    ({"licence": ["CC0"]}, ("licence", "characters on one line", "a list")),
    ({"licence_cy": {"cy": "CC0"}}, ("licence_cy", "an object")),
    ({"title_en": 5}, ("title_en", "5")),
    ({"title_cy": None}, ("title_cy", "None")),
    ({"title_en": ""}, ("title_en",)),
    ({"title_en": "a\nb"}, ("title_en", "on one line")),
    ({"title_en": "\ud800"}, ("title_en",)),
    ({"attribution": LONG}, ("attribution", "500", "xxx…")),
    ({"fictional": "no"}, ("fictional", "true or false", "no")),
    ({"licences": "CC0"}, ("one of the fields", "licence", "licences")),
    ({"sources": ["groups"]}, ("sources", "an object for each of", "a list")),
    ({"sources": {"crimes": {}}}, ("sources.crimes", "police", "crimes")),
    ({"sources": {"groups": "ours"}}, ("sources.groups", "ours")),
    ({"sources": {"groups": {"as_of": "last year"}}}, ("sources.groups.as_of", "last year")),
    ({"sources": {"groups": {"as_of": 2026}}}, ("sources.groups.as_of", "a year or a month")),
    ({"sources": {"groups": {"licence": ["x"]}}}, ("sources.groups.licence", "a list")),
    ({"sources": {"groups": {"as_off": "2026"}}}, ("sources.groups", "as_of", "as_off")),
    (["title_en"], ("a JSON object", "a list")),
    ("Newport", ("a JSON object", "Newport")),
]
# The same for content that is not written by a JSON encoder.
BROKEN = [
    (b'{"title_en": "A",\n "title_en": "B"}', ("title_en", "each field once")),
    (b'{"title_en": "A"', ("line 1, character 17",)),
    (b'{"title_en": "\xff\xf4"}', ("a JSON object",)),
    (b"[" * 100_000, ("a JSON object",)),
    (b'{"files": {"a": ' * 50_000, ("a JSON object",)),
]


def test_a_wrong_field_is_refused_and_named_by_a_build_and_by_a_check(
    bare_sources: Path, tmp_path: Path
) -> None:
    cases = [(json.dumps(content).encode(), said) for content, said in WRONG]
    unclear = []
    for content, said in [*cases, *BROKEN]:
        (bare_sources / "source.json").write_bytes(content)
        with pytest.raises(SourceError) as raised:
            build_release([bare_sources], settings_in(tmp_path / "home"))
        message = str(raised.value)
        unclear += [(content[:60], part, message) for part in said if part not in message]
        assert "source.json" in message and len(message) < 700
    assert not unclear
    for content, _ in cases[:3]:
        (bare_sources / "source.json").write_bytes(content)
        (fault,) = check_files([bare_sources]).faults
        assert "counted_to" in str(fault)


def test_a_check_reads_every_source_json(bare_sources: Path) -> None:
    (bare_sources / "source.json").write_text('{"fictional": "no"}')
    (bare_sources / "zz").mkdir()
    (bare_sources / "zz" / "source.json").write_text("{}")
    (fault,) = check_files([bare_sources]).faults
    assert "fictional" in str(fault)


def test_the_fields_that_the_sample_county_states_are_known(
    bare_sources: Path, sample_sources: Path
) -> None:
    about = json.loads((sample_sources / "source.json").read_text("utf-8"))
    assert {"files", "made_for", "area_code", "counted_to", "sources"} <= about.keys()
    assert not check_files([bare_sources]).faults
