"""The Welsh word for "and", and the mutation that follows it."""

import re

# "ac" stands before a vowel, as which the numbers one, eleven and all that begin with eight begin.
VOWEL = re.compile(r"[aeiouyâêîôûŵŷ]", re.IGNORECASE)
NUMBER = r"(?:8|11?(?!\d|,\d))"
SPOKEN_VOWEL = re.compile(NUMBER)
BEFORE_NUMBER = re.compile(rf"\b(a|â) (?={NUMBER})")
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
    if VOWEL.match(words) or SPOKEN_VOWEL.match(words):
        return f"ac {words}"
    first = words[:1]
    if first in ASPIRATE and not words.startswith(UNCHANGED) and not CODE.match(words):
        return f"a {ASPIRATE[first]}{words[1:]}"
    return f"a {words}"


def before_numbers(words: str) -> str:
    """Return the words with "ac" and "ag" before numbers that are spoken with a vowel first.

    >>> before_numbers("7 a 8"), before_numbers("o'i gymharu â 11.5%"), before_numbers("a 12")
    ('7 ac 8', "o'i gymharu ag 11.5%", 'a 12')
    """
    return BEFORE_NUMBER.sub(lambda found: "ac " if found[1] == "a" else "ag ", words)
