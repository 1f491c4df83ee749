"""Numbers of people in groups, such as age bands: small ones are hidden, the others rounded."""

import pandas as pd

from data.disclosure.attacker import ANSWERED, Attacker, Figure, Range
from data.disclosure.layout import HIDDEN, LEAST_CELL, SHOWN, WHOLE
from data.disclosure.rounding import rounded_number

LEAST_VALUES, LEAST_HIDDEN = 5, 2


def publish_counts(people: pd.Series) -> pd.DataFrame:
    """Return numbers of people, so hidden that no hidden number can be narrowed too far.

    Groups of one to four people are hidden, and with a hidden one the next smallest. Nobody in a
    group is no secret. The others, and all people together, are rounded to 5.

    Parameters
    ----------
    people
        The number of people by group.

    Returns
    -------
    pd.DataFrame
        `people` (missing if hidden) and `status` by group; the group of all people is empty.

    Examples
    --------
    >>> publish_counts(pd.Series([3, 8, 9, 0], list("abcd")))["people"].to_dict()
    {'': 20.0, 'a': nan, 'b': nan, 'c': 10.0, 'd': 0.0}
    """
    hidden = people.between(1, LEAST_CELL - 1)
    while True:
        table = _published(people, hidden)
        left = people[~hidden & (people > 0)]
        narrow = [one for one in count_ranges(people, table).values() if one.values < LEAST_VALUES]
        if not narrow and (not hidden.any() or hidden.sum() >= LEAST_HIDDEN):
            return table
        if left.empty:
            return table.assign(
                people=table["people"].mask(table.index == WHOLE),
                status=table["status"].mask(table.index == WHOLE, HIDDEN),
            )
        hidden = hidden | (people.index == left.idxmin())


def count_ranges(people: pd.Series, published: pd.DataFrame) -> dict[str, Range]:
    """Return which values everything published allows for each hidden number of people.

    Parameters
    ----------
    people
        The number of people by group.
    published
        As from `publish_counts`.

    Returns
    -------
    dict of Range
        By hidden group.

    Examples
    --------
    >>> people = pd.Series([3, 8, 9, 0], list("abcd"))
    >>> count_ranges(people, publish_counts(people))["a"]
    Range(least=0, most=14)
    """
    names = published.index[(published["status"] == HIDDEN) & (published.index != WHOLE)]
    if names.empty:
        return {}
    asked = people[people > 0]
    numbers: dict[str, tuple[int, ...]] = {
        str(name): (place,) for place, name in enumerate(asked.index)
    }
    numbers[WHOLE] = tuple(range(len(asked)))
    weight = asked.astype(float)
    parts = pd.DataFrame({"answered": weight, "weight": weight, "weight2": weight})
    shown = published["people"].dropna()
    figures = [
        Figure(parts=numbers[str(name)], base=float(base))
        for name, base in shown.items()
        if name in numbers
    ]
    attacker = Attacker(parts.assign(weight_holding=0.0), figures)
    return {str(name): attacker.range_of(numbers[str(name)], ANSWERED) for name in names}


def _published(people: pd.Series, hidden: pd.Series) -> pd.DataFrame:
    whole = pd.Series({WHOLE: people.sum()})
    numbers = pd.concat([whole, people]).map(rounded_number).astype(float)
    secret = pd.concat([pd.Series({WHOLE: False}), hidden]).astype(bool)
    status = pd.Series(SHOWN, numbers.index).mask(secret, HIDDEN)
    return pd.DataFrame({"people": numbers.mask(secret), "status": status})
