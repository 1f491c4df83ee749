"""The words of the catalogues: one word for one idea, short sentences, no idioms."""

import re

from tests.cases import every_case
from tests.components.text.test_catalogues import SAID

MOST_WORDS = 25
# The long methods are for analysts, and their first lines are short.
FOR_ANALYSTS = "method_text."
BANNED = {
    "en": (
        r"held against|set against|stands? (clear|clearly|on|under|here|beside)|stands? still",
        r"\bbrought\b|\bbring\b|lets expect|became of|put together|passed over|thrown away",
        r"\bthe record\b|on record|\bwhom\b|\bperceived\b|\bperception\b|\bwaves?\b",
        r"chance would|by more than chance|beyond chance|had parted|\bpart (by|more)\b",
        r"\bingredients?\b|\btiers?\b|hotspots?|reassurance gap|benchmark|denominator",
        r"\bpress(es|ed)?\b|\blapsed\b|\bsimilar\b|95% limits|\bvintage|look-up|percentile",
        r"\breleases?\b|\bhidden\b|\bhot\b(?! spots?\b)|ignorant|[a-z]n't\b",
        r"\bchoos(e|ing)\b|\bclick(s|ed)?\b|\bown record\b",
    ),
    "cy": (
        r"yn glir o\b|i mewn eto|daethpwyd|deuir|dewch â|dod â ffeiliau",
        r"\badrodd\b|\by preswylydd\b|\bnas\b|\bnis\b|rhyddhad|bwrgleriaeth|anwybodus",
        r"cynhwys(yn|ion)\b|binio|terfynau 95|cyfyngau|canfyddiad|canfyddir|y cofnod yn",
        r"yn sefyll ar\b|\bsaif\b|y flwyddyn cynt|byth yn sero|bwlch tawelu meddwl|curo sŵn",
        r"gadewir|adael allan|a adawyd allan|man(nau)? poeth|o blith|nas enwir|\bt?ton(nau)?\b",
        r"\bLSOA\b(?! 2021 Code)|\bWIMD\b(?! \d{4}”)",
    ),
}
# CELLS: meanings of a file's columns in a table, what is wrong with a file, and a list of owners.
CELLS = ("column.", "fact.", "owner.")
# AS_IN_A_FILE: answers of respondents, as they are written in a file.
AS_IN_A_FILE = "survey_answer."
SENTENCE_END = re.compile(r"(?<=[.!?])[)”]*\s+|\n+")
FACT = re.compile(r"\{\w+\}")


@every_case("language", SAID)
def test_no_catalogue_uses_a_banned_word(language: str) -> None:
    banned = [re.compile(pattern, re.IGNORECASE) for pattern in BANNED[language]]
    found = {
        key: words[0]
        for key, forms in SAID[language].items()
        for form in forms
        for pattern in banned
        if (words := pattern.search(FACT.sub("", form.replace("“Don't know”", ""))))
        and not key.startswith(AS_IN_A_FILE)
    }
    assert found == {}, f"{language}: say it in the words of docs/terms.md"


@every_case("language", SAID)
def test_no_sentence_is_longer_than_25_words(language: str) -> None:
    long = {
        key: sentence
        for key, forms in SAID[language].items()
        if not key.startswith(FOR_ANALYSTS)
        for form in forms
        for sentence in SENTENCE_END.split(form)
        if sum(1 for word in sentence.split() if re.search(r"[^\W_]", word)) > MOST_WORDS
    }
    assert long == {}, f"{language}: sentences of more than {MOST_WORDS} words"


@every_case("language", SAID)
def test_no_sentence_has_a_semicolon(language: str) -> None:
    found = {
        key: form
        for key, forms in SAID[language].items()
        for form in forms
        if ";" in form and not key.startswith(CELLS)
    }
    assert found == {}, f"{language}: write two sentences"


def test_a_banned_word_is_found_where_there_is_one() -> None:
    """Every pattern matches what it is there for, so that none is idle."""
    idioms = {
        "en": "It is held against what was brought in; the record; chance would; tier; press; n",
        "cy": "yn glir o; daethpwyd; adrodd; cynhwysyn; yn sefyll ar; gadewir; LSOA",
    }
    for language, words in idioms.items():
        matched = [bool(re.search(pattern, words, re.IGNORECASE)) for pattern in BANNED[language]]
        assert sum(matched) >= 6, (language, matched)
