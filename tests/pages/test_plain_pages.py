"""What a reader meets first on each page of the sample county: short, plain, and consistent."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.text.catalogue import LANGUAGES
from tests.cases import every_case
from tests.pages.conftest import Open, page_at
from tests.pages.page_words import blocks, lead, number_of_words, sentences
from tests.pages.reading_grade import grade

MOST_WORDS, HIGHEST_GRADE = 25, 6.0
# Welsh says the same in up to a fifth more words.
WELSH_LONGER = 1.2
# Each page with the most words that its body may have in English before anything is opened.
LIMITS = {
    "home": ("", {}, 160),
    "my ward, none chosen": ("place", {}, 25),
    "my ward": ("place", {"place": "W05999016"}, 1050),
    "map": ("map", {}, 285),
    "map, a ward": ("map", {"place": "W05999016"}, 425),
    "what residents say": ("perceived", {}, 700),
    "what residents say, a ward": ("perceived", {"place": "W05999016"}, 850),
    "priorities": ("next", {}, 630),
    "groups": ("groups", {}, 750),
    "hot spots": ("hotspots", {}, 440),
    "orders": ("orders", {}, 105),
    "one order": ("orders", {"order": "PSPO-01"}, 280),
    "responses": ("responses", {}, 200),
    "one response": ("responses", {"response": "A1"}, 440),
    "a new response": ("responses", {"response": "new", "begin": "place:W05999003"}, 260),
    "records": ("register", {}, 295),
    "plan": ("plan", {}, 170),
    "an action of the plan": ("plan", {"item": "plan_actions:A001"}, 400),
    "a plan from a file": ("plan", {"item": "import"}, 50),
    "a group": ("register", {"record": "groups:G001"}, 150),
    "an order to change": ("register", {"record": "orders:PSPO-01"}, 200),
    "packs": ("packs", {}, 150),
    "meetings": ("meetings", {}, 40),
    "an agenda": ("meetings", {"meeting": "M002"}, 150),
    "a new meeting": ("meetings", {"meeting": "new"}, 40),
    "data": ("data", {}, 770),
    "add data": ("upload", {}, 60),
    "what is new": ("news", {}, 60),
    "administration": ("admin", {}, 60),
    "data versions": ("admin", {"section": "versions"}, 90),
}
# NO_NUMBER: dates, spans of time and "of 24" are no numbers to take in; "7 of 24" is one.
NO_NUMBER = re.compile(
    r"(\d+ )?(\w+ )?\b20\d\d\b|\d+ (days?|months?|diwrnod|mis)\b|\b(of|o'r|o) \d+\b", re.IGNORECASE
)
NUMBER = re.compile(r"\d[\d,.]*%?")
Opened = dict[str, AppTest]


def opened(open_page: Open, language: str) -> Opened:
    """Return every page of LIMITS in a language, with nothing opened."""
    return {
        name: open_page(page_at(address), closed=True, lang=language, **query)
        for name, (address, query, _) in LIMITS.items()
    }


@pytest.mark.timeout(600)
@every_case("language", LANGUAGES)
def test_each_page_says_its_answer_first_in_few_words(
    sample_home: Path, open_page: Open, language: str
) -> None:
    pages = opened(open_page, language)
    found = {name: blocks(app) for name, app in pages.items()}
    first = {name: sentences(lead(app))[0] for name, app in pages.items()}
    wrong = {
        name: sentence
        for name, sentence in first.items()
        if number_of_words([sentence]) > MOST_WORDS
        or len(NUMBER.findall(NO_NUMBER.sub("", sentence))) > 1
        or re.search(r"[()]", sentence)
    }
    assert wrong == {}, "a first sentence has at most 25 words, one number and no bracket"
    longer = WELSH_LONGER if language == "cy" else 1
    words = {name: number_of_words(texts) for name, texts in found.items()}
    long = {
        name: (words[name], round(most * longer))
        for name, (_, _, most) in LIMITS.items()
        if words[name] > most * longer
    }
    assert long == {}, "words on the page, and the most there may be"
    said = {name: "\n".join(texts) for name, texts in found.items()}
    _agrees(said, language)
    if language == "en":
        hard = {name: round(_grade(texts), 1) for name, texts in found.items()}
        assert {n: g for n, g in hard.items() if g > HIGHEST_GRADE} == {}, "Flesch-Kincaid grades"


def _grade(texts: list[str]) -> float:
    """Return the grade of the sentences of a page; names and labels are none."""
    parts = [part for text in texts for part in sentences(text)]
    return grade([one for one in parts if re.search(r"[.?][)”]*$", one) and len(one.split()) > 3])


def _agrees(said: dict[str, str], language: str) -> None:
    """Check that no page contradicts itself."""
    english = language == "en"
    both_years = "left out of both years" if english else "yn y naill flwyddyn na'r llall"
    assert both_years in said["home"], "why the totals are not those of the year"
    assert "2,086" not in said["home"], "a second total for one thing"
    assert ("before each survey" if english else "cyn pob arolwg") in said["my ward"]
    nothing = "Nothing has clearly changed" if english else "Nid oes dim wedi newid yn amlwg"
    assert said["my ward"].count(nothing) == 1
    ranks = r"Ranks \d+ of 24 wards" if english else r"Safle \d+ o'r 24 ward"
    assert re.search(ranks, said["map, a ward"])
    pale = "of these, pale:" if english else "o'r rhain, golau:"
    legend = said["map"].split(pale)
    areas = re.findall(r"(\d+) (?:areas?|ardal)\n", legend[0] + "\n")
    assert len(legend) == 2 and sum(map(int, areas)) == 24, "the pale areas are among the others"
    for page, words in {
        "what residents say": r"reassurance gap|Safer Vale|bwlch tawelu",
        "priorities": r"doing nothing|gwneud dim",
        "home": r"three sentences|tair brawddeg",
    }.items():
        assert not re.search(words, said[page]), page


def test_the_rows_that_are_offered_are_those_that_are_counted(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(page_at("data"))
    counted = re.search(r"([\d,]+) not used", " ".join(e.label for e in app.expander))
    offered = app.selectbox(key="left-out-group").options[0]
    assert counted and f"{counted[1]} rows, and 1 row used but for one answer" in offered
