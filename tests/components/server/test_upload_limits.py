"""Uploads are refused by viewer before a byte is read, and by size as soon as it is known."""

from collections.abc import Mapping
from typing import Any

import pytest
from starlette.exceptions import HTTPException

from components.server.refusal import Refusals
from components.server.upload_limits import MB, UploadGuard
from data.access.viewer import Audience, Viewer
from data.limits import UploadLimits
from tests.cases import every_case
from tests.components.server.asgi import Answer, Behind, ask

REFUSALS = Refusals()
LIMITS = UploadLimits(file_mb=4, session_mb=6, total_mb=10)
HOST = ("host", "localhost:8501")
UPLOAD = "/_stcore/upload_file/one/file"


def guarded(
    held: Mapping[str, int] | None = None,
    audience: Audience = Audience.ANALYST,
    *,
    edits: bool = False,
) -> tuple[UploadGuard, Behind]:
    behind = Behind()
    guard = UploadGuard(
        behind,
        limits=LIMITS,
        viewer_of=lambda headers: Viewer(name="", audience=audience, edits=edits),
        held=lambda: held or {},
        refusals=REFUSALS,
    )
    return guard, behind


def body(megabytes: int) -> list[dict[str, Any]]:
    pieces = [bytes(MB)] * megabytes
    return [
        {"type": "http.request", "body": piece, "more_body": number < megabytes}
        for number, piece in enumerate(pieces, start=1)
    ]


def put(guard: UploadGuard, megabytes: int, *, stated: int | None = None) -> Answer:
    headers = [HOST] if stated is None else [HOST, ("content-length", str(stated * MB))]
    return ask(guard, UPLOAD, method="PUT", headers=headers, messages=body(megabytes))


@every_case("audience", [Audience.PUBLIC, Audience.PARTNER])
@every_case("method", ["PUT", "DELETE", "POST"])
def test_who_may_not_upload_is_refused_before_a_byte_is_read(
    audience: Audience, method: str
) -> None:
    guard, behind = guarded(audience=audience)
    answer = ask(guard, f"/milltir{UPLOAD}", method=method, messages=body(1))
    assert answer.status == 403 and answer.read == 0 and not behind.reached
    assert (
        "You do not have permission to add data" in answer.body
        and "Nid oes gennych ganiatâd" in answer.body
    )


def test_a_file_of_somebody_who_edits_arrives() -> None:
    guard, behind = guarded(audience=Audience.PARTNER, edits=True)
    assert put(guard, 1).status == 200 and behind.received


def test_a_file_within_the_limits_arrives_whole() -> None:
    guard, behind = guarded()
    assert put(guard, 4, stated=4).status == 200
    assert put(guard, 4).status == 200
    assert [len(message["body"]) for message in behind.received] == [MB] * 8


@every_case(
    ("held", "megabytes", "status", "words"),
    [
        ({}, 6, 413, "at most 4 MB FILE_MB"),
        ({"one": 4 * MB}, 4, 413, "at most 6 MB SESSION_MB"),
        ({"two": 5 * MB, "three": 4 * MB}, 3, 503, "at most 10 MB TOTAL_MB"),
    ],
)
def test_what_is_too_much_is_refused_before_a_byte_is_read_if_its_length_is_stated(
    held: dict[str, int], megabytes: int, status: int, words: str
) -> None:
    guard, behind = guarded(held)
    answer = put(guard, megabytes, stated=megabytes)
    assert answer.status == status and answer.read == 0 and not behind.reached
    english, welsh = answer.body.strip().split("\n")
    limit, _, variable = words.rpartition(" ")
    assert limit in english and limit.removeprefix("at most ") in welsh
    # How the limit is raised.
    assert all(f"MILLTIR_UPLOAD_{variable}" in said for said in (english, welsh))


@every_case("stated", [None, 1])
@every_case(("held", "reads"), [({}, 6), ({"one": 5 * MB}, 3), ({"two": 9 * MB}, 3)])
def test_a_body_that_states_no_or_another_length_is_read_up_to_the_limit(
    stated: int | None, held: dict[str, int], reads: int
) -> None:
    guard, behind = guarded(held)
    with pytest.raises(HTTPException) as raised:
        put(guard, 50, stated=stated)
    assert raised.value.status_code in (413, 503) and "MB" in raised.value.detail
    assert len(behind.received) == reads - 1, "read up to the first megabyte beyond the limit"


def test_uploads_under_way_count_and_no_longer_once_they_ended() -> None:
    guard, _ = guarded()
    answers: list[int] = []

    class Slow(Behind):
        async def __call__(self, *request: Any) -> None:
            # While the first is under way a second of the same session asks.
            if not answers:
                answers.append(0)
                sent: list[Any] = []

                async def send(message: Any) -> None:
                    sent.append(message)

                await guard(request[0], request[1], send)
                answers.append(sent[0]["status"])
            await super().__call__(*request)

    guard._app = Slow()
    assert put(guard, 4, stated=4).status == 200
    assert answers == [0, 413]
    assert guard._under_way == {}
    assert put(guard, 4, stated=4).status == 200


def test_a_million_empty_files_reach_the_limit_too() -> None:
    guard, _ = guarded()
    guard._under_way = dict.fromkeys(range(112), ("one", 1 << 16))
    assert put(guard, 0, stated=0).status == 413
