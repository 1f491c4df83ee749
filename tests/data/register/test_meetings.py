"""Meetings: agendas that are changed and copied, what is shown, and what is decided."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from data.errors import Conflict, InvalidRecord, ReadOnly
from data.register.database import writing
from data.register.editing.saving import retire, save
from data.register.erasure import erase_records
from data.register.kinds import KINDS
from data.register.meetings.agenda import add_item, copy_meeting, move_item
from data.register.meetings.fields import read_meeting_fields
from data.register.meetings.holding import decide, mark_shown
from data.register.meetings.kinds import (
    DECISION,
    ITEM,
    MEETING,
    MEETING_KINDS,
    SHOWN_ITEM,
    Meeting,
    read_meetings,
)
from data.register.plan.kinds import ACTION, read_plan
from data.register.records import all_records
from data.register.seed import seed
from data.sample.meetings import meeting_records
from tests.data.register.conftest import OFFICER, READER

FIELDS = {"title_en": "January", "day": "2027-01-13", "audience": "partner", "month": "2026-09"}


def made(register: Engine, *titles: str) -> str:
    """Return a new meeting with a heading for each title."""
    key = save(register, OFFICER, MEETING, FIELDS).key
    for title in titles:
        add_item(register, OFFICER, key, {"item_kind": "heading", "title_en": title})
    return key


def read(register: Engine, key: str) -> Meeting:
    return read_meetings(register)[key]


def order(register: Engine, key: str) -> list[str]:
    return [one.values["title_en"] for one in read(register, key).items]


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(st.tuples(st.integers(0, 3), st.integers(-4, 4)), max_size=8))
def test_an_item_is_moved_as_in_a_list(register: Engine, moves: list[tuple[int, int]]) -> None:
    key = made(register, *"ABCD")
    expected = list("ABCD")
    for which, steps in moves:
        item = read(register, key).items[which]
        move_item(register, OFFICER, item.key, version=item.version, steps=steps)
        title = expected.pop(which)
        expected.insert(min(max(which + steps, 0), 3), title)
        assert order(register, key) == expected


def test_many_moves_between_the_same_neighbours_are_exact(register: Engine) -> None:
    """Halving a distance 60 times leaves nothing of it: then all places are given anew."""
    key = made(register, *"ABC")
    for _ in range(60):
        last = read(register, key).items[2]
        move_item(register, OFFICER, last.key, version=last.version, steps=-1)
    assert sorted(order(register, key)) == ["A", "B", "C"]
    places = [one.values["position"] for one in read(register, key).items]
    assert len(set(places)) == 3 and order(register, key)[0] == "A"


def test_two_who_move_the_same_item_do_not_lose_a_move(register: Engine) -> None:
    key = made(register, *"AB")
    item = read(register, key).items[0]
    move_item(register, OFFICER, item.key, version=1, steps=1)
    with pytest.raises(Conflict):
        move_item(register, OFFICER, item.key, version=1, steps=1)
    assert order(register, key) == ["B", "A"]


def test_a_copied_agenda_moves_on_but_for_what_is_pinned(register: Engine) -> None:
    key = made(register, "A")
    for target, pinned in (("map?period=a", False), ("map?period=b", True), ("", False)):
        values = {"item_kind": "view", "target": target, "pinned": pinned}
        add_item(register, OFFICER, key, values)
    gone = read(register, key).items[0]
    retire(register, OFFICER, ITEM, gone.key, version=gone.version)
    new = copy_meeting(register, OFFICER, key, {**FIELDS, "title_en": "February"}, str.upper)
    copied = read(register, new.key)
    assert [one.values["target"] for one in copied.items] == ["MAP?PERIOD=A", "map?period=b", ""]
    assert copied.record.values["title_en"] == "February" and not copied.shown
    assert len(read(register, key).items) == 3, "the agenda that is copied stays as it is"


def test_what_is_shown_is_written_down_once(register: Engine) -> None:
    key = made(register, "A")
    item = read(register, key).items[0].key
    first = mark_shown(register, OFFICER, key, item, {"day": "2027-01-13", "said_en": "First"})
    again = mark_shown(register, OFFICER, key, item, {"day": "2027-01-13", "said_en": "Again"})
    assert first == again and len(all_records(register, SHOWN_ITEM)) == 1


def test_a_decision_and_what_it_becomes_are_saved_both_or_neither(register: Engine) -> None:
    seed(register)
    key, before = made(register, "A"), len(read_plan(register).actions)
    fields = {"priority": "P001", "name_en": "Light the path"}
    own = {"meeting": key, "decision_en": "Light the path"}
    decided = decide(register, OFFICER, own, ACTION.name, fields)
    actions = {one.key: one.values["name_en"] for one in read_plan(register).actions}
    assert actions[decided.values["became_key"]] == "Light the path"
    retired = read(register, key).record
    retire(register, OFFICER, MEETING, key, version=retired.version)
    with pytest.raises(Conflict):
        decide(register, OFFICER, own, ACTION.name, fields)
    assert len(read_plan(register).actions) == before + 1


def test_only_partners_write(register: Engine) -> None:
    key = made(register, "A")
    item = read(register, key).items[0]
    attempts = (
        lambda: add_item(register, READER, key, {"item_kind": "note"}),
        lambda: move_item(register, READER, item.key, version=1, steps=1),
        lambda: copy_meeting(register, READER, key, FIELDS, str),
        lambda: mark_shown(register, READER, key, item.key, {}),
        lambda: decide(register, READER, {"meeting": key}),
    )
    for attempt in attempts:
        with pytest.raises(ReadOnly):
            attempt()


def test_every_fault_of_what_was_typed_is_named() -> None:
    cases = [
        (MEETING, {"title_en": "", "day": "x", "audience": "nobody"}, {}, 3),
        (MEETING, {"title_cy": "Ionawr", "day": ""}, {}, 1),
        (ITEM, {"title_en": " ", "title_cy": ""}, {"item_kind": "heading"}, 1),
        (ITEM, {"note_en": "x" * 2_001}, {"item_kind": "note"}, 1),
        (DECISION, {"decision_en": "", "due": "31/2/2027"}, {}, 2),
    ]
    for kind, cells, now, faults in cases:
        with pytest.raises(InvalidRecord) as error:
            read_meeting_fields(kind, cells, now=now)
        assert len(error.value.faults) == faults, cells
    assert read_meeting_fields(ITEM, {"title_en": ""}, now={"item_kind": "view"}) == {
        "title_en": None
    }


def test_the_meetings_of_the_sample_county_are_as_forms_would_save_them(
    register: Engine,
) -> None:
    seed(register)
    found = read_meetings(register)
    assert [len(one.items) for one in found.values()] == [9, 9]
    assert len(found["M001"].decisions) == 2 and found["M001"].shown and not found["M002"].shown
    for kind, key, fields in meeting_records():
        assert set(fields) <= set(KINDS[kind].fields), key
        pairs = [name for name in fields if name.endswith("_en") and fields[name]]
        assert all(fields[f"{name.removesuffix('_en')}_cy"] for name in pairs), key


def test_a_meeting_can_be_erased(register: Engine) -> None:
    key = made(register, "A")
    erase_records(register, MEETING, [key])
    with writing(register):
        assert read_meetings(register) == {}
    assert {kind.name for kind in MEETING_KINDS} <= set(KINDS)
