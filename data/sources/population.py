"""Residents by LSOA and age group."""

import re

import pandas as pd

from data.sources.archive import Member
from data.sources.reasons import Reason
from data.sources.report import LoadReport
from data.sources.tables import read_csv

NEEDS = ("lsoa21_code", "age_group", "usual_residents")


def load_population(member: Member, lsoas: pd.Series, report: LoadReport) -> pd.DataFrame:
    """Residents of the area's LSOAs by age band ("0-15" ... "65+")."""
    account = report.open_file(member, "population")
    table = read_csv(member, needs=NEEDS)
    account.read = len(table)
    residents = pd.to_numeric(table["usual_residents"], errors="coerce")
    elsewhere = ~table["lsoa21_code"].isin(lsoas)
    unreadable = ~elsewhere & residents.isna()
    report.leave_out(account, table[elsewhere], Reason.OUTSIDE_THE_AREA)
    report.leave_out(account, table[unreadable], Reason.BAD_RESIDENTS)
    used = table[~elsewhere & ~unreadable]
    account.used = len(used)
    return pd.DataFrame(
        {
            "area_code": used["lsoa21_code"],
            "age_band": used["age_group"].map(age_band),
            "residents": residents[used.index],
        }
    ).reset_index(drop=True)


def age_band(words: str) -> str:
    """ "Aged 16 to 24 years" -> "16-24"; "under" and "over" give "0-15" and "65+"."""
    years = re.findall(r"\d+", words)
    if "under" in words:
        return f"0-{years[0]}"
    return "-".join(years) if len(years) > 1 else f"{years[0]}+"
