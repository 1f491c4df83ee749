"""A quick proof that a number inside a published figure stays open, without the solver.

People are exchanged between wards and waves so that every sum stays the same. Most wards have
enough people for that; the solver is asked about the others.
"""

from collections.abc import Iterator

import pandas as pd

from data.disclosure.attacker import ANSWERED, HOLDING, Attacker
from data.disclosure.layout import Target


def stays_open(attacker: Attacker, parts: pd.DataFrame, target: Target, *, least: int) -> bool:
    """Return whether exchanges alone leave enough values for a number; False proves nothing.

    Parameters
    ----------
    attacker
        Everything that is published of the question.
    parts
        The parts of the question, with `area_code` and `wave`.
    target
        A ward, or a ward in one wave.
    least
        The number of values.

    Returns
    -------
    bool
        True if those who answered, who hold the answers, and the others have that many values.

    Examples
    --------
    >>> stays_open(attacker, layout.parts, target, least=5)  # doctest: +SKIP
    True
    """
    found = {ANSWERED: 0, HOLDING: 0}
    for moves in _exchanges(parts.loc[list(target.unknown)], target):
        for count, values in found.items():
            if values < least:
                found[count] = max(values, attacker.steps(moves, count, least=least))
        if min(found.values()) >= least:
            # Exchanged holders become others in the same part, so that these have as many values.
            return True
    return False


def _exchanges(block: pd.DataFrame, target: Target) -> Iterator[dict[int, int]]:
    """Yield which parts gain and lose people: two waves of one ward, a square of two wards and two
    waves, or two wards in one wave.
    """
    number = {
        (ward, wave): int(part)
        for part, ward, wave in zip(block.index, block["area_code"], block["wave"], strict=True)
    }
    (ward,) = target.wards
    others = [one for one in block["area_code"].unique() if one != ward]
    waves = [wave for own, wave in number if own == ward]
    for part in target.parts:
        wave = str(block.at[part, "wave"])
        for second in waves:
            # Of waves before the two that are published, a ward's sum over all waves tells nothing.
            if number[ward, second] not in target.parts:
                yield {part: 1, number[ward, second]: -1}
        for other in others:
            if (other, wave) not in number:
                continue
            if len(target.parts) == len(waves):
                yield {part: 1, number[other, wave]: -1}
            for second in waves:
                # A square within the number that is looked for leaves it as it is.
                outside = (ward, second) in number and number[ward, second] not in target.parts
                if outside and (other, second) in number:
                    yield {
                        part: 1,
                        number[ward, second]: -1,
                        number[other, wave]: -1,
                        number[other, second]: 1,
                    }
