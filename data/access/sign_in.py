"""Who somebody is by the claims of their sign-in: name, roles, and whether it has ended."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from data.access.scopes import plain_name
from data.access.viewer import OF, Audience, Viewer

# ROLES: what each app role sees and may do, in the order in which they are named.
ROLES: Mapping[str, Viewer] = {
    "public": Viewer(name="public", audience=Audience.PUBLIC),
    "partner": Viewer(name="partner", audience=Audience.PARTNER),
    "analyst": Viewer(name="analyst", audience=Audience.ANALYST),
    "editor": Viewer(name="editor", audience=Audience.PARTNER, edits=True),
    "admin": Viewer(name="admin", audience=Audience.ANALYST, edits=True, administers=True),
}
# OF_SOME: what a role gives that names an authority, such as `partner:W06000020`. To add files and
# to administer concern the data of all authorities, so that nobody does it for one of them.
OF_SOME: Mapping[str, str] = {
    "partner": "partner",
    "analyst": "partner",
    "editor": "editor",
    "admin": "editor",
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


# Returns the codes of the authorities by what a role may call them.
Authorities = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class GivenRoles:
    """The roles that somebody was given: of all authorities, of some, and of none that is known."""

    whole: tuple[str, ...] = ()
    # Role and code of the authority.
    of_some: tuple[tuple[str, str], ...] = ()
    # Roles whose authority the release doesn't have, as they were given: they show what is public.
    unknown: tuple[str, ...] = ()

    def viewer(self, name: str) -> Viewer:
        """Return somebody with what all of the roles allow together; nobody without one."""
        each = [ROLES[role] for role in self.whole]
        each += [
            replace(ROLES[OF_SOME[role]], authorities=frozenset({code}))
            for role, code in self.of_some
        ]
        each += [ROLES["public"] for _ in self.unknown]
        return Viewer(
            name=name,
            audience=max((one.audience for one in each), default=Audience.NOBODY),
            edits=any(one.edits for one in each),
            administers=any(one.administers for one in each),
            authorities=_together([one for one in each if one.audience >= Audience.PARTNER]),
        )


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """A sign-in: what is known of it, of whom it is, and which roles they have."""

    state: State = State.NONE
    name: str = ""
    given: GivenRoles = GivenRoles()

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles that are of all authorities."""
        return self.given.whole

    @property
    def viewer(self) -> Viewer:
        """Return the person with what all of their roles allow together; nobody without one."""
        return self.given.viewer(self.name)

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
    authorities: Authorities = dict,
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
    authorities
        Returns the authorities that a role can name; asked only if one names any.

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
    given_roles = read_roles([str(role) for role in named], authorities)
    state = State.WITHOUT_ROLE if given_roles == GivenRoles() else State.SIGNED_IN
    return SignIn(state=state, name=name, given=given_roles)


def read_roles(named: Sequence[str], authorities: Authorities) -> GivenRoles:
    """Return the roles that some words name; other words are passed over.

    Parameters
    ----------
    named
        Roles, in any letters: `editor`, or with an authority `partner:W06000020`.
    authorities
        Returns the codes of the authorities by what a role may call them (`data.access.scopes`).

    Returns
    -------
    GivenRoles
        In the order in which roles are named.

    Examples
    --------
    >>> read_roles(["Partner:Torfaen", "editor"], lambda: {"torfaen": "W06000020"})
    GivenRoles(whole=('editor',), of_some=(('partner', 'W06000020'),), unknown=())
    """
    words = [(word.strip(), *word.strip().casefold().partition(OF)) for word in named]
    plain = {role for _, role, mark, _ in words if not mark}
    with_place = [(word, role, place) for word, role, mark, place in words if mark]
    with_place = [one for one in with_place if one[1] in OF_SOME]
    known = authorities() if with_place else {}
    codes = [(word, role, known.get(plain_name(place))) for word, role, place in with_place]
    return GivenRoles(
        whole=tuple(role for role in ROLES if role in plain),
        of_some=tuple(sorted({(role, code) for _, role, code in codes if code})),
        unknown=tuple(sorted({word[:LONGEST_NAME] for word, _, code in codes if not code})),
    )


def _together(partners: Sequence[Viewer]) -> frozenset[str] | None:
    """Return the authorities of several roles together; None for all of them, or without roles."""
    each = [one.authorities for one in partners]
    known = [one for one in each if one is not None]
    return None if len(known) < len(each) or not each else frozenset().union(*known)


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
