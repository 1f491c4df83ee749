"""The sentences on the season, for one month and several, in both languages."""

import pandas as pd

from components.place_page import season_sentences
from components.text.catalogue import Text
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE
from geo.period import Period
from geo.stats.seasonality import Season
from tests.cases import every_case


def found(**verdicts: str) -> Season:
    even = {"share": 1 / 12, "even": 1 / 12, "verdict": NO_CLEAR_DIFFERENCE}
    table = pd.DataFrame(even, index=range(1, 13))
    for month, verdict in verdicts.items():
        table.loc[int(month[1:]), "verdict"] = verdict
    years = tuple(Period(first=f"{year}-01", last=f"{year}-12") for year in (2022, 2023, 2024))
    return Season(table=table, years=years, incidents=1200)


@every_case(
    ("verdicts", "words"),
    [
        ({"m6": HIGHER}, "Ym mis Mehefin mae"),
        ({"m6": LOWER}, "Ym mis Mehefin mae"),
        ({"m6": HIGHER, "m7": HIGHER}, "Ym misoedd Mehefin a Gorffennaf mae"),
    ],
)
def test_welsh_has_sentences_for_one_month_and_for_several(
    verdicts: dict[str, str], words: str
) -> None:
    assert words in season_sentences.season_sentence(Text("cy"), found(**verdicts))[0]
