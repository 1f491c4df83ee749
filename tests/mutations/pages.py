"""Opens every page of a release that was built from damaged files."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.text.catalogue import LANGUAGES
from components.ui.popovers import EVERY
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import WARD
from data.settings import PROJECT, Settings
from pages import PAGES, PageEntry

# NOTHING: a page with nothing on it.
NOTHING = Path(__file__).with_name("__init__.py")
_components = cache(manifest_scanner.scan_component_manifests)


def failing_pages(settings: Settings, manifest: Manifest) -> list[tuple[str, str]]:
    """Return a line and a traceback for each page that shows an error."""
    faults = []
    ward = str(Store(settings.releases / manifest.release).codes(WARD)[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILLTIR_HOME", str(settings.home))
        patch.setenv("MILLTIR_TODAY", settings.today.isoformat())
        # Installed packages are scanned for components once instead of for each app.
        patch.setattr(manifest_scanner, "scan_component_manifests", _components)
        for number, (entry, query) in enumerate(_asked(ward)):
            with _noted_failures() as traces:
                app = _open(entry, query | {"lang": LANGUAGES[number % 2]})
            shown = [*(box.message for box in app.exception), *(box.value for box in app.error)]
            page = f"page /{entry.address} {query}"
            faults += [
                (f"{page}: {_last_of(traces) or str(words)[:200]}", "\n".join(traces))
                for words in shown
            ]
    return faults


def _asked(ward: str) -> Iterator[tuple[PageEntry, dict[str, str]]]:
    for entry in PAGES:
        yield entry, {}
        if entry.address in ("", "place", "map", "groups", "next"):
            yield entry, {"place": ward}
        if entry.address == "map":
            yield entry, {"measure": "perceived"}
            yield entry, {"measure": "change", "level": "lsoa"}
            yield entry, {"measure": "count", "level": "town"}


def _open(entry: PageEntry, query: dict[str, str]) -> AppTest:
    """Open a page. An AppTest starts on the home page, which has no content for other pages."""
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    for window in EVERY:
        app.session_state[window] = True
    for name, value in query.items():
        app.query_params[name] = value
    if not entry.address:
        return app.run()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PageEntry, "path", property(_path_without_home))
        app.run()
    return app.switch_page(entry.file).run()


def _path_without_home(entry: PageEntry) -> Path:
    return PROJECT / entry.file if entry.address else NOTHING


@contextmanager
def _noted_failures() -> Iterator[list[str]]:
    """Note the exceptions that the app writes into its log."""
    traces: list[str] = []

    class Noting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            traces.append(logging.Formatter().format(record))

    handler, log = Noting(), logging.getLogger("milltir")
    log.addHandler(handler)
    try:
        yield traces
    finally:
        log.removeHandler(handler)


def _last_of(traces: list[str]) -> str:
    if not traces:
        return ""
    lines = traces[-1].strip().splitlines()
    places = [line.strip() for line in lines if str(PROJECT) in line and ".venv" not in line]
    return f"{places[-1] if places else ''} {lines[-1][:200]}"
