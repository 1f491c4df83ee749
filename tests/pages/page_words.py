"""The words that a reader meets on a page before anything is opened, as AppTest draws it."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import dropwhile
from typing import Any

from streamlit.testing.v1 import AppTest

# CLOSED: blocks that are closed until they are opened.
CLOSED = ("expander", "popover")
WORDED = ("title", "header", "subheader", "markdown", "caption", "warning", "info")
# FRAME: HTML that every page has, or that nobody reads.
FRAME = ("<style", "<script", '<div class="mt-fictional"', '<div class="mt-brand"', "<footer")
# FRAME_BUTTONS: the button below every page.
FRAME_BUTTONS = ("meeting-add-page",)
LEAD = re.compile(r'<p class="mt-lead">(.*?)</p>', re.DOTALL)
# FOLDED: a closed part without another one in it.
FOLDED = re.compile(
    r"<details[^>]*>(<summary>.*?</summary>)(?:(?!</?details).)*</details>", re.DOTALL
)
DRAWN = re.compile(r"<(style|script|svg)\b.*?</\1>", re.DOTALL)
ENDED = re.compile(r"</(p|li|h\d|td|th|dt|dd|small|summary|figcaption|span|b|div)>|<br>")
TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W_]")
SENTENCE_END = re.compile(r"(?<=[.!?])[)”]*\s+|\n+")


def blocks(app: AppTest) -> list[str]:
    """Return the text of each open element of a page, from its title on, as plain text."""
    elements = dropwhile(lambda element: element.type != "title", _opened(app.main))
    return [text for element in elements if (text := _text(element))]


def lead(app: AppTest) -> str:
    """Return the answer of a page, which its first sentence begins."""
    for element in _opened(app.main):
        if element.type == "html" and (found := LEAD.search(str(element.proto.body))):
            return _plain(found[1])
    _title, first, *_others = blocks(app)
    return first


def number_of_words(texts: list[str]) -> int:
    """Return how many words there are; signs alone are none."""
    return sum(1 for text in texts for word in text.split() if WORD.search(word))


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of a text."""
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]


def _opened(block: Any) -> Iterator[Any]:
    """Return every element of a block that is not inside a closed one, in order."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from () if child.type in CLOSED else _opened(child)
        else:
            yield child


def _text(element: Any) -> str:
    if element.type == "html":
        body = str(element.proto.body)
        return "" if body.startswith(FRAME) else _plain(body)
    if element.type in WORDED:
        return _plain(str(element.value))
    if getattr(element, "key", None) in FRAME_BUTTONS:
        return ""
    label = getattr(element, "label", "")
    return _plain(label) if isinstance(label, str) else ""


def _plain(html: str) -> str:
    opened, closed = DRAWN.sub(" ", html), 1
    while closed:
        opened, closed = FOLDED.subn(r"\1", opened)
    text = unescape(TAG.sub(" ", ENDED.sub("\n", opened)))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(line for line in lines if line)
