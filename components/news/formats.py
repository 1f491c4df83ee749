"""The report of an update as text for a mail, as a web page by itself, and as an Atom feed."""

import textwrap
from collections.abc import Sequence
from xml.etree import ElementTree

from components.news.sections import headline, plain_lines, sections
from components.text.catalogue import Text
from components.text.direction import escape
from components.ui.tables import FICTIONAL
from data.update.report import SERVED, UpdateReport

WIDTH = 78
ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:44em;margin:2em auto;padding:0 1em;color:#1b1b1b;"
    "background:#fff}h1{font-size:1.5em;line-height:1.3}h2{font-size:1.15em}"
)


def as_text(text: Text, report: UpdateReport, *, address: str, for_staff: bool) -> str:
    """Return the report as plain text, in lines of at most 78 letters.

    `address` is that of the page with the same report; empty if it isn't known.
    """
    lines = [FICTIONAL, ""] if report.fictional else []
    lines += textwrap.wrap(headline(text, report), WIDTH)
    for heading, sentences in plain_lines(sections(text, report, for_staff=for_staff)):
        lines += ["", heading]
        for sentence in sentences:
            lines += textwrap.wrap(
                sentence, WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False
            )
    if address:
        lines += ["", f"{text('news.where')} {address}"]
    return "\n".join(lines) + "\n"


def as_html(text: Text, report: UpdateReport, *, address: str, for_staff: bool) -> str:
    """Return the report as a web page that needs nothing else."""
    title = escape(headline(text, report))
    parts = [f'<p role="note">{escape(FICTIONAL)}</p>'] if report.fictional else []
    parts.append(f"<h1>{title}</h1>")
    for heading, sentences in plain_lines(sections(text, report, for_staff=for_staff)):
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
        parts.append(f"<h2>{escape(heading)}</h2><ul>{items}</ul>")
    if address:
        link = f'<a href="{escape(address)}">{escape(address)}</a>'
        parts.append(f"<p>{escape(text('news.where'))} {link}</p>")
    return (
        f'<!doctype html><html lang="{text.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def as_feed(
    text: Text, reports: Sequence[UpdateReport], *, title: str, feed: str, page: str
) -> bytes:
    """Return the reports, the latest first, as an Atom feed.

    Only runs after which new figures were served are in it. `feed` and `page` are the addresses of
    the feed and of the page with the same reports.
    """
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {LANGUAGE: text.language})
    served = [report for report in reports if report.outcome in SERVED]
    _add(root, "title", title)
    _add(root, "id", feed)
    _add(root, "link", href=feed, rel="self")
    _add(root, "link", href=page)
    _add(root, "updated", served[0].ended if served else "1970-01-01T00:00:00+00:00")
    author = ElementTree.SubElement(root, f"{{{ATOM}}}author")
    _add(author, "name", "Milltir")
    for report in served:
        entry = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
        _add(entry, "title", headline(text, report))
        _add(entry, "id", f"{feed}#{report.started}")
        _add(entry, "link", href=page)
        _add(entry, "updated", report.ended)
        parts = [FICTIONAL] if report.fictional else []
        for heading, sentences in plain_lines(sections(text, report, for_staff=False)):
            parts += [f"{heading}: {' '.join(sentences)}"]
        _add(entry, "summary", "\n".join(parts))
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, name: str, words: str = "", **attributes: str) -> None:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if words:
        element.text = words
