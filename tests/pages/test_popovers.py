"""Popovers are empty until they are opened, and what was chosen in them is remembered."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from components.ui.popovers import EVERY, FILES, MONTHS, MORE, OVERLAYS, PICTURE
from tests.cases import every_case
from tests.pages.conftest import Open, page_at

MAP = page_at("map")
CONTENT = {
    FILES: "file-xlsx",
    PICTURE: "picture-make",
    MONTHS: "months-from",
    OVERLAYS: "view-overlays",
    MORE: "view-level",
}


def keys(app: AppTest) -> set[str]:
    widgets = [*app.selectbox, *app.button_group, *app.get("download_button"), *app.get("button")]
    return {str(element.key) for element in widgets}


@every_case("window", EVERY)
def test_the_content_of_a_popover_is_made_when_it_is_opened(
    sample_home: Path, open_page: Open, window: str
) -> None:
    app = open_page(MAP, closed=True)
    assert CONTENT[window] not in keys(app)
    app.session_state[window] = True
    assert CONTENT[window] in keys(app.run()) and not app.exception


def test_the_chosen_page_size_is_remembered_after_the_popover_closes(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP)
    next(one for one in app.button_group if one.key == "picture-paper").set_value("a3").run()
    app.session_state[PICTURE] = False
    assert "picture-paper" not in keys(app.run())
    app.session_state[PICTURE] = True
    app.run()
    assert app.session_state["picture-paper"] == "a3"
