"""Read the age range that a group is for from its description, in English or Welsh."""

import re
from collections.abc import Collection

import pandas as pd

# OLDEST: upper age of an open range.
OLDEST = 200
# SPAN: patterns of a range of ages, of a lower bound and of an upper bound.
SPAN = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:-|–|to|i|ac?|and|hyd at)\s*(\d{1,3})(?!\d)", re.IGNORECASE
)
FROM = re.compile(
    r"(?:over|dros)\s*(?:the\s*)?(\d{2})(?:s|au)?\b"
    r"|(?<!\d)(\d{2})(?:s|au)?\s*(?:\+|and over|or over|a throsodd|neu drosodd)",
    re.IGNORECASE,
)
BELOW = re.compile(r"(?:under|below|dan|o dan)\s*(\d{1,2})", re.IGNORECASE)
# WORDS: age ranges named by words. A text with two of them ("adults and children") names no
# particular range.
WORDS = {
    r"older (?:people|residents)|pensioners|pobl hŷn|henoed": (65, OLDEST),
    r"young people|teenagers|youth|pobl ifanc|ieuenctid": (11, 25),
    r"children|plant": (0, 15),
    r"adults?|oedolion|oedolyn": (18, OLDEST),
}


def parse_ages(words: object) -> tuple[int, int] | None:
    """Return the age range that a text names.

    Parameters
    ----------
    words
        Description of the target group, may be missing.

    Returns
    -------
    tuple[int, int] | None
        Youngest and oldest age; None if the text names no range.

    Examples
    --------
    >>> parse_ages("Ages 11 to 17")
    (11, 17)
    >>> parse_ages("over 60s")
    (60, 200)
    """
    if not isinstance(words, str):
        return None
    if match := SPAN.search(words):
        return int(match[1]), int(match[2])
    if match := BELOW.search(words):
        return 0, int(match[1]) - 1
    if match := FROM.search(words):
        return int(match[1] or match[2]), OLDEST
    named = [span for some, span in WORDS.items() if re.search(rf"\b(?:{some})\b", words, re.I)]
    return named[0] if len(named) == 1 else None


def band_of(name: str) -> tuple[int, int] | None:
    """Return the ages of an age band.

    Parameters
    ----------
    name
        Name of the band, such as "16-24" or "65+".

    Returns
    -------
    tuple[int, int] | None
        Youngest and oldest age; None for any other text.

    Examples
    --------
    >>> band_of("16-24")
    (16, 24)
    """
    if match := re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", name.strip()):
        return int(match[1]), int(match[2])
    if match := re.fullmatch(r"(\d+)\s*\+", name.strip()):
        return int(match[1]), OLDEST
    return None


def for_ages(ranges: Collection[tuple[int, int] | None], bands: Collection[str]) -> pd.Series:
    """Return the number of groups whose age range overlaps each band.

    Parameters
    ----------
    ranges
        Age range of each group, None if it names none.
    bands
        Names of the age bands.

    Returns
    -------
    pd.Series
        Number of groups by band.

    Examples
    --------
    >>> for_ages([(11, 17), (60, 200), None], ["0-15", "16-24", "65+"]).to_dict()
    {'0-15': 1, '16-24': 1, '65+': 1}
    """
    spans = [span for span in ranges if span]
    counts = {}
    for name in bands:
        band = band_of(name)
        assert band, name
        counts[name] = sum(low <= band[1] and band[0] <= high for low, high in spans)
    return pd.Series(counts, dtype="int64", name="groups")
