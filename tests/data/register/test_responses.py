"""Responses, their evidence and their actions are saved with history, and become a table."""

import pandas as pd
import pytest
from sqlalchemy import Engine

from data.errors import InvalidRecord, RecordFrozen
from data.register.editing.saving import retire, save
from data.register.fields import LONGEST
from data.register.history import changes
from data.register.personal_data import personal_data
from data.register.proposals.taking_over import take_over
from data.register.records import all_records, find_record
from data.register.responses.evidence import Figure, figures_in, packed
from data.register.responses.kinds import (
    ACTION,
    EVIDENCE_OF,
    RESPONSE,
    STAGES,
    fields_of,
    responses_table,
    status_of,
)
from data.register.responses.reading import read_action, read_evidence, read_response
from data.register.undoing import undo
from tests.data.register.conftest import ANALYST, OFFICER

FILE = pd.DataFrame(
    {
        "response_id": ["A1", "A2", "A3"],
        "name_en": ["Marshals", "Wardens", "Lights"],
        "name_cy": ["Stiwardiaid", "Wardeniaid", "Goleuadau"],
        "kind": ["patrol", "patrol", "environment"],
        "ward_code": ["W05999001", None, "W05999015"],
        "order_id": [None, "PSPO-01", None],
        "start": ["2024-11-01", "2026-06-01", None],
        "end": ["2026-03-31", None, None],
        "status": ["ended", "running", "planned"],
    }
)
NUMBERS = [Figure(label_en="Incidents", label_cy="Digwyddiadau", en="1,240", cy="1,240")]


def test_a_response_goes_through_its_stages_and_back(register: Engine) -> None:
    one = save(register, OFFICER, RESPONSE, read_response({"name_en": "Marshals"}))
    for version, stage in enumerate(STAGES, start=1):
        save(register, OFFICER, RESPONSE, {"stage": stage}, key=one.key, version=version)
    action = {"response": one.key, **read_action({"action_en": "Walk", "due": "30/06/2026"})}
    done = save(register, OFFICER, ACTION, {**action, "done": False})
    save(register, ANALYST, ACTION, {"done": True}, key=done.key, version=1)
    assert (one.key, done.key) == ("R001", "RA001")
    undo(register, ANALYST, changes(register, kind=RESPONSE.name)[0].number)
    found = find_record(register, RESPONSE, one.key)
    assert found and found.values["stage"] == STAGES[-2]
    assert [change.action for change in changes(register, kind=ACTION.name)] == [
        "changed",
        "created",
    ]


def test_evidence_is_never_changed_after_it_was_added(register: Engine) -> None:
    fields = {"response": "R001", "day": "2026-11-20", "picture": "<svg/>"}
    fields["numbers"] = packed(NUMBERS)
    one = save(register, OFFICER, EVIDENCE_OF, fields)
    with pytest.raises(RecordFrozen, match="EV001 is as it was on the day"):
        save(register, OFFICER, EVIDENCE_OF, {"sentence_en": "x"}, key=one.key, version=1)
    found = find_record(register, EVIDENCE_OF, one.key)
    assert found and figures_in(found.values["numbers"]) == NUMBERS and found.version == 1
    assert retire(register, OFFICER, EVIDENCE_OF, one.key, version=1).retired, "a mistake goes"
    assert not undo(register, OFFICER, changes(register)[0].number).retired


def test_responses_of_a_file_are_taken_over_and_are_the_same_table(register: Engine) -> None:
    assert take_over(register, "file", RESPONSE, fields_of(FILE), release="r1") == 3
    table = responses_table(all_records(register, RESPONSE))
    assert table.fillna("").to_dict("records") == FILE.fillna("").to_dict("records")
    assert save(register, OFFICER, RESPONSE, {"name_cy": "Arall"}).key == "R001"
    named = responses_table(all_records(register, RESPONSE))
    assert named["name_en"].tolist()[-1] == "Arall", "one language stands in for the other"
    assert responses_table([]).empty


def test_an_assessed_response_runs_on_unless_it_is_stopped() -> None:
    for stage, decision, status in (
        *(("objective", None, "planned"), ("analysis", None, "planned")),
        *(("response", None, "running"), ("assessment", None, "running")),
        *(("closed", None, "ended"), ("closed", "stop", "ended"), ("closed", "keep", "running")),
    ):
        assert status_of({"stage": stage, "decision": decision}) == status, (stage, decision)


def test_odd_text_is_stored_and_every_fault_is_told_at_once(register: Engine) -> None:
    odd = "<b>=1+1</b> 🌊 مرحبا ‮b"
    fields = read_response({"name_en": odd, "what_cy": "x" * LONGEST})
    one = save(register, OFFICER, RESPONSE, fields)
    found = find_record(register, RESPONSE, one.key)
    assert found and found.values == {**found.values, **fields}
    typed = {"name_en": " ", "due": "soon", "target": "-3", "buffer": "5", "stage": "done"}
    with pytest.raises(InvalidRecord) as invalid:
        read_response({**typed, "what_en": "x" * 10_000})
    assert {fault[0] for fault in invalid.value.faults} == {*typed, "what_en"}
    for cells, now in (
        ({"name_en": "a", "start": "2026-02-01", "end": "2026-01-31"}, {}),
        ({"end": "2026-01-31"}, {"name_cy": "a", "start": "2026-02-01"}),
    ):
        with pytest.raises(InvalidRecord, match="end: expected a day that is not before"):
            read_response(cells, now=now)
    with pytest.raises(InvalidRecord, match="action_cy: expected some text, but found nothing"):
        read_action({"action_cy": ""})


def test_a_note_is_no_longer_than_a_field_may_be_and_days_are_told_as_people_write_them() -> None:
    assert read_evidence({"note_en": "x" * 2_000})["note_en"]
    for read, cells, said in (
        (read_evidence, {"note_en": "x" * 2_001}, "2,001 characters"),
        (read_response, {"name_en": "A", "start": "2/3/2026", "end": "1/3/2026"}, "01/03/2026"),
    ):
        with pytest.raises(InvalidRecord, match=said):
            read(cells)


def test_what_may_name_a_person_is_found_and_what_does_not_is_not() -> None:
    for words, kinds in {
        "Mrs Evans rang": ["name"],
        "Cwyn gan Bnr Davies": ["name"],
        "Rhys Jones and friends": ["name"],
        "call 07700 900123 or +44 29 2018 0000": ["telephone", "telephone"],
        "write to warden.one@example.org": ["email"],
        "dob 3/4/2008": ["birth"],
        "born on 12 May 2009": ["birth"],
        "at 12 Mill Lane, QV2 4AB": ["home"],
        "flat 3b, QV24AB": ["home"],
        "Young people aged 14 to 17, 22:00 to 03:00, near William Street": [],
        "120 incidents in 2025, 45% of them by 31/12/2025, around QV2 4AB": [],
        "Officers of the council and the police, reference 2026/114": [],
        "": [],
    }.items():
        assert [kind for kind, _ in personal_data(words)] == kinds, words
