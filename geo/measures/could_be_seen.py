"""How small a difference could have been seen: the columns of measures, and their sentence."""

import pandas as pd

from geo.measures.model import Column, Said, Unit

# RATES: by how much a rate would have to be below or above that of the other areas.
RATES = (
    Column(name="visible_lower", unit=Unit.PERCENT),
    Column(name="visible_higher", unit=Unit.PERCENT),
)
# SHARES: the shares that would have been found to be lower or higher.
SHARES = (
    Column(name="seen_below", unit=Unit.PERCENT),
    Column(name="seen_above", unit=Unit.PERCENT),
)


def as_differences(table: pd.DataFrame) -> pd.DataFrame:
    """Return ratios that would have been found (`geo.noise.differences`) as differences.

    Parameters
    ----------
    table
        Table with the ratios `visible_lower` and `visible_higher`.

    Returns
    -------
    pd.DataFrame
        The same columns, as shares by which a rate would have to be below or above.

    Examples
    --------
    >>> as_differences(pd.DataFrame({"visible_lower": [0.75], "visible_higher": [1.5]}))
       visible_lower  visible_higher
    0           0.25             0.5
    """
    visible = table[["visible_lower", "visible_higher"]].astype(float) - 1
    return visible.assign(visible_lower=-visible["visible_lower"])


def middle_one(unclear: pd.DataFrame, kind: str, **columns: str) -> list[Said]:
    """Return what could have been seen in the middle one of the areas without a clear verdict.

    Parameters
    ----------
    unclear
        The rows of these areas.
    kind
        What differs: the rate, the share or the change. The end of a catalogue key.
    columns
        The columns of what could have been seen: less, then more, by their name in the sentence.

    Returns
    -------
    list[Said]
        One message; none without such an area.

    Examples
    --------
    >>> unclear = pd.DataFrame({"fall": [-0.3, None], "rise": [0.4, 0.8]})
    >>> middle_one(unclear, "change", fall="fall", rise="rise")[0].key
    'answer.visible_change'
    """
    middle = {name: float(unclear[column].median()) for name, column in columns.items()}
    less, more = columns
    if unclear.empty:
        return []
    if pd.isna(middle[more]):
        return [Said(key=f"answer.visible_{kind}_none")]
    if pd.isna(middle[less]):
        return [Said(key=f"answer.visible_{kind}_more", shares={more: middle[more]})]
    return [Said(key=f"answer.visible_{kind}", shares=middle)]
