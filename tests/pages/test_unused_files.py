"""Known files without a use yet are counted on the data page."""

from pathlib import Path

import pytest

from components.text.catalogue import Text
from data.build.pipeline import build_release
from data.load_report.reasons import Reason
from data.provenance.coverage import holdings
from data.release.current import open_store
from data.settings import Settings
from tests.pages.conftest import Open, page_at, words_on

OUTCOMES = """Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,\
LSOA name,Outcome type
a,2026-08,Halwyn Police,Halwyn Police,-4.5,52.3,"On or near
High Street",W01999001,x,Under investigation
b,2026-08,Halwyn Police,Halwyn Police,-4.5,52.3,On or near,W01999001,x,Local resolution
"""
STOPS = """Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,\
Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,\
Outcome linked to object of search,Removal of more than just outer clothing
Person search,2026-08-01T10:00:00+00:00,,,52.3,-4.5,Male,18-24,x,White,y,Article for use in theft,,,
"""


def test_outcomes_and_stops_are_counted_and_worded(
    copied: Settings,
    small_sources: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_page: Open,
) -> None:
    month = small_sources / "police" / "2026-08"
    (month / "2026-08-halwyn-outcomes.csv").write_text(OUTCOMES)
    (month / "2026-08-halwyn-stop-and-search.csv").write_text(STOPS)
    manifest = build_release([small_sources], copied)
    found = {a.kind: (a.read, a.used, a.left_out) for a in manifest.files}
    assert found["outcomes"] == (2, 0, {Reason.NOT_USED_YET: 2})
    assert found["stop_and_search"] == (1, 1, {})
    assert all(account.reconciles for account in manifest.files)
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    page = page_at("data")
    app = open_page(page)
    assert not app.exception
    words = words_on(app)
    text = Text("en")
    for key in ("kind.outcomes", "kind.stop_and_search", f"reason.{Reason.NOT_USED_YET}"):
        assert text(key) in words
    # Their rows don't belong to the police source, and so are not counted as lost from it.
    (police,) = (
        h for h in holdings(open_store(copied)[0], with_types=True) if h.source == "police"
    )
    assert {account.kind for account in police.files} == {"police"}
    assert "kind." not in words and "reason." not in words
