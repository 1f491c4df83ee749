"""A ward's next quarter is told only where such ranges were clearly better than last year's."""

import math
from pathlib import Path

import pandas as pd

from components.page_context import context_of
from components.place_page.model import facts_of
from components.place_page.quarter_sentences import basis, expected
from components.place_page.sentences import basis as basis_of_page
from components.queries.monthly import NextQuarter
from components.text.catalogue import Text
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings
from geo.period import Period

QUARTER = Period(first="2026-10", last="2026-12")
RANGES = pd.DataFrame(
    {"lower": [40.0, math.nan], "upper": [62.0, math.nan], "reason": [None, "few months"]},
    ["W1", "W2"],
)


def test_each_state_has_its_sentence() -> None:
    text = Text("en")
    good = NextQuarter(QUARTER, RANGES, 6, 4, 0.81)
    assert expected(text, good, "W1") == [
        "We expect 40 to 62 from October 2026 to December 2026, if things go on as before."
    ]
    assert "81%" in basis(text, good, "W1")[0] and "6 past quarters" in basis(text, good, "W1")[0]
    assert expected(text, good, "W2") == []
    assert "too few earlier months" in basis(text, good, "W2")[0]
    no_better = NextQuarter(QUARTER, None, 6, 4)
    assert expected(text, no_better, "W1") == []
    assert "not clearly better" in basis(text, no_better, "W1")[0]
    few = NextQuarter(QUARTER, None, 2, 4)
    assert expected(text, few, "W1") == []
    assert "It takes 4 past quarters" in basis(text, few, "W1")[0]
    assert expected(text, None, "W1") == [] and basis(text, None, "W1") == []


def test_the_sample_has_both_states(sample_home: Path) -> None:
    """Of drugs the ranges were better in the sample; of anti-social behaviour not clearly so."""
    shown = {}
    for category in ("drugs", "anti-social-behaviour"):
        view = View(place="W05999016", category=category)
        model = facts_of(context_of(view, local_viewer(load_settings())))
        text = model.here.text
        lines = expected(text, model.next_quarter, model.place)
        shown[category] = len(lines)
        (said,) = basis(text, model.next_quarter, model.place)
        assert said in basis_of_page(model)
        assert ("clearly better than ranges" in said) == bool(lines)
    assert shown == {"drugs": 1, "anti-social-behaviour": 0}
