"""Marks of writing direction in what people typed: none of them turns what comes after it."""

import html
import re

# Each mark that turns what follows, with the one that ends it: embeddings and overrides, isolates.
ENDED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c")
ENDED_BY |= dict.fromkeys("\u2066\u2067\u2068", "\u2069")
END_OF_EMBEDDING, END_OF_ISOLATE = "\u202c", "\u2069"
TURNING = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068]")
MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def closed(words: str) -> str:
    """Return words with an end for each mark of direction that has none."""
    if words.isascii() or not TURNING.search(words):
        return words
    ends: list[str] = []
    for mark in MARKS.findall(words):
        if mark in ENDED_BY:
            ends.append(ENDED_BY[mark])
        elif mark == END_OF_ISOLATE and mark in ends:
            # It ends the embeddings inside the isolate as well.
            while ends.pop() != END_OF_ISOLATE:
                pass
        elif ends and ends[-1] == mark:
            ends.pop()
    return words + "".join(reversed(ends))


def escape(words: str) -> str:
    """Return words for HTML, shown as they are, and turning nothing that comes after them."""
    return html.escape(closed(words))
