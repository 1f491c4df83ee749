"""What is around a place: a list of many says how many there are, and where the others are."""

from dataclasses import replace

import pandas as pd

from components.place_page import nearby_section
from components.place_page.model import facts_of
from components.text.catalogue import LANGUAGES, Text
from components.ui.sections import Items, Part, Section
from tests.cases import every_case
from tests.components.place_page.conftest import At

RESORT = "W05999011"


def lists_in(parts: list[Part]) -> list[Items]:
    found = []
    for part in parts:
        if isinstance(part, Items):
            found.append(part)
        if isinstance(part, Section):
            found += lists_in(list(part.parts))
    return found


@every_case("language", LANGUAGES)
def test_a_long_list_ends_and_says_where_the_others_are(at: At, language: str) -> None:
    model, text = facts_of(at(RESORT, lang=language)), Text(language)
    few = lists_in([nearby_section.groups(model), nearby_section.orders(model)])
    assert few and not [one.beyond for one in few if one.beyond]
    around = model.around
    many = {name: pd.concat([getattr(around, name)] * 60) for name in ("here", "orders")}
    model = replace(model, around=replace(around, **many))
    for section, name, page in (
        (nearby_section.groups(model), "here", "groups"),
        (nearby_section.orders(model), "orders", "orders"),
    ):
        drawn, total = lists_in([section])[0], len(many[name])
        assert len(drawn.items) == nearby_section.LISTED < total
        beyond = text.plural("mine.beyond", total - 25, page=text(f"page.{page}"))
        assert drawn.beyond == beyond
        assert drawn.others == text.plural("mine.others", total - nearby_section.OPENED)
        assert drawn.more == text.plural("mine.others", total - drawn.most), "not on the page"
