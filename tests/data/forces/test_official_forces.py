"""The force of an authority is that of the official look-up."""

import pandas as pd
import pytest

from data.errors import SourceError
from data.forces.official_forces import (
    absent_forces,
    covering_forces,
    force_name,
    force_slug,
    guessed_forces,
    require_a_force,
)
from data.sources.shipped_look_up import SHIPPED_ROWS
from tests.cases import every_case

# The forces of England and Wales as in the names of police.uk's files.
POLICE_UK = (
    "avon-and-somerset bedfordshire cambridgeshire cheshire city-of-london cleveland cumbria "
    "derbyshire devon-and-cornwall dorset durham dyfed-powys essex gloucestershire "
    "greater-manchester gwent hampshire hertfordshire humberside kent lancashire leicestershire "
    "lincolnshire merseyside metropolitan norfolk north-wales north-yorkshire northamptonshire "
    "northumbria nottinghamshire south-wales south-yorkshire staffordshire suffolk surrey sussex "
    "thames-valley warwickshire west-mercia west-midlands west-yorkshire wiltshire"
)


def authorities(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [(code, name, name, 20) for code, name in rows],
        columns=["code", "name_en", "name_cy", "wards"],
    )


def test_every_force_has_the_name_of_its_files() -> None:
    assert {force_slug(row["PFA24NM"]) for row in SHIPPED_ROWS} == set(POLICE_UK.split())
    assert len(SHIPPED_ROWS) == 318 == len({row["LAD24CD"] for row in SHIPPED_ROWS})


@every_case(
    ("code", "force"),
    [
        ("E08000003", "greater-manchester"),
        ("W06000022", "gwent"),
        ("W06000002", "north-wales"),
        ("E09000001", "city-of-london"),
        ("E09000007", "metropolitan"),
        ("E08000025", "west-midlands"),
    ],
)
def test_authorities_have_their_force(code: str, force: str) -> None:
    (one,) = covering_forces(authorities((code, "any")), None)
    assert (one.force, one.basis) == (force, "shipped")


def test_a_look_up_among_the_files_comes_first_then_code_then_name() -> None:
    brought = pd.DataFrame(
        [("E06000001", "New Town", "Durham")], columns=["LADCD", "LADNM", "PFANM"]
    )
    table = authorities(
        ("E06000001", "New Town"), ("E08000038", "Barnsley"), ("W06000999", "Vale of Halwyn")
    )
    found = covering_forces(table, brought)
    assert [(one.force, one.basis) for one in found] == [
        ("durham", "brought"),
        ("south-yorkshire", "name"),
        ("", "incidents"),
    ]


@every_case(
    ("slug", "name"),
    [
        ("metropolitan", "Metropolitan Police"),
        ("city-of-london", "City of London Police"),
        ("devon-and-cornwall", "Devon & Cornwall Police"),
        ("halwyn", "Halwyn Police"),
    ],
)
def test_forces_are_named_as_people_know_them(slug: str, name: str) -> None:
    assert str(force_name(slug)) == name and force_slug(name) == slug


def test_an_area_without_a_file_of_its_forces_is_refused_by_name() -> None:
    (manchester,) = covering_forces(authorities(("E08000003", "Manchester")), None)
    absent = type(manchester)(**{**vars(manchester), "has_files": False})
    with pytest.raises(SourceError, match=r"Greater Manchester Police.*Cheshire Police"):
        require_a_force([absent], {"cheshire"})
    require_a_force([absent, manchester], {"greater-manchester"})
    assert "Manchester: no file of Greater Manchester Police" in str(absent_forces([absent])[0])
    assert guessed_forces([manchester]) == []
