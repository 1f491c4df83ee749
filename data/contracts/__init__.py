"""The minimum data set: what a partnership's own tables hold, and whether a table keeps to it."""

from data.contracts.check import validate
from data.contracts.faults import WHOLE_FILE, Checked
from data.contracts.model import IN_DEGREES, IN_METRES, NO_PLACE, Contract, Field, Rule
from data.contracts.places import RESPONSE_STATUSES
from data.contracts.position import Bounds
from data.contracts.registry import CONTRACTS, contract_of
from data.contracts.scales import scale_of
from data.contracts.types import FieldType, number_from, one_of

__all__ = [
    "CONTRACTS", "IN_DEGREES", "IN_METRES", "NO_PLACE", "RESPONSE_STATUSES", "WHOLE_FILE",
    "Bounds", "Checked", "Contract", "Field", "FieldType", "Rule", "contract_of", "number_from",
    "one_of", "scale_of", "validate",
]  # fmt: skip
