"""Parts of a ranking, and the edition that is used."""

import pandas as pd

from geo.stats.deprivation import newest_edition, quantile_of_rank


def test_the_last_rank_of_a_tenth_is_in_that_tenth() -> None:
    ranks, of = pd.Series([1, 191, 192, 383, 384, 1917]), pd.Series(1917, range(6))
    assert quantile_of_rank(ranks, of).tolist() == [1, 1, 2, 2, 3, 10]
    assert quantile_of_rank(ranks, of, parts=5).tolist() == [1, 1, 1, 1, 2, 5]


def test_exact_divisions_are_not_rounded_up() -> None:
    ranks = pd.Series([6751, 6752, 33755])
    assert quantile_of_rank(ranks, pd.Series(33755, range(3)), parts=5).tolist() == [1, 2, 5]


def ranked(edition: str, *codes: str) -> pd.DataFrame:
    return pd.DataFrame({"edition": edition, "area_code": codes})


def test_the_newest_edition_is_used() -> None:
    every = pd.concat([ranked("WIMD 2019", "W1", "W2"), ranked("WIMD 2025", "W1")])
    assert newest_edition(every) == "WIMD 2025"


def test_of_two_editions_of_a_year_the_one_with_more_areas_is_used() -> None:
    every = pd.concat([ranked("WIMD 2025", "W1"), ranked("IoD 2025", "E1", "E2")])
    assert newest_edition(every) == "IoD 2025"
