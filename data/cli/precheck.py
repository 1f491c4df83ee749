"""Check files without a build: police files and partners' tables whole, others their start."""

import datetime as dt

from data.errors import SourceError
from data.file_kinds import LSOAS, NATIONAL, PERCEPTIONS, SURVEY_TOTALS, TABLE_ENDINGS, WARDS
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.messages import Message
from data.police.plan import Parsing, parse_without_cache
from data.readers.boundaries.codes_and_names import area_codes, area_names, require_once
from data.readers.boundaries.layer import newest_column
from data.readers.shapes import read_layer, require_polygons
from data.readers.sniff_header import heads_of_table
from data.sources.boundaries import LSOA_CODE, WARD_CODE
from data.sources.national import check_national
from data.sources.registry import SOURCES
from data.sources.surveys.answers import valid_parts
from data.sources.surveys.totals import load_all_survey_totals
from data.sources.validated_rows import read_rows

# How many shapes of a public file are checked.
FIRST_SHAPES = 200
# WITHOUT_RESIDENTS: the line about a build for which no residents by LSOA were given.
WITHOUT_RESIDENTS = (
    "no residents by LSOA: counts, months and hexagons work; there will be no rates, and nothing"
    " else that is counted per resident"
)


def has_contract(kind: str) -> bool:
    """Return whether every row of a file of a kind can be checked without a build.

    Parameters
    ----------
    kind
        The kind of file.

    Returns
    -------
    bool
        False for towns and beats, whose contract depends on the form of the file.

    Examples
    --------
    >>> has_contract("groups"), has_contract("towns"), has_contract("wards")
    (True, False, False)
    """
    source = SOURCES.get(kind)
    return source is not None and source.load is not None and bool(source.contract)


def check_partner_table(
    kind: str, member: Member, today: dt.date, *, fictional: bool = False
) -> FileReport:
    """Validate every row of a partner's table, without checking the codes of wards.

    Parameters
    ----------
    kind
        The kind of file.
    member
        The file.
    today
        Dates after it are in the future.
    fictional
        Whether the files are of a fictional county, which may have example rows.

    Returns
    -------
    FileReport
        The number of rows that would be used and left out.

    Raises
    ------
    SourceError
        If the file as a whole can't be used.

    Examples
    --------
    >>> check_partner_table("groups", groups_file, dt.date(2026, 11, 20)).used  # doctest: +SKIP
    3
    """
    report = LoadReport()
    report.today, report.fictional = today.isoformat(), fictional
    if kind == PERCEPTIONS:
        for _ in valid_parts(member, None, report):
            pass
    elif kind == SURVEY_TOTALS:
        load_all_survey_totals([member], None, report)
    else:
        read_rows(member, SOURCES[kind].contract, report, account_kind=kind)
    (account,) = report.files
    return account


def check_public_file(kind: str, member: Member) -> None:
    """Check the header and the first rows or geometries of a public file.

    Parameters
    ----------
    kind
        The kind of file.
    member
        The file.

    Raises
    ------
    SourceError
        If it can't be used.

    Examples
    --------
    >>> check_public_file("wards", wards_file)  # doctest: +SKIP
    """
    if kind in (WARDS, LSOAS):
        layer = read_layer(member, first=FIRST_SHAPES)
        require_polygons(member, layer)
        pattern = WARD_CODE if kind == WARDS else LSOA_CODE
        expected = Message("columns.ward") if kind == WARDS else Message("columns.lsoa")
        column = newest_column(member, layer, pattern, expected)
        require_once(member, area_codes(member, layer, column), column)
        area_names(member, layer, column)
    elif kind == NATIONAL:
        check_national(member)
    elif member.name.lower().endswith(TABLE_ENDINGS):
        heads = [head for head in heads_of_table(member) if head]
        if max((len(head) for head in heads), default=0) < 2:
            raise SourceError(
                file=member.path_shown, expected=Message("rows.one"), found=Message("found.none")
            )


def check_police_file(member: Member) -> list[Parsing]:
    """Parse a police file, without writing it to the cache.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    list[Parsing]
        What a build would choose from: one for each force and month.

    Raises
    ------
    SourceError
        If it can't be used, or no row can.

    Examples
    --------
    >>> check_police_file(street_file)[0].file.month  # doctest: +SKIP
    '2025-06'
    """
    files = parse_without_cache(member)
    if not any(file.usable for file in files):
        raise SourceError(
            file=member.path_shown, expected=Message("rows.usable"), found=Message("found.none")
        )
    return [Parsing(member=member, file=file) for file in files]


def describe_check(account: FileReport) -> str:
    """Return the result of checking a partner's table for the command line.

    Parameters
    ----------
    account
        The report of the file.

    Returns
    -------
    str
        The number of rows that would be used, and of those left out by reason.

    Examples
    --------
    >>> report = FileReport(file="a.csv", kind="groups", sha256="", read=2, used=2)
    >>> describe_check(report)
    '2 of 2 rows would be used'
    """
    used = f"{account.used:,} of {counted(account.read, 'row')} would be used"
    left_out = [f"{_why(why)}: {rows:,}" for why, rows in account.left_out.items()]
    noted = account.notes.get(Reason.OFF_THE_SCALE, 0)
    off = [f"{Reason.OFF_THE_SCALE}: {noted:,}"] if noted else []
    return "; ".join([used, *left_out, *off])


def _why(why: str) -> str:
    if why == Reason.UNKNOWN_WARD:
        return "a ward not given by its code, which a build looks up by its name"
    if why == Reason.UNKNOWN_LSOA:
        return "an LSOA without a ward, which a build finds"
    return why


def counted(number: int, thing: str) -> str:
    """Return a number with its noun for the command line, which is in English.

    Parameters
    ----------
    number
        The number.
    thing
        The noun in the singular.

    Returns
    -------
    str
        Such as "1 row" or "2,000 rows".

    Examples
    --------
    >>> counted(1, "row"), counted(2000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
