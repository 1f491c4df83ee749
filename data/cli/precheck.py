"""What can be told of a file without building: public ones by their start, own tables by row."""

import datetime as dt

from data.errors import SourceError
from data.file_kinds import LSOAS, TABLE_ENDINGS, WARDS
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.messages import Message
from data.police.street_file import parse_month
from data.readers.shapes import read_layer, require_polygons
from data.readers.sniff_header import heads_of_table
from data.sources.boundaries import LSOA_CODE, WARD_CODE, column, names
from data.sources.registry import SOURCES
from data.sources.validated_rows import read_rows

FIRST_SHAPES, FIRST_BYTES = 200, 1 << 18


def has_contract(kind: str) -> bool:
    """Return whether every row of a file of this kind can be checked without a build.

    Towns and beats can't: which contract a file of theirs follows depends on its form.
    """
    source = SOURCES.get(kind)
    return source is not None and source.load is not None and bool(source.contract)


def look_at_own(kind: str, member: Member, today: dt.date) -> FileReport:
    """Every row of an own table against its contract; whose wards they are only a build knows."""
    report = LoadReport()
    report.today = today.isoformat()
    return read_rows(member, SOURCES[kind].contract, report, account_kind=kind).account


def look_at_public(kind: str, member: Member) -> None:
    """Raise where the header or the first rows or shapes of a public file can't be used."""
    if kind in (WARDS, LSOAS):
        layer = read_layer(member, first=FIRST_SHAPES)
        require_polygons(member, layer)
        pattern, like = (WARD_CODE, "ward") if kind == WARDS else (LSOA_CODE, "lsoa")
        expected = Message("columns.ward") if like == "ward" else Message("columns.lsoa")
        names(layer, column(member, layer, pattern, expected))
    elif member.name.lower().endswith(TABLE_ENDINGS):
        heads = [head for head in heads_of_table(member) if head]
        if max((len(head) for head in heads), default=0) < 2:
            raise SourceError(
                file=member.path_shown, expected=Message("rows.one"), found=Message("found.none")
            )


def look_at_month(member: Member, month: str) -> None:
    """Raise where the header or the first rows of a police file can't be used."""
    with member.open() as file:
        start = file.read(FIRST_BYTES)
    whole = start if len(start) < FIRST_BYTES else start[: start.rfind(b"\n") + 1]
    if not parse_month(whole, member.path_shown, month).usable:
        raise SourceError(
            file=member.path_shown, expected=Message("rows.usable"), found=Message("found.none")
        )


def describe_check(account: FileReport) -> str:
    """What would become of an own table's rows, as the command line says it."""
    used = f"{account.used:,} of {counted(account.read, 'row')} would be used"
    fates = [f"{_why(why)}: {rows:,}" for why, rows in account.left_out.items()]
    return "; ".join([used, *fates])


def _why(why: str) -> str:
    if why == Reason.UNKNOWN_WARD:
        return "a ward not given by its code, which a build looks up by its name"
    if why == Reason.UNKNOWN_LSOA:
        return "an LSOA without a ward, which a build finds"
    return why


def counted(number: int, thing: str) -> str:
    """ "1 row", "2 rows"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
