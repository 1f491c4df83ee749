"""A postcode file whose postcodes are all of other places: no page asks for a postcode."""

from pathlib import Path

import pytest

from data.build.pipeline import build_release
from tests.conftest import settings_in
from tests.pages.conftest import Open, page_at

ELSEWHERE = "pcds,lat,long,lsoa21,osward\nZZ1 1ZZ,51.5,-3.1,W01000001,W05000001\n"


@pytest.mark.parametrize("address", ["", "place"])
def test_postcodes_of_other_places_are_not_asked_for(
    bare_sources: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_page: Open,
    address: str,
) -> None:
    (bare_sources / "postcodes.csv").write_text(ELSEWHERE)
    settings = settings_in(tmp_path / "home")
    manifest = build_release([bare_sources], settings)
    assert manifest.tables["postcodes"]["rows"] == 0
    monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
    app = open_page(page_at(address))
    assert not app.exception and not app.error
    assert "postcode" not in {box.key for box in app.text_input}
