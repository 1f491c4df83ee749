"""Derive the crime categories that an order is about from the text of its prohibitions."""

import re

from data.schema import ASB

# NAMED: patterns of the categories, in English and Welsh. Anti-social behaviour is the subject of
# every order and needs no pattern.
NAMED = {
    "criminal-damage-arson": r"\bfires?\b|bonfire|barbecue|arson|graffiti|damag|lantern"
    r"|\b[td]h?[aâ]n(?:au)?\b|barbeciw|difrod",
    "drugs": r"\bdrugs?\b|psychoactive|cannabis|nitrous|substance|cyffur|seicoweithredol",
    "possession-of-weapons": r"weapon|\bkni(?:fe|ves)\b|\barfau?\b|cyllell|cyllyll",
    "public-order": r"abusive|threaten|intimidat|harass|sarhau|bygwth|bygyth|aflonydd",
    "shoplifting": r"shoplift|dwyn o siop",
    "violent-crime": r"violen|assault|\bfight|trais|ymosod|ymladd",
}


def categories_named(prohibitions: str) -> tuple[str, ...]:
    """Return the categories that the prohibitions name.

    Parameters
    ----------
    prohibitions
        Text of the prohibitions, in English or Welsh.

    Returns
    -------
    tuple[str, ...]
        Anti-social behaviour, then all categories whose words occur in the text.

    Examples
    --------
    >>> categories_named("No person shall light fires or use drugs")
    ('anti-social-behaviour', 'criminal-damage-arson', 'drugs')
    """
    text = prohibitions.casefold()
    return (ASB, *(name for name, words in NAMED.items() if re.search(words, text)))
