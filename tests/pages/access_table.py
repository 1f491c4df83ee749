"""The written table of who gets what, and what is planted to see whether it comes."""

import io
import re
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pypdf
from sqlalchemy import Engine

from data.access.sign_in import ROLES
from data.access.viewer import Audience, Viewer
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.kinds import TABLES
from data.register.meetings.agenda import add_item
from data.register.meetings.kinds import MEETING
from data.register.orders import DRAFTED, ORDER
from data.register.plan.kinds import ACTION
from data.register.proposals.taking_over import take_over
from data.register.responses.kinds import RESPONSE
from data.release.store import Store

FILE = Path(__file__).with_suffix(".toml")
TABLE = tomllib.loads(FILE.read_text(encoding="utf-8"))
NOBODY = Viewer(name="", audience=Audience.NOBODY)
VIEWERS: Mapping[str, Viewer] = {"nobody": NOBODY, **ROLES}
EDITOR = ROLES["editor"]
# PLANTED: the texts that are entered, by what they are in the table.
PLANTED = {
    "texts of partners": ("Planted group", "Planted response", "Planted action", "Planted meeting"),
    "drafted orders": ("Planted draft",),
    "incidents of partners": (
        "own-noise",
        "own-barking-dog",
        "own-assault",
        "barking dog",
        "deliberate fire",
    ),
}
LEFT_OUT = "rows left out"
NUMBER = re.compile(r"(?<=-)[A-Z]+-?[0-9]+(-[0-9A-Z-]+)?$")


def rows(part: str) -> dict[str, dict[str, bool]]:
    """Return for each row of a part of the table whether each viewer gets it."""
    found = {}
    for name, words in TABLE[part].items():
        given = words.split()
        assert len(given) == len(VIEWERS) and {*given} <= {"yes", "no"}, (part, name)
        found[name] = {one: word == "yes" for one, word in zip(VIEWERS, given, strict=True)}
    return found


def plant(engine: Engine, store: Store, ward: str) -> None:
    """Enter what only partners may see, besides what the release has."""
    for table in TABLES.values():
        fields = table.fields_of(table.of_release(store))
        take_over(engine, "file", table.kind, fields, release=store.manifest.release)
    orders = TABLES[ORDER.name].fields_of(TABLES[ORDER.name].of_release(store))
    hidden = {"name_en": "Planted group", "kind": "youth_provision"}
    where = {"covers": "ward", "ward_code": ward, "public_contact": False}
    save(engine, EDITOR, GROUP, hidden | where)
    save(engine, EDITOR, RESPONSE, {"name_en": "Planted response", "stage": "objective"})
    save(engine, EDITOR, ACTION, {"name_en": "Planted action", "priority": "P001", "number": "99"})
    area = next(one["area"] for one in orders.values() if one["area"])
    draft = {"name_en": "Planted draft", "status": DRAFTED, "area": area}
    save(engine, EDITOR, ORDER, draft)
    of = {"title_en": "Planted meeting", "day": "2026-12-09", "audience": "partner"}
    key = save(engine, EDITOR, MEETING, of | {"month": "2026-09"}).key
    add_item(engine, EDITOR, key, {"item_kind": "note", "note_en": "Planted note"})


CONTENTS = {*PLANTED, LEFT_OUT}


@dataclass(frozen=True)
class Marks:
    """The texts that tell what something contains."""

    texts: Mapping[str, tuple[str, ...]]
    # Of rows that were left out: their numbers of crimes, and what was typed.
    left_out: frozenset[str] = field(repr=False)

    def found_in(self, words: str) -> set[str]:
        """Return what of the table's contents is in some words."""
        plain = words.casefold()
        found = {
            name for name, texts in self.texts.items() if any(t.casefold() in plain for t in texts)
        }
        if self.left_out & {*re.findall(r"[0-9a-f]{64}|W0\d{7}", words)}:
            found.add(LEFT_OUT)
        return found


def marks(store: Store) -> Marks:
    """Return what is planted, and what the release has of rows that were left out."""
    records = pd.concat([*store.left_out_parts(files=None, reasons=None)])["record"]
    known = {*store.codes("ward"), *store.codes("lsoa")}
    ids = {one for record in records for one in re.findall(r"[0-9a-f]{64}|W0\d{7}", str(record))}
    kept = {one for one in ids if one not in known}
    return Marks(texts=PLANTED, left_out=frozenset(kept))


def words_in(content: bytes) -> str:
    """Return the text of a file: of a zip that of its members, of a PDF that of its pages."""
    return "\n".join(_words(content))


def _words(content: bytes) -> Iterator[str]:
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as members:
            for name in members.namelist():
                yield name
                yield from _words(members.read(name))
    elif content[:4] == b"%PDF":
        for page in pypdf.PdfReader(io.BytesIO(content)).pages:
            yield " ".join(page.extract_text().split())
    elif content[:4] == b"PAR1":
        yield pd.read_parquet(io.BytesIO(content)).to_csv()
    else:
        yield content.decode("utf-8", errors="replace")
