"""Areas are found by their names and codes."""

import pandas as pd
import pytest

from data.errors import SourceError
from data.sources.authorities import find_authorities, with_welsh_names
from tests.cases import every_case

AUTHORITIES = pd.DataFrame(
    [
        ("W06000014", "Vale of Glamorgan", "Bro Morgannwg"),
        ("W06000016", "Rhondda Cynon Taf", "Rhondda Cynon Taf"),
        ("W06000022", "Newport", "Casnewydd"),
        ("W06000024", "Merthyr Tydfil", "Merthyr Tudful"),
        ("E06000023", "Bristol, City of", "Bristol, City of"),
    ],
    columns=["code", "name_en", "name_cy"],
)
GROUPINGS = pd.DataFrame(
    [
        ("W06000014", "W14000014", "The Vale of Glamorgan", "W15000003", "South Wales"),
        ("W06000016", "W14000023", "Cwm Taf", "W15000003", "South Wales"),
        ("W06000022", "W14000022", "Newport", "W15000002", "Gwent"),
        ("W06000024", "W14000023", "Cwm Taf", "W15000003", "South Wales"),
        ("E06000023", "E22000001", "Bristol", "E23000036", "Avon and Somerset"),
    ],
    columns=["LADCD", "CSPCD", "CSPNM", "PFACD", "PFANM"],
)


@every_case(
    ("asked", "authorities"),
    [
        ("Newport", ("W06000022",)),
        ("casnewydd", ("W06000022",)),
        ("W06000022", ("W06000022",)),
        ("the vale of glamorgan", ("W06000014",)),
        ("Cwm Taf", ("W06000016", "W06000024")),
        ("South Wales", ("W06000014", "W06000016", "W06000024")),
        ("Gwent Police", ("W06000022",)),
        ("Heddlu Gwent", ("W06000022",)),
        ("Avon and Somerset Constabulary", ("E06000023",)),
        ("Wales", ("W06000014", "W06000016", "W06000022", "W06000024")),
        ("England and Wales", tuple(sorted(AUTHORITIES["code"]))),
    ],
)
def test_an_area_has_its_authorities(asked: str, authorities: tuple[str, ...]) -> None:
    assert find_authorities(asked, AUTHORITIES, GROUPINGS).authorities == authorities


def test_a_police_force_is_known_without_a_look_up_among_the_files() -> None:
    area = find_authorities("South Wales", AUTHORITIES, None)
    assert area.code == "W15000003" and area.name_cy == "De Cymru"
    assert area.authorities == ("W06000014", "W06000016", "W06000024")
    absent = [one["name_en"] for one in area.absent]
    assert absent == ["Bridgend", "Cardiff", "Neath Port Talbot", "Swansea"]
    # A country is what the boundaries have: nothing is known of authorities of another year.
    assert find_authorities("Wales", AUTHORITIES, None).absent == ()


def test_a_misspelt_name_is_refused_with_similar_names() -> None:
    with pytest.raises(SourceError, match=r"such as Newport.*but found Newpotr"):
        find_authorities("Newpotr", AUTHORITIES, GROUPINGS)


def test_an_area_has_its_welsh_name() -> None:
    assert find_authorities("Wales", AUTHORITIES, GROUPINGS).name_cy == "Cymru"
    assert find_authorities("Newport", AUTHORITIES, None).name_cy == "Casnewydd"


def test_without_a_name_the_only_authority_is_the_area() -> None:
    assert find_authorities("", AUTHORITIES.iloc[[2]], None).name_en == "Newport"


def test_without_a_name_several_authorities_are_refused() -> None:
    with pytest.raises(SourceError, match="the boundaries have 5 authorities"):
        find_authorities("", AUTHORITIES, GROUPINGS)


def test_an_authority_has_its_welsh_name_if_the_file_has_none() -> None:
    table = pd.DataFrame(
        {
            "code": ["W06000022", "W06000014", "E06000023"],
            "name_en": ["Newport", "The Vale of Glamorgan", "Bristol"],
            "name_cy": ["Newport", "Y Fro", "Bristol"],
        }
    )
    named = with_welsh_names(table)
    assert list(named["name_cy"]) == ["Casnewydd", "Y Fro", "Bristol"], "its own name comes first"
    assert find_authorities("Casnewydd", named, None).code == "W06000022"


KENT = pd.DataFrame(
    [
        ("E07000105", "Ashford", "E22000111", "Ashford", "E23000032", "Kent"),
        ("E07000110", "Maidstone", "E22000112", "Maidstone", "E23000032", "Kent"),
        ("E06000035", "Medway", "E22000113", "Medway", "E23000032", "Kent"),
        ("W06000022", "Newport", "W14000022", "Newport", "W15000002", "Gwent"),
        ("W06000024", "Merthyr Tydfil", "W14000023", "Cwm Taf", "W15000003", "South Wales"),
    ],
    columns=["LADCD", "LADNM", "CSPCD", "CSPNM", "PFACD", "PFANM"],
)


def boundaries_of(*authorities: tuple[str, str]) -> pd.DataFrame:
    table = pd.DataFrame(authorities, columns=["code", "name_en"])
    return table.assign(name_cy=table["name_en"])


DISTRICTS = (("E07000105", "Ashford"), ("E07000110", "Maidstone"))


def test_an_area_names_the_authorities_that_the_boundaries_lack() -> None:
    kent = find_authorities("Kent", boundaries_of(*DISTRICTS), KENT)
    assert [absent["name_en"] for absent in kent.absent] == ["Medway"]
    assert kent.title("en") == "Kent (without Medway)"
    assert kent.title("cy") == "Kent (ac eithrio Medway)"
    assert kent.authorities == ("E07000105", "E07000110")


def test_an_area_with_all_its_authorities_lacks_none() -> None:
    whole = boundaries_of(*DISTRICTS, ("E06000035", "Medway"))
    kent = find_authorities("Kent", whole, KENT)
    assert kent.absent == () and kent.title("cy") == "Kent"
    assert find_authorities("Ashford", whole, KENT).absent == ()
    assert find_authorities("Wales", boundaries_of(("W06000022", "Newport")), None).absent == ()


def test_a_country_lacks_what_the_look_up_has_of_it() -> None:
    wales = find_authorities("Wales", boundaries_of(("W06000022", "Newport"), *DISTRICTS), KENT)
    assert [absent["name_cy"] for absent in wales.absent] == ["Merthyr Tudful"]
    both = find_authorities("England and Wales", boundaries_of(("W06000022", "Newport")), KENT)
    assert both.title("en") == "England and Wales (without 4 of its 5 authorities)"


def test_an_authority_with_a_new_code_is_not_absent() -> None:
    recoded = boundaries_of(*DISTRICTS, ("E06000099", "Medway"))
    kent = find_authorities("Kent", recoded, KENT)
    assert kent.absent == ()
    assert kent.authorities == ("E06000099", "E07000105", "E07000110")
