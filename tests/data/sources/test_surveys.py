"""Surveys are read in parts, topics are known by other names, and every answer is accounted for."""

from pathlib import Path

import pandas as pd
import pytest

from data.cli.dry_run import check_files
from data.contracts.scales import (
    DIRECTION,
    INFORMED,
    PROBLEM,
    SAFETY,
    SCALES,
    answer_on_scale,
    names_of_answers,
    scale_of,
)
from data.errors import SourceError
from data.files.archive import Member, members_of
from data.files.seen_keys import SeenKeys
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.load_report.survey_report import MOST_VALUES, OffScale, OffScaleCounter
from data.readers import table_parts
from data.readers.partner_table import read_own
from data.readers.table_parts import read_parts
from data.sources.surveys import answers
from data.sources.surveys.answers import load_perceptions, valid_parts, write_perceptions
from data.sources.surveys.totals import load_all_survey_totals
from data.sources.ward_names import Wards
from tests.cases import every_case

WARD = "W05999003"
WARDS = Wards.of_codes([WARD])
HEAD = "respondent_id,wave,mode,ward_code,weight"
WHO = f"2026-06,random sample,{WARD},1"
HELD = ["respondent_id", "wave", "mode", "ward_code", "weight", "problem_*"]


def member(folder: Path, content: str | bytes, name: str = "survey.csv") -> Member:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return next(iter(members_of([path])))


def loaded(folder: Path, columns: str, *rows: str) -> tuple[pd.DataFrame, FileReport, LoadReport]:
    lines = [f"R{number},{WHO},{row}" for number, row in enumerate(rows)]
    report = LoadReport()
    table = load_perceptions(
        member(folder, "\n".join([f"{HEAD},{columns}", *lines])), WARDS, report
    )
    (account,) = report.files
    assert account.reconciles
    return table, account, report


def test_other_names_of_topics_are_read_and_unknown_ones_are_topics_of_their_own(
    tmp_path: Path,
) -> None:
    columns = "Problem Anti-social behaviour,problem_asb_at_night,problem_noise,Comment"
    table, account, _ = loaded(tmp_path, columns, "very big,fairly big,not a problem,hello")
    assert table[["question", "answer"]].to_numpy().tolist() == [
        ["problem_asb", "very big"],
        ["problem_asb_at_night", "fairly big"],
        ["problem_noise", "not a problem"],
    ]
    survey = account.survey
    assert survey is not None
    assert survey.renamed == {"problem_anti_social_behaviour": "problem_asb"}
    assert survey.unknown_topics == {"asb_at_night": "asb", "noise": ""}
    assert survey.not_read == ["Comment"] and survey.off_scale == []
    assert survey.asked == dict.fromkeys(table["question"], 1)


def test_every_answer_off_the_scale_is_counted_with_column_value_and_allowed(
    tmp_path: Path,
) -> None:
    rows = ("1,Very Big", "1,78%", "2,Fairly  big", ",not a problem")
    table, account, report = loaded(tmp_path, "problem_asb,problem_drugs", *rows)
    assert len(table) == 3 and account.used == 4
    assert account.notes == {Reason.OFF_THE_SCALE: 4}
    assert account.survey is not None
    assert account.survey.off_scale == [
        OffScale(column="problem_asb", value="1", rows=2, allowed=PROBLEM),
        OffScale(column="problem_asb", value="2", rows=1, allowed=PROBLEM),
        OffScale(column="problem_drugs", value="78%", rows=1, allowed=PROBLEM),
    ]
    assert account.survey.asked == {"problem_asb": 0, "problem_drugs": 3}
    kept = report.rows_left_out()
    assert (kept["reason"] == Reason.OFF_THE_SCALE).sum() == 4


@every_case(
    ("question", "answers", "read"),
    [
        (
            "problem_asb",
            ("Mawr iawn", "eithaf mawr", "ddim yn fawr iawn", "Ddim yn broblem", "ddim yn gwybod"),
            PROBLEM,
        ),
        (
            "safe_after_dark",
            (
                *("diogel iawn", "Eithaf Diogel", "ychydig yn anniogel", "anniogel iawn"),
                "Ddim yn gwybod",
            ),
            SAFETY,
        ),
        ("asb_direction", ("i fyny", "yr un fath", "i lawr", "dim yn gwybod"), DIRECTION),
        (
            "informed",
            (
                *("yn dda iawn", "eithaf da", "ddim yn dda iawn", "ddim o gwbl"),
                "dwi ddim yn gwybod",
            ),
            INFORMED,
        ),
        ("commonest_1", ("cyffuriau", "troseddau eraill"), ("drugs", "other-crime")),
        (
            "problem_litter",
            ("A very big problem", "Not a very big problem", "Not a problem at all"),
            (PROBLEM[0], PROBLEM[2], PROBLEM[3]),
        ),
    ],
)
def test_answers_are_read_in_welsh_and_in_the_words_of_the_crime_survey(
    tmp_path: Path, question: str, answers: tuple[str, ...], read: tuple[str, ...]
) -> None:
    table, account, _ = loaded(tmp_path, question, *answers)
    assert tuple(table["answer"]) == read and account.notes == {}
    assert tuple(answer_on_scale(question, answer) for answer in answers) == read


