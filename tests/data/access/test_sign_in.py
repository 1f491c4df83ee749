"""Who somebody is by the claims of a sign-in: the highest role counts, an end is an end."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data.access.sign_in import ROLES, State, read_claims
from data.access.viewer import Audience, Viewer, may_open

NOW = 1_800_000_000.0
GOOD: dict[str, Any] = {"is_logged_in": True, "name": "A. Rees", "exp": NOW + 60}


def read(**claims: Any) -> Any:
    return read_claims({**GOOD, **claims}, role_claim="roles", now=NOW)


@given(st.lists(st.sampled_from([*ROLES, *(role.upper() for role in ROLES), "other", "", "9"])))
def test_the_highest_role_counts_and_others_are_passed_over(roles: list[str]) -> None:
    known = [ROLES[role.lower()] for role in roles if role.lower() in ROLES]
    found = read(roles=roles)
    assert found.audience == max(known, default=Audience.NOBODY)
    assert found.state == (State.SIGNED_IN if known else State.WITHOUT_ROLE)


def test_what_is_no_sign_in_gives_nothing() -> None:
    cases: list[tuple[dict[str, Any], State]] = [
        ({"is_logged_in": False}, State.NONE),
        ({"is_logged_in": "yes"}, State.NONE),
        ({"exp": NOW}, State.ENDED),
        ({"exp": NOW - 1}, State.ENDED),
        ({"exp": None}, State.ENDED),
        ({"exp": True}, State.ENDED),
        ({"exp": "2999999999"}, State.ENDED),
        ({"roles": {"analyst": 1}}, State.WITHOUT_ROLE),
        ({"roles": None, "groups": ["analyst"]}, State.WITHOUT_ROLE),
    ]
    for claims, state in cases:
        found = read(**{"roles": ["analyst"], **claims})
        assert (found.state, found.audience) == (state, Audience.NOBODY), claims
    assert read_claims({}, role_claim="roles", now=NOW).state is State.NONE


def test_a_role_can_be_one_text_under_another_claim() -> None:
    claims = {**GOOD, "app": "Partner"}
    assert read_claims(claims, role_claim="app", now=NOW).audience is Audience.PARTNER


def test_nobody_may_open_what_is_public() -> None:
    assert not may_open(Viewer(name="", audience=Audience.NOBODY), Audience.PUBLIC)
