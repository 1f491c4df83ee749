"""The page of the sources tells the kinds of gap apart, and names areas without figures."""

from types import SimpleNamespace

from components.data_page import missing_months
from components.page_models.gap_sentences import gap_sentences
from components.text.catalogue import Text
from data.release.coverage.force_coverage import AuthorityForce
from data.release.coverage.missing_months import ABSENT, CUT, MISSING, THIN, MissingMonths
from data.release.manifest import Manifest
from tests.cases import every_case

CARMARTHENSHIRE = "W06000010"


def authority(code: str, name: str, cy: str, force: str, **facts: object) -> AuthorityForce:
    given = {"wards": 32, "basis": "shipped"} | facts
    return AuthorityForce(authority=code, name_en=name, name_cy=cy, force=force, **given)  # type: ignore[arg-type]


AUTHORITIES = (
    authority("E08000003", "Manchester", "Manceinion", "greater-manchester", has_files=False),
    authority("E08000006", "Salford", "Salford", "greater-manchester", wards=20, has_files=False),
    authority(CARMARTHENSHIRE, "Carmarthenshire", "Sir Gaerfyrddin", "dyfed-powys"),
)


def gap(month: str, why: str, rows: int = 0, usual: int = 0, authority: str = "") -> MissingMonths:
    return MissingMonths(
        force="dyfed-powys", month=month, why=why, rows=rows, usual=usual, authority=authority
    )


GAPS = (
    gap("2024-01", THIN, 1187, 3500),
    *(gap(f"2024-{month:02}", MISSING) for month in range(5, 9)),
    gap("2025-01", ABSENT),
    gap("2025-03", CUT, 12, 800, CARMARTHENSHIRE),
    MissingMonths(force="greater-manchester", month="2024-01", why=ABSENT, rows=0),
)


def page(
    language: str, gaps: tuple[MissingMonths, ...], authorities: tuple[AuthorityForce, ...]
) -> SimpleNamespace:
    manifest = Manifest(
        release="2025-03-x",
        built_at="",
        title_en="",
        title_cy="",
        fictional=False,
        rights={},
        area_code="",
        boundaries="",
        first_month="2024-01",
        last_month="2025-03",
        gaps=gaps,
        missing_months=(),
        files=(),
        tables={},
        arrays={},
        forces=tuple(sorted({one.force for one in authorities})),
        authorities=authorities,
    )
    return SimpleNamespace(text=Text(language), manifest=manifest)


def sentences_on(here: SimpleNamespace) -> list[str]:
    return gap_sentences(here.text, here.manifest)


@every_case(
    ("language", "found", "no_file"),
    [
        (
            "en",
            "4 months not published, 1 month not among the files, 1 month with too few rows "
            "and 1 incomplete month, by police force or authority",
            "No file of Greater Manchester Police is among the files. These have no figures: "
            "Manchester and Salford (wards: 52).",
        ),
        (
            "cy",
            "4 mis heb eu cyhoeddi, 1 mis nad yw ymhlith y ffeiliau, 1 mis â rhy ychydig o resi "
            "ac 1 mis anghyflawn, fesul heddlu neu awdurdod",
            "Nid oes ffeil gan Heddlu Greater Manchester ymhlith y ffeiliau. Nid oes gan y rhain "
            "ffigurau: Manceinion a Salford (wardiau: 52).",
        ),
    ],
)
def test_kinds_of_gap_are_told_apart(language: str, found: str, no_file: str) -> None:
    sentences = sentences_on(page(language, GAPS, AUTHORITIES))
    assert f": {found}." in sentences[0]
    assert sentences[1:] == [no_file]


def test_each_force_has_its_months_in_the_table() -> None:
    dyfed, manchester = missing_months.rows(page("en", GAPS, AUTHORITIES))  # type: ignore[arg-type]
    assert list(dyfed.values()) == [
        "Dyfed-Powys Police",
        "9",
        "May 2024 to August 2024",
        "January 2025",
        "January 2024 (1,187 rows, usually 3,500)",
        "Carmarthenshire, March 2025 (12 rows, usually 800)",
    ]
    assert list(manchester.values())[3] == "no file of any month"


def test_nothing_is_claimed_of_the_police_where_all_months_are_there() -> None:
    whole = page("en", (), AUTHORITIES[2:])
    assert sentences_on(whole) == ["No months are missing."]


def test_an_authority_in_no_look_up_is_named() -> None:
    new = authority("E06000099", "Newtown", "Newtown", "kent", basis="incidents")
    (_, guessed) = sentences_on(page("en", (), (new,)))
    assert guessed.startswith("Newtown (E06000099) is not in the official lookup table")
    assert "Its force, Kent Police, is taken from where most of its incidents come" in guessed
