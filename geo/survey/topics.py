"""The police categories of survey topics."""

from data.schema import ASB

# RECORDED_AS: topics with a police category of their own. Vehicle nuisance, litter and speeding
# have none: the first is a part of ASB that is not reported apart, the others are not in the police
# data.
RECORDED_AS: dict[str, tuple[str, ...]] = {
    "asb": (ASB,),
    "burglary": ("burglary",),
    "damage": ("criminal-damage-arson",),
    "drugs": ("drugs",),
    "vehicle_crime": ("vehicle-crime",),
    "violence": ("violent-crime",),
}


def categories_of(topic: str) -> tuple[str, ...]:
    """Return the police categories of a topic.

    Parameters
    ----------
    topic
        Name of the topic.

    Returns
    -------
    tuple[str, ...]
        The categories; empty if only the survey has data on it.

    Examples
    --------
    >>> categories_of("vehicle_crime")
    ('vehicle-crime',)
    """
    return RECORDED_AS.get(topic, ())
