"""Exchanges of people never claim more values than the solver finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from data.disclosure.attacker import Attacker
from data.disclosure.exchanges import stays_open
from data.disclosure.hiding import ranges_of
from data.disclosure.layout import Layout
from data.disclosure.survey import SurveyAnswers
from tests.cases import every_case
from tests.data.disclosure.small_surveys import BEFORE, NOW, one_wave, survey, wards


def only_layout(answers: SurveyAnswers) -> Layout:
    ((layout, _),) = answers.layouts()
    return layout


@settings(max_examples=5, deadline=None)
@given(
    st.lists(st.tuples(st.integers(20, 40), st.integers(0, 20)), min_size=4, max_size=4),
    st.lists(st.tuples(st.integers(20, 40), st.integers(0, 20)), min_size=4, max_size=4),
    st.booleans(),
)
def test_what_exchanges_leave_open_the_solver_does_too(
    before: list[tuple[int, int]], now: list[tuple[int, int]], weighted: bool
) -> None:
    answers = {**one_wave(*before, wave=BEFORE), **one_wave(*now, wave=NOW)}
    weights = {f"W{n + 1}": 1.0 + 0.3 * n for n in range(4)} if weighted else None
    layout = only_layout(survey(wards(4), answers, weights=weights))
    published = layout.published(~layout.safe() & (layout.cells["answered"] > 0))
    attacker = Attacker(layout.parts, layout.figures(published))
    for target in layout.inner_cells(published):
        if stays_open(attacker, layout.parts, target, least=5):
            ranges = ranges_of(attacker, target, len(layout.parts), exact=True)
            assert min(one.values for one in ranges.values()) >= 5


@every_case(("big", "is_open"), [(10, True), (0, False)])
def test_without_holders_nothing_can_be_exchanged(big: int, is_open: bool) -> None:
    layout = only_layout(survey(wards(2), one_wave((18, big), (25, big))))
    published = layout.published(layout.cells["answered"] < 0)
    attacker = Attacker(layout.parts, layout.figures(published))
    (first, _) = layout.inner_cells(published)
    assert stays_open(attacker, layout.parts, first, least=5) == is_open


def test_people_are_exchanged_between_waves_that_are_published_together_only() -> None:
    # Of each ward three waves before the two latest are known together only.
    waves = [f"20{year}-06" for year in (22, 23, 24, 25, 26)]
    answers = {
        key: found
        for wave in waves
        for key, found in one_wave(*[(40 + 3 * n, 15 + n) for n in range(4)], wave=wave).items()
    }
    layout = only_layout(survey(wards(4), answers))
    published = layout.published(layout.cells["answered"] < 0)
    attacker = Attacker(layout.parts, layout.figures(published))
    inner = [*layout.inner_cells(published)]
    assert len({target.wave for target in inner} - {""}) == 3
    for target in inner:
        if target.wave in waves[:3]:
            assert stays_open(attacker, layout.parts, target, least=5), target
            ranges = ranges_of(attacker, target, len(layout.parts), exact=True)
            assert min(one.values for one in ranges.values()) >= 5
