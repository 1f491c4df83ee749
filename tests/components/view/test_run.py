"""What the run that draws a page is about: its settings are read once."""

import pytest
import streamlit as st

from components.view import run
from data.settings import Settings, load_settings


def test_a_run_reads_the_settings_once_its_release_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    homes = iter(["before", "first", "second"])

    def read() -> Settings:
        return load_settings({"MILLTIR_HOME": f"/{next(homes)}"})

    monkeypatch.setattr(run, "get_script_run_ctx", lambda **_: object())
    monkeypatch.setattr(run, "load_settings", read)
    monkeypatch.setattr(st, "session_state", {})
    # What a page asks before the release of its run is known is not what the run is about.
    assert str(run.settings().home) == "/before"
    for home in ("/first", "/second"):
        run.set_release_of_run("r1")
        assert [str(run.settings().home) for _ in range(3)] == [home] * 3


def test_each_call_outside_a_run_reads_the_settings_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    for home in ("/first", "/second"):
        monkeypatch.setenv("MILLTIR_HOME", home)
        assert str(run.settings().home) == home
