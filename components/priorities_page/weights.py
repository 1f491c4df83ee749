"""The weights of the ingredients: named ones, and a viewer's own in the address. Pure."""

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
PRESETS: dict[str, Weights] = {
    "balanced": {RATE: 20, CHANGE: 15, PERCEIVED: 20, GAP: 10}
    | {DEPRIVATION: 15, GROUPS: 10, RESPONSE: 10},
    "recorded": {RATE: 60, CHANGE: 40},
    "residents": {PERCEIVED: 60, GAP: 40},
    "cover": {DEPRIVATION: 40, GROUPS: 30, RESPONSE: 30},
}
"""The first one is the usual one. What a preset doesn't name weighs nothing."""


def read(value: str) -> Weights | None:
    """The weights out of an address, "40-25-20-15-0-0-0"; None for anything else."""
    given = value.split(BETWEEN)
    if len(given) != len(INGREDIENTS) or not all(_is_weight(part) for part in given):
        return None
    return dict(zip(INGREDIENTS, map(int, given), strict=True))


def written(weights: Weights) -> str:
    """How weights stand in an address."""
    return BETWEEN.join(str(weights.get(name, 0)) for name in INGREDIENTS)


def of_address(preset: str, own: str) -> Weights:
    """The viewer's own weights, or else those of the preset; every ingredient has one."""
    named = PRESETS[preset]
    return read(own) or {name: named.get(name, 0) for name in INGREDIENTS}


def changed(preset: str, own: str, name: str, weight: int) -> str:
    """The address once one weight was moved: nothing where it is the preset again."""
    moved = of_address(preset, own) | {name: weight}
    return "" if moved == of_address(preset, "") else written(moved)


def shares(weights: Weights) -> dict[str, float]:
    """Each weight's share of them all; nothing where all are zero."""
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()} if total else {}


def _is_weight(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) <= len(str(MOST)) and int(part) <= MOST
