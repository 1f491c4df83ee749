"""The steps of an order change its dates and its status, within what the law allows."""

import datetime as dt

import pandas as pd
import pytest
from sqlalchemy import Engine

from data.errors import Conflict, InvalidRecord, NothingToUndo, ReadOnly
from data.register.editing.saving import save
from data.register.history import changes
from data.register.order_events import EVENTS, events_of, read_event, record_event
from data.register.orders import DRAFTED, EVENT, ORDER, orders_table, read_order
from data.register.records import all_records, find_record
from data.register.undoing import undo
from geo.orders.status import TOO_LONG, order_status
from tests.data.register.conftest import OFFICER, READER

AREA = "POLYGON ((0 0, 100 0, 100 100, 0 0))"


def drafted(register: Engine) -> str:
    fields = {"name_en": "Quay", "prohibitions_en": "No fires", "status": DRAFTED, "area": AREA}
    return save(register, OFFICER, ORDER, fields).key


def step(register: Engine, key: str, event: str, day: str, until: str = "") -> None:
    now = find_record(register, ORDER, key)
    assert now
    values = read_event({"event": event, "day": day, "until": until, "reference": "Cabinet 12"})
    record_event(register, OFFICER, key, values, version=now.version)


def test_an_order_goes_from_draft_to_discharge(register: Engine) -> None:
    key, found = drafted(register), []
    steps = (
        ("consultation", "1/2/2026", "28/2/2026"),
        ("made", "1/4/2026", "31/3/2029"),
        ("varied", "1/6/2026", ""),
        ("extended", "1/3/2029", "31/3/2030"),
        ("discharged", "1/5/2029", ""),
    )
    for event, day, until in steps:
        step(register, key, event, day, until)
        order = find_record(register, ORDER, key)
        assert order
        found.append((order.values["status"], order.values["start"], order.values["expiry"]))
    assert found == [
        ("consultation", None, None),
        ("in force", "2026-04-01", "2029-03-31"),
        ("in force", "2026-04-01", "2029-03-31"),
        ("in force", "2026-04-01", "2030-03-31"),
        ("lapsed", "2026-04-01", "2030-03-31"),
    ]
    listed = [one.values["event"] for one in events_of(register, key)]
    assert listed == ["discharged", "extended", "varied", "made", "consultation"]
    assert events_of(register, key)[0].values["reference"] == "Cabinet 12"


def test_a_draft_is_on_no_map_and_an_extended_order_is_not_too_long(register: Engine) -> None:
    key = drafted(register)
    assert orders_table(all_records(register, ORDER)).empty
    step(register, key, "made", "1/4/2026", "31/3/2029")
    step(register, key, "extended", "1/3/2029", "31/3/2030")
    table = pd.DataFrame(orders_table(all_records(register, ORDER)))
    (faults,) = order_status(table, dt.date(2029, 4, 1))["faults"]
    assert faults == ()
    (without,) = order_status(table.drop(columns="term_from"), dt.date(2029, 4, 1))["faults"]
    assert without == (TOO_LONG,), "four years in one term"


def test_what_the_law_forbids_is_refused_and_nothing_is_saved(register: Engine) -> None:
    key = drafted(register)
    before = len(changes(register))
    refused = {
        "no day": ("made", "", "31/3/2029", "day"),
        "no last day": ("made", "1/4/2026", "", "until"),
        "ends first": ("consultation", "1/4/2026", "1/3/2026", "until"),
        "over three years": ("made", "1/4/2026", "2/4/2029", "until"),
        "nothing to extend": ("extended", "1/4/2026", "1/4/2027", "event"),
    }
    found = {}
    for name, (event, day, until, _) in refused.items():
        with pytest.raises(InvalidRecord) as error:
            step(register, key, event, day, until)
        found[name] = error.value.faults[0][0]
    assert found == {name: field for name, (*_, field) in refused.items()}
    assert len(changes(register)) == before
    step(register, key, "made", "1/4/2026", "31/3/2029")
    for day, until, field in (
        ("1/4/2029", "1/4/2030", "day"),
        ("1/3/2029", "31/3/2029", "until"),
        ("1/3/2029", "1/4/2032", "until"),
    ):
        with pytest.raises(InvalidRecord) as error:
            step(register, key, "extended", day, until)
        assert error.value.faults[0][0] == field, (day, until)


def test_a_step_of_another_version_is_a_conflict(register: Engine) -> None:
    key = drafted(register)
    save(register, OFFICER, ORDER, {"name_en": "Old Quay"}, key=key, version=1)
    values = read_event({"event": "made", "day": "1/4/2026", "until": "31/3/2029"})
    with pytest.raises(Conflict):
        record_event(register, OFFICER, key, values, version=1)
    assert events_of(register, key) == []
    with pytest.raises(ReadOnly):
        record_event(register, READER, key, values, version=2)


def test_a_step_and_the_dates_by_it_are_taken_back_and_made_again_together(
    register: Engine,
) -> None:
    key = drafted(register)
    step(register, key, "made", "1/4/2026", "31/3/2029")
    step(register, key, "extended", "1/3/2029", "31/3/2030")

    def now() -> tuple[str, list[str]]:
        order = find_record(register, ORDER, key)
        assert order
        return order.values["expiry"], [one.values["event"] for one in events_of(register, key)]

    before, after = ("2029-03-31", ["made"]), ("2030-03-31", ["extended", "made"])
    for from_the_step in (True, False):
        assert now() == after
        for then in (before, after):  # Undo, then redo.
            kind = EVENT if from_the_step else ORDER
            undo(register, OFFICER, changes(register, kind=kind.name)[0].number)
            assert now() == then, (from_the_step, then)
    step(register, key, "varied", "1/4/2029")
    undo(register, OFFICER, changes(register, kind=EVENT.name)[0].number)
    assert now() == after, "a step that changed no date is taken back alone"
    saved = find_record(register, ORDER, key)
    assert saved
    save(register, OFFICER, ORDER, {"expiry": "2031-01-01"}, key=key, version=saved.version)
    (extended, *_) = [one for one in changes(register, kind=EVENT.name) if not one.undoes][1:]
    with pytest.raises(NothingToUndo, match="expiry"):
        undo(register, OFFICER, extended.number)
    assert now() == ("2031-01-01", ["extended", "made"]), "neither is taken back alone"


def test_every_fault_of_an_order_is_told_at_once() -> None:
    typed = {"name_en": "", "prohibitions_en": "x" * 10_000, "status": "drafted"}
    with pytest.raises(InvalidRecord) as error:
        read_order(typed)
    assert [name for name, *_ in error.value.faults] == ["prohibitions_en", "name_en"]
    typed = {"status": "in force", "start": "1/1/2026", "expiry": "1/1/2025", "published": "soon"}
    with pytest.raises(InvalidRecord) as error:
        read_order(typed)
    names = [name for name, *_ in error.value.faults]
    assert names == ["name_en", "prohibitions_en", "expiry", "published"]
    with pytest.raises(InvalidRecord) as error:
        read_event({"event": "abolished", "day": "32/1/2026"})
    assert [name for name, *_ in error.value.faults] == ["day", "event"]
    assert len(set(EVENTS)) == 7
