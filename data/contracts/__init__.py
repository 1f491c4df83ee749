"""The minimum data set: contracts of a partnership's own tables, and their validation."""

from data.contracts.coordinates import Bounds
from data.contracts.faults import WHOLE_FILE, ValidatedTable
from data.contracts.groups_orders_responses import RESPONSE_STATUSES
from data.contracts.model import IN_DEGREES, IN_METRES, NO_PLACE, Contract, Field, Rule
from data.contracts.registry import CONTRACTS, contract_of
from data.contracts.scales import scale_of
from data.contracts.types import FieldType, number_from, one_of
from data.contracts.validate import validate
