"""Looking many codes up among many."""

from collections.abc import Iterable

import pandas as pd


def is_in(texts: pd.Series, words: Iterable[str]) -> pd.Series:
    """Which of the texts are one of the words.

    Of its own texts pandas makes an Arrow object for each word first, which takes twenty times as
    long for the codes of a nation.
    """
    return texts.astype(object).isin(list(words))
