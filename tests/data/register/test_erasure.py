"""What is erased from the register is nowhere in it any more, nor in its history."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from data.access.viewer import Audience, Viewer
from data.errors import NothingToUndo
from data.register.editing.saving import save
from data.register.erasure import editors_with, erase_editors, erase_records, records_with
from data.register.groups import GROUP
from data.register.history import changes
from data.register.proposals.taking_over import take_over
from data.register.records import all_records, find_record
from data.register.revision import revision
from data.register.transfer import export
from data.register.undoing import undo
from tests.data.register.conftest import OFFICER

WATCH = {"name_en": "Zanzibar Watch", "kind": "neighbourhood_watch", "covers": "county"}
OTHER = {**WATCH, "name_en": "Market Watch"}


def whole(register: Engine, tmp_path: Path) -> str:
    """Return everything that is in the register, and in the files of SQLite."""
    file = tmp_path / f"export-{revision(register)}.json"
    export(register, file)
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("register.sqlite*"))
    return file.read_text() + files.decode(errors="ignore")


def test_a_record_goes_with_all_its_history(register: Engine, tmp_path: Path) -> None:
    take_over(register, "groups.csv", GROUP, {"G001": WATCH, "G002": OTHER}, release="r1")
    save(register, OFFICER, GROUP, {"name_en": "Quay Watch"}, key="G001", version=1)
    undo(register, OFFICER, 3)
    save(register, OFFICER, GROUP, {"name_en": "Quay Watch"}, key="G001", version=3)
    assert "Zanzibar" in whole(register, tmp_path)
    found = records_with(
        register, GROUP, "group_id", lambda table: table["name_en"].eq("Zanzibar Watch")
    )
    assert found == {"G001"}, "by a name that it had before"
    before = revision(register)
    erase_records(register, GROUP, found)
    left = whole(register, tmp_path)
    assert "Zanzibar" not in left and "Quay" not in left and "Market Watch" in left
    assert [one.key for one in all_records(register, GROUP)] == ["G002"]
    assert find_record(register, GROUP, "G001") is None
    told = changes(register)
    assert [(one.record, one.action) for one in told] == [("", "erased"), ("G002", "taken over")]
    assert revision(register) > before, "what is cached is asked for again"
    with pytest.raises(NothingToUndo):
        undo(register, OFFICER, told[0].number)
    erase_records(register, GROUP, [])
    assert len(changes(register)) == 2


def test_the_name_of_a_person_goes_and_what_was_done_stays(
    register: Engine, tmp_path: Path
) -> None:
    save(register, Viewer(name="Blodeuwedd", audience=Audience.PARTNER, edits=True), GROUP, WATCH)
    save(register, OFFICER, GROUP, {"kind": "rural_watch"}, key="G001", version=1)

    def redacted(who: str) -> str:
        return who.replace("Blodeuwedd", "…")

    assert editors_with(register, redacted) == {"Blodeuwedd"}
    erase_editors(register, redacted)
    assert [one.who for one in changes(register)] == ["Officer", "…"]
    assert "Blodeuwedd" not in whole(register, tmp_path)
    assert editors_with(register, redacted) == frozenset()
