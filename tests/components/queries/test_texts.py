"""Names of a release are shown in the viewer's language, and cannot format the page."""

from components.queries import texts
from components.queries.cache import CacheKey


def test_partner_categories_have_the_partners_own_terms(public: CacheKey) -> None:
    assert texts.release_text(public, "en")("category.own-noise") == "noise"
    title = texts.release_text(public, "cy")("category_title.own-noise")
    assert title == "Noise (cofnod y partneriaid eu hunain)"


def test_the_catalogues_alone_lack_the_names_of_a_release(public: CacheKey) -> None:
    assert not texts.text_in("en").knows("category.own-noise")
    texts.release_text(public, "en")
    assert texts.text_in("en")("category.own-noise") == "category.own-noise"


def test_a_name_can_contain_nothing_that_a_page_would_format() -> None:
    assert texts.strip_markup("<b>dogs</b> *bark* [x](y)") == "b dogs /b bark x (y)"
    assert texts.humanise_code("fly_tipping") == "Fly tipping"
    assert texts.humanise_code("") == ""
