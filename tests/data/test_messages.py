"""Errors about files are messages with a key, so that they can be translated."""

import ast
import pickle
import re
from pathlib import Path

import pytest

from data.errors import SourceError
from data.messages import WORDS, InBoth, Message, from_record, to_json
from tests.cases import every_case

DATA = Path(__file__).resolve().parents[2] / "data"
# COMMAND_LINE_ALONE: modules whose errors are never shown on a page.
COMMAND_LINE_ALONE = {
    "commands.py",
    "config.py",
    "category_groups.py",
    "stated_similar.py",
    "stated_addresses.py",
    "police_archives.py",
    "official_sources.py",
}
RAISES = {"SourceError": {"where", "expected", "found"}, "refusal_error": set(), "of_file": set()}


def calls() -> list[tuple[str, ast.Call]]:
    """Return every call in data/, with the name of its module."""
    found = []
    for path in sorted(DATA.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found.append((path.name, node))
    return found


def name_of(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def is_own_text(node: ast.expr) -> bool:
    """Return whether an argument is English in the code, or a text of Python or a library."""
    if isinstance(node, ast.JoinedStr):
        written = [part for part in node.values if isinstance(part, ast.Constant)]
        return any(re.search(r"[a-z]{3}", str(part.value)) for part in written)
    if isinstance(node, ast.Constant):
        return bool(re.search(r"[a-z]{2,} |[a-z]{9}", str(node.value))) and node.value not in WORDS
    from_python = isinstance(node, ast.Call) and name_of(node) in {"repr"}
    of_fault = isinstance(node, ast.Call) and name_of(node) == "str"
    return from_python or (of_fault and ast.unparse(node) == "str(fault)")


def test_every_error_about_a_file_is_made_of_messages() -> None:
    wrong, seen = [], 0
    for module, call in calls():
        if module in COMMAND_LINE_ALONE or name_of(call) not in RAISES:
            continue
        seen += 1
        given = [word.value for word in call.keywords if word.arg in RAISES[name_of(call)]]
        given += [] if name_of(call) == "SourceError" else call.args[1:]
        parts = [part for one in given for part in (one, *ast.walk(one))]
        wrong += [
            f"{module}:{call.lineno}: {ast.unparse(part)}"
            for part in parts
            if isinstance(part, ast.expr) and is_own_text(part)
        ]
    assert seen > 40
    assert wrong == []


def test_every_message_key_has_a_text_and_every_text_is_used() -> None:
    # Pages have errors with facts too, such as that of a template of slides.
    used = {
        node.value
        for folder in (DATA, DATA.parent / "components")
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in WORDS
    }
    asked = {
        call.args[0].value
        for _, call in calls()
        if name_of(call) == "Message" and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert asked <= WORDS.keys()
    assert WORDS.keys() - used == set()


def test_a_message_is_its_english_text_and_has_its_values() -> None:
    inner = Message("look.degrees")
    fact = Message("shapes.found", look=inner, x="1", y="2", times=1234, all=2000)
    assert fact == "degrees (1, 2; shapes like this: 1,234 of 2,000)"
    assert Message("columns.these", columns=("a", "b")) == "the columns a, b"
    with pytest.raises(KeyError):
        Message("no.such")


@every_case(
    "fact",
    [
        Message("columns.these", columns=("a", Message("found.none"))),
        Message("police.incidents_in", area=InBoth(en="Newport", cy="Casnewydd")),
    ],
)
def test_a_message_survives_pickling_and_json(fact: Message) -> None:
    for again in (pickle.loads(pickle.dumps(fact)), from_record(to_json(fact))):
        assert again == fact and again.key == fact.key and again.values == fact.values
    area = fact.values.get("area")
    assert area is None or from_record(to_json(fact)).values["area"].cy == "Casnewydd"


def test_an_error_has_its_messages_and_prints_them() -> None:
    error = SourceError(file="a.csv", expected=Message("rows.one"), found=Message("found.none"))
    assert isinstance(error.facts["where"], Message)
    assert str(error) == (
        "a.csv, the file as a whole: expected at least one row below the header, but found none."
    )
