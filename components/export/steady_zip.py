"""Office files without the moment at which they were made: the same content is the same bytes."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable

# FIRST_DAY: the date of every member of the zip, the earliest that a zip can have.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
ABOUT = "docProps/core.xml"
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
INSIDE = (".xlsx", ".pptx")


def steady(content: bytes, made: dt.date) -> bytes:
    """Return an Office file, and those inside it, as made at the beginning of a day."""

    def as_made(name: str, part: bytes) -> bytes:
        if name.endswith(INSIDE):
            return steady(part, made)
        return _dated(part, made) if name == ABOUT else part

    return with_parts(content, as_made)


def with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a zip with each member as `change` returns it from its name and content."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            add(after, name, change(name, before.read(name)))
    return written.getvalue()


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Write a member whose date is always the same."""
    member = zipfile.ZipInfo(name, FIRST_DAY)
    member.compress_type = zipfile.ZIP_DEFLATED
    # Read and write for the owner, read for others, whatever the system that it is made on.
    member.external_attr = 0o644 << 16
    member.create_system = 3
    archive.writestr(member, content)


def _dated(core: bytes, made: dt.date) -> bytes:
    moment = f"{made.isoformat()}T00:00:00Z".encode()
    return MOMENT.sub(lambda found: found[1] + moment + found[2], core)
