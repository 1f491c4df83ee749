"""Error messages are in the viewer's language and have no text of Python's own."""

import zipfile
from pathlib import Path

import pytest

from components.text.catalogue import LANGUAGES, Text
from components.ui import notices
from data.build.recognise import recognise
from data.errors import (
    BuildRunning,
    MilltirError,
    NoRelease,
    NothingBefore,
    NotWritable,
    SourceError,
    StorageFull,
)
from data.messages import InBoth, Message
from tests.cases import every_case

WELSH, ENGLISH = Text("cy"), Text("en")
LEFTOVERS = ("expected", "but found", "the file", "whole", "the header", "columns", "which", "b'")


def of_zip(path: Path, content: dict[str, str] | bytes) -> MilltirError:
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for name, words in content.items():
                archive.writestr(name, words)
    with pytest.raises(MilltirError) as raised:
        recognise([path])
    return raised.value


@every_case(
    ("content", "welsh"),
    [
        (b"hello", "archif zip gyfan"),
        (b"", "ffeil wag"),
        (b"PK\x03\x04 and no more", "wedi'i dorri'n fyr"),
        ({"a/b.zip": "PK"}, "dadbaciwch yr un allanol"),
        ({"../../../etc/very/secret/place/evil.csv": "a"}, "pwyntio y tu allan"),
    ],
)
def test_errors_of_zip_files_are_translated_into_welsh(
    tmp_path: Path, content: dict[str, str] | bytes, welsh: str
) -> None:
    said = notices.wording(WELSH, of_zip(tmp_path / "ffeil.zip", content))
    assert welsh in said
    assert not [word for word in LEFTOVERS if word in said]
    assert "secret" not in said and "/etc" not in said


@every_case("limit", ["bytes", "cells", "dense", "letters", "ratio", "seconds", "tags"])
def test_limits_of_files_are_named_in_both_languages(limit: str) -> None:
    fact = Message(f"limit.{limit}", most=1_234)
    english, welsh = (notices.said_plainly(text, fact) for text in (ENGLISH, WELSH))
    assert "at most 1,234" in english and "dim mwy na 1,234" in welsh


def test_text_of_users_is_never_read_as_formatting() -> None:
    fact = Message("columns.these", columns=("*a*", "[x](http://example.org)", "\x00b"))
    assert (
        notices.describe_error(ENGLISH, fact)
        == "the columns \\*a\\*, \\[x\\](http:\u2060//example.org),  b"
    )
    long = notices.describe_error(ENGLISH, "x" * 1000)
    assert len(long) <= notices.MOST_LETTERS + 1


def test_values_in_messages_are_translated() -> None:
    area = InBoth(en="Newport", cy="Casnewydd")
    said = notices.describe_error(WELSH, Message("police.incidents_in", area=area))
    assert "Casnewydd" in said and "Newport" not in said
    fact = Message("found.and_more", found=Message("found.none"), more=1234)
    assert "dim un" in notices.describe_error(WELSH, fact) and "1,234" in notices.describe_error(
        WELSH, fact
    )


def test_a_zip_member_with_a_path_outside_is_not_named_in_full(tmp_path: Path) -> None:
    error = of_zip(tmp_path / "a.zip", {"../../" + "x" * 200 + "/evil.csv": "a"})
    assert "evil.csv" in str(error) and "xxx" not in str(error) and "../" not in str(error)


@every_case("language", LANGUAGES)
def test_no_error_on_a_page_shows_a_folder_of_the_server(language: str) -> None:
    folder = "/srv/milltir/home"
    errors: list[MilltirError] = [
        NoRelease(folder=folder),
        NothingBefore(folder=folder),
        BuildRunning(folder=folder),
        StorageFull(folder=folder),
        NotWritable(folder=f"{folder}/uploads/1a2b", problem=Message("disk.read_only")),
        SourceError(file=f"{folder}/sources/wards.geojson", expected="e", found="f"),
        SourceError(file=f"{folder}/sources/x.zip: a/b.csv", expected="e", found="f"),
        SourceError(file=r"C:\milltir\home\wards.geojson", expected="e", found="f"),
    ]
    words = [notices.wording(Text(language), error) for error in errors]
    assert not [line for line in words if "milltir/home" in line or "milltir\\home" in line]
    assert "wards.geojson" in words[-3] and "x.zip: a/b.csv" in words[-2]
    assert words[-1].startswith("wards.geojson")
