"""The official look-up between the LSOAs of 2011 and 2021: which codes only one of them knows."""

from data.count import Vintages
from data.sources.archive import Member
from data.sources.report import LoadReport
from data.sources.tables import read_csv


def load_vintages(member: Member, report: LoadReport) -> Vintages:
    """Codes by vintage; change codes are U unchanged, S split, M merged, X anything else."""
    account = report.open_file(member, "lookups")
    table = read_csv(member, needs=("LSOA11CD", "LSOA21CD", "CHGIND"))
    account.read = account.used = len(table)
    old, new = frozenset(table["LSOA11CD"].dropna()), frozenset(table["LSOA21CD"].dropna())
    return Vintages(only_2011=old - new, only_2021=new - old)
