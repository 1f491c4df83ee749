"""Delivery plans in files: understood as partnerships write them, and written without loss."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import SourceError
from data.register.plan.comparison import compare
from data.register.plan.export import Row, Written, as_csv, as_xlsx
from data.register.plan.fields import REASONS, read_plan_fields
from data.register.plan.file_plan import LEFT_OUT, FilePlan
from data.register.plan.kinds import (
    ACTION,
    DIRECTIONS,
    INDICATOR,
    OBJECTIVE,
    PLAN_KINDS,
    PRIORITY,
    STATUSES,
    VALUE,
    Plan,
    value_key,
)
from data.register.plan.layout import column_of
from data.register.plan.understand import understand
from data.register.plan.workbook import write_workbook
from data.register.records import Record
from data.translations import read_translations

AREA = "Vale of Halwyn"
SHORT = (
    st.none() | st.text(max_size=30) | st.sampled_from(["=1+1", "@a", "-5", "'=x", "مرحبا", "🌊"])
)
NAMED = st.text(min_size=1, max_size=30).filter(lambda text: any(map(str.isalnum, text)))
NUMBERS = st.lists(
    st.from_regex(r"[1-9]\d?(\.[1-9])?|[A-H]", fullmatch=True), unique=True, max_size=3
)


def texts(draw: Any, *names: str) -> dict[str, Any]:
    return {name: draw(SHORT) for name in names}


@st.composite
def plans(draw: Any) -> Plan:
    """Draw a plan with the fields that its records can have once they are saved."""
    made: dict[str, list[Record]] = {kind.name: [] for kind in PLAN_KINDS}

    def add(kind: Any, **fields: Any) -> str:
        key = fields.pop("key", f"{kind.prefix}{len(made[kind.name]) + 1:03d}")
        values = read_plan_fields(kind, fields)
        made[kind.name].append(Record(key=key, values=values, version=1))
        return str(key)

    def named() -> dict[str, str | None]:
        english = draw(st.booleans())
        either = {"name_en": draw(NAMED) if english else None, "name_cy": draw(NAMED)}
        return either if draw(st.booleans()) or not english else {**either, "name_cy": None}

    for number in draw(NUMBERS):
        priority = add(PRIORITY, number=number, **named())
        below = [None, *draw(NUMBERS)]
        for at, objective_number in enumerate(below):
            objective = None
            if at:
                objective = add(OBJECTIVE, priority=priority, number=objective_number, **named())
            for action_number in draw(NUMBERS)[:2]:
                status = draw(st.none() | st.sampled_from(STATUSES))
                action = add(
                    ACTION,
                    priority=priority,
                    objective=objective,
                    number=action_number,
                    **named(),
                    **texts(draw, "partners_en", "role_cy", "deadline", "comments_en", "cross"),
                    points_cy=draw(st.none() | st.text(max_size=60)),
                    status=status,
                    **{draw(st.sampled_from(REASONS)): "because" if status else None},
                    updated=draw(st.none() | st.just("2026-11-02")),
                )
                for _ in range(draw(st.integers(0, 2))):
                    linked = draw(st.booleans())
                    indicator = add(
                        INDICATOR,
                        action=action,
                        **named(),
                        **texts(draw, "unit_en", "baseline", "target"),
                        direction=draw(st.none() | st.sampled_from(DIRECTIONS)),
                        measure="rate" if linked else None,
                        subject="drugs" if linked else None,
                    )
                    for year, quarter in draw(st.sets(st.sampled_from([(2025, 4), (2026, 1)]))):
                        add(
                            VALUE,
                            key=value_key(indicator, year, quarter),
                            indicator=indicator,
                            year=year,
                            quarter=quarter,
                            value=None if linked else draw(st.just("45%") | st.just("=1+1")),
                            note_cy="nodyn" if linked else draw(SHORT),
                        )
    return Plan(**{name.removeprefix("plan_"): tuple(rows) for name, rows in made.items()})


def read(content: bytes, **also: Any) -> FilePlan:
    return understand("plan.xlsx", content, year=2026, areas=[AREA], **also)


@settings(max_examples=60)
@given(plans(), st.sampled_from(["en", "cy"]), st.sampled_from([as_xlsx, as_csv]))
def test_a_plan_is_written_and_read_without_loss(plan: Plan, language: str, write: Any) -> None:
    shown = {one.key: "behind" for one in plan.actions if not one.values["status"]}
    how = Written(language=language, area=AREA, year=2026, statuses=shown)
    file = read(write(plan, how))
    assert [one.words for one in file.told if one.kind == LEFT_OUT] == []
    assert compare(file, plan) == [], "the same records, with the same fields"
    assert len(file.records) == sum(len(plan.of(kind)) for kind in PLAN_KINDS)
    assert {one.what for one in compare(file, Plan())} <= {"new"}


def test_a_workbook_merges_an_action_over_its_indicators_and_colours_its_status() -> None:
    rows = [
        Row(kind="header", cells=("No", "Status", "Q1")),
        Row(kind="action", cells=("1", "Behind", "=1+1")),
        Row(kind="indicator", cells=("", "", "5")),
        Row(kind="action", cells=("2", "On track", "")),
    ]
    columns, ground = ["number", "status", "value"], {"Behind": "F4A6A0"}
    laid_out = {"columns": columns, "shared": [0, 1], "statuses": ground, "widths": {}}
    content = write_workbook(rows, sheet="Plan", **laid_out)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Plan"]
    assert {str(cells) for cells in sheet.merged_cells.ranges} == {"A2:A3", "B2:B3"}
    grounds = [sheet[cell].fill.fgColor.rgb[-6:] for cell in ("A1", "B2", "A2", "B4")]
    assert grounds == ["E7E6E6", "F4A6A0", "000000", "000000"]
    assert sheet["A1"].font.bold and not sheet["A2"].font.bold
    assert sheet["C3"].border.left.style == "thin" and sheet["C3"].alignment.wrap_text
    assert (sheet["C2"].data_type, sheet["C2"].quotePrefix) == ("s", True)


def workbook(rows: list[list[Any]], *merged: str, title: str = "Plan") -> Any:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    return book


def saved(book: Any) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


DOCUMENT = [
    ["Vale of Halwyn Community Safety Partnership: delivery plan 2021-22"],
    [],
    ["Timescale", "RAG", "Ref", "Performance indicator", *[None] * 5, "What we will do",
     "Lead agency", "Responsible Officer", "Comments", "Budget"],
    [None, None, None, "Measure", "Target", "Q1", "Q2", "Q3", "Q4"],
    ["Priority 1 - Anti-social behaviour"],
    ["Blaenoriaeth 1 - Ymddygiad gwrthgymdeithasol"],
    ["Objective 1.1: Fewer incidents"],
    [dt.datetime(2022, 4, 1), "Green", "1.1.1", "Patrols", 12, 3, 4, None, 0.5, "Run patrols",
     "Police; Council", "Anti-social behaviour officer", "Begun in May", "£100"],
    [None, None, None, "Hours", "24", 5, None, None, None, None, None, None, "More of it"],
    ["As and when", None, "1.1.2", None, None, None, None, None, None, "Share photographs",
     None, "Inspector"],
    ["Timescale", "RAG", "Ref", None, None, None, None, None, None, "What we will do"],
    ["In due course", "purple", "1.1.3", None, None, None, None, None, None, "Review <b>bins</b>"],
]  # fmt: skip


def test_a_plan_is_understood_as_documents_lay_it_out() -> None:
    book = workbook(DOCUMENT, "A5:N5", "A6:N6", "A7:N7", "D3:I3", "J8:J9", "C8:C9")
    sheet = book.active
    sheet["A8"].number_format, sheet["I8"].number_format = "mmm-yy", "0%"
    sheet["B10"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFC000")
    file = understand(
        "plan.xlsx", saved(book), year=2026, areas=[AREA], reasons={"en": "as imported"}
    )
    first, second, third = file.of(ACTION)
    (priority,) = file.of(PRIORITY)
    assert priority.fields["name_cy"] == "Ymddygiad gwrthgymdeithasol"
    assert first.parents["objective"].fields["name_en"] == "Fewer incidents"
    wanted = {
        "number": "1.1.1", "name_en": "Run patrols", "deadline": "Apr-22", "status": "on_track",
        "partners_en": "Police; Council", "status_reason_en": "as imported",
        "comments_en": "Begun in May\nMore of it",
    }  # fmt: skip
    assert {name: first.fields[name] for name in wanted} == wanted
    assert second.fields["status"] == "at_risk", "by the colour of the cell"
    assert third.fields["status"] is None and third.fields["deadline"] == "In due course"
    assert third.fields["name_en"] == "Review <b>bins</b>"
    patrols, hours = file.of(INDICATOR)
    assert (patrols.fields["name_en"], patrols.fields["target"]) == ("Patrols", "12")
    assert hours.parents["action"] is first
    values = [
        (one.fields["year"], one.fields["quarter"], one.fields["value"]) for one in file.of(VALUE)
    ]
    assert values == [(2021, 1, "3"), (2021, 2, "4"), (2021, 4, "50%"), (2021, 1, "5")]
    told = {(one.line, str(one.words)) for one in file.told if one.kind == LEFT_OUT}
    assert told == {
        (3, "column Budget: not known, its 1 cells were not read"),
        (12, "status not understood: purple"),
    }
    assert {one.line for one in file.told} == {3, 5, 6, 7, 8, 9, 10, 11, 12}, "every row is told"


def test_priorities_and_objectives_may_be_columns_and_the_file_a_csv() -> None:
    table = (
        "Blaenoriaeth;Amcan;Rhif;Cam gweithredu;Swyddog cyfrifol;Dyddiad cau;Dangosydd;Targed;Ch1\n"
        "1. Strydoedd diogel;1.1 Llai o sŵn;1;Patrolio;Arolygydd;Parhaus;Patrolau;10;4\n"
        ";;2;Goleuo;Swyddog;Ebr-27;;;\n"
        "2. Cartrefi;;3;Cynghori;Swyddog;;;;\n"
    )
    file = understand("cynllun.csv", table.encode(), year=2026)
    assert [one.fields["number"] for one in file.of(PRIORITY)] == ["1", "2"]
    owners = [one.parents["priority"].fields["name_cy"] for one in file.of(ACTION)]
    assert owners == ["Strydoedd diogel", "Strydoedd diogel", "Cartrefi"]
    assert file.of(ACTION)[1].parents["objective"].fields["name_cy"] == "Llai o sŵn"
    assert "objective" not in file.of(ACTION)[2].parents
    assert file.of(VALUE)[0].fields["value"] == "4"


def test_other_files_are_refused_with_what_was_expected_and_found() -> None:
    others = ["Ceredigion", "Powys"]
    elsewhere = workbook([["Ceredigion delivery plan"], *DOCUMENT[2:]])
    with pytest.raises(SourceError, match="of Vale of Halwyn, but found a plan of Ceredigion"):
        read(saved(elsewhere), others=others)
    for content in (b"ward,people\nA,1\n", saved(workbook([["Ward", "Population"], ["A", 1]]))):
        with pytest.raises(SourceError, match="expected the header of a delivery plan"):
            read(content)
    for content in (b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0old", b"\0\1"):
        with pytest.raises(SourceError):
            read(content)
    unnamed = read(saved(workbook(DOCUMENT[2:])), others=others)
    assert len(unnamed.of(ACTION)) == 3


def test_bad_rows_are_told_and_the_others_are_read() -> None:
    rows = [
        ["No", "Action", "Comments", "Deadline"],
        ["1", "x" * 2_001, "", ""],
        ["2", "A plan with a formula", "=SUM(1,2)", ""],
        ["3", "‮مرحبا 🌊 <script>", "y" * 10_000, "Ongoing"],
    ]
    file = read(saved(workbook(rows)))
    assert [one.fields["number"] for one in file.of(ACTION)] == ["2", "3"]
    assert file.of(ACTION)[1].fields["name_en"] == "‮مرحبا 🌊 <script>"
    told = [(one.line, str(one.words)) for one in file.told if one.kind == LEFT_OUT]
    assert told[0] == (
        2, "name_en: expected at most 2,000 characters, but found 2,001 characters",
    )  # fmt: skip
    assert told[1][0] == 3 and "formula" in told[1][1]


def test_every_header_that_is_written_is_read() -> None:
    for key, words in read_translations("plan").items():
        if not key.startswith("plan_head."):
            continue
        for language, head in words.items():
            column = column_of(head.format(quarter=2, year="2026/27"))
            assert column and column.field == key.removeprefix("plan_head."), (key, language)
            assert column.language in ("", language) and column.year in (0, 2026)


def test_a_changed_file_proposes_only_what_it_changes() -> None:
    first = read(saved(workbook(DOCUMENT, "A5:N5", "A6:N6", "A7:N7", "D3:I3")))
    keys = {id(one): f"{one.kind.prefix}{at:03d}" for at, one in enumerate(first.records)}
    plan = Plan(**{
        kind.name.removeprefix("plan_"): tuple(
            Record(
                key=keys[id(one)],
                values=dict.fromkeys(kind.fields) | one.fields
                | {name: keys[id(parent)] for name, parent in one.parents.items()},
                version=1,
            )
            for one in first.of(kind)
        )
        for kind in PLAN_KINDS
    })  # fmt: skip
    assert compare(first, plan) == []
    changed = [list(row) for row in DOCUMENT]
    changed[7][5], changed[9][9] = 30, "Share pictures"
    del changed[11]
    changed.append(["May-22", None, "1.1.4", *[None] * 6, "New action"])
    later = read(saved(workbook(changed, "A5:N5", "A6:N6", "A7:N7", "D3:I3")))
    found = [(one.what, one.kind.name, one.values) for one in compare(later, plan)]
    assert found[0] == ("different", "plan_values", {"value": "30"})
    assert found[1] == ("different", "plan_actions", {"name_en": "Share pictures"})
    assert [one[:2] for one in found[2:]] == [("new", "plan_actions"), ("gone", "plan_actions")]
