"""The documents of docs/governance: the same in both languages, and of nothing that isn't there."""

import inspect
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from streamlit.web.server.starlette import starlette_server_config

from components.text.catalogue import LANGUAGES, Text
from data.__main__ import _parser
from data.settings import load_settings
from pages import PAGES

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "docs" / "governance"
# PLACES: the folders and files of the project that documents name by their paths.
PLACES = ("components", "data", "deploy", "docs", "pages", "requirements", "tests", ".streamlit")
SOURCES = ("components", "data", "deploy", ".streamlit")
TEXTS = {".py", ".toml", ".conf", ".service", ".timer", ".yaml", ".md", ".env", ".sh"}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
CODE = re.compile(r"`([^`\n]+)`")
PLACEHOLDER = re.compile(r"\[[^\]\n]+\](?!\()")
COMMAND = "python -m data "


def documents() -> list[tuple[str, str, str]]:
    """Return the name of each document with its English and its Welsh text."""
    english, welsh = (FOLDER / language for language in LANGUAGES)
    return [
        (name, (english / name).read_text("utf-8"), (welsh / name).read_text("utf-8"))
        for name in sorted({path.name for path in FOLDER.glob("*/*")})
    ]


def codes() -> Iterator[tuple[str, str]]:
    """Yield each name of the program in a document, with the document's name."""
    for name, *texts in documents():
        for text in texts:
            yield from ((name, code) for code in CODE.findall(text))


@cache
def program() -> str:
    """Return the text of the program's files, in which every name has to be."""
    paths = [path for place in SOURCES for path in (PROJECT / place).rglob("*")]
    paths += [PROJECT / name for name in ("Makefile", "serve.py", "pyproject.toml")]
    read = [
        path.read_text("utf-8")
        for path in paths
        if path.suffix in TEXTS or (not path.suffix and path.is_file())
    ]
    return "\n".join([*read, inspect.getsource(starlette_server_config)])


def is_known(code: str) -> bool:
    """Return whether a path, command, setting or word of the program exists."""
    if code.startswith(COMMAND.strip()):
        return code == COMMAND.strip() or is_command(code.removeprefix(COMMAND))
    if code.startswith("milltir "):
        return is_command(code.removeprefix("milltir "))
    if code.startswith("make "):
        return f"\n{code.removeprefix('make ')}:" in program()
    if code.partition("/")[0] in PLACES:
        return (PROJECT / code).exists()
    # A word, or a folder of the home.
    return code.rstrip("/") in program()


def is_command(words: str) -> bool:
    """Return whether the command line takes these words; a first word alone is enough."""
    given, known = shlex.split(words), _parser()
    if len(given) == 1:
        (commands,) = known._subparsers._group_actions  # type: ignore[union-attr]
        return given[0] in (commands.choices or ())
    with suppress(SystemExit):
        known.parse_args(given)
        return True
    return False


def test_each_document_is_in_both_languages_and_links_to_the_other_one() -> None:
    assert len(documents()) >= 9
    unlinked = {
        name
        for name, english, welsh in documents()
        if name.endswith(".md") and (f"../cy/{name}" not in english or f"../en/{name}" not in welsh)
    }
    assert unlinked == set()


def test_both_languages_have_the_same_parts_numbers_and_names() -> None:
    wrong = {}
    for what, parts in {
        "headings": re.compile(r"^#+ ", re.MULTILINE),
        "rows": re.compile(r"^\|", re.MULTILINE),
        "numbers": NUMBER,
        "names": CODE,
        "words of the drawing": re.compile(r"</text>"),
    }.items():
        for name, english, welsh in documents():
            one, other = Counter(parts.findall(english)), Counter(parts.findall(welsh))
            if one != other:
                wrong[name, what] = {"English": one - other, "Welsh": other - one}
    assert wrong == {}
    # What the partnership fills in is worded in each language.
    gaps = {
        name: (len(PLACEHOLDER.findall(english)), len(PLACEHOLDER.findall(welsh)))
        for name, english, welsh in documents()
    }
    assert {name: both for name, both in gaps.items() if both[0] != both[1]} == {}


def test_every_path_command_and_setting_exists() -> None:
    unknown = sorted({(name, code) for name, code in codes() if not is_known(code)})
    assert unknown == []


def test_named_pages_are_those_of_the_menu() -> None:
    for language, (which, word) in zip(LANGUAGES, ((1, "page"), (2, "dudalen")), strict=True):
        titles = {Text(language)(entry.title) for entry in PAGES}
        named = re.findall(rf'{word} "([^"]+)"', "\n".join(one[which] for one in documents()))
        assert named and set(named) <= titles, set(named) - titles


def test_defaults_are_those_of_the_program() -> None:
    rule = load_settings({}).retention
    said = {name: (english, welsh) for name, english, welsh in documents()}
    rows = "\n".join(said["retention.md"]).splitlines()
    for setting, default in {
        "MILLTIR_KEEP_ANSWERS": rule.answers_months,
        "MILLTIR_KEEP_INCIDENTS": rule.incidents_months,
        "MILLTIR_KEEP_UPLOADS": rule.uploads_days,
        "MILLTIR_KEEP_RELEASES": rule.releases,
        "MILLTIR_AUDIT_DAYS": rule.audit_days,
    }.items():
        of_setting = [row for row in rows if row.startswith("|") and setting in row]
        assert len(of_setting) == 2, setting
        assert all(f" {default} " in row for row in of_setting), (setting, default)
    limits = load_settings({}).upload_limits
    for text in said["security.md"]:
        for most in (limits.file_mb, limits.session_mb, limits.total_mb):
            assert f"{most} MB" in text
