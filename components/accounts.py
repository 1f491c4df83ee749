"""The load report on screen: what was read, used and left out of every kind of source."""

import pandas as pd
import streamlit as st

from components import cached, downloads, tables
from components.here import Here
from data.access import rows_left_out_visible

COUNTED = ("files", "read", "used", "left")


def totals(here: Here) -> dict[str, str]:
    """Rows read, used and left out over all files; they reconcile by construction."""
    files = here.manifest.files
    number = here.text.number
    return {
        "read": number(sum(f.read for f in files)),
        "used": number(sum(f.used for f in files)),
        "left_out": number(sum(sum(f.left_out.values()) for f in files)),
        "files": number(len(files)),
    }


def by_kind(here: Here) -> None:
    """One row a kind of source."""
    text = here.text
    rows = pd.DataFrame(
        {
            "kind": f.kind,
            "files": 1,
            "read": f.read,
            "used": f.used,
            "left": sum(f.left_out.values()),
        }
        for f in here.manifest.files
    )
    table = rows.groupby("kind", sort=False).sum().reset_index()
    numbers = [text(f"data.{column}") for column in COUNTED]
    tables.show_plain(
        pd.DataFrame(
            {text("data.kind"): table["kind"].map(lambda kind: text(f"kind.{kind}"))}
            | {text(f"data.{column}"): table[column].map(text.number) for column in COUNTED}
        ),
        numbers=numbers,
    )


def reasons(here: Here) -> None:
    """Why rows were left out, and what is worth knowing about rows that were used."""
    text = here.text
    found: dict[tuple[str, str, str], int] = {}
    for account in here.manifest.files:
        for fate, counts in (("left_out", account.left_out), ("noted", account.notes)):
            for reason, rows in counts.items():
                key = (account.kind, reason, fate)
                found[key] = found.get(key, 0) + rows
    tables.show_plain(
        pd.DataFrame(
            {
                text("data.kind"): text(f"kind.{kind}"),
                text("left_out.reason"): text(f"reason.{reason}"),
                text("data.fate"): text(f"fate.{fate}"),
                text("left_out.rows"): text.number(rows),
            }
            for (kind, reason, fate), rows in sorted(found.items(), key=lambda i: (i[0][0], -i[1]))
        ),
        numbers=[text("left_out.rows")],
    )


def download_left_out(here: Here) -> None:
    """The rows themselves, for those who may see single records."""
    if not rows_left_out_visible(here.viewer):
        st.caption(here.text("left_out.not_for_you"))
        return
    downloads.csv_button(
        here.text("download.left_out"),
        cached.single_rows_left_out(here.manifest.release, here.viewer),
        here.manifest,
        key="csv-left-out",
        name=("rows-left-out", here.manifest.title_en, here.manifest.release),
    )


def gaps(here: Here) -> None:
    """Force-months that were not published, or not whole: nowhere a zero."""
    text = here.text
    if not here.manifest.gaps:
        return
    st.subheader(text("gaps.title"))
    tables.show_plain(
        pd.DataFrame(
            {
                text("gaps.force"): gap.force,
                text("gaps.month"): text.month(gap.month),
                text("gaps.why"): text(f"gaps.{gap.why}"),
                text("data.read"): text.number(gap.rows),
            }
            for gap in here.manifest.gaps
        ),
        numbers=[text("data.read")],
    )


def boundaries(here: Here) -> None:
    """Of which date the areas are, and by which rule wards have their residents."""
    text = here.text
    rules = cached.ward_rules(here.manifest.release)
    st.subheader(text("wards.title"))
    st.write(text("wards.vintage", boundaries=here.manifest.boundaries))
    best_fit = text.plural("wards.best_fit", rules["whole"])
    shared = text.plural("wards.shared", rules["shared"]) if rules["shared"] else ""
    st.write(f"{best_fit} {shared}".strip())
