"""Errors in the viewer's language: not a word of another one, nor of Python."""

import zipfile
from pathlib import Path

import pytest

from components.text.catalogue import Text
from components.ui import notices
from data.build.recognise import recognise
from data.errors import MilltirError
from data.messages import InBoth, Message

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


@pytest.mark.parametrize(
    ("content", "welsh"),
    [
        (b"hello", "archif zip gyfan"),
        (b"", "ffeil wag"),
        (b"PK\x03\x04 and no more", "wedi'i dorri'n fyr"),
        ({"a/b.zip": "PK"}, "dadbaciwch yr un allanol"),
        ({"../../../etc/very/secret/place/evil.csv": "a"}, "arwain allan"),
    ],
)
def test_what_is_wrong_with_a_zip_is_said_in_welsh(
    tmp_path: Path, content: dict[str, str] | bytes, welsh: str
) -> None:
    said = notices.wording(WELSH, of_zip(tmp_path / "ffeil.zip", content))
    assert welsh in said
    assert not [word for word in LEFTOVERS if word in said]
    assert "secret" not in said and "/etc" not in said


def test_peoples_own_words_are_letters_and_never_formatting() -> None:
    fact = Message("columns.these", columns=("*a*", "[x](http://example.org)", "\x00b"))
    assert (
        notices.describe_error(ENGLISH, fact) == r"the columns \*a\*, \[x\](http://example.org),  b"
    )
    long = notices.describe_error(ENGLISH, "x" * 1000)
    assert len(long) <= notices.MOST_LETTERS + 1


def test_values_are_worded_too() -> None:
    area = InBoth(en="Newport", cy="Casnewydd")
    assert notices.describe_error(WELSH, Message("police.incidents_in", area=area)).endswith(
        "Casnewydd"
    )
    fact = Message("found.and_more", found=Message("found.none"), more=1234)
    assert "dim un" in notices.describe_error(WELSH, fact) and "1,234" in notices.describe_error(
        WELSH, fact
    )


def test_no_member_is_named_in_full_where_its_name_would_lead_away(tmp_path: Path) -> None:
    error = of_zip(tmp_path / "a.zip", {"../../" + "x" * 200 + "/evil.csv": "a"})
    assert "evil.csv" in str(error) and "xxx" not in str(error) and "../" not in str(error)
