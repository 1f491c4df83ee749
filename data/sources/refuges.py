"""Store nothing that could tell where a refuge is."""

import pandas as pd

# LIKE_A_REFUGE: the kinds and names of services whose location must not be stored.
LIKE_A_REFUGE = r"refuge|lloches|domestic|cam-?drin"
# TOLD_OF_A_REFUGE: the columns of a refuge's row that are stored if the row is left out.
TOLD_OF_A_REFUGE = ("group_id", "name_en", "name_cy", "kind", "covers", "public_contact")


def without_refuge_places(groups: pd.DataFrame) -> pd.DataFrame:
    """Return groups with nothing that could tell where a refuge is.

    The rows that are left out are stored for download as they were brought; of a refuge only the
    columns that say what it is are stored.

    Parameters
    ----------
    groups
        Cells of text, indexed by line number.

    Returns
    -------
    DataFrame
        The cells of rows whose kind or name is like a refuge's are removed, but for those columns.

    Examples
    --------
    >>> row = {"kind": "refuge", "postcode": "CF10 1AA"}
    >>> without_refuge_places(pd.DataFrame(row, index=[2])).loc[2].dropna().to_dict()
    {'kind': 'refuge'}
    """
    named = [column for column in ("kind", "name_en", "name_cy") if column in groups]
    like = pd.Series(False, groups.index)
    for column in named:
        like |= groups[column].astype("str").str.contains(LIKE_A_REFUGE, case=False, na=False)
    others = [c for c in groups.columns if c not in TOLD_OF_A_REFUGE and c != "geometry"]
    plain = groups.copy()
    plain.loc[like, others] = None
    return plain
