"""Unmatched ward names are listed only for viewers who may see single records."""

from pathlib import Path

import pytest

from components.text.catalogue import Text
from data.build.pipeline import build_release
from data.settings import Settings
from data.uploads import trial_contents, trials
from tests.pages.conftest import Open, in_turn, page_at, words_on

GROUPS = """group_id,name_en,kind,covers,ward
G1,Watch,neighbourhood_watch,ward,Penhalwin
G2,Watch,neighbourhood_watch,ward,Penhalwyn
"""


@in_turn("audience", ["analyst", "public"])
def test_the_data_page_lists_unmatched_wards(
    copied: Settings,
    bare_sources: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_page: Open,
    language: str,
    audience: str,
) -> None:
    (bare_sources / "groups.csv").write_text(GROUPS)
    build_release([bare_sources], copied)
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
    page = page_at("data")
    app = open_page(page, lang=language)
    assert not app.exception
    words = words_on(app)
    assert ("Penhalwin" in words) == (audience == "analyst")
    assert (Text(language)("unmatched.title") in words) == (audience == "analyst")


def test_a_trial_lists_unmatched_wards_of_the_new_files_only(
    copied: Settings, bare_sources: Path
) -> None:
    (bare_sources / "groups.csv").write_text(GROUPS)
    build_release([bare_sources], copied)
    again = GROUPS.replace("Penhalwin", "Penhalwinn").encode()
    trial = trials.build_trial([("own.csv", again)], copied, progress=lambda share, what: None)
    names = trial_contents.unmatched_of(trial, copied)
    assert names[["file", "name", "hint", "rows"]].to_numpy().tolist() == [
        ["own.csv", "Penhalwinn", "Penhalwyn", 1]
    ]