def test_no_word_means_two_answers_of_a_scale() -> None:
    for question in (*SCALES, "problem_asb"):
        scale = scale_of(question)
        alone = [names_of_answers([answer]).keys() for answer in scale]
        assert sum(map(len, alone)) == len(names_of_answers(scale)), question


def test_an_unknown_mode_is_counted_with_its_value(tmp_path: Path) -> None:
    text = f"{HEAD},safe_day\nR1,2026-06,online,{WARD},1,very safe\n"
    report = LoadReport()
    assert load_perceptions(member(tmp_path, text), WARDS, report).empty
    (account,) = report.files
    assert account.left_out == {Reason.UNKNOWN_MODE: 1} and account.survey is not None
    (off,) = account.survey.off_scale
    assert (off.column, off.value, off.rows) == ("mode", "online", 1)
    assert "random sample" in off.allowed


def test_values_beyond_the_most_frequent_are_put_together() -> None:
    counter = OffScaleCounter()
    cells = pd.Series([f"{number}" for number in range(30)] + ["x" * 500] * 2)
    counter.add("problem_asb", cells, PROBLEM)
    entries = counter.entries()
    assert len(entries) == MOST_VALUES + 1 and sum(entry.rows for entry in entries) == 32
    assert entries[0].value == "x" * 80 + "…" and entries[-1].value == ""
    assert counter.entries() == entries


@every_case(
    ("question", "answer", "share", "off"),
    [
        ("problem_ygg", "Very  Big", "0.4", []),
        ("problem_asb", "Mawr iawn", "0.4", []),
        ("problem_asb", "1", "0.4", [("problem_asb", "1")]),
        ("problem_asb", "very big", "78%", [("weighted_share", "78%")]),
        ("weather", "sunny", "0.4", [("question", "weather")]),
    ],
)
def test_totals_are_read_and_counted_in_the_same_way(
    tmp_path: Path, question: str, answer: str, share: str, off: list[tuple[str, str]]
) -> None:
    text = "wave,mode,ward_code,question,answer,respondents,weighted_share\n"
    text += f"2026-06,Random sample,{WARD},{question},{answer},14,{share}\n"
    report = LoadReport()
    table = load_all_survey_totals([member(tmp_path, text)], WARDS, report)
    (account,) = report.files
    assert account.reconciles and account.survey is not None
    assert [(one.column, one.value) for one in account.survey.off_scale] == off
    assert all(one.rows == 1 and one.allowed for one in account.survey.off_scale)
    assert len(table) == (not off)
    if not off:
        assert table[["question", "answer"]].iloc[0].tolist() == ["problem_asb", "very big"]


def test_a_check_says_the_same_of_a_survey_as_the_report(tmp_path: Path) -> None:
    member(
        tmp_path,
        f"{HEAD},problem_ygg,problem_asb_at_night,problem_noise,notes\n"
        f"R1,{WHO},1,1,very big,x\nR2,{WHO},3,1,very big,x\n",
    )
    said = "\n".join(line.strip() for line in check_files([tmp_path]).lines)
    assert "2 of 2 rows would be used; answer not on the scale: 4" in said
    assert "problem_ygg: read as problem_asb" in said
    assert "problem_asb_at_night: topic unknown: did you mean asb?" in said
    assert "problem_noise: topic unknown." in said
    assert "columns not read: notes" in said
    assert "problem_asb: not on its scale: “1” 1, “3” 1; allowed: very big, fairly big" in said
    assert "problem_asb_at_night: not on its scale: “1” 2" in said


# --- In parts -------------------------------------------------------------------------------


LINES = [
    "A survey", "", "respondent_id;wave;mode;ward_code;weight;problem_asb;notes",
    "R1;2026-06;random sample;W05999003;1;very big;sŵn", "", ' ; ;"";;;;', "R2;2026-06;;;1;;;more",
    'R3;2026-06;random sample;W05999003;1;"fairly big";"two', 'lines"', "R4;2026-06", "R5;;;;;;tân",
    "",
]  # fmt: skip


@every_case("end", ["\n", "\r\n", "\r"])
@every_case("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_the_parts_together_are_the_whole_table(
    tmp_path: Path, end: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_parts, "BLOCK", 7)
    text = end.join(LINES)
    if encoding == "windows-1252":
        text = text.replace("ŵ", "w")
    file = member(tmp_path, text.encode(encoding))
    whole = read_own(file, wants=HELD)
    parts = list(read_parts(file, wants=HELD, most=2))
    assert [len(part.cells) for part in parts] == [2, 2, 1]
    together = pd.concat([part.cells for part in parts])[list(whole.cells.columns)]
    pd.testing.assert_frame_equal(together, whole.cells)
    notes: dict[str, int] = {}
    for part in parts:
        for note, number in part.notes.items():
            notes[note] = notes.get(note, 0) + number
    if encoding == "windows-1252" and end == "\r":
        notes.pop(Reason.READ_AS_WINDOWS_1252), whole.notes.pop(Reason.READ_AS_WINDOWS_1252)
    assert notes == whole.notes


