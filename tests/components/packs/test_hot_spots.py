"""The pages of packs on hot spots: what they show of many, and of a ward without any figures."""

from dataclasses import replace

import pandas as pd
import pytest

from components import queries
from components.hotspots_page.model import HotspotsModel
from components.packs.asked import Asked
from components.packs.build import ask
from components.packs.pages import hot_spots
from components.packs.templates import BY_NAME
from components.text.catalogue import LANGUAGES
from components.ui.sections import Picture, Table
from data.access.viewer import Audience, Viewer
from data.release.store import Store
from data.schema import ASB, LSOA, WARD
from geo.period import latest_year

pytestmark = pytest.mark.usefixtures("sample_home")
ANALYST = Viewer(name="", audience=Audience.ANALYST)


def asked(template: str, subject: str = "", language: str = "en") -> Asked:
    return ask(ANALYST, BY_NAME[template], subject, language)


def test_the_area_has_the_top_tenth_of_the_latest_year(sample_store: Store) -> None:
    period = latest_year(sample_store.complete_months())
    counts = sample_store.counts(LSOA, period.months(), [ASB]).sort_values(ascending=False)
    tenth = len(counts) // 10
    for language in LANGUAGES:
        of = asked("monthly", language=language)
        first, second = hot_spots.of_area(of)
        assert first.heading != second.heading and first.period == second.period
        assert any(isinstance(part, Picture) for part in first.parts)
        (table,) = second.parts
        assert isinstance(table, Table)
        said = [row[2] for row in table.rows]
        assert said == [of.here.text.number(n) for n in counts.iloc[:tenth]]
        assert all(all(row) for row in table.rows)


def test_each_ward_has_its_own_small_areas(sample_store: Store) -> None:
    parents = sample_store.area_names(LSOA)["parent_code"]
    hot = 0
    for ward in sample_store.codes(WARD):
        of = asked("ward", str(ward))
        (page,) = hot_spots.of_ward(of)
        table = page.parts[0]
        assert isinstance(table, Table) and len(table.rows) == int((parents == ward).sum())
        yes = sum(row[2] == of.here.text("next.spot_yes") for row in table.rows)
        assert f": {yes} of {len(table.rows)} " in page.heading
        hot += yes
    assert hot == len(parents) // 10


def test_of_many_hot_spots_the_page_has_some_and_the_workbook_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hot_spots, "MOST", 4)
    _, page = hot_spots.of_area(asked("monthly"))
    table, note = page.parts
    ((_, whole),) = page.behind
    assert isinstance(table, Table) and len(table.rows) == 4
    assert whole.rows[:4] == table.rows and len(whole.rows) == 9
    assert "4 of 9" in note.lines[0]  # type: ignore[union-attr]


def test_without_figures_there_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(self: HotspotsModel) -> pd.DataFrame:
        here = self.here
        found = queries.hotspots.top_areas(here.key, LSOA, ASB, self.period, self.way)
        return found.assign(picked=None, incidents=float("nan"))

    of = asked("ward", "W05999001")
    monkeypatch.setattr(HotspotsModel, "areas", property(unknown))
    assert hot_spots.of_ward(of) == []
    monkeypatch.setattr(HotspotsModel, "months", property(lambda self: []))
    assert hot_spots.of_area(replace(of, here=replace(of.here))) == []
