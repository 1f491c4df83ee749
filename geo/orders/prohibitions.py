"""Which recorded categories an order is about, by the words of what it prohibits."""

import re

from data.schema import ASB

NAMED = {
    "criminal-damage-arson": r"\bfires?\b|bonfire|barbecue|arson|graffiti|damag|lantern"
    r"|\b[td]h?[aâ]n(?:au)?\b|barbeciw|difrod",
    "drugs": r"\bdrugs?\b|psychoactive|cannabis|nitrous|substance|cyffur|seicoweithredol",
    "possession-of-weapons": r"weapon|\bkni(?:fe|ves)\b|\barfau?\b|cyllell|cyllyll",
    "public-order": r"abusive|threaten|intimidat|harass|sarhau|bygwth|bygyth|aflonydd",
    "shoplifting": r"shoplift|dwyn o siop",
    "violent-crime": r"violen|assault|\bfight|trais|ymosod|ymladd",
}
"""Anti-social behaviour is what every order is for; these are named on top of it."""


def categories_named(prohibitions: str) -> tuple[str, ...]:
    """Anti-social behaviour first, then every category whose words stand in the prohibitions."""
    said = prohibitions.casefold()
    return (ASB, *(name for name, words in NAMED.items() if re.search(words, said)))
