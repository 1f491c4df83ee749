"""Membership of codes, for every string dtype."""

import pandas as pd

from data.geometry.code_lookup import is_in
from tests.cases import every_case


@every_case("dtype", ["str", "object"])
def test_texts_are_found_and_missing_values_are_not(dtype: str) -> None:
    texts = pd.Series(["a", None, "b", ""], index=[7, 8, 9, 10], dtype=dtype)
    found = is_in(texts, frozenset({"b", ""}))
    assert found.dtype == bool
    assert found.to_dict() == {7: False, 8: False, 9: True, 10: True}
    assert not is_in(texts, []).any()
