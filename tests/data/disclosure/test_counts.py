"""Numbers of people by group: small ones hidden, a second with them, the others rounded."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.disclosure.counts import LEAST_VALUES, count_ranges, publish_counts


def test_the_golden_row() -> None:
    """[3, 8, 9, 0] is published as [c], [c], 10, 0."""
    table = publish_counts(pd.Series([3, 8, 9, 0], list("abcd")))
    assert table["status"].to_dict() == {
        "": "shown", "a": "hidden", "b": "hidden", "c": "shown", "d": "shown",
    }  # fmt: skip
    assert table["people"].dropna().to_dict() == {"": 20.0, "c": 10.0, "d": 0.0}


def test_all_small_groups_hide_the_whole_too_where_it_would_tell_them() -> None:
    table = publish_counts(pd.Series([1, 1], ["16-24", "65+"]))
    assert (table["status"] == "hidden").all()


def test_large_groups_are_only_rounded() -> None:
    table = publish_counts(pd.Series([52, 113], ["16-24", "65+"]))
    assert table["people"].tolist() == [165, 50, 115]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=7))
def test_no_hidden_group_can_be_narrowed_to_fewer_than_five_values(people: list[int]) -> None:
    series = pd.Series(people, [f"band {n}" for n in range(len(people))])
    table = publish_counts(series)
    ranges = count_ranges(series, table)
    assert all(one.values >= LEAST_VALUES for one in ranges.values())
    assert all(series[name] in range(one.least, one.most + 1) for name, one in ranges.items())
    hidden = table["status"] == "hidden"
    assert hidden.sum() != 1
    assert hidden[series.index[series.between(1, 4)]].all()
