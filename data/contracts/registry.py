"""The published contracts by their kind."""

from data.contracts.custom_levels import FURTHER
from data.contracts.groups_orders_responses import GROUPS, ORDERS, RESPONSES
from data.contracts.harm_weights import HARM_WEIGHTS
from data.contracts.incidents import INCIDENTS
from data.contracts.model import Contract
from data.contracts.survey import SURVEY, SURVEY_TOTALS
from data.errors import SourceError
from data.messages import Message

CONTRACTS: dict[str, Contract] = {
    contract.kind: contract
    for contract in (
        INCIDENTS,
        SURVEY,
        SURVEY_TOTALS,
        GROUPS,
        ORDERS,
        RESPONSES,
        HARM_WEIGHTS,
        *FURTHER,
    )
}


def contract_of(kind: str) -> Contract:
    """Return the contract of a kind.

    Parameters
    ----------
    kind
        The contract's kind, such as "groups".

    Returns
    -------
    Contract
        The contract.

    Raises
    ------
    SourceError
        If there is no such kind; the message lists the kinds.

    Examples
    --------
    >>> contract_of("groups").key
    ('group_id',)
    """
    if kind not in CONTRACTS:
        raise SourceError(
            file=kind, expected=Message("kinds.one_of", kinds=tuple(CONTRACTS)), found=kind
        )
    return CONTRACTS[kind]
