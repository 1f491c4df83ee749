"""The weights of the criteria: presets, and a viewer's own weights in the address. Pure."""

from geo.priority.criteria import (
    CHANGE,
    DEPRIVATION,
    GAP,
    GROUPS,
    INGREDIENTS,
    PERCEIVED,
    RATE,
    RESPONSE,
)

Weights = dict[str, int]
BETWEEN = "-"
MOST, STEP = 100, 5
# BEFORE_HOT_SPOTS: the number of weights in addresses from before hot spots were a criterion.
BEFORE_HOT_SPOTS = 7
# The first preset is the default. Criteria that a preset leaves out have weight 0. No preset has
# hot spots: they are made of the incidents of the rate, which would count twice.
PRESETS: dict[str, Weights] = {
    "balanced": {RATE: 20, CHANGE: 15, PERCEIVED: 20, GAP: 10}
    | {DEPRIVATION: 15, GROUPS: 10, RESPONSE: 10},
    "recorded": {RATE: 60, CHANGE: 40},
    "residents": {PERCEIVED: 60, GAP: 40},
    "cover": {DEPRIVATION: 40, GROUPS: 30, RESPONSE: 30},
}


def read(value: str) -> Weights | None:
    """Return the weights in an address, such as "40-25-20-15-0-0-0-0"; None if they are invalid.

    Addresses from before hot spots were a criterion lack the last weight, which is then 0.
    """
    given = value.split(BETWEEN)
    if len(given) == BEFORE_HOT_SPOTS:
        given.append("0")
    if len(given) != len(INGREDIENTS) or not all(_is_weight(part) for part in given):
        return None
    return dict(zip(INGREDIENTS, map(int, given), strict=True))


def written(weights: Weights) -> str:
    """Return weights as they are in an address."""
    return BETWEEN.join(str(weights.get(name, 0)) for name in INGREDIENTS)


def of_address(preset: str, own: str) -> Weights:
    """Return the viewer's own weights, otherwise those of the preset, for every criterion."""
    named = PRESETS[preset]
    return read(own) or {name: named.get(name, 0) for name in INGREDIENTS}


def changed(preset: str, own: str, name: str, weight: int) -> str:
    """Return the address field after one weight is set; empty if it equals the preset."""
    moved = of_address(preset, own) | {name: weight}
    return "" if moved == of_address(preset, "") else written(moved)


def shares(weights: Weights) -> dict[str, float]:
    """Return each weight's share of the sum; empty if all are zero."""
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()} if total else {}


def _is_weight(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) <= len(str(MOST)) and int(part) <= MOST
