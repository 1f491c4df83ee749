"""The HTML blocks that pages share: headings, sentences, lists and small print."""

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext

import streamlit as st

from components.text.catalogue import Text
from components.text.direction import closed, escape
from components.view import browser

# CSS classes of lists: small letters below a figure, or findings beside an answer.
CAVEATS, NAMED = "mt-caveats", "mt-named"
FORMATTING = re.compile(r"[\\`*\[\]<>#$~|&]|:(?=[a-zA-Z])|(?<![^\W_])_|_(?![^\W_])")
# What Streamlit's Markdown replaces although it is escaped: it makes links of addresses, pictures
# of the names of icons and emojis, and other signs of arrows; and how a list or an indented block
# begins. A word joiner there, which nobody sees, stops it.
REPLACED, WORD_JOINER = (
    re.compile(
        r"(?<=:)(?=//|material[/_]|[\w+-]+:)|(?<=www)(?=\.)|(?=@)|(?<=[-<>~])(?=[->=])"
        r"|^[ \t]*(?=[-+=]|\d+[.)])|^(?: {4}| {0,3}\t)[ \t]*",
        re.IGNORECASE | re.MULTILINE,
    ),
    "\u2060",
)


def subtitle(words: str) -> None:
    """Draw where and when, below a page's title."""
    st.html(f'<p class="mt-subtitle">{escape(words)}</p>')


def lead_sentence(words: str) -> None:
    """Draw a page's answer in large letters."""
    st.html(f'<p class="mt-lead">{escape(words)}</p>')


def supporting_sentence(words: str) -> None:
    """Draw a sentence that goes with the answer; nothing if it is empty."""
    if words:
        st.html(f'<p class="mt-second">{escape(words)}</p>')


def lines(texts: Iterable[str], look: str) -> None:
    """Draw a bulleted list; nothing if there are no lines."""
    if written := as_list(texts, look):
        st.html(written)


def titled_list(title: str, things: Iterable[str], nothing: str) -> str:
    """Return a titled list as HTML, or the title with `nothing` if the list is empty."""
    body = as_list(things) or f"<p>{escape(nothing)}</p>"
    return f"<h4>{escape(title)}</h4>{body}" if title else body


def as_list(texts: Iterable[str], look: str = "") -> str:
    """Return a list as HTML; empty if there are no lines."""
    items = "".join(f"<li>{escape(line)}</li>" for line in texts)
    opened = f'<ul class="{look}">' if look else "<ul>"
    return f"{opened}{items}</ul>" if items else ""


def as_code(words: str) -> str:
    """Return what someone typed, or an address, as code and never as formatting."""
    return "`" + closed(words).replace("`", "'").replace("\n", " ") + "`"


def escape_markdown(name: str) -> str:
    """Return a name that a user typed as Markdown that shows it as it is, without links."""
    return FORMATTING.sub(r"\\\g<0>", REPLACED.sub(WORD_JOINER, closed(name)))


def said_at_once(look: str, body: str, *, role: str) -> None:
    """Draw what an action led to, moved into view: the button can be far below it."""
    mark = f"said-{time.monotonic_ns()}"
    st.html(
        f'<div id="{mark}" class="{look}" role="{role}" tabindex="-1">{body}</div>'
        f"<script>document.getElementById('{mark}')?.focus()</script>",
        unsafe_allow_javascript=True,
    )


def heading(words: str, *, level: int = 2) -> None:
    """Draw the heading of a part of the page."""
    st.html(f'<h{level} class="mt-part">{escape(words)}</h{level}>')


def paragraphs(lines: Sequence[str]) -> None:
    """Draw each line as a paragraph; nothing without lines."""
    if lines:
        st.html("".join(f'<p class="mt-said">{escape(line)}</p>' for line in lines))


def link(words: str, address: str) -> str:
    """Return a paragraph with a link that opens in the same window, as HTML."""
    return f'<p><a href="{escape(address)}" target="_self">{escape(words)}</a></p>'


def folded(title: str, lines: Sequence[str], *, more: str) -> str:
    """Return lines below a title that is pressed to see them, as HTML; empty without lines.

    `more` is the link to how this is worked out (`routes.claims_link`), which comes last.
    """
    if not lines:
        return ""
    return folded_html(title, "".join(f"<p>{escape(line)}</p>" for line in lines) + more)


def folded_html(title: str, body: str) -> str:
    """Return HTML below a title that is selected to see it."""
    return f'<details class="mt-fold"><summary>{escape(title)}</summary>{body}</details>'


def show_folded(title: str, lines: Sequence[str], *, more: str) -> None:
    """Draw lines below a title that is pressed to see them; nothing without lines."""
    if lines:
        st.html(folded(title, lines, more=more))


@contextmanager
def folded_on_phone(title: str) -> Iterator[None]:
    """Draw what is inside as it is, but on a phone in a closed part that has this title."""
    with st.expander(escape_markdown(title)) if browser.on_phone() else nullcontext():
        yield


def how_worked_out(text: Text, lines: Sequence[str], *, more: str) -> None:
    """Draw the one closed part of a page that says how its figures are worked out."""
    show_folded(text("how.title"), [line for line in lines if line], more=more)


def small_print(lines: Sequence[str]) -> None:
    """Draw the basis of figures in small letters; nothing if there are no lines."""
    if lines:
        st.html(f'<p class="mt-basis">{escape(" ".join(lines))}</p>')


def listed(items: Sequence[tuple[str, str, str]]) -> str:
    """Return a list of items as HTML: name, what it is, what is known of it."""
    rows = "".join(
        f"<li><strong>{escape(name)}</strong> <span>{escape(what)}</span>"
        f"<small>{escape(known)}</small></li>"
        for name, what, known in items
    )
    return f'<ul class="mt-things">{rows}</ul>' if rows else ""


def css_string(words: str) -> str:
    """Return words as a string of CSS, which can neither end the string nor the style."""
    for letter in '\\"<':
        words = words.replace(letter, f"\\{ord(letter):x} ")
    return f'"{words}"'
