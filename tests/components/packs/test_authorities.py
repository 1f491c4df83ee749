"""Packs of data of several authorities have them side by side, with the numbers of the page."""

from dataclasses import replace
from pathlib import Path

import pytest

from components.authorities_page import by_category, indicators_table, model
from components.authorities_page.view_part import AuthoritiesPart
from components.packs import templates
from components.packs.build import ask, pack
from components.packs.pages import authorities
from components.page_context import context_of
from components.text.catalogue import LANGUAGES, Text
from components.ui.sections import Table
from components.view.view import View
from components.view.viewer import local_viewer
from data.access.viewer import Audience, Viewer
from data.schema import OFFICIAL_LEVELS
from data.settings import load_settings
from tests.components.packs.conftest import painted
from tests.components.packs.reading import (
    joined,
    rows_of_slides,
    tables_of_workbook,
    words_of_pdf,
)

PUBLIC = Viewer(name="", audience=Audience.PUBLIC)
ASSESSMENT = templates.BY_NAME["assessment"]
# ALONE: the same pack with these pages alone.
ALONE = replace(ASSESSMENT, parts=(templates.AUTHORITIES,))


def on_page(level: str, language: str = "en") -> model.AuthoritiesModel:
    view = View(lang=language, parts=(AuthoritiesPart(bodies=level),))
    found = model.ask(context_of(view, PUBLIC))
    assert found is not None
    return found


def plain(words: str) -> str:
    """Return words without spaces and without the signs that forbid a line's end."""
    return joined(words.replace("\u2060", ""))


def test_the_files_of_a_pack_have_every_number_of_the_page(authorities_home: Path) -> None:
    made = pack(local_viewer(load_settings()), ALONE, "", "en")
    files = painted(made)
    slides = [[plain(cell) for cell in row] for row in rows_of_slides(files.pptx)]
    pdf = plain(words_of_pdf(files.pdf))
    sheets = tables_of_workbook(files.xlsx)
    for level in OFFICIAL_LEVELS:
        of = on_page(level)
        for table in (indicators_table.plain(of), by_category.table(of)):
            assert table.rows and table.rows[0][1]
            for row in (table.heads, *table.rows):
                cells = [plain(cell) for cell in row]
                assert cells in slides, row
                assert all(cell in pdf for cell in cells), row
            firsts = [[row[0] for row in sheet] for sheet in sheets]
            assert [row[0] for row in table.rows] in firsts, level
    # The first sentence of the page is the heading.
    assert plain(made.pages[0].heading) in pdf


def test_the_pages_follow_the_levels_and_their_words_the_language(authorities_home: Path) -> None:
    for language in LANGUAGES:
        pages = authorities.of_area(ask(PUBLIC, ASSESSMENT, "", language))
        assert len(pages) == 2 * len(OFFICIAL_LEVELS)
        text = Text(language)
        bases = [page.base for page in pages[::2]]
        numbers = zip(OFFICIAL_LEVELS, (4, 3, 2), strict=True)
        assert bases == [text.plural(f"count.{level}", n) for level, n in numbers]
        for page in pages:
            (table,) = [part for part in page.parts if isinstance(part, Table)]
            assert all(len(row) == len(table.heads) for row in table.rows)
            assert page.caveats and page.period


def test_of_many_areas_the_rates_by_category_are_in_the_workbook_alone(
    authorities_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "MOST_COMPARED", 2)
    pages = authorities.of_area(ask(PUBLIC, ASSESSMENT, "", "en"))
    # Of the two police force areas they are on a page of their own.
    assert len(pages) == len(OFFICIAL_LEVELS) + 1
    ((title, whole),) = pages[0].behind
    assert len(whole.heads) == 1 + 4 and title.startswith("Authorities side by side")


def test_data_of_one_authority_has_no_such_page_and_nothing_is_said_of_it(
    sample_home: Path,
) -> None:
    assert authorities.of_area(ask(PUBLIC, ASSESSMENT, "", "en")) == []
    made = pack(local_viewer(load_settings()), ALONE, "", "en")
    said = " ".join(str(part) for page in made.pages for part in page.parts)
    assert "side by side" not in said and len(made.pages) == 4
