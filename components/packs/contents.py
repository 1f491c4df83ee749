"""Several packs as one zip, with a page that lists them."""

import io
import zipfile
from collections.abc import Sequence

from components.export.steady_zip import add
from components.packs.model import File, Pack
from components.text.catalogue import LANGUAGES, Text
from components.text.direction import escape

PAGE = "contents.html"
STYLE = (
    "body{font:16px/1.5 sans-serif;margin:2rem;max-width:60rem}"
    "td,th{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}"
)


def contents_page(first: Pack, files: Sequence[tuple[Pack, File]]) -> File:
    """Return the zip: the page first, then each file; the same files are the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        add(archive, PAGE, _page(first, files).encode("utf-8"))
        for _, file in files:
            add(archive, file.name, file.content)
    fictional = "fictional-sample_" if first.letterhead.fictional else ""
    return File(f"{fictional}packs_{first.template}_{first.release}.zip", written.getvalue())


def _page(first: Pack, files: Sequence[tuple[Pack, File]]) -> str:
    """Return the list of files in each language that they are in."""
    used = [one for one in LANGUAGES if any(pack.language == one for pack, _ in files)]
    parts = "".join(_list(language, first, files) for language in used)
    title = escape(" / ".join(Text(one)("packs.contents_title") for one in used))
    return (
        f'<!doctype html><html lang="{used[0]}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>{parts}</body></html>\n"
    )


def _list(language: str, first: Pack, files: Sequence[tuple[Pack, File]]) -> str:
    text = Text(language)
    of = [(pack, file) for pack, file in files if pack.language == language]
    pack = of[0][0]
    lines = [pack.letterhead.fictional, pack.source, pack.letterhead.made]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    heads = "".join(
        f'<th scope="col">{escape(text(f"packs.contents_{name}"))}</th>'
        for name in ("pack", "file")
    )
    rows = "".join(
        f'<tr><td>{escape(one.title)}</td><td><a href="{escape(file.name)}">'
        f"{escape(file.name)}</a></td></tr>"
        for one, file in of
    )
    return (
        f'<section lang="{language}"><h1>{escape(text("packs.contents_title"))}</h1>{said}'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )
