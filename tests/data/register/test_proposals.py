"""What came by file is taken over once; a later file proposes changes, each accepted or not."""

import pytest
from geopandas.testing import assert_geodataframe_equal
from sqlalchemy import Engine
from sqlalchemy.event import listen

from data.errors import ReadOnly
from data.register.editing.saving import retire, save
from data.register.groups import GROUP
from data.register.history import changes
from data.register.kinds import TABLES
from data.register.proposals.decisions import decide
from data.register.proposals.differences import proposals
from data.register.proposals.taking_over import is_taken_over, take_over
from data.register.records import all_records, find_record
from data.register.responses.kinds import RESPONSE
from data.register.undoing import undo
from data.release.store import Store
from tests.data.register.conftest import ANALYST, OFFICER, READER

ROWS = {
    "G001": {"name_en": "Harbour Watch", "kind": "neighbourhood_watch", "covers": "county"},
    "G002": {"name_en": "Market Watch", "kind": "neighbourhood_watch", "covers": "county"},
}


def test_a_release_is_taken_over_once(register: Engine) -> None:
    assert not is_taken_over(register, GROUP)
    assert take_over(register, "groups.csv", GROUP, ROWS, release="r1") == 2
    assert is_taken_over(register, GROUP)
    assert take_over(register, "groups.csv", GROUP, {"G003": ROWS["G001"]}, release="r2") == 0
    assert [one.key for one in all_records(register, GROUP)] == ["G001", "G002"]
    assert {one.action for one in changes(register)} == {"taken over"}


def test_a_later_file_proposes_what_is_new_different_and_gone(register: Engine) -> None:
    take_over(register, "groups.csv", GROUP, ROWS, release="r1")
    assert proposals(register, GROUP, ROWS) == []
    later = {"G002": {**ROWS["G002"], "kind": "rural_watch"}, "G003": ROWS["G001"]}
    gone, different, new = proposals(register, GROUP, later)
    assert (gone.key, gone.kind) == ("G001", "gone")
    assert (different.now, different.proposed) == (
        {"kind": "neighbourhood_watch"},
        {"kind": "rural_watch"},
    )
    assert (new.key, new.kind, new.version) == ("G003", "new", 0)
    assert decide(register, OFFICER, GROUP, [gone, different, new], accepted=True) == []
    assert [one.key for one in all_records(register, GROUP)] == ["G002", "G003"]
    assert proposals(register, GROUP, later) == []
    assert undo(register, OFFICER, 3).retired is False
    assert [one.action for one in changes(register, record="G001")] == [
        *("undone", "retired", "taken over"),
    ]


def test_many_decisions_take_as_few_statements_as_one(register: Engine) -> None:
    rows = {f"G{n:03d}": {**ROWS["G001"], "name_en": f"Watch {n}"} for n in range(300)}
    later = {key: {**row, "kind": "rural_watch"} for key, row in rows.items()}
    asked: list[str] = []
    listen(register, "before_cursor_execute", lambda *of: asked.append(of[2]))
    assert take_over(register, "groups.csv", GROUP, rows, release="r1") == 300
    proposed = proposals(register, GROUP, later)
    save(register, OFFICER, GROUP, {"covers": "ward"}, key="G007", version=1)
    assert [one.key for one in decide(register, OFFICER, GROUP, proposed, accepted=True)] == [
        "G007"
    ]
    assert len(asked) < 50, "a statement for each record"
    assert {one.version for one in all_records(register, GROUP)} == {2}
    latest = changes(register, most=299)
    assert [one.record for one in latest] == [key for key in reversed(rows) if key != "G007"]
    assert {(one.action, one.version, one.fields) for one in latest} == {("changed", 2, ("kind",))}
    undo(register, OFFICER, latest[0].number)
    (left,) = proposals(register, GROUP, later)
    assert left.key == "G007"


def test_what_was_changed_by_hand_is_not_proposed_back(register: Engine) -> None:
    take_over(register, "groups.csv", GROUP, ROWS, release="r1")
    save(register, OFFICER, GROUP, {"name_en": "Quay Watch"}, key="G001", version=1)
    retire(register, OFFICER, GROUP, "G002", version=1)
    assert proposals(register, GROUP, ROWS) == [], "the same file again"
    (other,) = proposals(register, GROUP, {**ROWS, "G001": {**ROWS["G001"], "covers": "ward"}})
    assert other.proposed == {"covers": "ward"}, "only what the file changed"


def test_what_is_refused_is_not_proposed_again(register: Engine) -> None:
    take_over(register, "groups.csv", GROUP, ROWS, release="r1")
    later = {"G002": {**ROWS["G002"], "kind": "rural_watch"}, "G003": ROWS["G001"]}
    before = all_records(register, GROUP)
    decide(register, OFFICER, GROUP, proposals(register, GROUP, later), accepted=False)
    assert all_records(register, GROUP) == before
    assert [one.action for one in changes(register)][:3] == ["refused"] * 3, "who left it as it is"
    assert [one.fields for one in changes(register)][:3] == [()] * 3
    assert proposals(register, GROUP, later) == []
    (again,) = proposals(register, GROUP, {**later, "G003": {**ROWS["G001"], "covers": "ward"}})
    assert (again.key, again.kind) == ("G003", "new")


def test_what_somebody_changed_since_is_not_accepted(register: Engine) -> None:
    take_over(register, "groups.csv", GROUP, ROWS, release="r1")
    (different,) = proposals(register, GROUP, {**ROWS, "G001": {**ROWS["G001"], "covers": "ward"}})
    save(register, ANALYST, GROUP, {"offers_en": "A walk"}, key="G001", version=1)
    assert decide(register, OFFICER, GROUP, [different], accepted=True) == [different]
    found = find_record(register, GROUP, "G001")
    assert found and found.values["covers"] == "county" and found.values["offers_en"] == "A walk"


def test_a_retired_record_that_a_file_changes_is_proposed_as_new(register: Engine) -> None:
    take_over(register, "groups.csv", GROUP, ROWS, release="r1")
    retire(register, OFFICER, GROUP, "G001", version=1)
    (new,) = proposals(register, GROUP, {**ROWS, "G001": {**ROWS["G001"], "covers": "ward"}})
    assert (new.key, new.kind, new.version) == ("G001", "new", 2)
    decide(register, OFFICER, GROUP, [new], accepted=True)
    back = find_record(register, GROUP, "G001")
    assert back and not back.retired and back.values["covers"] == "ward"


def test_a_reader_accepts_nothing(register: Engine) -> None:
    with pytest.raises(ReadOnly):
        decide(register, READER, GROUP, [], accepted=True)


def test_the_sample_comes_back_as_the_release_has_it(register: Engine, sample_store: Store) -> None:
    for name, registered in TABLES.items():
        shapes = name != RESPONSE.name
        table = registered.of_release(sample_store)
        rows = registered.fields_of(table)
        assert take_over(register, "file", registered.kind, rows, release="r") == len(table)
        assert proposals(register, registered.kind, rows) == []
        back = registered.table(all_records(register, registered.kind))
        if "term_from" in back:  # Only an order that was extended in the register has it.
            assert back.pop("term_from").isna().all()
        key = back.columns[0]
        ordered = table[back.columns].sort_values(key).reset_index(drop=True)
        same = back.sort_values(key).reset_index(drop=True)
        if shapes:
            assert_geodataframe_equal(same, ordered, check_less_precise=True)
        else:
            assert same.fillna("").to_dict("records") == ordered.fillna("").to_dict("records")
