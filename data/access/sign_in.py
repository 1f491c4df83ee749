"""Who somebody is by the claims of their sign-in: name, roles, and whether it has ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data.access.viewer import Audience, Viewer

# ROLES: what each app role sees and may do, in the order in which they are named.
ROLES: Mapping[str, Viewer] = {
    "public": Viewer(name="public", audience=Audience.PUBLIC),
    "partner": Viewer(name="partner", audience=Audience.PARTNER),
    "analyst": Viewer(name="analyst", audience=Audience.ANALYST),
    "editor": Viewer(name="editor", audience=Audience.PARTNER, edits=True),
    "admin": Viewer(name="admin", audience=Audience.ANALYST, edits=True, administers=True),
}
# NAMES: the claims that name a person, the best first.
NAMES = ("name", "preferred_username", "email")
LONGEST_NAME = 200
HOUR = 3_600


class State(StrEnum):
    """What is known of a sign-in."""

    NONE = "none"
    ENDED = "ended"
    WITHOUT_ROLE = "without_role"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """A sign-in: what is known of it, of whom it is, and which roles they have."""

    state: State = State.NONE
    name: str = ""
    roles: tuple[str, ...] = ()

    @property
    def viewer(self) -> Viewer:
        """Return the person with what all of their roles allow together; nobody without one."""
        each = [ROLES[role] for role in self.roles]
        return Viewer(
            name=self.name,
            audience=max((one.audience for one in each), default=Audience.NOBODY),
            edits=any(one.edits for one in each),
            administers=any(one.administers for one in each),
        )

    @property
    def named_roles(self) -> tuple[str, ...]:
        """Return the roles without those that another one of them includes."""
        return tuple(
            role
            for role in self.roles
            if not any(_includes(ROLES[one], ROLES[role]) for one in self.roles if one != role)
        )


def read_claims(
    claims: Mapping[str, Any],
    *,
    role_claim: str,
    now: float,
    hours: float | None = None,
    since: float = 0.0,
) -> SignIn:
    """Return the sign-in that claims tell of, with all roles of the app that they name.

    Parameters
    ----------
    claims
        Of an identity token whose signature was checked, with `is_logged_in`.
    role_claim
        The claim with the app's roles: a list, or one of them. Groups are never read.
    now
        The time in seconds since 1970, against which the token's end is compared.
    hours
        After how many hours a sign-in ends also if the token doesn't; None: when the token ends.
    since
        The moment before which no sign-in counts, in seconds since 1970.

    Returns
    -------
    SignIn
        Without an end, or with one that has passed, it has ended. So it has without its beginning
        (the claim `iat`), if that is asked for.

    Examples
    --------
    >>> claims = {"is_logged_in": True, "name": "A. Rees", "roles": ["Partner"], "exp": 2_000}
    >>> read_claims(claims, role_claim="roles", now=1_000).roles
    ('partner',)
    >>> read_claims(claims, role_claim="roles", now=3_000).state
    <State.ENDED: 'ended'>
    """
    if claims.get("is_logged_in") is not True:
        return SignIn()
    begun, end = _seconds(claims.get("iat")), _seconds(claims.get("exp"))
    if end is None or end <= now:
        return SignIn(state=State.ENDED)
    if hours is not None and (begun is None or begun + hours * HOUR <= now):
        return SignIn(state=State.ENDED)
    if since and (begun is None or begun < since):
        return SignIn(state=State.ENDED)
    name = next((str(claims[one]) for one in NAMES if claims.get(one)), "")[:LONGEST_NAME]
    given = claims.get(role_claim) or []
    named = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    given_roles = {str(role).lower() for role in named}
    roles = tuple(role for role in ROLES if role in given_roles)
    return SignIn(state=State.SIGNED_IN if roles else State.WITHOUT_ROLE, name=name, roles=roles)


def _seconds(claim: object) -> float | None:
    """Return a time in seconds; None if the claim is no number."""
    return claim if isinstance(claim, int | float) and not isinstance(claim, bool) else None


def _includes(one: Viewer, other: Viewer) -> bool:
    """Return whether a role sees and may do all that another one does."""
    return (
        one.audience >= other.audience
        and one.edits >= other.edits
        and one.administers >= other.administers
    )
