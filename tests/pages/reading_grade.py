"""The Flesch-Kincaid grade of English sentences: the school year that can read them."""

import re
from collections.abc import Sequence

LETTERS = re.compile(r"[a-z]+")
VOWELS = re.compile(r"[aeiouy]+")
# SILENT: endings whose vowel is not spoken: "large", "places" is spoken, "asked" is not.
SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouyscxzgh]es)$")
# SPOKEN_APART: vowels side by side that are two syllables, as in "area" or "association".
SPOKEN_APART = re.compile(r"ea$|eas$|io(?!u|n)|ia(?!l|n)|ua(?!l)|ui(?=ng)|uous")
# UNIT: Flesch counts as a sentence what ends with a colon or a semicolon too.
UNIT = re.compile(r"[:;]\s+")


def syllables(word: str) -> int:
    """Return the number of syllables of a word, by rule."""
    parts = LETTERS.findall(word.lower().replace("'", ""))
    # Figures and signs count as one, as Flesch advises.
    return sum(map(_of_letters, parts)) or 1


def grade(sentences: Sequence[str]) -> float:
    """Return the grade of sentences; 6 is read at the age of eleven."""
    units = [unit for sentence in sentences for unit in UNIT.split(sentence)]
    words = [word for unit in units for word in unit.split() if re.search(r"\w", word)]
    per_sentence = len(words) / len(units)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def _of_letters(part: str) -> int:
    number = len(VOWELS.findall(part)) + len(SPOKEN_APART.findall(part))
    return max(number - len(SILENT.findall(part)), 1)
