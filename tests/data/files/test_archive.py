"""Members of folders and zips: order, safe names, stated sizes."""

import hashlib
import io
import pickle
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import SourceError
from data.files.archive import ArchiveLimits, Member, check_zip, members_of
from tests.cases import every_case

SMALL = ArchiveLimits(
    members=5, member_bytes=4_000_000, total_bytes=6_000_000, ratio=50, ratio_from_bytes=1_000_000
)


def zip_at(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def refusal(path: Path, limits: ArchiveLimits = SMALL) -> str:
    with pytest.raises(SourceError) as raised:
        for member in members_of([path], limits=limits):
            member.sha256()
    return str(raised.value)


def test_files_folders_and_zips_are_one_stream_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "2025-06" / ".git").mkdir(parents=True)
    for name in ("2025-06/b.csv", "2025-06/.hidden", "2025-06/.git/c.csv", "a.csv"):
        (folder / name).write_text(name)
    files = ("z/2.csv", "z/1.csv", "__MACOSX/z/._1.csv", ".DS_Store", "folder/")
    zip_at(folder / "months.ZIP", {name: name.encode() for name in files})
    plain = tmp_path / "zz.csv"
    plain.write_bytes(b"plain")
    members = list(members_of([plain, folder, folder], limits=ArchiveLimits()))
    assert [m.name for m in members] == [
        "2025-06/b.csv", "a.csv", "z/1.csv", "z/2.csv", "zz.csv",
    ]  # fmt: skip
    assert members[2].path_shown.endswith("months.ZIP: z/1.csv")
    assert members[2].container == folder / "months.ZIP"
    assert [m.read_bytes() for m in members[1:4]] == [b"a.csv", b"z/1.csv", b"z/2.csv"]
    assert all(m.size == len(m.read_bytes()) for m in members)
    assert members[3].sha256() == hashlib.sha256(b"z/2.csv").hexdigest()


def test_a_member_can_be_read_in_another_process(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "a.zip", {"a.csv": b"1,2\n"})
    member: Member = pickle.loads(pickle.dumps(next(iter(members_of([path])))))
    assert member.read_bytes() == b"1,2\n"


def test_missing_path_is_refused(tmp_path: Path) -> None:
    expected = "expected a file, a folder or a zip, but found nothing there."
    assert refusal(tmp_path / "no.zip").endswith(expected)


def test_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"<html>")
    message = refusal(path)
    assert "expected a whole zip archive, but found a file of another kind" in message
    assert "b'" not in message
    path.write_bytes(b"")
    assert "found an empty file" in refusal(path)


def test_truncated_zip_is_refused(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "a.zip", {"a.csv": b"x" * 5000})
    path.write_bytes(path.read_bytes()[:-30])
    assert "the download may have been cut off" in refusal(path)


def test_damaged_zip_is_refused(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "a.zip", {"a.csv": b"abc" * 5000}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[4000] ^= 0xFF
    path.write_bytes(content)
    assert "a.zip: a.csv" in refusal(path)
    assert "expected an undamaged zip archive, but found one that is damaged inside" in refusal(
        path
    )


def test_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "a.zip", {"a.csv": b"x"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "member “a.csv”: expected files without a password" in refusal(path)


def test_unknown_compression_is_refused(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "a.zip", {"a.csv": b"x"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 10] = 9
    path.write_bytes(content)
    assert "found method 9: zip it again in the ordinary way" in refusal(path)


@every_case(
    "name", ["../a.csv", "a/../../b.csv", "/etc/a.csv", "C:/a.csv", "c:a.csv", "..\\a.csv", ".."]
)
def test_name_outside_the_zip_is_refused(tmp_path: Path, name: str) -> None:
    message = refusal(zip_at(tmp_path / "a.zip", {"fine.csv": b"", name: b""}))
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    assert f"member “{last}”" in message and (name == last or name not in message)
    assert (
        "expected names that stay inside the zip, but found a name that points outside the zip"
        in message
    )


def test_nested_zip_is_refused(tmp_path: Path) -> None:
    message = refusal(zip_at(tmp_path / "a.zip", {"in/b.Zip": b"PK"}))
    assert "found a zip inside the zip: unpack the outer one first" in message


def test_repeated_member_name_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.csv", b"1")
        archive.writestr("a.csv", b"2")
    assert "expected each name once in a zip" in refusal(tmp_path / "a.zip")


def test_archive_bombs_are_refused(tmp_path: Path) -> None:
    ratio = refusal(zip_at(tmp_path / "ratio.zip", {"a.csv": bytes(2_000_000)}))
    assert "expected at most 50 times its compressed size" in ratio
    assert "(a zip bomb looks like this)" in ratio
    large = zip_at(tmp_path / "large.zip", {"a.csv": bytes(4_000_001)}, zipfile.ZIP_STORED)
    assert "expected at most 4,000,000 expanded bytes, but found 4,000,001" in refusal(large)
    parts = {f"{n}.csv": bytes(900_000) for n in range(4)}
    (tmp_path / "both").mkdir()
    for name in ("1.zip", "2.zip"):
        zip_at(tmp_path / "both" / name, parts, zipfile.ZIP_STORED)
    looser = ArchiveLimits(total_bytes=6_000_000)
    assert "6,000,000 expanded bytes in all" in refusal(tmp_path / "both", looser)
    many = zip_at(tmp_path / "many.zip", {f"{n}.csv": b"" for n in range(6)})
    assert "expected at most 5 files, but found 6" in refusal(many)


def test_member_larger_than_stated_is_refused_while_reading(tmp_path: Path) -> None:
    path = zip_at(tmp_path / "a.zip", {"a.csv": bytes(3_000_000)})
    content = bytearray(path.read_bytes())
    for start, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(start) + at, 100)
    path.write_bytes(content)
    member = next(iter(members_of([path], limits=SMALL)))
    with pytest.raises(SourceError, match="expected an undamaged zip archive"):
        member.read_bytes()


parts = st.text("ab.\\/: C\0é", min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(parts, min_size=1, max_size=4).map("/".join))
def test_accepted_names_stay_inside_the_zip(name: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("placeholder")
        info.filename = info.orig_filename = name
        archive.writestr(info, b"")
    try:
        with zipfile.ZipFile(stream) as opened:
            check_zip(opened, "a.zip", SMALL)
            names = [i.filename for i in opened.infolist() if i.orig_filename[-1:] != "/"]
    except SourceError:
        return
    for let_through in names:
        inside = (Path("/home/x") / let_through).resolve()
        assert inside.is_relative_to("/home/x")
        assert inside != Path("/home/x")
