"""The delivery plan in the register, on both databases."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data.__main__ import main
from data.errors import Conflict, InvalidRecord, ReadOnly
from data.register.editing.saving import retire, save
from data.register.history import changes
from data.register.kinds import KINDS
from data.register.plan.acceptance import accept
from data.register.plan.comparison import compare
from data.register.plan.export import Written, as_xlsx
from data.register.plan.kinds import ACTION, INDICATOR, PRIORITY, VALUE, Plan, read_plan
from data.register.plan.saving import save_part, save_value
from data.register.plan.understand import understand
from data.register.records import find_record
from data.register.undoing import undo
from tests.data.register.conftest import ANALYST, OFFICER, READER

TODAY = dt.date(2026, 11, 20)
TABLE = """No,Action,Responsible officer,Deadline,Indicator,Target,Q1 2026/27,Status
Priority 1: Streets,,,,,,,
1.1,Patrol,Inspector,Apr-27,Patrols,20,4,
,,,,Hours,30,9,
Priority 2: Homes,,,,,,,
2.1,Advise,Officer,As and when,,,,Green
"""


def imported(register: Engine, table: str = TABLE, *, retire_gone: bool = False) -> int:
    file = understand("plan.csv", table.encode(), year=2026, reasons={"en": "as imported"})
    found = compare(file, read_plan(register))
    return accept(register, OFFICER, found, today=TODAY, retire_gone=retire_gone)


def test_a_plan_is_taken_over_and_a_later_file_changes_only_what_it_says(register: Engine) -> None:
    assert imported(register) == 8
    plan = read_plan(register)
    assert [len(plan.of(kind)) for kind in KINDS.values() if kind.name.startswith("plan_")] == [
        *(2, 0, 2, 2, 2)
    ]
    assert [one.values["updated"] for one in plan.actions] == ["2026-06-30", "2026-11-20"]
    assert plan.values[0].values["entered_by"] == "Officer"
    assert imported(register) == 0 and len(changes(register)) == 8, "the same file again"
    later = TABLE.replace("Apr-27", "May-27").replace("2.1,Advise", "2.2,Talk")
    assert imported(register, later, retire_gone=True) == 3
    now = read_plan(register)
    assert [one.values["number"] for one in now.actions] == ["1.1", "2.2"]
    assert now.actions[0].values["deadline"] == "May-27"
    again = understand("plan.xlsx", as_xlsx(now, Written(language="cy", area="Bro")), year=2026)
    assert compare(again, now) == [] and len(compare(again, Plan())) == len(again.records)


def test_a_file_is_not_taken_over_when_somebody_was_faster(register: Engine) -> None:
    imported(register)
    file = understand("plan.csv", TABLE.replace("Patrol,", "Walk,").encode(), year=2026)
    found = compare(file, read_plan(register))
    save(register, ANALYST, ACTION, {"role_en": "Sergeant"}, key="A001", version=1)
    before = len(changes(register))
    with pytest.raises(Conflict, match="Analyst has changed A001"):
        accept(register, OFFICER, found, today=TODAY)
    assert len(changes(register)) == before, "nothing of the file was written"
    with pytest.raises(ReadOnly):
        accept(register, READER, found, today=TODAY)


def test_parts_are_saved_retired_and_taken_back(register: Engine) -> None:
    imported(register)
    saved = save_part(register, OFFICER, ACTION, {"comments_en": " A walk "}, key="A001", version=1)
    assert saved.values["comments_en"] == "A walk" and saved.values["name_en"] == "Patrol"
    assert undo(register, ANALYST, changes(register)[0].number).values["comments_en"] is None
    typed = {"year": 2026, "quarter": 2, "value": "7"}
    value = save_value(register, ANALYST, "I001", typed, today=TODAY)
    assert (value.key, value.values["entered_by"]) == ("I001-2026-Q2", "Analyst")
    with pytest.raises(Conflict):
        save_value(register, OFFICER, "I001", {**typed, "value": "8"}, today=TODAY)
    retire(register, OFFICER, VALUE, value.key, version=1)
    again = save_value(register, OFFICER, "I001", {**typed, "value": "8"}, today=TODAY)
    assert again.values["value"] == "8" and not again.retired
    retire(register, OFFICER, PRIORITY, "P001", version=1)
    plan = read_plan(register)
    assert [one.key for one in plan.actions] == ["A002"]
    assert plan.indicators == plan.values == (), "what belongs to it is not shown"
    assert find_record(register, INDICATOR, "I001")


def test_every_fault_is_told_at_once(register: Engine) -> None:
    for kind, cells, fields in (
        (PRIORITY, {"number": "1: a"}, {"name_en", "number"}),
        (ACTION, {"name_en": "x" * 2_001, "status": "odd", "updated": "now"},
         {"name_en", "priority", "status", "status_reason_en", "updated"}),
        (INDICATOR, {"direction": "left"}, {"name_en", "action", "direction"}),
        (VALUE, {"year": 1, "quarter": 5}, {"indicator", "quarter", "value"}),
    ):  # fmt: skip
        with pytest.raises(InvalidRecord) as invalid:
            save_part(register, OFFICER, kind, cells)
        assert {name for name, _, _ in invalid.value.faults} == fields, kind.name
    assert changes(register) == []


def test_the_commands_import_and_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    (tmp_path / "plan.csv").write_text(TABLE.replace("Green", "Purple"))
    assert main(["plan", "export", str(tmp_path / "out.xlsx")]) == 1
    assert "no delivery plan in the register" in capsys.readouterr().err
    assert main(["plan", "import", str(tmp_path / "none.csv")]) == 1
    assert "found nothing there" in capsys.readouterr().err
    assert main(["plan", "import", str(tmp_path / "none.csv")]) == 1
    assert "found nothing there" in capsys.readouterr().err
    assert main(["plan", "import", str(tmp_path / "plan.csv"), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "status not understood: Purple" in told and "nothing was changed" in told
    assert main(["plan", "import", str(tmp_path / "plan.csv")]) == 0
    assert "8 records were written" in capsys.readouterr().out
    for name in ("out.xlsx", "out.csv"):
        assert main(["plan", "export", str(tmp_path / name), "--language", "cy"]) == 0
        assert main(["plan", "import", str(tmp_path / name)]) == 0
        assert "\n0 records were written" in capsys.readouterr().out
    assert main(["plan", "export", str(tmp_path / "out.csv")]) == 1
