"""The totals of the load report: rows read, used and left out, by kind of source."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.text import boundary_files as vintage
from components.text import residents_origin
from components.ui import downloads, html, tables
from data.access.permissions import rows_left_out_visible
from data.load_report.reasons import number_stored
from data.sources.registry import SOURCES, source_of

COUNTED = ("files", "read", "used", "left")


@dataclass(frozen=True, kw_only=True)
class Group:
    """The rows of one kind of file that were left out or noted for one reason."""

    kind: str
    reason: str
    fate: str
    rows: int
    files: tuple[str, ...]

    # How many of the rows are stored one by one, and not only counted.
    stored: int


def reconcile_rows(here: PageContext) -> dict[str, str]:
    """Return rows read, used and left out of all files. They reconcile by construction."""
    table = _counted(here).sum(numeric_only=True)
    number = here.text.number
    named = {"files": "files", "read": "read", "used": "used", "left_out": "left"}
    return {name: number(int(table[column])) for name, column in named.items()}


def show(here: PageContext) -> None:
    """Draw the totals by kind and by reason, then the download of the rows left out."""
    with st.expander(here.text("accounts.title", **reconcile_rows(here))):
        by_kind(here)
        reasons(here)
    download_left_out(here)


def by_kind(here: PageContext) -> None:
    """Draw a row for each kind of file, and the total."""
    text = here.text
    table = _counted(here).groupby("kind").sum().reset_index()
    table = table.sort_values("kind", key=lambda kinds: kinds.map(_order))
    table["kind"] = table["kind"].map(lambda kind: text(f"kind.{kind}"))
    whole = {"kind": text("data.total"), **{c: table[c].sum() for c in COUNTED}}
    table = pd.concat([table, pd.DataFrame([whole])])
    tables.show_plain(
        pd.DataFrame(
            {text("data.kind"): table["kind"]}
            | {text(f"data.{column}"): table[column].map(text.number) for column in COUNTED}
        ),
        numbers=[text(f"data.{column}") for column in COUNTED],
    )


def reasons(here: PageContext) -> None:
    """Draw why rows were left out, and what was noted about rows that were used."""
    text = here.text
    tables.show_plain(
        pd.DataFrame(
            {
                text("data.kind"): text(f"kind.{group.kind}"),
                text("left_out.reason"): text(f"reason.{group.reason}"),
                text("data.fate"): text(f"fate.{group.fate}"),
                text("left_out.rows"): text.number(group.rows),
            }
            for group in groups(here)
        ),
        numbers=[text("left_out.rows")],
    )


def groups(here: PageContext) -> list[Group]:
    """Return every kind, reason and fate with its number of rows and its files."""
    files: dict[tuple[str, str, str], list[str]] = {}
    rows: dict[tuple[str, str, str], int] = {}
    for account in here.manifest.files:
        for fate, counts in (("left_out", account.left_out), ("noted", account.notes)):
            for reason, count in counts.items():
                key = (account.kind, reason, fate)
                files.setdefault(key, []).append(account.file)
                rows[key] = rows.get(key, 0) + count
    result = [
        Group(
            kind=kind,
            reason=reason,
            fate=fate,
            rows=rows[key],
            files=tuple(files[key]),
            stored=number_stored(reason, rows[key], here.manifest.most_examples),
        )
        for key in files
        for kind, reason, fate in [key]
    ]
    return sorted(result, key=lambda group: (_order(group.kind), -group.rows))


def download_left_out(here: PageContext) -> None:
    """Draw the download of rows left out, for viewers who may see single records."""
    text = here.text
    if not rows_left_out_visible(here.viewer):
        st.caption(text("left_out.not_for_you"))
        return
    left_out = [group for group in groups(here) if group.fate == "left_out" and group.stored]
    stored = here.manifest.tables["left_out"]["rows"]
    everything = _all_stored(here, stored)
    offered: dict[str, Group | None] = {everything: None, **dict(named(here, left_out))}
    with st.container(key="mt-left-out", horizontal=True, vertical_alignment="bottom"):
        chosen = offered[st.selectbox(text("left_out.group"), list(offered), key="left-out-group")]

        def parts() -> Iterator[pd.DataFrame]:
            return queries.load_report.single_rows_left_out(
                here.key,
                here.viewer,
                files=chosen.files if chosen else None,
                reason=chosen.reason if chosen else None,
            )

        which = (chosen.kind, chosen.reason) if chosen else ()
        downloads.csv_in_parts_button(
            text("download.left_out"),
            parts,
            here.manifest,
            rows=chosen.stored if chosen else stored,
            key="csv-left-out",
            name=("rows-left-out", *which, here.manifest.title_en, here.manifest.release),
        )


def _all_stored(here: PageContext, stored: int) -> str:
    """Return how many rows are stored: those left out, and those of which one answer is."""
    text = here.text
    whole = sum(group.stored for group in groups(here) if group.fate == "left_out")
    words = text.plural("left_out.all", min(whole, stored))
    parts = stored - whole
    return text.plural("left_out.and_parts", parts, all=words) if parts > 0 else words


def boundaries(here: PageContext) -> None:
    """Draw the boundaries, what they lack, and the rules by which wards have their residents."""
    text = here.text
    rules = queries.load_report.ward_rules(here.key)
    by = residents_origin.look_up(text, here.manifest)
    absent = residents_origin.absent_authorities(text, here.manifest)
    sentences = [text("caveat.no_residents")]
    if here.has_residents:
        sentences = residents_origin.of_all_wards(text, rules, here.place_name, by=by)
    with st.expander(text("wards.title")):
        st.write(text("wards.vintage", boundaries=vintage.boundary_names(text, here.manifest)))
        new = residents_origin.new_authorities_of(text, here.manifest)
        html.paragraphs(list(filter(None, [absent, *new, *sentences])))
        for further in queries.load_report.further_levels(here.key):
            st.write(_further(here, further))


def _further(here: PageContext, level: queries.load_report.RowsOutside) -> str:
    """Return the sentence about another level, and what lies outside its areas."""
    text, latest = here.text, here.latest()
    areas = text.plural(f"count.{level.level}", level.areas)
    months = text.months(latest.first, latest.last)
    if not here.has_residents:
        n = text.number(level.incidents)
        return text("further.no_residents", areas=areas, incidents=n, months=months)
    if not level.residents and not level.incidents:
        return text("further.all", areas=areas)
    return text(
        "further.some",
        areas=areas,
        residents=text.number(level.residents),
        incidents=text.number(level.incidents),
        months=months,
    )


def named(here: PageContext, left_out: list[Group]) -> Iterator[tuple[str, Group]]:
    """Return each group with its name in the list of downloads."""
    text = here.text
    for group in left_out:
        facts = {"kind": text(f"kind.{group.kind}"), "reason": text(f"reason.{group.reason}")}
        if group.stored < group.rows:
            facts |= {"stored": text.number(group.stored)}
            yield text.plural("left_out.examples", group.rows, **facts), group
        else:
            yield text.plural("left_out.one", group.rows, **facts), group


def _order(kind: str) -> tuple[int, str]:
    """Return a sort key in the order of the sources, with a source's own files first."""
    source, order = source_of(kind), list(SOURCES)
    return (order.index(source) if source in SOURCES else len(order), kind)


def _counted(here: PageContext) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kind": account.kind,
            "files": 1,
            "read": account.read,
            "used": account.used,
            "left": sum(account.left_out.values()),
        }
        for account in here.manifest.files
    )
