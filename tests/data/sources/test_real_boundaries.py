"""Real boundaries: an LSOA that two wards share is told alike by both, and by itself."""

from pathlib import Path

import pandas as pd
import pytest

from components.text import residents_origin
from components.text.catalogue import LANGUAGES, Text
from data.build.recognise import recognise
from data.file_kinds import BEST_FIT, GROUPINGS, LSOAS, WARDS
from data.geometry.residents_origin import areas_of_lsoa, rule_of_lsoa, rules_used
from data.geometry.residents_origin import residents_origin as origin_of
from data.load_report.report import LoadReport
from data.schema import LSOA
from data.sources.authorities import find_authorities
from data.sources.boundaries import Boundaries, BoundaryFiles, load_boundaries
from tests.cases import every_case

DIVIDED, RHOOSE, ST_NICHOLAS = "W01001119", "Rhoose", "St Nicholas and Llancarfan"


@pytest.fixture(scope="module")
def vale(real_data: Path) -> Boundaries:
    inputs = recognise([real_data / "boundaries", real_data / "lookups"])
    wards, lsoas = inputs.one(WARDS), inputs.one(LSOAS)
    assert wards and lsoas
    files = BoundaryFiles(
        wards=wards,
        lsoas=lsoas,
        best_fit=inputs.one(BEST_FIT),
        groupings=inputs.one(GROUPINGS),
    )
    return load_boundaries(files, "Vale of Glamorgan", LoadReport())


def test_every_resident_of_the_vale_is_in_one_ward(vale: Boundaries) -> None:
    shares = vale.membership.groupby("lsoa_code")["share"].sum()
    lsoas = vale.areas.loc[vale.areas["level"] == LSOA, "area_code"]
    assert set(shares.index) == set(lsoas)
    assert shares.to_numpy() == pytest.approx([1.0] * len(lsoas))
    assert vale.area.absent == ()


@every_case("language", LANGUAGES)
def test_a_divided_lsoa_and_its_wards_agree(vale: Boundaries, language: str) -> None:
    text, areas = Text(language), vale.areas.set_index("area_code")
    members = vale.membership.rename(columns={"ward_code": "area_code"})
    code_of = {name: code for code, name in areas["name_en"].items()}
    rhoose, nicholas = code_of[RHOOSE], code_of[ST_NICHOLAS]

    def named(code: str) -> str:
        return str(areas.at[code, f"name_{language}"])

    shares = areas_of_lsoa(members, DIVIDED)
    assert list(shares) == [nicholas, rhoose] and sum(shares.values()) == pytest.approx(1)
    assert shares[nicholas] == pytest.approx(0.78, abs=0.01)
    assert rule_of_lsoa(members, DIVIDED) == (rhoose, "best fit")
    assert areas.at[DIVIDED, "parent_code"] == nicholas, "the ward that has most of it"
    rules = rules_used(members)
    assert nicholas in rules.takers and rhoose in rules.givers
    by = text("residents.a_look_up")
    of_lsoa = residents_origin.of_lsoa(text, rule_of_lsoa(members, DIVIDED), shares, named, by=by)
    assert named(rhoose) in of_lsoa and f"{named(nicholas)} (78%)" in of_lsoa
    for ward, share in ((nicholas, "78%"), (rhoose, "22%")):
        origin = origin_of(members, ward)
        said = residents_origin.of_area(text, origin, named, by=by)
        assert text("residents.part", share=share, name=named(DIVIDED)) in said
    assert by not in residents_origin.of_area(text, origin_of(members, nicholas), named, by=by)


def test_a_police_force_without_one_of_its_counties_lacks_it(real_data: Path) -> None:
    look_up = pd.read_csv(real_data / "lookups" / "LAD24_CSP24_PFA24_EW.csv", dtype=str)
    kent = look_up[look_up["PFA24NM"] == "Kent"]
    assert "Medway" in set(kent["LAD24NM"])
    inside = kent[kent["LAD24NM"] != "Medway"]
    authorities = pd.DataFrame({"code": inside["LAD24CD"], "name_en": inside["LAD24NM"]})
    groupings = look_up.rename(columns=lambda column: column.replace("24", ""))
    area = find_authorities("Kent", authorities.assign(name_cy=authorities["name_en"]), groupings)
    assert [absent["name_en"] for absent in area.absent] == ["Medway"]
    assert area.title("en") == "Kent (without Medway)" and len(area.authorities) == len(inside)
