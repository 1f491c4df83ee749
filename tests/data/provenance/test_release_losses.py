"""What a release has less of than the one before it is found, one thing at a time."""

from dataclasses import replace
from typing import Any

from data.cli.confirmation import WORDS, describe_loss
from data.load_report.report import FileReport
from data.messages import InBoth
from data.provenance.release_losses import (
    AREAS,
    AUTHORITY,
    FORCE,
    FORCE_MONTHS,
    KINDS,
    LATEST_MONTH,
    LEVEL,
    MONTHS,
    ROWS,
    SOURCE,
    ReleaseLoss,
    release_losses,
)
from data.release.coverage.force_coverage import SHIPPED, AuthorityForce
from data.release.coverage.missing_months import MISSING, MissingMonths
from data.release.manifest import Manifest
from tests.cases import every_case

MONMOUTHSHIRE, NEWPORT = (
    AuthorityForce(
        authority=code, name_en=english, name_cy=welsh, force="gwent", wards=40, basis=SHIPPED
    )
    for code, english, welsh in (
        ("W06000021", "Monmouthshire", "Sir Fynwy"),
        ("W06000022", "Newport", "Casnewydd"),
    )
)


def file_of(kind: str, used: int) -> FileReport:
    return FileReport(file=f"{kind}.csv", kind=kind, sha256="", read=used, used=used)


SERVED = Manifest(
    release="2025-06-1a2b3c4d5e", built_at="2025-07-01T09:00:00+00:00", title_en="Gwent",
    title_cy="Gwent", fictional=False, rights={}, area_code="W15000003", boundaries="",
    first_month="2024-07", last_month="2025-06", gaps=(), missing_months=(),
    files=(file_of("police", 1000), file_of("groups", 40)),
    tables={"areas": {"rows": 85}}, arrays={},
    levels=("ward", "lsoa", "town"), forces=("gwent", "south-wales"),
    authorities=(MONMOUTHSHIRE, NEWPORT),
)  # fmt: skip


def missing(force: str, *months: str) -> tuple[MissingMonths, ...]:
    return tuple(MissingMonths(force=force, month=m, why=MISSING, rows=0) for m in months)


@every_case(
    ("changed", "expected"),
    [
        ({}, []),
        ({"files": (file_of("police", 951), file_of("groups", 40))}, []),
        (
            {"files": (file_of("police", 950), file_of("groups", 40))},
            [ReleaseLoss(kind=ROWS, name="police", before=1000, after=950)],
        ),
        # Rows count over all files of a source.
        ({"files": (*[file_of("police", 500)] * 2, file_of("groups", 40))}, []),
        ({"files": (file_of("police", 1000),)}, [ReleaseLoss(kind=SOURCE, name="groups")]),
        # A force is named only if it loses other months than the whole.
        ({"first_month": "2024-09"}, [ReleaseLoss(kind=MONTHS, before=12, after=10)]),
        (
            {"first_month": "2024-09", "gaps": missing("gwent", "2024-11")},
            [
                ReleaseLoss(kind=MONTHS, before=12, after=10),
                ReleaseLoss(kind=FORCE_MONTHS, name="gwent", before=12, after=9),
            ],
        ),
        # A window that moves on loses nothing; one that moves back loses the latest month.
        ({"first_month": "2024-08", "last_month": "2025-07"}, []),
        (
            {"first_month": "2024-06", "last_month": "2025-05"},
            [ReleaseLoss(kind=LATEST_MONTH, before="2025-06", after="2025-05")],
        ),
        (
            {"gaps": missing("gwent", "2024-11", "2024-12")},
            [ReleaseLoss(kind=FORCE_MONTHS, name="gwent", before=12, after=10)],
        ),
        # The gap of one authority is not one of its force.
        ({"gaps": (replace(missing("gwent", "2024-11")[0], authority="W06000022"),)}, []),
        (
            {"forces": ("gwent",)},
            [ReleaseLoss(kind=FORCE, name="south-wales")],
        ),
        (
            {"authorities": (NEWPORT,)},
            [ReleaseLoss(kind=AUTHORITY, name="Monmouthshire")],
        ),
        # A release of an earlier version doesn't list its authorities.
        ({"authorities": ()}, []),
        ({"levels": ("ward", "lsoa")}, [ReleaseLoss(kind=LEVEL, name="town")]),
        ({"tables": {"areas": {"rows": 84}}}, [ReleaseLoss(kind=AREAS, before=85, after=84)]),
        # The areas of a level that is gone are not counted again.
        (
            {"tables": {"areas": {"rows": 80}}, "levels": ("ward", "lsoa")},
            [ReleaseLoss(kind=LEVEL, name="town")],
        ),
    ],
)  # fmt: skip
def test_each_loss_is_found_alone(changed: dict[str, Any], expected: list[ReleaseLoss]) -> None:
    assert list(release_losses(SERVED, replace(SERVED, **changed))) == expected


def test_more_than_before_is_no_loss() -> None:
    fewer = replace(
        SERVED, files=(file_of("police", 10),), forces=("gwent",), first_month="2025-01",
        authorities=(NEWPORT,), levels=("ward", "lsoa"),
    )  # fmt: skip
    assert release_losses(fewer, SERVED) == ()
    found = {loss.kind for loss in release_losses(SERVED, fewer)}
    assert found == set(KINDS) - {LATEST_MONTH, FORCE_MONTHS, AREAS}


def test_own_data_may_replace_the_fictional_county_but_not_the_other_way_round() -> None:
    sample = replace(SERVED, fictional=True, area_code="W06999001")
    real = replace(SERVED, files=(file_of("police", 10),))
    assert release_losses(sample, real) == ()
    assert {loss.kind for loss in release_losses(SERVED, replace(sample, files=()))} == {SOURCE}


def test_an_authority_is_named_in_both_languages() -> None:
    without = replace(SERVED, authorities=(NEWPORT,))
    (loss,) = release_losses(SERVED, without)
    assert isinstance(loss.name, InBoth) and loss.name.cy == "Sir Fynwy"


def test_every_loss_has_words() -> None:
    assert WORDS.keys() == set(KINDS)
    for kind in KINDS:
        said = describe_loss(ReleaseLoss(kind=kind, name="gwent", before=2000, after=1000))
        assert "{" not in said and ("gwent" in said or kind in (MONTHS, LATEST_MONTH, AREAS))
