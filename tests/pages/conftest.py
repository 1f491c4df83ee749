"""Pages are run through app.py, as a browser would ask for them."""

from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from pages import PageEntry
from tests.conftest import PROJECT

Open = Callable[..., AppTest]


@pytest.fixture
def open_page() -> Open:
    """Open a page with an address; what is on it comes back as AppTest has it."""

    def open_(entry: PageEntry | None = None, **query: str) -> AppTest:
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if entry and entry.address:
            app.switch_page(f"pages/{entry.file}").run()
        return app

    return open_


def words_on(app: AppTest) -> str:
    """Everything that can be read on the page."""
    parts = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.error, *app.warning]
    html = [str(h.proto.body) for h in app.get("html")]
    html = [body for body in html if not body.startswith(("<style", "<script"))]
    return "\n".join([*(str(part.value) for part in parts), *map(unescape, html)])
