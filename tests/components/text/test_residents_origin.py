"""Sentences on residents name the rule and the look-up that were used, and no other."""

from dataclasses import replace

from components.text import residents_origin
from components.text.catalogue import LANGUAGES, Text
from data.geometry.residents_origin import ResidentsOrigin, RulesUsed
from data.geometry.ward_membership import BEST_FIT, LARGEST_OVERLAP
from data.release.store import Store
from tests.cases import every_case

NAMES = {"L2": "Vale 014A", "R": "Rhoose", "S": "St Nicholas", "L": "Llancarfan"}
BY = "the lookup table “best fit”"
OVERLAPS = ResidentsOrigin(whole={LARGEST_OVERLAP: 4}, taken={}, left={})


def test_a_ward_without_a_look_up_has_none_in_its_sentence() -> None:
    text = Text("en")
    said = residents_origin.of_area(text, OVERLAPS, NAMES.__getitem__, by=BY)
    assert said == ("Its residents are those of 4 whole small areas with their largest part in it.")
    fitted = replace(OVERLAPS, whole={BEST_FIT: 1, LARGEST_OVERLAP: 4})
    mixed = residents_origin.of_area(text, fitted, NAMES.__getitem__, by=BY)
    assert "1 whole small area that the lookup table “best fit” gives it and 4 whole" in mixed


def test_both_wards_of_a_divided_lsoa_say_what_the_lsoa_says() -> None:
    text, name = Text("en"), NAMES.__getitem__
    gives = ResidentsOrigin(whole={BEST_FIT: 3}, taken={}, left={"L2": 0.22})
    takes = ResidentsOrigin(whole={}, taken={"L2": 0.78}, left={})
    assert "(22% of Vale 014A)" in residents_origin.of_area(text, gives, name, by=BY)
    said = residents_origin.of_area(text, takes, name, by=BY)
    assert "no whole small area of its own (78% of Vale 014A)" in said and "lookup" not in said
    lsoa = residents_origin.of_lsoa(text, ("R", BEST_FIT), {"S": 0.78, "R": 0.22}, name, by=BY)
    assert lsoa.startswith("It is given to Rhoose by the lookup table “best fit”.")
    assert lsoa.endswith("its residents are counted in St Nicholas (78%) and Rhoose (22%).")


@every_case("language", LANGUAGES)
def test_the_data_page_counts_lsoas_by_the_rules_that_were_used(language: str) -> None:
    text, name = Text(language), NAMES.__getitem__
    none = RulesUsed(by_look_up=0, by_largest_overlap=5, takers=(), givers=())
    assert residents_origin.of_all_wards(text, none, name, by=BY) == [
        text.plural("wards.by_largest_overlap", 5)
    ]
    every = RulesUsed(by_look_up=3, by_largest_overlap=2, takers=("S",), givers=("R", "L"))
    said = residents_origin.of_all_wards(text, every, name, by=BY)
    assert said[0] == text.plural("wards.by_look_up", 3, look_up=BY) and BY in said[0]
    assert "St Nicholas" in said[2] and "Rhoose" in said[2] and "Llancarfan" in said[2]


def test_of_many_wards_that_take_a_share_the_first_are_named() -> None:
    many = tuple(f"W{n:02}" for n in range(10))
    rules = RulesUsed(by_look_up=30, by_largest_overlap=0, takers=many, givers=many)
    (_, said) = residents_origin.of_all_wards(Text("en"), rules, str.lower, by=BY)
    assert "w00, w01, w02, w03, w04, w05, w06, w07 and 2 more" in said
    assert "taken from 10 wards" in said


@every_case("language", LANGUAGES)
def test_a_release_names_its_own_look_up(sample_store: Store, language: str) -> None:
    text, manifest = Text(language), sample_store.manifest
    assert "LSOA21 WD25 LAD25 best fit" in residents_origin.look_up(text, manifest)
    older = residents_origin.look_up(text, replace(manifest, best_fit=""))
    assert older == text("residents.a_look_up")


@every_case("language", LANGUAGES)
def test_absent_authorities_are_named_and_many_are_counted(
    sample_store: Store, language: str
) -> None:
    text, manifest = Text(language), sample_store.manifest
    assert residents_origin.absent_authorities(text, manifest) == ""
    places = [{"name_en": f"Place {n}", "name_cy": f"Lle {n}"} for n in range(1, 12)]
    one = residents_origin.absent_authorities(
        text, replace(manifest, absent_authorities=tuple(places[:1]))
    )
    assert text.name(places[0]) in one
    many = residents_origin.absent_authorities(
        text, replace(manifest, absent_authorities=tuple(places))
    )
    assert text.name(places[7]) in many and text.name(places[8]) not in many and "3" in many
