"""What is recorded of uploads, refusals and files."""

import pytest

from components.recording import acts
from data.audit import recording
from data.audit.entry import DONE, EXPORTED, REFUSED, UPLOADED, Entry
from data.errors import AccessDenied


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """What is recorded, on the map page of a viewer."""
    found: list[Entry] = []
    monkeypatch.setattr(recording, "is_recording", lambda: True)
    monkeypatch.setattr(recording, "record", found.append)
    monkeypatch.setattr(acts.run, "viewer_of_run", lambda: ("Officer", "partner"))
    monkeypatch.setattr(acts.run, "page_of_run", lambda: ("/map", "W05999001"))
    monkeypatch.setattr(acts.run, "release_of_run", lambda: "2026-09-1")
    return found


def test_an_upload_is_recorded_by_the_endings_of_its_files(entries: list[Entry]) -> None:
    acts.uploaded([("J Smith 07700 900123.csv", 5), ("b.ZIP", 7), ("c.Smith", 1)])
    (one,) = entries
    assert (one.act, one.object, one.bytes, one.outcome) == (UPLOADED, "csv zip", 13, DONE)
    assert (one.who, one.page, one.place) == ("Officer", "/map", "W05999001")


def test_only_what_a_viewer_may_not_see_is_recorded_as_refused(entries: list[Entry]) -> None:
    acts.refused(ValueError("another error"))
    assert not entries
    acts.refused(AccessDenied(what="incidents", audience="public"))
    (one,) = entries
    assert (one.act, one.object, one.outcome) == (REFUSED, "incidents", REFUSED)


def test_a_file_is_recorded_once_it_was_made_or_refused(entries: list[Entry]) -> None:
    def refuse() -> bytes:
        raise AccessDenied(what="incidents", audience="public")

    assert acts.file_made(lambda: b"12345", "csv-figures")() == b"12345"
    with pytest.raises(AccessDenied):
        acts.file_made(refuse, "csv-incidents")()
    made, denied = entries
    assert (made.act, made.object, made.outcome, made.bytes) == (EXPORTED, "csv-figures", DONE, 5)
    assert (denied.object, denied.outcome, denied.bytes) == ("csv-incidents", REFUSED, 0)


def test_nothing_is_recorded_where_nothing_is_to_be(
    entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "is_recording", lambda: False)
    acts.uploaded([("a.csv", 5)])
    assert acts.file_made(lambda: b"1", "csv-figures")() == b"1"
    assert not entries
