"""Sign-ins end by the token, after some hours, and all at once."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.access.ending import end_sign_ins, sign_ins_since
from data.access.sign_in import State, read_claims
from data.settings import load_settings
from tests.conftest import settings_in

NOW = 1_800_000_000.0
HOUR = 3_600
GOOD: dict[str, Any] = {"is_logged_in": True, "roles": ["admin"], "exp": NOW + 8 * HOUR}


def test_a_sign_in_ends_at_the_earliest_of_three_moments() -> None:
    signed_in, ended = State.SIGNED_IN, State.ENDED
    cases: list[tuple[dict[str, Any], float | None, float, State]] = [
        ({"iat": NOW - HOUR}, None, 0.0, signed_in),
        ({"iat": NOW - HOUR}, 2.0, 0.0, signed_in),
        ({"iat": NOW - HOUR}, 1.0, 0.0, ended),
        ({"iat": NOW - HOUR, "exp": NOW}, 2.0, 0.0, ended),
        ({"iat": NOW - HOUR}, None, NOW - HOUR, signed_in),
        ({"iat": NOW - HOUR}, None, NOW - HOUR + 1, ended),
        ({"iat": NOW - HOUR}, None, float("inf"), ended),
        ({}, None, 0.0, signed_in),
        ({}, 2.0, 0.0, ended),
        ({}, None, 1.0, ended),
        ({"iat": "9999999999"}, 2.0, 0.0, ended),
        ({"iat": True}, None, 1.0, ended),
    ]
    for claims, hours, since, state in cases:
        found = read_claims(
            {**GOOD, **claims}, role_claim="roles", now=NOW, hours=hours, since=since
        )
        assert found.state is state, (claims, hours, since)
        assert found.viewer.edits == (state is signed_in), (claims, hours, since)


def test_what_is_no_number_of_hours_is_one_hour() -> None:
    cases = {"": None, " ": None, "8": 8.0, "0.5": 0.5, "0": 1.0, "-3": 1.0, "nan": 1.0, "inf": 1.0}
    for text, hours in {**cases, "eight": 1.0}.items():
        assert load_settings({"MILLTIR_SIGN_IN_HOURS": text}).sign_in_hours == hours, text


def test_all_sign_ins_end_at_the_moment_that_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_in(tmp_path / "home")
    assert sign_ins_since(settings) == 0.0
    moment = dt.datetime(2026, 11, 30, 9, 0, 1, tzinfo=dt.UTC)
    end_sign_ins(settings, moment)
    assert sign_ins_since(settings) == moment.timestamp()
    monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
    assert main(["sign-ins", "end"]) == 0
    assert sign_ins_since(settings) > moment.timestamp()
    assert "have ended, also on open pages" in capsys.readouterr().out
    for damaged in ("", "yesterday", "2026-11-30T09:00:00", "\x00"):
        settings.sign_ins_since.write_text(damaged)
        assert sign_ins_since(settings) == float("inf"), damaged
