"""The Welsh word for "and", and the mutation that follows it."""

import re

# "ac" stands before a vowel, and before the numbers one, eight and eleven when they are digits.
VOWEL = re.compile(r"[aeiouyâêîôûŵŷ]", re.IGNORECASE)
ONE_EIGHT_ELEVEN = re.compile(r"(1|8|11|80)(?![\d,.])")
# The aspirate mutation: of common nouns only, because names of places are left as they are.
ASPIRATE = {"p": "ph", "t": "th", "c": "ch"}
# What is no Welsh word, such as part of an address.
CODE = re.compile(r"\S*[=_./]\S")
# Pairs of letters that are one consonant of their own and do not mutate.
UNCHANGED = ("ph", "th", "ch")


def after_and(words: str) -> str:
    """Return "a" or "ac" with the words that follow it.

    >>> after_and("troseddau"), after_and("arfau"), after_and("Trefi")
    ('a throseddau', 'ac arfau', 'a Trefi')
    """
    if VOWEL.match(words) or ONE_EIGHT_ELEVEN.match(words):
        return f"ac {words}"
    first = words[:1]
    if first in ASPIRATE and not words.startswith(UNCHANGED) and not CODE.match(words):
        return f"a {ASPIRATE[first]}{words[1:]}"
    return f"a {words}"
