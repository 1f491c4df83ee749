"""Whom a group says it is for, by age: read from its own words, in either language."""

import re
from collections.abc import Collection

import pandas as pd

OLDEST = 200
SPAN = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:-|–|to|i|ac?|and|hyd at)\s*(\d{1,3})(?!\d)", re.IGNORECASE
)
FROM = re.compile(
    r"(?:over|dros)\s*(?:the\s*)?(\d{2})(?:s|au)?\b"
    r"|(?<!\d)(\d{2})(?:s|au)?\s*(?:\+|and over|or over|a throsodd|neu drosodd)",
    re.IGNORECASE,
)
BELOW = re.compile(r"(?:under|below|dan|o dan)\s*(\d{1,2})", re.IGNORECASE)
WORDS = {
    r"older (?:people|residents)|pensioners|pobl hŷn|henoed": (65, OLDEST),
    r"young people|teenagers|youth|pobl ifanc|ieuenctid": (11, 25),
    r"children|plant": (0, 15),
    r"adults?|oedolion|oedolyn": (18, OLDEST),
}
"""Words of two ages ("adults and children") name none in particular."""


def ages_said(words: object) -> tuple[int, int] | None:
    """ "Ages 11 to 17" -> (11, 17), "over 60s" -> (60, 200); None where no age is named."""
    if not isinstance(words, str):
        return None
    if found := SPAN.search(words):
        return int(found[1]), int(found[2])
    if found := BELOW.search(words):
        return 0, int(found[1]) - 1
    if found := FROM.search(words):
        return int(found[1] or found[2]), OLDEST
    named = [span for some, span in WORDS.items() if re.search(rf"\b(?:{some})\b", words, re.I)]
    return named[0] if len(named) == 1 else None


def band_of(name: str) -> tuple[int, int] | None:
    """ "16-24" -> (16, 24), "65+" -> (65, OLDEST); None for anything else."""
    if found := re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", name.strip()):
        return int(found[1]), int(found[2])
    if found := re.fullmatch(r"(\d+)\s*\+", name.strip()):
        return int(found[1]), OLDEST
    return None


def for_ages(said: Collection[tuple[int, int] | None], bands: Collection[str]) -> pd.Series:
    """How many of the groups name ages that reach into each band."""
    spans = [span for span in said if span]
    held = {}
    for name in bands:
        band = band_of(name)
        assert band, name
        held[name] = sum(low <= band[1] and band[0] <= high for low, high in spans)
    return pd.Series(held, dtype="int64", name="groups")
