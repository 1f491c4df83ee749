"""What the run that draws a page is about: its settings are read once."""

import pytest
from streamlit.testing.v1 import AppTest

from components.view import run
from data.settings import Settings, load_settings


def draw_a_page() -> None:
    """Ask for the settings as a page does: some before the release of the run is known."""
    import streamlit as st

    from components.view import run

    run.settings()
    run.set_release_of_run("r1")
    st.text(str(run.settings().home))
    st.text(str(run.settings().home))


def test_a_run_reads_the_settings_once_its_release_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    homes = iter(["before", "first", "before", "second"])

    def read() -> Settings:
        return load_settings({"MILLTIR_HOME": f"/{next(homes)}"})

    monkeypatch.setattr(run, "load_settings", read)
    page = AppTest.from_function(draw_a_page)
    for home in ("/first", "/second"):
        page.run()
        assert not page.exception, page.exception
        assert [text.value for text in page.text] == [home, home]


def test_each_call_outside_a_run_reads_the_settings_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    for home in ("/first", "/second"):
        monkeypatch.setenv("MILLTIR_HOME", home)
        assert str(run.settings().home) == home
