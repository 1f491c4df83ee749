"""The criterion of hot spots: the share of small areas, of which lasting ones count double."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.hotspots.gi_star import COLD, HOT, NEITHER
from geo.hotspots.history import EMERGING, FADING, NEVER, PERSISTENT, SPORADIC
from geo.priority.criteria import HOT_SPOTS
from geo.priority.criterion_tables import NOT_HOT, NOT_JUDGED
from geo.priority.hot_spots import LASTING, hot_spots

KINDS = (PERSISTENT, EMERGING, FADING, SPORADIC, NEVER, None)
small_areas = st.lists(
    st.tuples(
        st.sampled_from([HOT, COLD, NEITHER, None]), st.sampled_from(KINDS), st.sampled_from("XYZ")
    ),
    min_size=1,
    max_size=12,
)


def test_a_golden_county() -> None:
    codes = [*"ABCDEFG"]
    spots = pd.Series([HOT, HOT, NEITHER, HOT, COLD, None, None], codes)
    past = pd.Series([PERSISTENT, SPORADIC, EMERGING, EMERGING, NEVER, NEVER, None], codes)
    wards = pd.Series(["X", "X", "X", "X", "Y", "Y", "Z"], codes)
    found = hot_spots(spots, past, wards, pd.Index([*"XYZ"]))
    assert found.values[HOT_SPOTS].fillna(-1).tolist() == [5 / 4, 0.0, -1.0]
    assert found.facts.loc["X"].to_dict() == {
        "judged_areas": 4,
        "hot_areas": 3,
        "lasting_areas": 2,
    }
    assert found.left_out == {}


@given(small_areas)
def test_a_ward_has_the_mean_of_its_small_areas(rows: list[tuple[str, str, str]]) -> None:
    index = pd.RangeIndex(len(rows))
    spots, past, wards = (
        pd.Series([row[at] for row in rows], index, dtype=object) for at in range(3)
    )
    small = hot_spots(spots, past, pd.Series(index, index), index)
    whole = hot_spots(spots, past, wards, pd.Index([*"XYZ"]))
    if not (spots == HOT).any():
        why = NOT_HOT if spots.notna().any() else NOT_JUDGED
        assert small.left_out == whole.left_out == {HOT_SPOTS: why} and not whole.values
        return
    values = small.values[HOT_SPOTS]
    assert values.isna().tolist() == spots.isna().tolist()
    lasting = (spots == HOT) & past.isin(LASTING)
    assert ((values == 2) == lasting).all() and ((values > 0) == (spots == HOT)).all()
    expected = values.groupby(wards).mean().reindex([*"XYZ"])
    pd.testing.assert_series_equal(whole.values[HOT_SPOTS], expected, check_names=False)
