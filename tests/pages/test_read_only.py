"""The app writes nothing: neither into the program's own folder nor, for a page, into its home."""

import builtins
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components.queries.monthly.__main__ import main as store_derived
from data.access.viewer import Audience
from pages import PAGES, PageEntry
from tests.conftest import PROJECT
from tests.pages.conftest import Open, in_turn, maps_on, words_on

PROGRAM = ("app.py", "serve.py", ".streamlit", "components", "data", "geo", "pages")
SCOPES = (Audience.PUBLIC, Audience.ANALYST)
VIEW = {"place": "W05999008", "overlays": "orders.groups.names.hexagons"}
CHANGES = ("mkdir", "rename", "replace", "unlink", "rmdir", "chmod", "link", "symlink", "utime")


def files_in(folders: list[Path]) -> dict[Path, int]:
    """Return every file, except Python's caches, with the time of its last change."""
    found = [file for part in folders for file in [part, *part.rglob("*")]]
    written = {file: file.stat().st_mtime_ns for file in found if file.is_file()}
    return {file: when for file, when in written.items() if file.suffix != ".pyc"}


@pytest.mark.slow
def test_no_page_writes_into_the_programs_folder_or_into_its_home(
    sample_home: Path, open_page: Open
) -> None:
    # After a build a command has stored this (components/queries/monthly/derived.py).
    assert store_derived() == 0
    folders = [sample_home, *(PROJECT / part for part in PROGRAM)]
    before, at_the_top = files_in(folders), set(PROJECT.iterdir())
    assert len(before) > 200
    for entry in PAGES:
        assert not open_page(entry, **VIEW).exception
    assert files_in(folders) == before
    new = {file.name for file in set(PROJECT.iterdir()) - at_the_top}
    assert not [name for name in new if not name.startswith((".pytest_cache", ".coverage"))]


@pytest.fixture
def read_only_home(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of the sample county, on a disk that refuses every change of it.

    The permissions of folders don't stop the tests' user where that is root.
    """

    def refuse(path: object) -> None:
        if Path(os.fsdecode(path)).is_relative_to(sample_home):  # type: ignore[call-overload]
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    def checked(change: Callable[..., Any]) -> Callable[..., Any]:
        def checked_change(path: Any, *args: Any, **kwargs: Any) -> Any:
            if not isinstance(path, int):
                refuse(path)
            return change(path, *args, **kwargs)

        return checked_change

    def opened(path: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if set(mode) & set("wax+") and not isinstance(path, int):
            refuse(path)
        return real_open(path, mode, *args, **kwargs)

    def opened_low(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            refuse(path)
        return real_low(path, flags, *args, **kwargs)

    real_open, real_low = io.open, os.open
    for module in (io, builtins):
        monkeypatch.setattr(module, "open", opened)
    monkeypatch.setattr(os, "open", opened_low)
    for name in CHANGES:
        monkeypatch.setattr(os, name, checked(getattr(os, name)))
    with pytest.raises(OSError, match="Read-only"):
        (sample_home / "anything").write_text("")
    with pytest.raises(OSError, match="Read-only"):
        (sample_home / "anything").mkdir()
    return sample_home


@in_turn("entry", PAGES)
def test_every_page_works_on_a_home_that_cant_be_written_to(
    read_only_home: Path,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    entry: PageEntry,
    language: str,
) -> None:
    for scope in (scope for scope in SCOPES if scope >= entry.audience):
        monkeypatch.setenv("MILLTIR_AUDIENCE", scope.name)
        app = open_page(entry, lang=language, **VIEW)
        assert not app.exception and not app.error, scope
        assert str(read_only_home) not in words_on(app)
        for drawn in maps_on(app):
            assert str(read_only_home) not in str(drawn)
