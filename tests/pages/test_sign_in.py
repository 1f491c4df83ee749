"""What somebody sees before the sign-in, after its end, without a role, and who is signed in."""

from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from components.sign_in_page import account, gate
from components.text.catalogue import LANGUAGES, Text
from components.view import viewer
from data.access.sign_in import GivenRoles, SignIn, State
from tests.pages.conftest import Open, page_at, words_on

PARTNER = SignIn(state=State.SIGNED_IN, name="A. *Rees*", given=GivenRoles(whole=("partner",)))


@pytest.fixture
def signed_in_as(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that sets what is known of the sign-in of every session."""

    def set_(found: SignIn) -> None:
        for module in (viewer, account):
            monkeypatch.setattr(module, "with_sign_in", lambda: True)
        for module in (viewer, account, gate):
            monkeypatch.setattr(module, "current_sign_in", lambda: found)

    return set_


def test_without_a_sign_in_nothing_of_the_county_is_shown(
    sample_home: Path, open_page: Open, signed_in_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[str] = []
    monkeypatch.setattr(st, "login", lambda: pressed.append("login"))
    monkeypatch.setattr(st, "logout", lambda: pressed.append("logout"))
    for language in LANGUAGES:
        text = Text(language)
        for state in (State.NONE, State.ENDED, State.WITHOUT_ROLE):
            signed_in_as(SignIn(state=state, name="C. Price"))
            app = open_page(lang=language, place="W05999003")
            words = words_on(app)
            assert text(f"sign_in.{state.value}", name="C. Price") in words
            assert "Halwyn" not in words and "mt-foot" not in words
            (button,) = app.button
            button.click().run()
            assert pressed.pop() == ("logout" if state is State.WITHOUT_ROLE else "login")
            assert not app.exception


def test_a_role_opens_its_pages_and_the_name_is_text(
    sample_home: Path, open_page: Open, signed_in_as: Any
) -> None:
    signed_in_as(PARTNER)
    text = Text("en")
    app = open_page(page_at("plan"))
    role = text("sign_in.role_partner")
    assert text("sign_in.as", name="A. \\*Rees\\*", role=role) in words_on(app)
    assert [one for one in app.button if one.key == "sign-out"]


def test_where_the_public_may_look_they_can_sign_in_below_each_page(
    sample_home: Path, open_page: Open, signed_in_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_OPEN_TO_ALL", "yes")
    signed_in_as(SignIn())
    app = open_page(page_at("map"))
    assert [one for one in app.button if one.key == "sign-in"] and not app.exception
