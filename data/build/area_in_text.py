"""The name of an area as it is inside a sentence: with its article."""

import re
from collections.abc import Mapping
from typing import Any

# English names that have the article: "the Vale of Glamorgan".
WITH_ARTICLE = re.compile(r"(?:Vale|Isles?|City|Forest|Borough|County|Royal Borough) of ")


def area_in_text(about: Mapping[str, Any], title: str, language: str) -> str:
    """Return the area's name for use inside a sentence.

    Parameters
    ----------
    about
        The content of `source.json`, whose `in_text_en` and `in_text_cy` decide.
    title
        The name of the area in that language.
    language
        `en` or `cy`.

    Returns
    -------
    str
        In English with the article where the name has one; in Welsh the name.

    Examples
    --------
    >>> area_in_text({}, "Vale of Glamorgan", "en"), area_in_text({}, "Gwent", "en")
    ('the Vale of Glamorgan', 'Gwent')
    """
    stated = about.get(f"in_text_{language}")
    if stated:
        return str(stated)
    return f"the {title}" if language == "en" and WITH_ARTICLE.match(title) else title
