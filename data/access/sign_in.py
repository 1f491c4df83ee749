"""Who somebody is by the claims of their sign-in: name, role, and whether it has ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data.access.viewer import Audience

# ROLES: the audience of each app role. Editors and administrators see what analysts see.
ROLES: Mapping[str, Audience] = {
    "public": Audience.PUBLIC,
    "partner": Audience.PARTNER,
    "analyst": Audience.ANALYST,
    "editor": Audience.ANALYST,
    "admin": Audience.ANALYST,
}
# NAMES: the claims that name a person, the best first.
NAMES = ("name", "preferred_username", "email")
LONGEST_NAME = 200


class State(StrEnum):
    """What is known of a sign-in."""

    NONE = "none"
    ENDED = "ended"
    WITHOUT_ROLE = "without_role"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """A sign-in: what is known of it, and of whom it is."""

    state: State = State.NONE
    name: str = ""
    audience: Audience = Audience.NOBODY


def read_claims(claims: Mapping[str, Any], *, role_claim: str, now: float) -> SignIn:
    """Return the sign-in that claims tell of; the highest of several roles counts.

    Parameters
    ----------
    claims
        Of an identity token whose signature was checked, with `is_logged_in`.
    role_claim
        The claim with the app's roles: a list, or one of them. Groups are never read.
    now
        The time in seconds since 1970, against which the token's end is compared.

    Returns
    -------
    SignIn
        Without an end, or with one that has passed, it has ended.

    Examples
    --------
    >>> claims = {"is_logged_in": True, "name": "A. Rees", "roles": ["Partner"], "exp": 2_000}
    >>> read_claims(claims, role_claim="roles", now=1_000).audience
    <Audience.PARTNER: 1>
    >>> read_claims(claims, role_claim="roles", now=3_000).state
    <State.ENDED: 'ended'>
    """
    if claims.get("is_logged_in") is not True:
        return SignIn()
    end = claims.get("exp")
    if isinstance(end, bool) or not isinstance(end, int | float) or end <= now:
        return SignIn(state=State.ENDED)
    name = next((str(claims[one]) for one in NAMES if claims.get(one)), "")[:LONGEST_NAME]
    given = claims.get(role_claim) or []
    named = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    audiences = [ROLES[role.lower()] for role in map(str, named) if role.lower() in ROLES]
    if not audiences:
        return SignIn(state=State.WITHOUT_ROLE, name=name)
    return SignIn(state=State.SIGNED_IN, name=name, audience=max(audiences))
