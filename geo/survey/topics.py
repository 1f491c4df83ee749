"""The police categories of survey topics."""

from data.schema import TOPICS

# RECORDED_AS: topics with a police category of their own.
RECORDED_AS: dict[str, tuple[str, ...]] = {
    topic: categories for topic, categories in TOPICS.items() if categories
}
# OFFERED: the topics that pages offer even if no survey asked about them.
OFFERED = ("asb", "burglary", "damage", "drugs", "vehicle_crime", "violence")


def categories_of(topic: str) -> tuple[str, ...]:
    """Return the police categories of a topic.

    Parameters
    ----------
    topic
        Name of the topic.

    Returns
    -------
    tuple[str, ...]
        The categories; empty if the police data has none, or if the topic isn't known.

    Examples
    --------
    >>> categories_of("vehicle_crime")
    ('vehicle-crime',)
    """
    return RECORDED_AS.get(topic, ())


def is_known(topic: str) -> bool:
    """Return whether it is known which police categories a topic has, if any.

    Parameters
    ----------
    topic
        Name of the topic.

    Returns
    -------
    bool
        False for a topic under a name of a survey's own.

    Examples
    --------
    >>> is_known("litter"), is_known("noise")
    (True, False)
    """
    return topic in TOPICS
