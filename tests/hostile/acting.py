"""What acts of the texts that a page sends to the browser."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from google.protobuf.message import Message
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from tests.hostile.typed import OUTSIDE

WORD_JOINER = "\u2060"
# PLAIN: the fields that Streamlit writes as they are; all others with words are Markdown.
PLAIN = re.compile(
    r"(^|\.)(id|key|form_id|page_script_hash|query_string|page|user_key|element_id)$"
    r"|(^|\.)(default|value|raw_value|set_value|raw_values|placeholder|url|url_path|component_name)$"
    r"|selectbox\.(options|set_value)|multiselect\.options|^text\.|^code\.|icon$"
    r"|arrow_data_frame\.|^html\.|bidi_component\.|plotly_chart\.|_token$|file_name$|alt$"
)
TOKENS = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "text_special"}
# Where Streamlit replaces something in text, after it has read the Markdown.
REPLACED = re.compile(
    r":material[_/]\w+:|:streamlit:|:[\w+-]+:|https?://|www\.\w|[\w.+-]@\w"
    r"|(?:^|\s)(?:<->|->|<-|--|>=|<=|~=)(?:\s|$)",
    re.IGNORECASE,
)
# Directives and formulas, which Streamlit adds to Markdown.
DIRECTIVE = re.compile(r"(?<!\\):[a-z][a-z-]*\[|(?<!\\)\$|:material/")
LABELS = (".label", ".options", ".content")
ADDRESS = ("href", "src", "srcset", "action", "formaction", "data", "xlink:href", "poster")
DRAWING = ("img", "iframe", "object", "embed", "base", "meta", "link")
MARKS = re.compile(
    rf"{re.escape(OUTSIDE)}|\*\*bold|alert\(1\)|x\\?\^2|:red|material|javascript:"
    r"|\bitem\b|heading \\?\|| said |the_area|&lt;|fairpwll"
)
# OF_OURS: what can't be in a style or a script of ours, outside of strings.
OF_OURS, STRING = re.compile(rf"{re.escape(OUTSIDE)}|alert\("), re.compile(r'"(?:\\.|[^"\\])*"')
# LISTED, NUMBERED: how lists, headings and quotations begin, which Streamlit escapes in labels.
LISTED = re.compile(r"^(\s*)((?:[+\-*]|#+)(?=\s|$)|>)", re.MULTILINE)
NUMBERED = re.compile(r"^(\s*\d+)(?=[.)](?:\s|$))", re.MULTILINE)
markdown = MarkdownIt("commonmark").enable(["strikethrough", "table"])


def acting_in_markdown(words: str) -> str:
    """Return what Streamlit's Markdown would do with these words; empty if it shows them."""
    tokens = [part for token in markdown.parse(words) for part in (token, *(token.children or ()))]
    if others := {token.type for token in tokens} - TOKENS:
        return f"is Markdown: {sorted(others)}"
    if any(token.info == "entity" for token in tokens):
        return "is an entity"
    text = "".join(token.content for token in tokens if token.type in ("text", "text_special"))
    if found := REPLACED.search(text) or DIRECTIVE.search(words):
        return f"is replaced: {found[0]}"
    return ""


class _Tags(HTMLParser):
    """Collect what acts in HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        for name, value in attrs:
            words = value or ""
            outside = OUTSIDE in words.split("?")[0] or "javascript:" in words.lower()
            if name.startswith("on") or (name in ADDRESS and outside):
                self.acting.append(f"<{tag} {name}={words}>")
            if name == "style" and MARKS.search(words):
                self.acting.append(f"<{tag} style={words}>")
        own = dict(attrs).get("src", "") or ""
        drawn = tag == "img" and own.startswith("data:image/")
        charset = tag == "meta" and [name for name, _ in attrs] == ["charset"]
        if tag in DRAWING and not drawn and not charset:
            self.acting.append(f"<{tag} {attrs}>")

    handle_startendtag = handle_starttag

    def handle_data(self, data: str) -> None:
        if self.inside in ("script", "style") and (found := OF_OURS.search(STRING.sub("", data))):
            self.acting.append(f"<{self.inside}> {found[0]}")


def acting_in_html(body: str) -> list[str]:
    """Return the tags, attributes and scripts of HTML that come from such a text."""
    tags = _Tags()
    tags.feed(body)
    tags.close()
    return tags.acting


def acting_on(app: AppTest) -> tuple[list[str], int]:
    """Return what acts on a page, each with its element and field, and how many texts there are."""
    found, seen = [], 0
    for kind, proto in _protos(app._tree):
        for path, words in _strings(proto, kind):
            marked = bool(MARKS.search(words))
            seen += marked
            if kind == "html":
                found += [f"{path}: {one}" for one in acting_in_html(words)]
            elif kind == "plotly_chart" and path.endswith("spec"):
                found += [f"{path}: {one}" for one in acting_in_chart(words)]
            elif marked and not PLAIN.search(path):
                written = _as_label(words) if path.endswith(LABELS) else words
                if why := acting_in_markdown(written):
                    found.append(f"{path}: {why}: {words[:160]!r}")
    return found, seen


def _as_label(words: str) -> str:
    """Return a label as Streamlit reads it: without lists, headings and quotations."""
    return NUMBERED.sub(r"\1\\", LISTED.sub(r"\1\\\2", words))


def acting_in_chart(spec: str) -> list[str]:
    """Return the texts of a plotly chart that it would read as its own HTML."""

    def texts(part: Any) -> Iterator[str]:
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict | list):
            for one in part.values() if isinstance(part, dict) else part:
                yield from texts(one)

    marked = (one for one in texts(json.loads(spec)) if MARKS.search(one))
    return [one for one in marked if re.search(r"<\w|\$.*\$", one)]


def _protos(block: Any) -> Iterator[tuple[str, Any]]:
    """Return each element and block under this one with its kind."""
    proto = getattr(block, "proto", None)
    if isinstance(proto, Message):
        yield getattr(block, "type", "block"), proto
    for child in (getattr(block, "children", None) or {}).values():
        yield from _protos(child)


def _strings(message: Message, path: str) -> Iterator[tuple[str, str]]:
    """Return every text in a message, with its path."""
    for field, value in message.ListFields():
        repeated = not isinstance(value, str | bytes | Message) and hasattr(value, "__iter__")
        name = f"{path}.{field.name}"
        for one in value if repeated else (value,):
            if isinstance(one, str):
                yield name, one
            elif isinstance(one, Message):
                yield from _strings(one, name)
