"""An import is taken back and made again at once; what was changed since stays."""

import json
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text
from sqlalchemy.event import listen

from data.errors import NothingToUndo, ReadOnly
from data.register.database import engine_of, reading, writing
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.history import Change, changes, made_again
from data.register.migration import FOLDER, latest_version, open_register, version
from data.register.plan.kinds import ACTION, read_plan
from data.register.plan.saving import save_part, save_value
from data.register.proposals.decisions import decide
from data.register.proposals.differences import proposals
from data.register.proposals.taking_over import take_over
from data.register.records import all_records, find_record
from data.register.together import batches_taken_back, counts, undo_together
from data.register.undoing import undo
from tests.data.register.conftest import ANALYST, OFFICER, READER
from tests.data.register.test_plan import TODAY, imported
from tests.data.register.test_proposals import ROWS

MORE = {f"G{n:03d}": {**ROWS["G001"], "name_en": f"Watch {n}"} for n in range(3, 9)}


def latest(register: Engine) -> Change:
    return changes(register, together=True, most=1)[0]


def back(register: Engine, batch: str = "") -> tuple[int, list[str]]:
    """Take back an import, or else the last one; return how many changes, and which stay."""
    taken = undo_together(register, OFFICER, batch or str(latest(register).batch))
    return taken.number, [one.record for one in taken.kept]


def test_a_file_is_one_line_that_is_undone_and_redone_at_once(register: Engine) -> None:
    take_over(register, "groups.csv", GROUP, ROWS, release="r1")
    later = {"G002": {**ROWS["G002"], "kind": "rural_watch"}, **MORE}
    decide(register, OFFICER, GROUP, proposals(register, GROUP, later), accepted=True)
    first, taken_over = changes(register, together=True)
    assert counts(register, [str(first.batch)])[str(first.batch)] == (
        *(("groups", "retired", 1), ("groups", "changed", 1), ("groups", "created", 6)),
    )
    accepted = all_records(register, GROUP, retired=True)
    assert back(register) == (8, [])
    assert [one.key for one in all_records(register, GROUP)] == ["G001", "G002"]
    assert find_record(register, GROUP, "G002").values["kind"] == "neighbourhood_watch"
    lines = changes(register, together=True)
    assert len(lines) == 3 and batches_taken_back(register, lines) == {first.batch}
    assert made_again(register, lines) == set()
    assert back(register) == (8, []), "made again"
    redone, each = latest(register).batch, changes(register)
    numbers = made_again(register, each)
    assert len(numbers) == 8 and {one.batch for one in each if one.number in numbers} == {redone}
    again = all_records(register, GROUP, retired=True)
    assert [(one.values, one.retired) for one in again] == [
        (one.values, one.retired) for one in accepted
    ]
    with pytest.raises(NothingToUndo, match="already taken back"):
        undo_together(register, OFFICER, str(lines[0].batch))
    with pytest.raises(NothingToUndo, match="changed since"):
        undo_together(register, OFFICER, str(taken_over.batch))
    assert len(changes(register, record="G003")) == 3, "a record tells its own changes"


def test_what_was_changed_since_stays_with_all_that_it_belongs_to(register: Engine) -> None:
    imported(register)
    batch = str(latest(register).batch)
    action, other = read_plan(register).actions
    plan = read_plan(register)
    typed = {"year": 2026, "quarter": 2, "value": "9"}
    save_value(register, ANALYST, plan.indicators[0].key, typed, today=TODAY)
    save_part(register, ANALYST, ACTION, {"deadline": "May-27"}, key=other.key, version=1)
    number, kept = back(register, batch)
    assert (number, len(kept)) == (3, 5), "the other indicator and the two values of the file go"
    left = read_plan(register)
    assert [one.key for one in left.priorities] == [one.key for one in plan.priorities]
    assert [one.values["deadline"] for one in left.actions] == ["Apr-27", "May-27"]
    assert [one.values["value"] for one in left.values] == ["9"]
    assert back(register) == (3, [])
    assert len(read_plan(register).values) == 3 and action in read_plan(register).actions


