"""The design effect of a survey: stated, usual for its sampling, or unreadable."""

from pathlib import Path

from data.files.archive import members_of
from data.load_report.report import LoadReport
from data.sources.surveys.answers import load_perceptions
from data.sources.surveys.totals import load_all_survey_totals
from data.sources.ward_names import Wards
from tests.cases import every_case

WARD = "W05999003"
WARDS = Wards.of_codes([WARD])
# By what the file states of sampling and design effect: the design effect that is used.
STATED = {
    ("random sample", "", ""): 1.3,
    ("random sample", "Door-to-door", ""): 1.3,
    ("random sample", "o ddrws i ddrws", ""): 1.3,
    ("random sample", "addresses", ""): 1.0,
    ("random sample", "cyfeiriadau", "1.15"): 1.15,
    ("random sample", "door to door", "1.6"): 1.6,
    ("open consultation", "door to door", "1.6"): 1.0,
    ("key individual", "", ""): 1.0,
}


def file_of(folder: Path, *lines: str) -> Path:
    path = folder / "survey.csv"
    path.write_text("\n".join(lines))
    return path


def test_a_stated_effect_is_used_and_else_the_usual_one(tmp_path: Path) -> None:
    rows = [
        f"R{n},2026-06,{mode},{WARD},1,{sampling},{effect},fairly big"
        for n, (mode, sampling, effect) in enumerate(STATED)
    ]
    head = "respondent_id,wave,mode,ward_code,weight,sampling,design_effect,problem_asb"
    (member,) = members_of([file_of(tmp_path, head, *rows)])
    table = load_perceptions(member, WARDS, LoadReport())
    assert table["design_effect"].tolist() == list(STATED.values())


@every_case("effect", ["0.5", "-1", "0", "30", "about 1.5", "nan"])
def test_an_unreadable_effect_is_counted_and_the_usual_one_used(
    effect: str, tmp_path: Path
) -> None:
    head = "respondent_id,wave,mode,ward_code,weight,design_effect,problem_asb"
    row = f"R1,2026-06,random sample,{WARD},1,{effect},fairly big"
    (member,) = members_of([file_of(tmp_path, head, row)])
    report = LoadReport()
    table = load_perceptions(member, WARDS, report)
    (account,) = report.files
    assert account.survey and account.reconciles and table["design_effect"].tolist() == [1.3]
    (off,) = account.survey.off_scale
    assert (off.column, off.value, off.rows) == ("design_effect", effect, 1) and off.allowed


def test_totals_state_it_too(tmp_path: Path) -> None:
    head = "wave,mode,ward_code,question,answer,respondents,sampling,design_effect"
    same = f"2026-06,random sample,{WARD},problem_asb"
    rows = (
        f"{same},very big,14,,1.8",
        f"{same},fairly big,9,addresses,",
        f"{same},not a problem,9,,x",
    )
    (member,) = members_of([file_of(tmp_path, head, *rows)])
    report = LoadReport()
    table = load_all_survey_totals([member], WARDS, report)
    assert table["design_effect"].tolist() == [1.8, 1.0, 1.3]
    (account,) = report.files
    assert account.survey and account.reconciles
    assert [(one.column, one.value) for one in account.survey.off_scale] == [("design_effect", "x")]
