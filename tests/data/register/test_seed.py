"""What the register of the sample county begins with."""

from sqlalchemy import Engine

from data.register.editing.saving import save
from data.register.history import changes
from data.register.kinds import KINDS
from data.register.plan.fields import REASONS, read_plan_fields
from data.register.plan.kinds import ACTION, PRIORITY, STATUSES, read_plan
from data.register.plan.layout import plain
from data.register.records import find_record
from data.register.seed import remove_seeds, seed
from data.sample.plan import plan_records
from tests.data.register.conftest import OFFICER


def test_only_an_empty_register_is_seeded_and_only_once(register: Engine) -> None:
    number = seed(register)
    assert number >= len(plan_records()) > 200 and seed(register) == 0
    assert len(read_plan(register).actions) == 57
    assert remove_seeds(register) == number
    assert read_plan(register).priorities == () and seed(register) == number
    save(register, OFFICER, ACTION, {"comments_en": "Ours"}, key="A001", version=1)
    assert seed(register) == 0
    assert remove_seeds(register) == number - 1
    kept = find_record(register, ACTION, "A001")
    assert kept and kept.values["comments_en"] == "Ours", "what somebody has changed stays"


def test_a_register_in_which_something_was_entered_is_left_alone(register: Engine) -> None:
    save(register, OFFICER, PRIORITY, {"name_en": "Ours"})
    assert seed(register) == 0 and remove_seeds(register) == 0
    assert len(changes(register)) == 1


def test_the_plan_of_the_sample_county_is_as_forms_would_save_it() -> None:
    lacking = []
    for kind, key, fields in plan_records():
        given = {name: value for name, value in fields.items() if value is not None}
        read = read_plan_fields(KINDS[kind], fields, record=key)
        assert {name: value for name, value in read.items() if value is not None} == given, key
        for name in given:
            english, welsh = name.removesuffix("_en") + "_cy", name.removesuffix("_cy") + "_en"
            if (name.endswith("_en") and english not in given) or (
                name.endswith("_cy") and welsh not in given
            ):
                lacking.append((key, name))
        if fields.get("status"):
            assert fields["status"] in STATUSES and all(plain(fields[name]) for name in REASONS)
    assert lacking == [], "every text is in both languages"
