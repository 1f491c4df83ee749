"""A group that is erased leaves the register too, and so does a text."""

from pathlib import Path

import pytest

from data.__main__ import main
from data.access.viewer import Audience, Viewer
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.history import changes
from data.register.migration import open_register
from data.register.records import all_records

EDITOR = Viewer(name="Blodeuwedd of Llyn", audience=Audience.PARTNER, edits=True)
GROUPS = {
    "Zanzibar Watch": {"kind": "neighbourhood_watch", "covers": "county"},
    "Quay Watch": {"kind": "rural_watch", "covers": "county"},
    "Market Watch": {"kind": "rural_watch", "covers": "county", "offers_en": "Ask Myfanwy Xyz"},
}


def test_the_command_erases_from_the_register(
    sample_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = f"sqlite:///{tmp_path / 'register.sqlite'}"
    monkeypatch.setenv("MILLTIR_REGISTER", address)
    register = open_register(address)
    for name, fields in GROUPS.items():
        save(register, EDITOR, GROUP, {"name_en": name, **fields}, key=f"X-{name}", version=0)
    assert main(["erase", "group", "Zanzibar Watch", "--dry-run"]) == 0
    assert "register" in capsys.readouterr().out
    assert len(all_records(register, GROUP)) == 3
    assert main(["erase", "group", "Zanzibar Watch", "--yes"]) == 0
    left = ["X-Market Watch", "X-Quay Watch"]
    assert [one.key for one in all_records(register, GROUP)] == left
    assert main(["erase", "text", "Myfanwy Xyz", "--yes"]) == 0
    assert [one.key for one in all_records(register, GROUP)] == left[1:]
    assert main(["erase", "text", "Blodeuwedd", "--yes"]) == 0
    assert [(one.action, one.who) for one in changes(register)] == [
        *(("erased", ""), ("erased", ""), ("created", "… of Llyn")),
    ]
    assert main(["erase", "text", "Blodeuwedd", "--yes"]) == 1, "nothing is left"