@every_case("end", ["\n", "\r\n"])
@every_case("mark", ["", "\ufeff"])
@every_case("last", ["", "\n\n", "\n; ;\n"])
@every_case("quoted", [False, True])
@every_case("size", [1, 60, 100_000])
def test_blocks_without_quotation_marks_are_the_whole_table(
    tmp_path: Path,
    end: str,
    mark: str,
    last: str,
    size: int,
    quoted: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table_parts, "PART_BYTES", size)
    monkeypatch.setattr(table_parts, "_parts", None)  # The whole text isn't read row by row.
    lines = [line for line in LINES[:-1] if '"' not in line]
    lines += ["", ";", *(f" R1{number} ;2026-06;;W05999003;1;;" for number in range(9)), "NA;null"]
    head = ";".join(f'"{name}"' if quoted else name for name in lines[2].split(";"))
    text = mark + "\n".join([*lines[:2], head, *lines[3:]]) + last
    file = member(tmp_path, text.replace("\n", end))
    whole, parts = read_own(file, wants=HELD), list(read_parts(file, wants=HELD))
    assert len(parts) > 1 or size > 60
    together = pd.concat([part.cells for part in parts])[list(whole.cells.columns)]
    pd.testing.assert_frame_equal(together, whole.cells)
    notes: dict[str, int] = {}
    for part in parts:
        for note, number in part.notes.items():
            notes[note] = notes.get(note, 0) + number
    assert notes == whole.notes


@every_case(
    "content",
    [
        "respondent_id\nsŵn\n".encode() + b"t\xe2n\n",
        b"respondent_id\nt\x81n\n",
        b"respondent_id\n\0\n",
        b'respondent_id,wave\nR1,"noise\n',
        b"name,shoe size\nx,1\n",
        b"",
        b"PK\x03\x04rest",
    ],
)
def test_what_the_whole_table_refuses_the_parts_refuse_alike(
    tmp_path: Path, content: bytes
) -> None:
    file, said = member(tmp_path, content), []
    for read in (
        lambda: read_own(file, wants=HELD, shown=file.path_shown),
        lambda: list(read_parts(file, wants=HELD)),
    ):
        with pytest.raises(SourceError) as raised:
            read()
        said.append(str(raised.value))
    assert said[0] == said[1]


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="at least one row"):
        list(valid_parts(member(tmp_path, f"{HEAD}\n"), WARDS, LoadReport()))


def test_a_respondent_of_an_earlier_part_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_parts_of_two(file: Member, *, wants: list[str]):  # type: ignore[no-untyped-def]
        return read_parts(file, wants=wants, most=2)

    monkeypatch.setattr(answers, "read_parts", in_parts_of_two)
    names = ("R1", "R2", "R3", "R1", "R4", "R4", "R2")
    text = f"{HEAD},safe_day,problem_asb\n" + "".join(
        f"{name},{WHO},very safe,{number}\n" for number, name in enumerate(names)
    )
    (tmp_path / "release").mkdir()
    report = LoadReport()
    rows = write_perceptions(member(tmp_path, text), WARDS, report, tmp_path / "release")
    (account,) = report.files
    assert account.left_out == {Reason.RESPONDENT_TWICE: 3} and account.reconciles
    table = pd.read_parquet(tmp_path / "release" / "perceptions.parquet")
    assert table["respondent"].tolist() == ["R1", "R2", "R3", "R4"] and rows == 4
    assert table["wording"].isna().all() and table["age_band"].isna().all()
    assert account.notes == {Reason.OFF_THE_SCALE: 4}
    left_out = report.rows_left_out()
    assert sorted(left_out.loc[left_out["reason"] == Reason.RESPONDENT_TWICE, "row"]) == [5, 7, 8]


def test_keys_are_found_again_in_any_later_part() -> None:
    seen, every = SeenKeys(), [f"K{number}" for number in range(300)]
    for first in range(0, 300, 7):
        assert not seen.add(pd.Series(every[first : first + 7])).any()
    assert seen.add(pd.Series(every)).all()
    assert seen.add(pd.Series(["K300", None])).tolist() == [False, False]
    assert seen.add(pd.Series(["K300", None])).tolist() == [True, False]


def test_only_so_many_answers_off_the_scale_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_EXAMPLES", 3)
    _, account, report = loaded(tmp_path, "problem_asb", *"123412341234")
    assert account.notes == {Reason.OFF_THE_SCALE: 12}
    assert len(report.rows_left_out()) == 3
