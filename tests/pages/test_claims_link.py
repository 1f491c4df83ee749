"""From everywhere figures are explained, a link leads to what is claimed and how often it errs."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.data_page import claims
from components.data_page.methods import RULES
from components.text.catalogue import LANGUAGES, Text
from components.ui.routes import CLAIMS
from components.view.state import OPEN
from pages import PAGES, PageEntry
from tests.cases import every_case
from tests.pages.conftest import Open, page_at, words_on

pytestmark = pytest.mark.usefixtures("sample_home")
QUIET = "W05999004"
# Pages with folds on how small a difference could have been seen, and the views that have them.
WITH_FOLDS = {
    "": {},
    "place": {"place": QUIET},
    "map": {"place": QUIET, "pins": f"{QUIET}.W05999001"},
    "data": {},
}
FOLD = re.compile(r'<details class="(mt-fold|mt-rule)">(.*?)</details>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]*)"[^>]*>([^<]*)</a></p>$')


def folds(app: AppTest) -> list[str]:
    """Return the content of each fold on the page, as HTML."""
    bodies = [str(part.proto.body) for part in app.get("html")]
    worked_out = [content for body in bodies for _, content in FOLD.findall(body)]
    # Lists that go on, rows left out, and the rule on how long answers are stored, are no figures.
    texts = [Text(language) for language in LANGUAGES]
    no_figures = [text("source.stored") for text in texts]
    no_figures += [f">{text('left_out.reason')}</th>" for text in texts]
    return [
        content
        for content in worked_out
        if "<ul" not in content and not any(title in content for title in no_figures)
    ]


@every_case("language", LANGUAGES)
@every_case("address", WITH_FOLDS)
def test_every_fold_ends_with_the_link_in_the_viewers_language(
    open_page: Open, address: str, language: str
) -> None:
    query = WITH_FOLDS[address] | ({"lang": language} if language != LANGUAGES[0] else {})
    found = folds(open_page(page_at(address), **query))
    assert len(found) >= (len(RULES) if address == "data" else 1)
    for content in found:
        link = LINK.search(content)
        assert link, content
        target = urlsplit(unescape(link[1]))
        assert (target.path, target.fragment) == ("data", CLAIMS)
        assert dict(parse_qsl(target.query)) == query | {OPEN: CLAIMS}
        assert unescape(link[2]) == Text(language)("claims.title")


@pytest.mark.slow
@every_case("entry", PAGES, ids=lambda entry: entry.address)
def test_every_page_has_the_link_at_its_foot(open_page: Open, entry: PageEntry) -> None:
    foot = next(
        str(part.proto.body)
        for part in open_page(entry, lang="cy").get("html")
        if 'class="mt-foot"' in part.proto.body
    )
    assert f'href="data?lang=cy&amp;open={CLAIMS}#{CLAIMS}"' in foot


def test_how_the_score_of_a_place_is_made_ends_with_the_link(open_page: Open) -> None:
    bodies = [str(part.proto.body) for part in open_page(page_at("next")).get("html")]
    assert (
        sum(
            f'<p><a href="data?open={CLAIMS}#{CLAIMS}"' in body and "mt-fold" in body
            for body in bodies
        )
        == 1
    )


@every_case("language", LANGUAGES)
def test_the_link_leads_to_the_tables_of_the_figures_that_come_with_the_program(
    open_page: Open, language: str
) -> None:
    app, text = open_page(page_at("data"), lang=language), Text(language)
    headings = {one.anchor: one.value for one in app.subheader}
    assert headings[CLAIMS] == text("claims.title")
    words = words_on(app)
    found = claims.figures()
    for one in found["claims"]:
        claim = text("claim." + one["claim"])
        row = words[words.index(f"<span>{claim}</span>") :]
        shown = re.findall(r"<span>([^<]*)</span>", row[: row.index("</tr>")])[1:]
        simulated = [text.percent(share, 1) for share in one["simulated"].values()]
        assert shown[:-1] == [text.percent(one["at_most"]), *simulated]
    assert text("claims.of_a_list") in words
