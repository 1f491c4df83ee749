"""The line that says who is signed in, in which roles, and of which areas."""

from pathlib import Path

from components.sign_in_page.account import who
from components.text.catalogue import LANGUAGES, Text
from data.access.sign_in import SignIn, State, read_claims

NOW = 1_800_000_000.0


def signed_in(*roles: str) -> SignIn:
    claims = {"is_logged_in": True, "name": "A. *Rees*", "exp": NOW + 60, "roles": list(roles)}
    found = read_claims(
        claims, role_claim="roles", now=NOW, authorities=lambda: {"w06000099": "W06000099"}
    )
    assert found.state is State.SIGNED_IN
    return found


def test_roles_are_named_once_and_names_are_text(sample_home: Path) -> None:
    for language in LANGUAGES:
        text = Text(language)
        words = who(text, signed_in("partner", "admin"))
        assert text("sign_in.role_admin") in words
        assert text("sign_in.role_partner") not in words.replace(text("sign_in.role_admin"), "")
        assert "\\*Rees\\*" in words


def test_a_role_of_an_area_is_told_with_it_and_one_of_no_area_as_the_public_s(
    sample_home: Path,
) -> None:
    text = Text("en")
    unknown = who(text, signed_in("partner:W06000001"))
    assert text("sign_in.role_public") in unknown and "W06000001" in unknown
    assert "does not have" in unknown
    of_one = who(text, signed_in("partner:W06000099"))
    assert text("sign_in.role_partner") in of_one and "does not have" not in of_one
