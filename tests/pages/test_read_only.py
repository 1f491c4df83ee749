"""The app writes only into MILLTIR_HOME and never into the program's own folder."""

from pathlib import Path

from pages import PAGES
from tests.conftest import PROJECT
from tests.pages.conftest import Open

PROGRAM = ("app.py", "serve.py", ".streamlit", "components", "data", "geo", "pages")


def program_files() -> dict[Path, int]:
    """Return the program's files, except Python's caches, with the time of their last change."""
    found = [file for part in PROGRAM for file in [PROJECT / part, *(PROJECT / part).rglob("*")]]
    written = {file: file.stat().st_mtime_ns for file in found if file.is_file()}
    return {file: when for file, when in written.items() if file.suffix != ".pyc"}


def test_no_page_writes_into_the_programs_folder(sample_home: Path, open_page: Open) -> None:
    before, at_the_top = program_files(), set(PROJECT.iterdir())
    assert len(before) > 200
    for entry in PAGES:
        assert not open_page(entry, place="W05999008", overlays="orders.groups.names").exception
    assert program_files() == before
    new = {file.name for file in set(PROJECT.iterdir()) - at_the_top}
    assert not [name for name in new if not name.startswith((".pytest_cache", ".coverage"))]
    assert any((sample_home / "browser" / "geometry").rglob("over-*.geojson"))
