"""Records are saved with their history, and nobody's work is lost."""

import pytest
from sqlalchemy import Engine, select

from data.errors import Conflict, InvalidRecord, NothingToUndo, ReadOnly
from data.register.database import reading
from data.register.editing.saving import retire, save
from data.register.fields import LONGEST, read_fields
from data.register.groups import GROUP, groups_table
from data.register.history import changes
from data.register.records import all_records, find_record
from data.register.revision import revision, state
from data.register.tables import CHANGES
from data.register.undoing import undo
from tests.data.register.conftest import ANALYST, OFFICER, READER

WATCH = {"name_en": "Harbour Watch", "kind": "neighbourhood_watch", "covers": "county"}


def test_a_saved_record_has_its_history_and_the_next_number(register: Engine) -> None:
    first = save(register, OFFICER, GROUP, WATCH)
    second = save(register, OFFICER, GROUP, {**WATCH, "name_en": "Market Watch"})
    assert (first.key, second.key) == ("G001", "G002")
    later = save(register, ANALYST, GROUP, {"offers_en": "A walk"}, key="G001", version=1)
    assert later.version == 2 and later.values["name_en"] == "Harbour Watch"
    assert find_record(register, GROUP, "G001") == later
    change, created = changes(register, kind="groups", record="G001")
    assert (change.who, change.action, change.fields) == ("Analyst", "changed", ("offers_en",))
    assert created.before is None and created.after["name_en"] == "Harbour Watch"
    assert revision(register) == change.number == 3
    assert state(register, ["groups"]) == f"3 {change.at}" and state(register, ["orders"]) == ""


def test_a_save_without_a_change_writes_nothing(register: Engine) -> None:
    one = save(register, OFFICER, GROUP, WATCH)
    assert save(register, OFFICER, GROUP, WATCH, key=one.key, version=1) == one
    assert len(changes(register)) == 1


def test_the_second_of_two_editors_is_told_who_was_first(register: Engine) -> None:
    save(register, OFFICER, GROUP, WATCH)
    save(register, ANALYST, GROUP, {"offers_en": "A walk"}, key="G001", version=1)
    with pytest.raises(Conflict, match="Analyst has changed G001") as conflict:
        save(register, OFFICER, GROUP, {"offers_en": "A talk"}, key="G001", version=1)
    assert conflict.value.facts["version"] == "2"
    kept = find_record(register, GROUP, "G001")
    assert kept and kept.values["offers_en"] == "A walk"
    with pytest.raises(Conflict):
        save(register, OFFICER, GROUP, WATCH, key="G001", version=0)


def test_retiring_hides_a_record_and_deletes_nothing(register: Engine) -> None:
    save(register, OFFICER, GROUP, WATCH)
    retire(register, OFFICER, GROUP, "G001", version=1)
    assert all_records(register, GROUP) == []
    (gone,) = all_records(register, GROUP, retired=True)
    assert gone.retired and gone.values["name_en"] == "Harbour Watch"
    assert not retire(register, OFFICER, GROUP, "G001", version=2, back=True).retired
    assert [one.action for one in changes(register)] == ["restored", "retired", "created"]


def test_a_change_is_taken_back_and_made_again(register: Engine) -> None:
    save(register, OFFICER, GROUP, WATCH)
    save(register, OFFICER, GROUP, {"offers_en": "A walk"}, key="G001", version=1)
    save(register, OFFICER, GROUP, {"audience": "Everyone"}, key="G001", version=2)
    back = undo(register, ANALYST, 2)
    assert back.values["offers_en"] is None and back.values["audience"] == "Everyone"
    again = undo(register, ANALYST, changes(register)[0].number)
    assert again.values["offers_en"] == "A walk"
    assert changes(register)[0].undoes == 4
    with pytest.raises(NothingToUndo, match="Change 4 is already taken back"):
        undo(register, ANALYST, 4)
    undo(register, ANALYST, 2)
    save(register, OFFICER, GROUP, {"offers_en": "A talk"}, key="G001", version=6)
    with pytest.raises(NothingToUndo, match="Officer has changed the same since: offers_en"):
        undo(register, ANALYST, 5)
    with pytest.raises(NothingToUndo, match="no change 99"):
        undo(register, ANALYST, 99)


def test_a_new_record_and_a_retirement_are_taken_back(register: Engine) -> None:
    save(register, OFFICER, GROUP, WATCH)
    assert undo(register, OFFICER, 1).retired
    assert not undo(register, OFFICER, 2).retired
    retire(register, OFFICER, GROUP, "G001", version=3)
    assert not undo(register, OFFICER, 4).retired


def test_a_reader_changes_nothing(register: Engine) -> None:
    save(register, OFFICER, GROUP, WATCH)
    with pytest.raises(ReadOnly):
        save(register, READER, GROUP, WATCH)
    with pytest.raises(ReadOnly):
        retire(register, READER, GROUP, "G001", version=1)
    with pytest.raises(ReadOnly):
        undo(register, READER, 1)
    assert revision(register) == 1


def test_odd_text_is_stored_as_it_is(register: Engine) -> None:
    odd = "<b>=1+1</b> 🌊 مرحبا  \n a ‮b"
    fields = read_fields("groups", {**WATCH, "name_en": odd, "offers_en": "x" * LONGEST})
    save(register, OFFICER, GROUP, fields)
    found = find_record(register, GROUP, "G001")
    assert found and found.values["name_en"] == odd and found.values == {**found.values, **fields}


def test_every_fault_of_what_was_typed_is_told_at_once() -> None:
    typed = {"name_en": "", "kind": "club", "covers": "ward", "offers_en": "x" * (LONGEST + 1)}
    with pytest.raises(InvalidRecord, match="at most 2,000 characters, but found 2,001 characters"):
        read_fields("groups", typed)
    with pytest.raises(InvalidRecord) as invalid:
        read_fields("groups", {**typed, "last_confirmed": "yesterday"})
    assert {fault[0] for fault in invalid.value.faults} >= {
        *("name_en", "kind", "ward_code", "last_confirmed", "offers_en"),
    }


def test_groups_are_a_table_as_a_release_has_it(register: Engine) -> None:
    fields = read_fields(
        "groups",
        WATCH
        | {"public_contact": "yes", "last_confirmed": "02/09/2025", "easting": "229400"}
        | {"northing": "269900"},
    )
    save(register, OFFICER, GROUP, fields)
    save(register, OFFICER, GROUP, read_fields("groups", WATCH))
    table = groups_table(all_records(register, GROUP))
    assert table["name_cy"].tolist() == ["Harbour Watch"] * 2, "English stands in"
    assert table["public_contact"].tolist() == [True, False]
    assert table["last_confirmed"].iloc[0] == "2025-09-02"
    assert (table.geometry.iloc[0].x, table.geometry.iloc[1]) == (229400.0, None)
    assert groups_table([]).empty


def test_the_history_is_only_added_to(register: Engine) -> None:
    save(register, OFFICER, GROUP, WATCH)
    with reading(register) as connection:
        before = connection.execute(select(CHANGES)).all()
    retire(register, OFFICER, GROUP, "G001", version=1)
    undo(register, OFFICER, 2)
    with reading(register) as connection:
        assert connection.execute(select(CHANGES).order_by(CHANGES.c.id)).all()[:1] == before
