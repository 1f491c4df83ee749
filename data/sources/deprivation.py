"""Welsh Index of Multiple Deprivation: ranks by LSOA and domain (1 is the most deprived)."""

import re

import pandas as pd

from data.errors import SourceError
from data.sources.archive import Member
from data.sources.reasons import Reason
from data.sources.report import LoadReport
from data.sources.tables import read_csv

DOMAINS = {
    "Income": "income",
    "Employment": "employment",
    "Health": "health",
    "Education": "education",
    "Access to Services": "access",
    "Housing": "housing",
    "Community Safety": "community_safety",
    "Physical Environment": "environment",
}
OVERALL = re.compile(r"^WIMD \d{4}$")


def load_deprivation(member: Member, lsoas: pd.Series, report: LoadReport) -> pd.DataFrame:
    """One row an LSOA and domain, the overall index among them as "overall"."""
    account = report.open_file(member, "deprivation")
    table = read_csv(member, needs=("LSOA code", *DOMAINS))
    account.read = len(table)
    edition = _edition(member, table)
    blank = table["LSOA code"].isna()
    elsewhere = ~blank & ~table["LSOA code"].isin(lsoas)
    report.leave_out(account, table[blank], Reason.BLANK_ROW)
    report.leave_out(account, table[elsewhere], Reason.OUTSIDE_THE_AREA)
    used = table[~blank & ~elsewhere]
    account.used = len(used)
    ranks = used.rename(columns={**DOMAINS, edition: "overall", "LSOA code": "area_code"})
    tidy = ranks.melt(
        "area_code", ["overall", *DOMAINS.values()], var_name="domain", value_name="rank"
    )
    return tidy.assign(edition=edition, rank=pd.to_numeric(tidy["rank"]))[
        ["area_code", "edition", "domain", "rank"]
    ]


def _edition(member: Member, table: pd.DataFrame) -> str:
    found = [column for column in table.columns if OVERALL.match(column)]
    if not found:
        raise SourceError(
            file=member.path_shown,
            where="the header",
            expected="an overall rank such as “WIMD 2025”",
            found=", ".join(table.columns),
        )
    return found[0]
