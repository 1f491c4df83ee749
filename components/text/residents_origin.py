"""Sentences on whose residents an area has, worded from the rules that were used. Pure."""

from collections.abc import Callable, Collection, Mapping

from components.text.catalogue import Text
from data.geometry.residents_origin import ResidentsOrigin, RulesUsed
from data.geometry.ward_membership import BEST_FIT
from data.provenance.new_authorities import new_authorities
from data.release.manifest import Manifest

NameOf = Callable[[str], str]
# MOST_NAMED: of more wards or authorities, the others are counted.
MOST_NAMED = 8


def look_up(text: Text, manifest: Manifest) -> str:
    """Return the look-up from LSOAs to wards by its file's name; older releases don't have it."""
    if manifest.best_fit:
        return text("residents.the_look_up", name=manifest.best_fit)
    return text("residents.a_look_up")


def of_area(text: Text, origin: ResidentsOrigin, name_of: NameOf, *, by: str) -> str:
    """Return the LSOAs whose residents an area has, whole or in part, and by which rule.

    `by` is the look-up in words, and `name_of` gives the name of an LSOA.
    """
    parts = [
        text.plural(f"residents.{rule.replace(' ', '_').replace('-', '_')}", n, look_up=by)
        for rule, n in origin.whole.items()
    ]
    for key, shares in (("left", origin.left), ("taken", origin.taken)):
        if shares:
            named = _listed(text, "residents.part", shares, name_of)
            parts.append(text.plural(f"residents.{key}", len(shares), parts=named))
    if not parts:
        return text("residents.none")
    return text("residents.of", parts=text.listing(parts))


def of_lsoa(
    text: Text, given: tuple[str, str], shares: Mapping[str, float], name_of: NameOf, *, by: str
) -> str:
    """Return the ward that an LSOA is given to, and how its residents are divided if they are.

    `given` is that ward with its rule, and `shares` are those of every ward that has a share.
    """
    ward, rule = given
    sentences = []
    if ward:
        key = "residents.lsoa_best_fit" if rule == BEST_FIT else "residents.lsoa_largest_overlap"
        sentences.append(text(key, ward=name_of(ward), look_up=by))
    if len(shares) > 1:
        sentences.append(text("residents.lsoa_divided", wards=wards_of(text, shares, name_of)))
    return " ".join(sentences)


def wards_of(text: Text, shares: Mapping[str, float], name_of: NameOf) -> str:
    """Return the ward of an LSOA, or all its wards, each with its share of the residents."""
    if len(shares) == 1:
        return name_of(*shares)
    return _listed(text, "residents.in_ward", shares, name_of)


def of_all_wards(text: Text, rules: RulesUsed, name_of: NameOf, *, by: str) -> list[str]:
    """Return by which rules the wards of the release have their residents."""
    sentences = []
    if rules.by_look_up:
        sentences.append(text.plural("wards.by_look_up", rules.by_look_up, look_up=by))
    if rules.by_largest_overlap:
        sentences.append(text.plural("wards.by_largest_overlap", rules.by_largest_overlap))
    if rules.takers:
        takers = _some(text, sorted(map(name_of, rules.takers)))
        givers = _named(text, rules.givers, name_of)
        sentences.append(
            text.plural("wards.shared", len(rules.takers), takers=takers, givers=givers)
        )
    return sentences


def absent_authorities(text: Text, manifest: Manifest) -> str:
    """Return that authorities of the area are in no figure; empty if none is absent."""
    names = [text.name(authority) for authority in manifest.absent_authorities]
    if not names:
        return ""
    named = _some(text, names)
    return text.plural("area.lacks", len(names), names=named)


def new_authorities_of(text: Text, manifest: Manifest) -> list[str]:
    """Return which authorities are newer than the first month; a sentence for each first month."""
    return [
        text.plural(
            "area.since",
            len(authorities),
            names=_some(text, [text.name(vars(one)) for one in authorities]),
            month=text.month(month),
        )
        for month, authorities in new_authorities(manifest).items()
    ]


def absent_in_english(manifest: Manifest) -> dict[str, str]:
    """Return the authorities that the area lacks as a fact of a file's provenance, if there are."""
    names = [authority["name_en"] for authority in manifest.absent_authorities]
    return {"without": "; ".join(names)} if names else {}


def _some(text: Text, names: list[str]) -> str:
    """Return the names, or the first of them and how many more there are."""
    if len(names) <= MOST_NAMED:
        return text.listing(names)
    more = text.number(len(names) - MOST_NAMED)
    return text("area.and_more", names=", ".join(names[:MOST_NAMED]), n=more)


def _named(text: Text, wards: Collection[str], name_of: NameOf) -> str:
    if len(wards) > MOST_NAMED:
        return text.plural("count.ward", len(wards))
    return text.listing(sorted(map(name_of, wards)))


def _listed(text: Text, key: str, shares: Mapping[str, float], name_of: NameOf) -> str:
    return text.listing(
        [text(key, share=text.percent(share), name=name_of(code)) for code, share in shares.items()]
    )
