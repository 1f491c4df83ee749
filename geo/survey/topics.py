"""What the police record of that which a survey asks about."""

from data.schema import ASB

RECORDED_AS: dict[str, tuple[str, ...]] = {
    "asb": (ASB,),
    "burglary": ("burglary",),
    "damage": ("criminal-damage-arson",),
    "drugs": ("drugs",),
    "vehicle_crime": ("vehicle-crime",),
    "violence": ("violent-crime",),
}
"""Topics with a police category of their own. Vehicle nuisance, litter and speeding have none:
the first lies unseen within ASB, the others aren't in the police's figures at all."""


def categories_of(topic: str) -> tuple[str, ...]:
    """The police categories of a topic; none where only perception can speak of it."""
    return RECORDED_AS.get(topic, ())
