"""Harm weights: a partnership's own table, or the one that comes with the program."""

from pathlib import Path

import pandas as pd

from data.file_kinds import HARM_WEIGHTS
from data.files.archive import Member
from data.load_report.report import LoadReport
from data.schema import TABLES
from data.sources.validated_rows import read_rows

SHIPPED = Path(__file__).parents[1] / "lookups" / "harm-weights-2016.csv"
# SHIPPED_SOURCE: where the weights that come with the program are from, and what is assumed.
SHIPPED_SOURCE = {
    "source_en": "Weight: Office for National Statistics, Crime Severity Score, list of 2016. "
    "How often the offence occurs in its category: a rough assumption of this program",
    "source_cy": "Pwysau: Swyddfa Ystadegau Gwladol, Sgôr Difrifoldeb Troseddau, rhestr 2016. "
    "Pa mor aml y mae'r drosedd yn digwydd yn ei chategori: tybiaeth fras y rhaglen hon",
}
COLUMNS = list(TABLES[HARM_WEIGHTS].columns)


def load_harm_weights(member: Member, report: LoadReport) -> pd.DataFrame:
    """Load the weights of a partnership, which replace those of the program.

    Parameters
    ----------
    member
        The file.
    report
        The load report.

    Returns
    -------
    DataFrame
        One row per offence. An offence without a number of incidents counts once.

    Examples
    --------
    >>> load_harm_weights(weights_file, LoadReport())["weight"].tolist()  # doctest: +SKIP
    [438.0, 117.0]
    """
    own = read_rows(member, HARM_WEIGHTS, report, account_kind=HARM_WEIGHTS)
    rows = own.good[COLUMNS].reset_index(drop=True)
    return rows.assign(incidents=rows["incidents"].astype(float).fillna(1.0))


def shipped_harm_weights() -> pd.DataFrame:
    """Return the weights that come with the program, with their source in both languages.

    Returns
    -------
    DataFrame
        The columns of the table `harm_weights`; no offence of `other-crime`, which is too mixed,
        and none of anti-social behaviour.

    Examples
    --------
    >>> weights = shipped_harm_weights().set_index("offence_code")["weight"]
    >>> weights["34B"], weights["46"]
    (np.float64(746.0), np.float64(13.0))
    """
    text = dict.fromkeys(("category", "offence_code", "offence_en", "offence_cy"), "str")
    table = pd.read_csv(SHIPPED, dtype=text, encoding="utf-8")
    numbers = {name: table[name].astype(float) for name in ("weight", "incidents")}
    return table.assign(**numbers, **SHIPPED_SOURCE)[COLUMNS]
