"""What is new, for those who bring the files and for everybody else."""

from pathlib import Path

import pytest

from components.news import reports
from components.news.page import MOST_EARLIER
from components.news.sections import headline
from components.text.catalogue import LANGUAGES, Text
from data.errors import BuildRunning
from tests.cases import every_case
from tests.components.news.test_formats import HELD, REPORT, failed
from tests.pages.conftest import Open, page_at, words_on


@every_case("language", LANGUAGES)
def test_each_viewer_sees_what_concerns_them(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    text = Text(language)
    stored = [failed("fetch", BuildRunning(folder="x")), HELD, *[REPORT] * (MOST_EARLIER + 2)]
    monkeypatch.setattr(reports, "stored_reports", lambda settings: stored)
    monkeypatch.setattr(reports, "_is_reported", lambda manifest, known: True)
    staff = words_on(open_page(page_at("news"), lang=language))
    assert headline(text, stored[0]) in staff and headline(text, HELD) in staff
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    public = words_on(open_page(page_at("news"), lang=language))
    assert headline(text, REPORT) in public and text("news.missing") in public
    for words in (headline(text, HELD), headline(text, stored[0]), "pack.pptx", text("news.made")):
        assert words not in public, words


def test_without_an_update_the_last_two_releases_are_compared(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(page_at("news"))
    assert not app.exception
    assert "still go up to September 2026" in words_on(app)
