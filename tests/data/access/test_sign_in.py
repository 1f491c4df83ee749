"""Who somebody is by the claims of a sign-in: roles add up, an end is an end."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data.access.permissions import (
    may_administer,
    may_bring_files,
    may_edit,
    may_open,
    may_upload,
    require_administer,
    require_edit,
)
from data.access.scopes import names_of_authorities
from data.access.sign_in import OF_SOME, ROLES, State, read_claims
from data.access.viewer import Audience, Viewer
from data.errors import AccessDenied, ReadOnly

NOW = 1_800_000_000.0
GOOD: dict[str, Any] = {"is_logged_in": True, "name": "A. Rees", "exp": NOW + 60}


def read(**claims: Any) -> Any:
    return read_claims({**GOOD, **claims}, role_claim="roles", now=NOW)


@given(st.lists(st.sampled_from([*ROLES, *(role.upper() for role in ROLES), "other", "", "9"])))
def test_roles_add_up_and_others_are_passed_over(roles: list[str]) -> None:
    known = [ROLES[role.lower()] for role in roles if role.lower() in ROLES]
    found = read(roles=roles)
    assert found.viewer == Viewer(
        name="A. Rees",
        audience=max((one.audience for one in known), default=Audience.NOBODY),
        edits=any(one.edits for one in known),
        administers=any(one.administers for one in known),
    )
    assert found.state == (State.SIGNED_IN if known else State.WITHOUT_ROLE)
    assert bool(found.named_roles) == bool(known), "a role is named unless another includes it"


def test_what_each_role_sees_and_may_do() -> None:
    # Sees partners' data, sees what analysts see, brings files, edits, administers.
    table = {
        "public": "no no no no no",
        "partner": "yes no no no no",
        "analyst": "yes yes yes no no",
        "editor": "yes no no yes no",
        "admin": "yes yes yes yes yes",
        "analyst editor": "yes yes yes yes no",
        "": "no no no no no",
    }
    for roles, expected in table.items():
        viewer = read(roles=roles.split()).viewer
        allowed = (
            may_open(viewer, Audience.PARTNER),
            may_open(viewer, Audience.ANALYST),
            may_bring_files(viewer),
            may_edit(viewer),
            may_administer(viewer),
        )
        found = " ".join("yes" if one else "no" for one in allowed)
        assert found == expected, roles
        assert may_upload(viewer) == (may_bring_files(viewer) or may_edit(viewer)), roles
        for require, may, error in (
            (require_edit, may_edit, ReadOnly),
            (require_administer, may_administer, AccessDenied),
        ):
            try:
                require(viewer, what="it")
            except error:
                assert not may(viewer), roles
            else:
                assert may(viewer), roles
    assert read(roles=["admin", "editor", "partner", "public"]).named_roles == ("admin",)
    assert read(roles=["editor", "analyst", "partner"]).named_roles == ("analyst", "editor")


def test_a_permission_without_its_audience_allows_nothing() -> None:
    for audience in (Audience.NOBODY, Audience.PUBLIC):
        odd = Viewer(name="", audience=audience, edits=True, administers=True)
        assert not (may_edit(odd) or may_administer(odd) or may_upload(odd)), audience


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
        assert (found.state, found.viewer.audience) == (state, Audience.NOBODY), claims
        assert not found.viewer.edits and not found.viewer.administers, claims
    assert read_claims({}, role_claim="roles", now=NOW).state is State.NONE


def test_a_role_can_be_one_text_under_another_claim() -> None:
    claims = {**GOOD, "app": "Partner"}
    assert read_claims(claims, role_claim="app", now=NOW).roles == ("partner",)


def test_nobody_may_open_what_is_public() -> None:
    assert not may_open(Viewer(name="", audience=Audience.NOBODY), Audience.PUBLIC)


KNOWN = {"w06000020": "W06000020", "torfaen": "W06000020", "blaenau-gwent": "W06000019"}
GIVEN = ["partner", "editor", "analyst", "admin", "public"]


def read_known(roles: list[str]) -> Any:
    return read_claims(
        {**GOOD, "roles": roles}, role_claim="roles", now=NOW, authorities=lambda: KNOWN
    )


def test_a_role_of_an_authority_gives_its_own_incidents_alone() -> None:
    table = {
        "partner:W06000020": ("partner:W06000020", "partner:W06000020"),
        "Partner:Torfaen": ("partner:W06000020", "partner:W06000020"),
        "partner:torfaen partner:BLAENAU-GWENT": (
            *("partner:W06000019+W06000020", "partner:W06000019+W06000020"),
        ),
        "editor:torfaen": ("partner:W06000020", "editor:W06000020"),
        "partner:torfaen editor:blaenau-gwent": (
            *("partner:W06000019+W06000020", "editor:W06000019+W06000020"),
        ),
        # What concerns the data of all is for those who see all.
        "analyst:torfaen": ("partner:W06000020", "partner:W06000020"),
        "admin:torfaen": ("partner:W06000020", "editor:W06000020"),
        "public partner:torfaen": ("partner:W06000020", "partner:W06000020"),
        "partner partner:torfaen": ("partner", "partner"),
        "analyst partner:torfaen": ("analyst", "analyst"),
        "editor partner:torfaen": ("partner", "editor"),
        # An authority that the data doesn't have.
        "partner:W06000099": ("public", "public"),
        "admin:W06000099 editor:": ("public", "public"),
        "partner:W06000099 partner:torfaen": ("partner:W06000020", "partner:W06000020"),
        # No such role.
        "public:torfaen": ("nobody", "nobody"),
        "other:torfaen": ("nobody", "nobody"),
    }
    for roles, expected in table.items():
        viewer = read_known(roles.split()).viewer
        assert (viewer.scope, viewer.role) == expected, roles
        assert not (may_administer(viewer) and viewer.authorities is not None), roles
        assert not (may_bring_files(viewer) and viewer.authorities is not None), roles
    assert read_known(["partner:Nowhere", "partner:Torfaen"]).given.unknown == ("partner:Nowhere",)


@given(
    st.lists(st.sampled_from(GIVEN), max_size=3),
    st.lists(st.tuples(st.sampled_from(GIVEN), st.sampled_from([*KNOWN, "x", ""])), max_size=4),
)
def test_what_a_role_of_an_authority_gives_is_a_part_of_what_the_role_gives(
    whole: list[str], of_some: list[tuple[str, str]]
) -> None:
    found = read_known([*whole, *(f"{role}:{place}" for role, place in of_some)]).viewer
    most = read_known([*whole, *(role for role, _ in of_some)]).viewer
    assert found.audience <= most.audience and found.edits <= most.edits
    assert found.administers <= most.administers
    sees_all = any(ROLES[role].audience >= Audience.PARTNER for role in whole)
    codes = {KNOWN[place] for role, place in of_some if place in KNOWN and role in OF_SOME}
    if found.audience >= Audience.PARTNER:
        assert found.authorities == (None if sees_all else codes)


def test_authorities_are_asked_for_only_if_a_role_names_one() -> None:
    def refuse() -> Any:
        raise AssertionError("nobody named an authority")

    given = {**GOOD, "roles": ["partner", "other"]}
    found = read_claims(given, role_claim="roles", now=NOW, authorities=refuse)
    assert found.viewer.authorities is None
    assert names_of_authorities(None) == {}
