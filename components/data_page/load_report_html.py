"""The load report as an HTML page."""

from components.data_page import load_report_tables
from components.page_context import PageContext
from components.text import boundary_files, sentences, survey_report
from components.text.catalogue import Text
from components.text.direction import escape
from components.ui import tables
from data.provenance.freshness import rights_of
from data.release.manifest import Manifest
from data.sources.registry import source_of


def as_html(here: PageContext) -> str:
    """Return the report as one self-contained HTML page in the viewer's language."""
    text, manifest = here.text, here.manifest
    wording = [tables.FICTIONAL, text("foot.fictional")] if manifest.fictional else []
    wording += [
        sentences.source(text, manifest),
        text(
            "foot.release",
            release=manifest.release,
            boundaries=boundary_files.boundary_names(text, manifest),
        ),
    ]
    return (
        f'<!doctype html><html lang="{text.language}"><meta charset="utf-8">'
        f"<title>{escape(text('data.title'))}</title>"
        "<style>body{font:16px/1.4 sans-serif;margin:2rem}table{border-collapse:collapse}"
        "td,th{border-bottom:1px solid #ccc;padding:.3rem .8rem .3rem 0;text-align:left}</style>"
        f"<h1>{escape(text('data.title'))}</h1>"
        + "".join(f"<p>{escape(line)}</p>" for line in wording)
        + tables.as_html(
            load_report_tables.by_file(here), numbers=load_report_tables.number_columns(here)
        )
        + _surveys_as_html(here)
        + _unrecognised_as_html(here)
        + _rights_as_html(here)
        + "</html>"
    )


def _surveys_as_html(here: PageContext) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in load_report_tables.survey_lines(here))
    table = load_report_tables.survey_table(here)
    if table.empty:
        return lines
    title = escape(here.text("survey_report.off_scale"))
    numbers = survey_report.number_columns(here.text)
    return f"{lines}<p>{title}</p>{tables.as_html(table, numbers=numbers)}"


def _rights_as_html(here: PageContext) -> str:
    """Return each source's owner and licence."""
    text, manifest = here.text, here.manifest
    items = [
        f"<li>{escape(text(f'kind.{source}'))}: {escape(_rights(manifest, source, text))}</li>"
        for source in dict.fromkeys(source_of(account.kind) for account in manifest.files)
    ]
    return f"<h2>{escape(text('source.rights'))}</h2><ul>{''.join(items)}</ul>"


def _rights(manifest: Manifest, source: str, text: Text) -> str:
    rights = rights_of(manifest, source)
    wording = (rights[f"{name}_{text.language}"] for name in ("attribution", "licence"))
    return " ".join(f"{words.rstrip('. ')}." for words in wording)


def _unrecognised_as_html(here: PageContext) -> str:
    files = here.manifest.unrecognised
    if not files:
        return ""
    names = load_report_tables.unused_files_table(here)
    wording = escape(here.text.plural("report.left_alone", len(files)))
    return f"<p>{wording}</p>" + (tables.as_html(names) if len(names) else "")
