"""Find what may name a person in free text, so that it is asked about before it is saved."""

import re

from data.messages import Message

# RULE: what is expected of a text in which something was found.
RULE = Message("register.no_person")
NAME, TELEPHONE, EMAIL, BIRTH, HOME = KINDS = ("name", "telephone", "email", "birth", "home")
# Titles before a name, in English and in Welsh.
TITLES = r"Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Mister|Bnr|Mrs\.|Ms\.|Mr\.|Dr\.|Y Bon[a-z]+"
# First names that are frequent in Wales and England; with a word in capitals after them, a name.
FIRST = (
    "Aaron|Abigail|Adam|Aled|Alexander|Alun|Amelia|Andrew|Angharad|Anna|Anthony|Bethan|Bronwen|"
    "Bryn|Carys|Catherine|Catrin|Charlotte|Chloe|Christopher|Daniel|David|Dafydd|Dylan|Eleri|"
    "Elin|Elizabeth|Emily|Emma|Emyr|Ffion|Gareth|Gavin|George|Geraint|Gethin|Glyn|Gwen|Hannah|"
    "Harry|Helen|Huw|Hywel|Iestyn|Ieuan|Ioan|Iwan|Jack|James|Jason|Jessica|John|Jonathan|Joseph|"
    "Joshua|Karen|Kevin|Laura|Lewis|Liam|Llinos|Lowri|Luke|Margaret|Mark|Martin|Matthew|Megan|"
    "Michael|Mohammed|Muhammad|Nathan|Nerys|Nia|Nicola|Oliver|Olivia|Owain|Owen|Paul|Peter|"
    "Rachel|Rebecca|Rhian|Rhiannon|Rhodri|Rhys|Richard|Robert|Ryan|Sarah|Sian|Siân|Simon|Sioned|"
    "Sophie|Stephen|Steven|Steffan|Susan|Thomas|Tomos|Victoria|William"
)
SURNAME = r"(?:Ma?c|O['’])?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+"
# Words in capitals that follow a first name in the name of a street or a building.
PLACES = (
    r"(?:Street|Road|Park|Square|Lane|Avenue|Close|Terrace|Court|Place|House|Centre|School|"
    r"Primary|Hospital|Church|Green|Quay|Stryd|Heol|Parc|Hill|Way)"
)
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}"
PATTERNS: dict[str, re.Pattern[str]] = {
    NAME: re.compile(
        rf"\b(?:{TITLES})\s+{SURNAME}|\b(?:{FIRST})\s+(?!{PLACES}\b){SURNAME}(?!\s+{PLACES}\b)"
    ),
    TELEPHONE: re.compile(r"(?<![\d£.])(?:\+44\s?|\(?0)\d(?:[\s()-]*\d){8,10}(?!\d)"),
    EMAIL: re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    BIRTH: re.compile(
        r"\b(?:d\.?o\.?b\.?|born|date of birth|ganwyd|dyddiad geni)\b\W{0,3}[^\n]{0,20}?\d{1,4}"
        r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:19[3-9]\d|200\d|201[0-5])\b"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})[a-z]*\.?\s+(?:19[3-9]\d|200\d|201[0-5])\b",
        re.IGNORECASE,
    ),
    # A number of a house or a flat shortly before a postcode.
    HOME: re.compile(rf"(?<![\d/.-])\d{{1,3}}[A-Za-z]?[,\s][^\d\n]{{0,40}}?\b{POSTCODE}\b"),
}


def personal_data(words: str) -> list[tuple[str, str]]:
    """Return what in a text may name a person.

    Parameters
    ----------
    words
        What was typed.

    Returns
    -------
    list of tuple
        What kind it is (one of `KINDS`) and the words; empty if nothing was found. It finds what
        looks like it, so that it can be wrong either way: nothing is refused for it.

    Examples
    --------
    >>> personal_data("Mrs Evans of 12 Mill Lane, QV2 4AB rang 01234 567890")
    [('name', 'Mrs Evans'), ('telephone', '01234 567890'), ('home', '12 Mill Lane, QV2 4AB')]
    >>> personal_data("Young people aged 14 to 17 on William Street")
    []
    """
    # A text of many thousand characters is cut, so that no pattern takes long.
    text = words[:20_000]
    return [
        (kind, match[0].strip())
        for kind, pattern in PATTERNS.items()
        for match in pattern.finditer(text)
    ]
