"""An update is told what has clearly changed since the release that it reported last."""

import json
from pathlib import Path

import pytest

from components import queries
from components.packs.changes import clear_changes, main
from components.text.catalogue import LANGUAGES, Text


def test_clear_changes_of_the_new_months_are_printed_in_both_languages(
    sample_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--release", "earlier", "--month", "2025-09"]) == 0
    (said,) = json.loads(capsys.readouterr().out)
    assert set(said) == set(LANGUAGES)
    for language, words in said.items():
        text = Text(language)
        months = text.months("2025-10", "2026-09")
        assert text("news.compared", months=months) in words
        assert text("category.anti-social-behaviour") in words
    # In one month alone nothing of the sample county has clearly changed.
    assert main(["--release", "earlier", "--month", "2026-08"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_that_nothing_can_be_compared_is_not_said_to_be_no_change(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.area_figures, "changes_in", lambda *asked: None)
    (said,) = clear_changes("earlier", "2025-09")
    assert said == {one: Text(one)("change.no_year_before") for one in LANGUAGES}


def test_without_a_release_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path))
    assert main(["--release", "earlier", "--month", "2025-09"]) == 1
    assert "There is no release" in capsys.readouterr().err
