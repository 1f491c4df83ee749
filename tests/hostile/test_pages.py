"""Names and texts that come in files and forms are shown on every page, and never act."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.explorer import find_box
from components.queries.cache import forget_answers
from components.search import box
from components.text.catalogue import LANGUAGES, Text
from components.ui.html import WORD_JOINER, escape_markdown
from components.view.session import MEMO
from pages import PAGES
from tests.hostile.acting import acting_in_markdown, acting_on
from tests.hostile.typed import GROUP, ORDER, OUTSIDE, RESPONSE, TEXTS, WARD
from tests.pages.conftest import Open, page_at

# STATES: the addresses at which a page shows more texts.
STATES: dict[str, list[dict[str, str]]] = {
    "": [{}, {"place": WARD}],
    "place": [{}, {"place": WARD}, {"place": "W05999001"}],
    "map": [
        {},
        {"place": WARD, "overlays": "names.groups.orders.responses", "second": "count"},
        {"level": "town", "place": "T01"},
        {"level": "beat"},
        {"category": "own-noise", "mode": "project"},
    ],
    "perceived": [{}, {"place": WARD}],
    "next": [{}, {"place": WARD}],
    "groups": [{}, {"place": WARD}],
    "orders": [{}, {"order": ORDER}, {"order": "PSPO-02"}],
    "plan": [
        {},
        {"item": "plan_actions:A001"},
        {"item": "plan_actions:A009"},
        {"item": "plan_priorities:P001"},
        {"item": "plan_objectives:B002"},
        {"item": "import"},
        {"mode": "project"},
    ],
    "register": [{}, {"record": f"orders:{ORDER}"}, {"record": f"groups:{GROUP}"}],
    "responses": [
        {},
        {"response": RESPONSE},
        {"response": "A3"},
        {"response": "new", "begin": f"place:{WARD}"},
    ],
    "meetings": [
        {},
        {"meeting": "M001"},
        {"meeting": "M002"},
        {"meeting": "M002", "mode": "copy"},
        {"meeting": "M002", "mode": "show", "held": "M002:MI012:1"},
        {"meeting": "M002", "mode": "show", "held": "M002:opening:1"},
        {"meeting": "M001", "mode": "decide"},
        {"meeting": "new"},
    ],
    "packs": [{}, {"pack": "place"}],
    "admin": [{}, {"section": "versions"}, {"section": "audit"}, {"section": "sources"}],
}


def looks() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every page with each of its addresses, in alternating languages."""
    number = 0
    for entry in PAGES:
        for query in STATES.get(entry.address, [{}]):
            number += 1
            yield entry.address, {**query, "lang": LANGUAGES[number % 2]}


def test_each_text_is_shown_as_it_was_typed() -> None:
    for typed in TEXTS:
        shown = escape_markdown(typed)
        assert not acting_in_markdown(shown), typed
        assert shown.replace(WORD_JOINER, "").replace("\\", "") == typed.replace("\\", "")
    harmless = ("Aberhalwyn Castle", "G001: 12 o'r 24", "(1.2) Café 3", "plain")
    acts = [text for text in TEXTS if acting_in_markdown(text)]
    assert not any(map(acting_in_markdown, harmless)) and len(acts) >= 17, "the check itself"


def walked(open_page: Open, languages: int) -> None:
    """Open every page in so many languages; nothing acts and no page has an error."""
    found, texts = [], 0
    for number, (address, query) in enumerate(looks()):
        for language in range(number, number + languages):
            asked = {**query, "lang": LANGUAGES[language % 2]}
            app = open_page(page_at(address), **asked)
            assert not app.exception and not app.error, (address, asked)
            acting, seen = acting_on(app)
            found += [f"{address} {asked}: {one}" for one in acting]
            texts += seen
    assert found == []
    assert texts > 700 * languages, "pages show these texts"


def test_no_text_acts_on_any_page(at_home: None, open_page: Open) -> None:
    walked(open_page, 1)


@pytest.mark.slow
def test_no_text_acts_on_any_page_in_either_language(at_home: None, open_page: Open) -> None:
    walked(open_page, 2)


def test_no_text_acts_in_what_is_searched_for(at_home: None, open_page: Open) -> None:
    for language in LANGUAGES:
        app = open_page(page_at("groups"), lang=language)
        app.button(key=box.KEY).click().run()
        app.text_input(key=box.TYPED).set_value(OUTSIDE).run()
        found, texts = acting_on(app)
        assert not app.exception and found == [] and len(app.get("page_link")) > 10 and texts > 20
        app = open_page(page_at("map"), lang=language)
        app.session_state[f"{MEMO}{find_box.TYPED}"] = OUTSIDE
        app.run()
        assert OUTSIDE in app.warning[0].value
        # What was typed in the box is quoted as code.
        quoted = [one for one in acting_on(app)[0] if "['code_inline']" not in one]
        assert not app.exception and quoted == []


@pytest.mark.slow
def test_no_text_of_an_uploaded_file_acts(
    hostile: Path, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(hostile, tmp_path / "home")
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    forget_answers()
    text = Text("en")
    rows = (hostile.parent / "sources" / "places" / "groups.csv").read_bytes().splitlines()
    files = {
        f"**bold** :red[x] www.{OUTSIDE}.csv": b"<b>x</b>,**y**\n=1,2\n",
        f":material/home: {OUTSIDE}.xlsx": b"[x](http://outside.example)",
        # Last, as it awaits a decision instead of the form.
        f"<img src=x onerror=alert(1)> [x](www.{OUTSIDE}).csv": b"\n".join(rows[:9]),
    }
    for name, content in files.items():
        app = open_page(page_at("plan"), item="import", lang="en")
        app.file_uploader[0].set_value((name, content, "text/csv")).run()
        found, _ = acting_on(app)
        assert not app.exception and found == [], name
        app = open_page(page_at("upload"), lang="en")
        app.file_uploader[0].set_value((name, content, "text/csv")).run()
        (check,) = (button for button in app.button if button.label == text("upload.check"))
        app = check.click().run()
        found, texts = acting_on(app)
        assert not app.exception and found == [] and texts > 5, name
    forget_answers()
