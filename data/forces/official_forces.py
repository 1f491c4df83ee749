"""The police force that covers each authority, from the official look-up, never from incidents.

A look-up among the files of a build comes first, then the one that comes with the program
(`data/lookups`). Incidents near a border are often published by the neighbouring force, so they
decide the force only of an authority that no look-up has.
"""

import re
from collections.abc import Collection, Iterable

import pandas as pd

from data.errors import SourceError
from data.messages import InBoth, Message
from data.release.coverage.force_coverage import (
    BROUGHT,
    BY_INCIDENTS,
    BY_NAME,
    SHIPPED,
    AuthorityForce,
    without_files,
)
from data.sources.authorities import WELSH_NAMES
from data.sources.shipped_look_up import LOOK_UP_YEAR, SHIPPED_ROWS

# Forces whose files are not named like their area, or like the "Falls within" of their rows.
OTHER_NAMES = {"london-city-of": "city-of-london"}
NOT_PART_OF_THE_NAME = re.compile(r"(-police)?(-service)?(-constabulary)?$")


def force_slug(name: str) -> str:
    """Return a police force as in the names of police.uk's files.

    Parameters
    ----------
    name
        Its name in the official look-up, or under "Falls within" in its rows.

    Returns
    -------
    str
        Such as "devon-and-cornwall".

    Examples
    --------
    >>> force_slug("Devon & Cornwall"), force_slug("London, City of")
    ('devon-and-cornwall', 'city-of-london')
    >>> force_slug("Metropolitan Police Service"), force_slug("Avon and Somerset Constabulary")
    ('metropolitan', 'avon-and-somerset')
    """
    words = re.findall(r"[^\s,]+", name.lower().replace("&", " and "))
    slug = "-".join(words)
    slug = NOT_PART_OF_THE_NAME.sub("", slug) or slug
    return OTHER_NAMES.get(slug, slug)


# The name of each force by its slug, without a "Police" of its own.
NAMES = {
    force_slug(row["PFA24NM"]): row["PFA24NM"].removesuffix(" Police") for row in SHIPPED_ROWS
} | {"city-of-london": "City of London"}


def force_name(slug: str) -> Message:
    """Return the name of a police force in both languages.

    Parameters
    ----------
    slug
        The force as in the names of police.uk's files.

    Returns
    -------
    Message
        Such as "Gwent Police".

    Examples
    --------
    >>> str(force_name("dyfed-powys")), str(force_name("avon-and-somerset"))
    ('Dyfed-Powys Police', 'Avon and Somerset Police')
    """
    english = NAMES.get(slug) or slug.replace("-", " ").title()
    return Message("force.name", name=InBoth(en=english, cy=WELSH_NAMES.get(english, english)))


def covering_forces(
    authorities: pd.DataFrame, look_up: pd.DataFrame | None
) -> list[AuthorityForce]:
    """Return each authority with its police force by the official look-up.

    Parameters
    ----------
    authorities
        `code`, `name_en`, `name_cy` and `wards`, the number of wards.
    look_up
        The look-up among the files (`LADCD`, `LADNM`, `PFANM`), if there is one.

    Returns
    -------
    list[AuthorityForce]
        In the order of the authorities; without a force if no look-up has the authority.

    Examples
    --------
    >>> names = ("W06000022", "Newport", "Casnewydd", 20)
    >>> authorities = pd.DataFrame([names], columns=["code", "name_en", "name_cy", "wards"])
    >>> [(one.force, one.basis) for one in covering_forces(authorities, None)]
    [('gwent', 'shipped')]
    """
    tables = [(SHIPPED, {row["LAD24CD"]: row["PFA24NM"] for row in SHIPPED_ROWS})]
    by_name = {row["LAD24NM"]: row["PFA24NM"] for row in SHIPPED_ROWS}
    if look_up is not None:
        given = look_up.dropna(subset=["LADCD", "LADNM", "PFANM"]).astype(str)
        tables.insert(0, (BROUGHT, dict(zip(given["LADCD"], given["PFANM"], strict=True))))
        by_name |= dict(zip(given["LADNM"], given["PFANM"], strict=True))
    result = []
    for row in authorities.to_dict("records"):
        known = [(basis, table[row["code"]]) for basis, table in tables if row["code"] in table]
        # An authority whose code is new has its old name: its border changed a little.
        if not known and row["name_en"] in by_name:
            known = [(BY_NAME, by_name[row["name_en"]])]
        basis, name = known[0] if known else (BY_INCIDENTS, "")
        result.append(
            AuthorityForce(
                authority=str(row["code"]),
                name_en=str(row["name_en"]),
                name_cy=str(row["name_cy"]),
                force=force_slug(name),
                wards=int(row["wards"]),
                basis=basis,
            )
        )
    return result


def absent_forces(authorities: Iterable[AuthorityForce]) -> list[Message]:
    """Return a sentence for each authority of whose police force there is no file.

    Parameters
    ----------
    authorities
        The authorities of the area.

    Returns
    -------
    list[Message]
        The authority, its force and the number of wards without figures; sorted by force and name.

    Examples
    --------
    >>> one = AuthorityForce(authority="E08000003", name_en="Manchester", name_cy="Manceinion",
    ...                      force="greater-manchester", wards=32, basis="shipped",
    ...                      has_files=False)
    >>> str(absent_forces([one])[0])
    'Manchester: no file of Greater Manchester Police; its wards (32) will have no figures'
    """
    return [
        Message("force.absent", authority=_name(one), force=force_name(one.force), wards=one.wards)
        for one in sorted(without_files(authorities), key=lambda one: (one.force, one.name_en))
    ]


def guessed_forces(authorities: Iterable[AuthorityForce]) -> list[Message]:
    """Return a sentence for each authority whose police force no look-up has.

    Parameters
    ----------
    authorities
        The authorities of the area.

    Returns
    -------
    list[Message]
        The authority, and the force from whose files most of its incidents come.

    Examples
    --------
    >>> guessed_forces([])
    []
    """
    return [
        Message(
            "force.guessed",
            authority=_name(one),
            code=one.authority,
            force=force_name(one.force),
            year=str(LOOK_UP_YEAR),
        )
        for one in authorities
        if one.basis == BY_INCIDENTS and one.force
    ]


def require_a_force(authorities: Iterable[AuthorityForce], forces: Collection[str]) -> None:
    """Raise if there are files of none of the forces that cover the area.

    Parameters
    ----------
    authorities
        The authorities of the area.
    forces
        The forces with files.

    Raises
    ------
    SourceError
        If no area would have a figure.

    Examples
    --------
    >>> require_a_force([], ["gwent"])
    """
    every = list(authorities)
    if not every or any(one.has_files for one in every):
        return
    raise SourceError(
        file=Message("file.police"),
        expected=Message("force.needed", forces=_named({one.force for one in every})),
        found=Message("force.others", forces=_named(set(forces)))
        if forces
        else Message("found.none"),
    )


def _named(forces: Iterable[str]) -> tuple[Message, ...]:
    return tuple(force_name(force) for force in sorted(forces))


def _name(one: AuthorityForce) -> InBoth:
    return InBoth(en=one.name_en, cy=one.name_cy)
