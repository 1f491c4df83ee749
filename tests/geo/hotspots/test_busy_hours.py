"""The busiest hours: the planted block is found, nothing is found in even weeks."""

import numpy as np
import pandas as pd

from data.release.store import Store
from data.sample.planted_effects import truth
from geo.hotspots.busy_hours import beside_elsewhere, busiest_hours, same_hours
from geo.hotspots.week import Week, week_of
from geo.noise.ladder import UP

MONDAY = pd.Timestamp("2026-01-05")


def week(hours: np.ndarray) -> Week:
    """Return the week of incidents so many hours after Monday."""
    found = week_of(pd.Series(MONDAY + pd.to_timedelta(hours, unit="h")), hours=3)
    assert isinstance(found, Week)
    return found


def test_the_planted_weekend_is_found(sample_store: Store) -> None:
    times = sample_store.own_incidents().times("own-assault")
    found_week = week_of(times["start"], times["end"], hours=3)
    assert isinstance(found_week, Week) and found_week.used == len(times)
    found = busiest_hours(found_week)
    assert found and (found.day, found.days, found.hour, found.hours) == (5, 2, 15, 9)
    assert found.lower < truth("weekend_violence").strength < found.upper
    assert np.isclose(found.even, 18 / 168)


def test_even_weeks_rarely_have_a_busiest_block() -> None:
    draws = np.random.default_rng(5)
    named = [busiest_hours(week(draws.uniform(0, 168, 120))) is not None for _ in range(40)]
    assert sum(named) <= 5, named


def test_hours_after_midnight_belong_to_the_evening_before() -> None:
    nights = np.random.default_rng(6).uniform(4 * 24 + 21, 4 * 24 + 27, 80)
    found = busiest_hours(week(nights))
    assert found and (found.day, found.days, found.hour, found.hours) == (4, 1, 21, 6)
    assert found.share == 1.0


def test_the_same_hours_elsewhere() -> None:
    draws = np.random.default_rng(7)
    evenings, flat = draws.uniform(18, 24, 120), draws.uniform(0, 168, 2000)
    here = week(np.concatenate([evenings + 24 * draws.integers(0, 7, 120)]))
    found = busiest_hours(here)
    assert found and (found.days, found.hour, found.hours) == (7, 18, 6)
    share, verdict = same_hours(found, here, week(flat))
    assert 0.22 < share < 0.28 and verdict == UP
    assert same_hours(found, here, here)[1] != UP
    compared = beside_elsewhere(here, week(flat))
    evening = compared.index.get_level_values("hour") >= 18
    assert (compared.loc[evening, "direction"] == UP).mean() > 0.5
    assert not (compared.loc[~evening, "direction"] == UP).any()
