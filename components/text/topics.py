"""Topics of a survey inside a sentence."""


def uncapitalise(title: str) -> str:
    """Return a title for use inside a sentence:

    with a small first letter unless it is all capitals.
    """
    first = title.split(" ")[0]
    return title if first.isupper() and len(first) > 1 else title[:1].lower() + title[1:]
