"""Categories are read from prohibitions in both languages."""

from data.sample.orders import ORDERS
from data.schema import ASB, CATEGORIES
from geo.orders.prohibitions import NAMED, categories_named
from tests.cases import every_case


@every_case(
    ("words", "also"),
    [
        ("No drinking alcohol after being asked to stop", ()),
        ("No fires or barbecues", ("criminal-damage-arson",)),
        ("Dim tanau na barbeciws", ("criminal-damage-arson",)),
        ("Dim tân ar y traeth", ("criminal-damage-arson",)),
        ("No intoxicating substances, no knives", ("drugs", "possession-of-weapons")),
        ("Dim cyffuriau", ("drugs",)),
        ("Nobody may intimidate or harass others", ("public-order",)),
        ("Rhaid cadw cŵn ar dennyn", ()),
        ("", ()),
    ],
)
def test_categories_are_found_by_their_words(words: str, also: tuple[str, ...]) -> None:
    assert categories_named(words) == (ASB, *also)


def test_only_known_categories_have_patterns() -> None:
    assert set(NAMED) < set(CATEGORIES)


def test_both_languages_of_an_order_name_the_same() -> None:
    for order in ORDERS:
        assert categories_named(order.rule[0]) == categories_named(order.rule[1]), order.name_en
