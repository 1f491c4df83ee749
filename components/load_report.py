"""The whole load report, file by file: on the page, as CSV and as a page to keep."""

from html import escape

import pandas as pd
import streamlit as st

from components import downloads, tables
from components.here import Here
from data.catalogue import attribution_line

SHORT_DIGEST = 12


def show(here: Here) -> None:
    """Every file with its fate, and the report as files."""
    text = here.text
    with st.expander(text("report.title", files=text.number(len(here.manifest.files)))):
        tables.show_plain(by_file(here), numbers=_number_columns(here))
    with st.container(horizontal=True):
        downloads.csv_button(
            text("report.csv"),
            _as_data(here),
            here.manifest,
            key="csv-report",
            name=("load-report", here.manifest.title_en, here.manifest.release),
        )
        downloads.html_button(
            text("report.html"),
            as_html(here),
            here.manifest,
            key="html-report",
            name=("load-report", here.manifest.title_en, here.manifest.release),
        )


def by_file(here: Here) -> pd.DataFrame:
    """One row a file, worded."""
    text = here.text
    return pd.DataFrame(
        {
            text("report.file"): account.file,
            text("data.kind"): text(f"kind.{account.kind}"),
            text("data.read"): text.number(account.read),
            text("data.used"): text.number(account.used),
            text("data.left"): text.number(sum(account.left_out.values())),
            text("report.why"): _reasons(here, account.left_out),
            text("report.noted"): _reasons(here, account.notes),
            text("report.digest"): account.sha256[:SHORT_DIGEST],
        }
        for account in here.manifest.files
    )


def as_html(here: Here) -> str:
    """The report as one page that needs nothing else, in the viewer's language."""
    text, manifest = here.text, here.manifest
    said = [tables.FICTIONAL, text("foot.fictional")] if manifest.fictional else []
    said += [
        text("foot.source", source=attribution_line(manifest, text.language)),
        text("foot.release", release=manifest.release, boundaries=manifest.boundaries),
    ]
    return (
        f'<!doctype html><html lang="{text.language}"><meta charset="utf-8">'
        f"<title>{escape(text('data.title', area=here.area_name))}</title>"
        "<style>body{font:16px/1.4 sans-serif;margin:2rem}table{border-collapse:collapse}"
        "td,th{border-bottom:1px solid #ccc;padding:.3rem .8rem .3rem 0;text-align:left}</style>"
        f"<h1>{escape(text('data.title', area=here.area_name))}</h1>"
        + "".join(f"<p>{escape(line)}</p>" for line in said)
        + tables.as_html(by_file(here), numbers=_number_columns(here))
        + "</html>"
    )


def _as_data(here: Here) -> pd.DataFrame:
    """For machines: a row a file and reason, numbers as numbers."""
    rows = []
    for account in here.manifest.files:
        common = {"file": account.file, "kind": account.kind, "sha256": account.sha256}
        common |= {"rows_read": account.read, "rows_used": account.used}  # type: ignore[dict-item]
        fates = [("left out", account.left_out), ("noted", account.notes)]
        found = [
            common | {"fate": fate, "reason": str(reason), "rows": count}
            for fate, reasons in fates
            for reason, count in reasons.items()
        ]
        rows += found or [common | {"fate": "", "reason": "", "rows": 0}]
    return pd.DataFrame(rows)


def _reasons(here: Here, reasons: dict[str, int]) -> str:
    text = here.text
    return "; ".join(f"{text.number(n)} {text(f'reason.{why}')}" for why, n in reasons.items())


def _number_columns(here: Here) -> list[str]:
    return [here.text(f"data.{column}") for column in ("read", "used", "left")]
