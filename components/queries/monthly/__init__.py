"""Queries on single months: what stands out in the latest one, and what is expected of the next."""

from components.queries.monthly.exceptions import Exceptions, exceptions_of
from components.queries.monthly.next_quarter import NextQuarter, next_quarter
