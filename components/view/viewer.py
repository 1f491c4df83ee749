"""The viewer: by the sign-in, or without a sign-in service the user of this machine."""

import json
import logging
import math
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st
from starlette.requests import cookie_parser
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from components.view import run
from data.access.ending import sign_ins_since
from data.access.scopes import served_authorities
from data.access.sign_in import GivenRoles, SignIn, State, read_claims, read_roles
from data.access.viewer import OF, Audience, Viewer
from data.settings import Settings, load_settings

# The name of the user of this machine, without a sign-in.
LOCAL = "local"
# The cookie in which Streamlit stores, signed, what the identity provider said.
COOKIE = "_streamlit_user"
# MOST_TOLD: so many roles of unknown authorities are written into the log.
MOST_TOLD = 100
# LOOK_EVERY: seconds after which it is looked again whether a sign-in is set up.
LOOK_EVERY = 1.0


def local_viewer(settings: Settings) -> Viewer:
    """Return the user of this machine, who may also do all that is open to their audience.

    An unknown audience in the settings becomes the public, and so does one of an authority that the
    release doesn't have.
    """
    named = settings.audience.replace(",", " ").split()
    if len(named) == 1 and named[0].upper() in Audience.__members__:
        audience = max(Audience[named[0].upper()], Audience.PUBLIC)
        return Viewer(
            name=LOCAL,
            audience=audience,
            edits=audience >= Audience.PARTNER,
            administers=audience >= Audience.ANALYST,
        )
    given = read_roles([one for one in named if OF in one], lambda: served_authorities(settings))
    _tell_unknown(given)
    found = given.viewer(LOCAL)
    audience = max(found.audience, Audience.PUBLIC)
    return replace(found, audience=audience, edits=audience >= Audience.PARTNER)


class _Secrets:
    """When it was last looked whether a sign-in is set up, and whether it was."""

    looked: float = -math.inf
    has_sign_in: bool = False


def with_sign_in() -> bool:
    """Return whether a sign-in is set up, in the secrets that Streamlit reads.

    It is looked once a second: where there is no such file, Streamlit searches for it at each call.
    """
    now = time.monotonic()
    if now - _Secrets.looked >= LOOK_EVERY:
        _Secrets.has_sign_in = st.secrets.load_if_toml_exists() and "auth" in st.secrets
        _Secrets.looked = now
    return _Secrets.has_sign_in


def current_sign_in() -> SignIn:
    """Return the sign-in of the session that runs."""
    return _sign_in(dict(st.user))


def current_viewer() -> Viewer:
    """Return who looks in the session that runs; with a sign-in set up it may be nobody."""
    settings = run.settings()
    return _viewer(settings, current_sign_in()) if with_sign_in() else local_viewer(settings)


def viewer_of_request(headers: Mapping[str, str]) -> Viewer:
    """Return who sends a request, by its headers, before Streamlit sees it."""
    settings = load_settings()
    if not with_sign_in():
        return local_viewer(settings)
    return _viewer(settings, _sign_in(_claims(headers.get("cookie") or "")))


def owner_of_request(headers: Mapping[str, str]) -> str | None:
    """Return a text that is the same in all requests of one person; None without a sign-in set up.

    It is empty for everybody who hasn't signed in. A provider that doesn't say who somebody is gets
    another one for each sign-in.
    """
    if not with_sign_in():
        return None
    claims = _claims(headers.get("cookie") or "")
    if claims.get("is_logged_in") is not True:
        return ""
    person = [claims.get("iss"), claims.get("sub")]
    return json.dumps(person if all(person) else claims, sort_keys=True)


def has_ended(headers: Mapping[str, str]) -> bool:
    """Return whether a request comes with a sign-in that has ended."""
    if not with_sign_in():
        return False
    return _sign_in(_claims(headers.get("cookie") or "")).state is State.ENDED


def _sign_in(claims: Mapping[str, Any]) -> SignIn:
    settings = load_settings()
    found = read_claims(
        claims,
        role_claim=settings.role_claim,
        now=time.time(),
        hours=settings.sign_in_hours,
        since=sign_ins_since(settings),
        authorities=lambda: served_authorities(settings),
    )
    _tell_unknown(found.given)
    return found


# _TOLD: the roles of unknown authorities that the log has already.
_TOLD: set[str] = set()


def _tell_unknown(given: GivenRoles) -> None:
    """Write into the log, once for each, which roles name an authority that isn't in the data."""
    for role in given.unknown:
        if role not in _TOLD and len(_TOLD) < MOST_TOLD:
            _TOLD.add(role)
            logging.getLogger("milltir").warning(
                "the role %r names no authority of the data; it shows what is public", role
            )


def _viewer(settings: Settings, found: SignIn) -> Viewer:
    """Return a person with their roles; anybody else is the public, or nobody if it is closed."""
    if found.state is State.SIGNED_IN:
        return found.viewer
    audience = Audience.PUBLIC if settings.open_to_all else Audience.NOBODY
    return Viewer(name="", audience=audience)


def _claims(cookies: str) -> dict[str, Any]:
    """Return what the provider said, from the cookie; nothing if it is missing or not ours."""
    sent, secret = cookie_parser(cookies), get_cookie_secret()

    def signed(name: str) -> bytes | None:
        value = sent.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1")) if value else None

    try:
        content = get_cookie_with_chunks(signed, COOKIE)
        found = json.loads(content) if content else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
