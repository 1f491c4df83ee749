"""The layouts of published indices of deprivation: editions, domains and their columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

OVERALL = "overall"
WIMD_DOMAINS = {
    "income": "income",
    "employment": "employment",
    "health": "health",
    "education": "education",
    "access to services": "access",
    "housing": "housing",
    "community safety": "community_safety",
    "physical environment": "environment",
}
IOD_DOMAINS = {
    "income": "income",
    "employment": "employment",
    "education, skills and training": "education",
    "health deprivation and disability": "health",
    # Not WIMD's community safety, which also counts fires and anti-social behaviour.
    "crime": "crime",
    # England has no domain of its own for access: services are a part of this one.
    "barriers to housing and services": "housing",
    "living environment": "environment",
}
CODE = re.compile(r"LSOA code(?: \((\d{4})\))?", re.IGNORECASE)
WIMD = re.compile(r"(WIMD \d{4})", re.IGNORECASE)
IOD = re.compile(r"(.+) Rank(?: \(where 1 is most deprived.*\))?", re.IGNORECASE)
IMD = "index of multiple deprivation (imd)"
DISTRICTS = re.compile(r"Local Authority District code \((\d{4})\)", re.IGNORECASE)
IOD_OF_DISTRICTS = {2013: "IoD 2015", 2019: "IoD 2019", 2024: "IoD 2025"}
# RANKED: the number of areas that an edition ranks, for files with only some of them.
RANKED = {
    **{"WIMD 2014": 1909, "WIMD 2019": 1909, "WIMD 2025": 1917},
    **{"IoD 2015": 32844, "IoD 2019": 32844, "IoD 2025": 33755},
}
# LAST_OF_2011: editions up to this year rank the LSOAs of 2011.
LAST_OF_2011 = 2020


@dataclass(frozen=True, kw_only=True)
class RankColumns:
    """The columns of codes and ranks in a table; `domains` is from column to domain."""

    code: str
    edition: str
    domains: Mapping[str, str]


def ranks_in(header: Sequence[str]) -> RankColumns | None:
    """Return the columns of ranks in a table of WIMD or of the English IoD.

    Parameters
    ----------
    header
        The names of the table's columns.

    Returns
    -------
    RankColumns or None
        The columns, with the overall rank; None for any other table. File 1 of the English index
        has this rank alone. A table of WIMD has the rank on income too: others are of deciles.

    Examples
    --------
    >>> ranks_in(["LSOA code", "WIMD 2025", "Income"]).edition
    'WIMD 2025'
    """
    names = {" ".join(column.split()): column for column in header}
    codes = [name for name in names if CODE.fullmatch(name)]
    if not codes:
        return None
    wimd, iod = _wimd(names), _iod(names)
    domains = {names[name]: domain for name, domain in (wimd | iod).items()}
    if OVERALL not in domains.values() or (wimd and "income" not in domains.values()):
        return None
    return RankColumns(code=names[codes[0]], edition=_edition(names, codes[0]), domains=domains)


def _wimd(names: Mapping[str, str]) -> dict[str, str]:
    overall = {name: OVERALL for name in names if WIMD.fullmatch(name)}
    rest = {name: WIMD_DOMAINS[name.lower()] for name in names if name.lower() in WIMD_DOMAINS}
    return overall | rest if overall else {}


def _iod(names: Mapping[str, str]) -> dict[str, str]:
    slugs = IOD_DOMAINS | {IMD: OVERALL}
    ranks = {name: match[1].lower() for name in names if (match := IOD.fullmatch(name))}
    return {name: slugs[domain] for name, domain in ranks.items() if domain in slugs}


def _edition(names: Mapping[str, str], code: str) -> str:
    """Return the edition: named in WIMD's columns, else by the year of England's areas."""
    wimd = [name.upper() for name in names if WIMD.fullmatch(name)]
    if wimd:
        return max(wimd)
    districts = [int(match[1]) for name in names if (match := DISTRICTS.fullmatch(name))]
    of_lsoas = CODE.fullmatch(code)
    usual = "IoD 2025" if of_lsoas and of_lsoas[1] == "2021" else "IoD 2019"
    return IOD_OF_DISTRICTS.get(max(districts, default=0), usual)
