"""The window of the search stays open until it is closed or another page is opened."""

from pathlib import Path

from components.search.box import KEY, TYPED
from components.text.catalogue import Text
from tests.pages.conftest import Open, in_welsh, page_at, words_on


@in_welsh
def test_the_window_outlasts_another_run_and_closes_with_the_page(
    sample_home: Path, open_page: Open, language: str
) -> None:
    def boxes() -> list[str]:
        return [str(one.key) for one in app.text_input if one.key == TYPED]

    app = open_page(page_at("orders"), lang=language)
    assert boxes() == []
    app.button(key=KEY).click().run()
    # What a map asks for when it is drawn just after the press.
    app.run()
    assert boxes() == [TYPED]
    app.text_input(key=TYPED).set_value("porth sarnen").run()
    assert f">{Text(language)('search.place')}</h3>" in words_on(app)
    app.switch_page(page_at("place").file).run()
    assert boxes() == [] and not app.exception
    app.switch_page(page_at("orders").file).run()
    assert boxes() == []
