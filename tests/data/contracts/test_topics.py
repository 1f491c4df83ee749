"""Topics of surveys: their names in both languages, and what the contract says of them."""

import csv
import io
import json
from collections import Counter

import pandas as pd

from data.contracts import validate
from data.contracts.templates import template_files
from data.contracts.topics import (
    ALSO_CALLED,
    other_names,
    plain_topic,
    question_of,
    renamed_questions,
    similar_topic,
    topic_of,
)
from data.schema import CATEGORIES, TOPICS
from tests.cases import every_case


@every_case(
    ("name", "topic"),
    [
        ("problem_anti_social_behaviour", "asb"),
        ("Problem Anti-Social Behaviour", "asb"),
        ("problem_antisocial_behavior", "asb"),
        ("problem_ymddygiad_gwrthgymdeithasol", "asb"),
        ("problem_YGG", "asb"),
        ("problem_criminal_damage_&_arson", "damage"),
        ("problem_violence_and_sexual_offences", "violence"),
        ("problem_troseddau_cerbydau", "vehicle_crime"),
        ("problem_bwrgleriaeth", "burglary"),
        ("problem_cyffuriau", "drugs"),
        ("problem_goryrru", "speeding"),
        ("problem_sbwriel", "litter"),
        ("problem_shoplifting", "shoplifting"),
        ("problem_possession_of_weapons", "weapons"),
    ],
)
def test_a_topic_is_known_by_its_names_in_both_languages(name: str, topic: str) -> None:
    assert question_of(name) == f"problem_{topic}"


def test_no_name_means_two_topics_and_a_part_of_a_topic_is_not_the_topic() -> None:
    names = Counter(
        name for topic in TOPICS for name in {plain_topic(n) for n in (topic, *ALSO_CALLED[topic])}
    )
    assert [name for name, times in names.items() if times > 1] == []
    assert [topic_of(name) for name in ("graffiti", "drug dealing", "knife crime", "noise")] == [
        ""
    ] * 4


def test_every_police_category_but_other_crime_is_a_topic() -> None:
    means = [category for categories in TOPICS.values() for category in categories]
    assert sorted([*means, "other-crime"]) == sorted(CATEGORIES)


def test_similar_names_are_only_suggested() -> None:
    assert similar_topic("anti_social_behavour") == "asb"
    assert similar_topic("asb_in_the_park") == "asb"
    assert similar_topic("drug_dealing") in ("drugs", "")
    assert similar_topic("noise") == ""


def test_two_columns_of_one_topic_are_never_put_together() -> None:
    assert renamed_questions(["problem_vandalism", "problem_damage"]) == {}
    first = renamed_questions(["problem_vandalism", "problem_criminal_damage"])
    assert first == {"problem_vandalism": "problem_damage"}


def test_the_mark_of_the_wording_follows_its_question() -> None:
    columns = ["problem_ygg", "wording_problem_ygg", "problem_damage", "wording_problem_vandalism"]
    assert renamed_questions(columns) == {
        "problem_ygg": "problem_asb",
        "wording_problem_ygg": "wording_problem_asb",
        "wording_problem_vandalism": "wording_problem_damage",
    }
    apart = ["problem_damage", "problem_vandalism", "wording_problem_vandalism"]
    assert renamed_questions(apart) == {}


@every_case("kind", ["survey", "survey_totals"])
def test_the_description_tells_every_topic_its_categories_and_other_names(kind: str) -> None:
    described = template_files(kind)[f"{kind}-contract.md"].decode()
    lines = {line.split("|")[1].strip(): line for line in described.splitlines() if "|" in line}
    for topic, categories in TOPICS.items():
        line = lines[f"`problem_{topic}`"]
        assert all(f"`{category}`" in line for category in categories)
        assert all(f"`problem_{name}`" in line for name in other_names(topic))
        assert categories or "none" in line
    assert "problem_anti_social_behaviour" in described
    assert "Pynciau" in described and "problem_noise" in described


def test_the_template_has_a_column_for_every_topic() -> None:
    files = template_files("survey")
    columns = next(csv.reader(io.StringIO(files["survey-template.csv"].decode("utf-8-sig"))))
    assert [f"problem_{topic}" for topic in TOPICS] == [c for c in columns if c[:8] == "problem_"]
    fields = json.loads(files["survey-contract.json"])["fields"]
    categories = {f["name"]: f["police_categories"] for f in fields if "police_categories" in f}
    assert categories == {f"problem_{topic}": [*of] for topic, of in TOPICS.items()}


@every_case(
    ("written", "read"),
    [
        ("Very Big", "very big"),
        ("  VERY   big ", "very big"),
        ("very\u00a0big", "very big"),
        ("very_big", "very big"),
        ("Don’t  know", "don't know"),
        ("dont know.", "don't know"),
        ("1", None),
        ("4", None),
        ("78%", None),
        ("quite big", None),
    ],
)
def test_harmless_differences_of_an_answer_are_read_and_others_are_not(
    written: str, read: str | None
) -> None:
    row = {"respondent_id": "R1", "wave": "2026-06", "mode": "Random  sample"}
    row |= {"ward_code": "W05999003", "weight": "1", "problem_asb": written}
    result = validate("survey", pd.DataFrame(row, index=[2], dtype="str"))
    assert result.faults.empty and result.good.loc[2, "mode"] == "random sample"
    answer = result.good.loc[2, "problem_asb"]
    assert answer == read if read else pd.isna(answer) and len(result.dropped) == 1


@every_case(
    ("written", "category"),
    [
        ("Anti-social behaviour", "anti-social-behaviour"),
        ("ASB", "anti-social-behaviour"),
        ("Violence and sexual offences", "violent-crime"),
        ("Cyffuriau", "drugs"),
        ("litter", None),
    ],
)
def test_the_commonest_crime_may_be_named_by_its_topic(written: str, category: str | None) -> None:
    row = {"respondent_id": "R1", "wave": "2026-06", "mode": "random sample", "weight": "1"}
    row |= {"ward_code": "W05999003", "commonest_1": written}
    answer = validate("survey", pd.DataFrame(row, index=[2], dtype="str")).good["commonest_1"]
    assert answer.fillna("").tolist() == [category or ""]
