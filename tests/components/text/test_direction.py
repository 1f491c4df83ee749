"""What somebody typed never turns what comes after it."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from components.text.catalogue import Text
from components.text.direction import END_OF_EMBEDDING, END_OF_ISOLATE, ENDED_BY, closed, escape
from components.ui.html import escape_markdown

LETTERS = "a א<\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def depth_after(words: str) -> int:
    """Return how many marks still turn what comes after some words, by the rules of Unicode."""
    inside: list[str] = []
    for letter in words:
        if letter in ENDED_BY:
            inside.append(letter)
        elif letter == END_OF_ISOLATE and any(ENDED_BY[one] == letter for one in inside):
            while ENDED_BY[inside.pop()] != END_OF_ISOLATE:
                pass
        elif letter == END_OF_EMBEDDING and inside and ENDED_BY[inside[-1]] == letter:
            inside.pop()
    return len(inside)


@given(st.text(LETTERS))
def test_each_mark_is_ended_and_nothing_else_is_changed(words: str) -> None:
    found = closed(words)
    assert found.startswith(words) and depth_after(found) == 0
    assert {*found[len(words) :]} <= {END_OF_EMBEDDING, END_OF_ISOLATE}
    assert closed(found) == found
    assert (found == words) == (depth_after(words) == 0)
    assert unescape(escape(words)) == found
    assert depth_after(escape_markdown(words)) == 0


def test_a_name_turns_nothing_of_the_sentence_around_it() -> None:
    for mark in ("\u202e", "\u2066", "\u202a\u2067"):
        for language in ("en", "cy"):
            words = Text(language)("sign_in.as", name=f"gpj.{mark}exe", role="R")
            assert depth_after(words) == 0
            assert depth_after(words[: words.index("R", words.index("exe"))]) == 0