def test_many_changes_are_taken_back_in_as_few_statements_as_one(register: Engine) -> None:
    rows = {f"G{n:03d}": {**ROWS["G001"], "name_en": f"Watch {n}"} for n in range(300)}
    take_over(register, "groups.csv", GROUP, rows, release="r1")
    asked: list[str] = []
    listen(register, "before_cursor_execute", lambda *of: asked.append(of[2]))
    assert back(register) == (300, []) and all_records(register, GROUP) == []
    assert back(register) == (300, []) and len(all_records(register, GROUP)) == 300
    assert len(asked) < 50, "a statement for each record"
    assert {one.version for one in all_records(register, GROUP)} == {3}


def test_nothing_is_taken_back_if_all_was_changed_or_by_the_public(register: Engine) -> None:
    take_over(register, "groups.csv", GROUP, ROWS, release="r1")
    batch = str(latest(register).batch)
    for key in ROWS:
        save(register, OFFICER, GROUP, {"offers_en": "Tea"}, key=key, version=1)
    before = changes(register)
    with pytest.raises(NothingToUndo, match="Every one of them was changed since"):
        undo_together(register, OFFICER, batch)
    with pytest.raises(ReadOnly):
        undo_together(register, READER, batch)
    assert changes(register) == before
    undo(register, OFFICER, before[0].number)
    assert undo_together(register, OFFICER, batch).number == 1, "the one that is as it was"


def test_an_older_register_is_brought_to_the_version_of_the_program(address: str) -> None:
    taken = ("groups", "G001"), ("groups", "G002"), ("orders", "PSPO-01")
    if address.startswith("sqlite"):
        file = Path(address.removeprefix("sqlite:///"))
        file.parent.mkdir(parents=True)
        sqlite3.connect(file).close()
    engine = engine_of(address)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for number, (kind, record) in enumerate((*taken, ("groups", "G001")), start=1):
            action = "taken over" if number < 4 else "changed"
            connection.execute(
                text(
                    "INSERT INTO changes (at, who, kind, record, action, version_id, after)"
                    f" VALUES ('2026-11-30T02:33:19.744+00:00', 'r1', '{kind}', '{record}',"
                    f" '{action}', 1, '{{}}')"
                )
            )
        old = {name: None for name in ACTION.fields if not name.startswith("status_reason")}
        old |= {"name_en": "Patrol", "status": "behind", "status_reason": "Nobody left"}
        was = {"before": json.dumps(old | {"status_reason": None}), "after": json.dumps(old)}
        for statement in (
            "INSERT INTO plan_actions (record, name_en, status, status_reason, version_id, retired)"
            " VALUES ('A001', 'Patrol', 'behind', 'Nobody left', 2, false)",
            "INSERT INTO changes (at, who, kind, record, action, version_id, before, after) VALUES"
            " ('2026-11-30', 'r1', 'plan_actions', 'A001', 'changed', 2, :before, :after)",
        ):
            connection.execute(text(statement), was if ":before" in statement else {})
    assert version(engine) == "0004"
    register = open_register(address)
    assert version(register) == latest_version()
    assert [(one.kind, one.action) for one in changes(register, together=True)] == [
        ("plan_actions", "changed"),
        *(("groups", "changed"), ("orders", "taken over"), ("groups", "taken over")),
    ]
    with reading(register) as connection:
        assert connection.scalar(text("SELECT count(*) FROM changes")) == 5
    (reason,) = changes(register, kind="plan_actions")
    assert reason.fields == ("status_reason_en",)
    assert find_record(register, ACTION, "A001").values["status_reason_en"] == "Nobody left"
    assert undo(register, OFFICER, reason.number).values["status_reason_en"] is None
