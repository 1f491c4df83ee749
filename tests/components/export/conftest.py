"""Fixture: the map of any measure of the sample county, as the exports take it."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from components.export.content import Content, content
from components.maps.spec import MapSpec, choropleth
from components.queries.cache import CacheKey
from components.queries.measure_inputs import ReleaseInputs
from components.text.catalogue import Text
from components.view.view import View
from data.release.store import Store
from geo.measures import MEASURES
from geo.measures.model import Scale
from geo.period import latest_year
from geo.stats.classification import QUANTILE, bounds_of

SUBJECTS = {"category": "anti-social-behaviour", "topic": "asb", "domain": "overall", "": ""}
Make = Callable[..., tuple[Content, MapSpec]]


@pytest.fixture
def make(sample_home: Path, sample_store: Store) -> Make:
    def make_(
        measure: str, *, level: str = "ward", language: str = "en"
    ) -> tuple[Content, MapSpec]:
        kind, text = MEASURES[measure], Text(language)
        period = latest_year(sample_store.complete_months())
        key = CacheKey(sample_store.manifest.release, "analyst")
        facts = ReleaseInputs(key=key, level=level, subject=SUBJECTS[kind.subject], period=period)
        areas = sample_store.areas(level)
        table = pd.DataFrame(areas[["name_en", "name_cy"]]).join(kind.calculate(facts))
        bounds = bounds_of(table["value"], method=QUANTILE, finest=kind.finest)
        if kind.scale is Scale.NAMED:
            bounds = [float(number) for number in range(len(kind.classes))]
        titles = dict.fromkeys(("title", "subtitle", "alt", "legend", "source"), "=SUM(1) & <b>")
        spec = choropleth(
            View(measure=measure, level=level),
            text,
            kind,
            table,
            bounds,
            within=set(areas.index[2:]),
            titles=titles,
            caveats=("One.", "@two"),
        )
        made = content(
            text,
            spec,
            kind,
            table,
            sample_store.manifest,
            areas=areas.geometry,
            about={"measure": measure},
            left_out=pd.DataFrame({"reason": ["outside the area"], "rows": [7]}),
        )
        return made, spec

    return make_
