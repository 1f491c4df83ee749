"""Hours of the week: nothing is lost, spans are shared, small cells are hidden."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.hotspots.week import Week, public_week, week_of
from geo.not_measured import NO_INCIDENTS, NotMeasured

MONDAY = pd.Timestamp("2026-01-05")
SPANS = st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 1440)), min_size=1, max_size=30)


def week(*spans: tuple[str, str | None], **options: float) -> Week:
    starts, ends = (pd.Series(pd.to_datetime([span[n] for span in spans])) for n in (0, 1))
    found = week_of(starts, ends, **options)  # type: ignore[arg-type]
    assert isinstance(found, Week), found
    return found


def test_golden() -> None:
    """Friday 22:00 to Saturday 04:00: two of six hours on Friday, four on Saturday."""
    found = week(("2026-01-09 22:00", "2026-01-10 04:00"), ("2026-01-11 23:59", None))
    cells = found.table["incidents"]
    assert np.isclose(cells[(4, 20)], 1 / 3) and np.isclose(cells[(5, 0)], 2 / 3)
    assert cells[(6, 20)] == 1 and np.isclose(cells.sum(), 2)
    assert (found.used, found.exact, found.too_long, found.wrong) == (2, 1, 0, 0)
    assert found.table["touching"].sum() == 3


@given(spans=SPANS, hours=st.sampled_from([1, 2, 3, 4, 6, 8, 12, 24]))
def test_nothing_is_lost_and_minutes_one_by_one_give_the_same(
    spans: list[tuple[int, int]], hours: int
) -> None:
    starts = pd.Series([MONDAY + pd.Timedelta(minutes=first) for first, _ in spans])
    ends = starts + pd.Series([pd.Timedelta(minutes=length) for _, length in spans])
    found = week_of(starts, ends, hours=hours)
    assert isinstance(found, Week)
    assert np.isclose(found.table["incidents"].sum(), len(spans))
    by_minute = np.zeros(168 // hours)
    for first, length in spans:
        minutes = first + np.arange(max(length, 1))
        np.add.at(by_minute, minutes // (60 * hours) % len(by_minute), 1 / len(minutes))
    np.testing.assert_allclose(found.table["incidents"], by_minute, atol=1e-9)
    assert (found.table["touching"] >= np.ceil(found.table["incidents"] - 1e-9)).all()
    assert (found.table["lower"] <= found.table["incidents"] + 1e-9).all()


def test_what_cannot_be_placed_is_told() -> None:
    found = week(
        ("2026-01-05 10:00", None),
        ("2026-01-05 10:00", "2026-01-05 09:00"),
        ("2026-01-05 10:00", "2026-01-08 10:00"),
    )
    assert (found.used, found.too_long, found.wrong) == (1, 1, 1)
    nothing = pd.Series(pd.to_datetime([None, None]))
    assert week_of(nothing) == NotMeasured(reason=NO_INCIDENTS, found=0, needed=1)
    with pytest.raises(ValueError, match="divisor of 24"):
        week_of(nothing, hours=5)


def test_a_busy_night_stands_out() -> None:
    rng = np.random.default_rng(1)
    starts = pd.Series(MONDAY + pd.to_timedelta(rng.integers(0, 168 * 60, 600), unit="min"))
    night = pd.Series([pd.Timestamp("2026-01-10 21:00")] * 60)
    found = week_of(pd.concat([starts, night]))
    assert isinstance(found, Week)
    assert found.table.index[found.table["verdict"] == "higher"].tolist() == [(5, 20)]


def test_no_single_hidden_cell_in_a_day() -> None:
    rng = np.random.default_rng(2)
    for size in (5, 40, 120, 700):
        starts = pd.Series(MONDAY + pd.to_timedelta(rng.integers(0, 168 * 60, size), unit="min"))
        found = week_of(starts)
        assert isinstance(found, Week)
        public, touching = public_week(found), found.table["touching"]
        assert public[(touching > 0) & (touching < 5)].isna().all()
        assert (public.dropna() % 5 == 0).all()
        assert not (public.isna().groupby("weekday").sum() == 1).any()
