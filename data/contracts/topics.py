"""The names of survey topics: other names that files use, and similar names of unknown topics."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from data.contracts.model import WORDS
from data.contracts.scales import PROBLEM_PREFIX
from data.schema import TOPICS

WORDING_PREFIX = f"wording_{PROBLEM_PREFIX}"
# NEAR_ENOUGH: the similarity from 0 to 1 from which a topic is suggested.
NEAR_ENOUGH = 0.7
# ALSO_CALLED: names that mean the same as a topic, in English and Welsh, in any spelling. A part of
# a topic, such as graffiti or drug dealing, is a topic of its own.
# native reader: the Welsh names are those under which the police and councils publish.
ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "asb": (
        *("anti-social behaviour", "antisocial behaviour", "anti-social behavior"),
        *("antisocial behavior", "ymddygiad gwrthgymdeithasol", "ygg"),
    ),
    "burglary": ("burglaries", "bwrgleriaeth", "byrgleriaeth"),
    "damage": (
        *("criminal damage", "criminal damage and arson", "criminal-damage-arson", "vandalism"),
        *("damage and graffiti", "vandalism and graffiti", "difrod", "difrod troseddol"),
        *("difrod troseddol a llosgi bwriadol", "difrod a graffiti", "fandaliaeth"),
    ),
    "drugs": (
        *("drug use and dealing", "using or dealing drugs", "people using or dealing drugs"),
        *("drug crime", "drug offences", "cyffuriau", "troseddau cyffuriau"),
    ),
    "vehicle_crime": ("car crime", "trosedd cerbyd", "troseddau cerbyd", "troseddau cerbydau"),
    "violence": (
        *("violent crime", "violence and sexual offences", "trais", "troseddau treisgar"),
        *("trosedd dreisgar", "trais a throseddau rhywiol"),
    ),
    "bicycle_theft": ("bike theft", "theft of bicycles", "dwyn beiciau"),
    "other_theft": ("mathau eraill o ddwyn",),
    "public_order": ("public disorder", "public order offences", "troseddau trefn gyhoeddus"),
    "robbery": ("robberies", "lladrad", "lladrata"),
    "shoplifting": ("shop theft", "dwyn o siopau"),
    "theft_from_person": (
        *("theft from the person", "dwyn oddi ar y person", "dwyn oddi ar berson"),
    ),
    "weapons": ("possession of weapons", "carrying weapons", "arfau", "meddu ar arfau"),
    "litter": ("littering", "rubbish", "rubbish or litter", "litter and rubbish", "sbwriel"),
    "speeding": ("speeding traffic", "speeding vehicles", "goryrru"),
    "vehicle_nuisance": (
        *("nuisance vehicles", "nuisance from vehicles", "niwsans cerbydau"),
        *("niwsans gan gerbydau",),
    ),
}


def plain_topic(name: str) -> str:
    """Return a topic's name without case, accents and punctuation, with underscores for spaces.

    Parameters
    ----------
    name
        The name.

    Returns
    -------
    str
        The normalised name.

    Examples
    --------
    >>> plain_topic("Anti-social  Behaviour")
    'anti_social_behaviour'
    """
    letters = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "_".join(re.findall(r"[^\W_]+", bare))


# TOPIC_BY_NAME: every topic by each of its normalised names.
TOPIC_BY_NAME: Mapping[str, str] = {
    plain_topic(name): topic
    for topic in TOPICS
    for name in (topic, *WORDS[f"topic.{topic}"].values(), *ALSO_CALLED[topic])
}
# CATEGORY_BY_NAME: the police category by each name of a topic that has exactly one.
CATEGORY_BY_NAME: Mapping[str, str] = {
    name: TOPICS[topic][0] for name, topic in TOPIC_BY_NAME.items() if len(TOPICS[topic]) == 1
}


def other_names(topic: str) -> list[str]:
    """Return the names that mean the same as a topic, as columns spell them.

    Parameters
    ----------
    topic
        One of `data.schema.TOPICS`.

    Returns
    -------
    list of str
        The names without the topic's own.

    Examples
    --------
    >>> other_names("speeding")
    ['goryrru', 'speeding_traffic', 'speeding_vehicles']
    """
    return sorted(name for name, of in TOPIC_BY_NAME.items() if of == topic and name != topic)


def topic_of(name: str) -> str:
    """Return the topic that a name means.

    Parameters
    ----------
    name
        The name, in any spelling.

    Returns
    -------
    str
        One of `data.schema.TOPICS`; empty if the name isn't known.

    Examples
    --------
    >>> topic_of("Ymddygiad gwrthgymdeithasol"), topic_of("noise")
    ('asb', '')
    """
    return TOPIC_BY_NAME.get(plain_topic(name), "")


def similar_topic(name: str) -> str:
    """Return the known topic whose name is most like an unknown one.

    Parameters
    ----------
    name
        The unknown name.

    Returns
    -------
    str
        The topic; empty if none is similar. It is only ever suggested.

    Examples
    --------
    >>> similar_topic("anti_social_behavour"), similar_topic("asb_in_parks"), similar_topic("noise")
    ('asb', 'asb', '')
    """
    plain = plain_topic(name)
    parts = [known for known in TOPIC_BY_NAME if f"_{known}_" in f"_{plain}_"]
    near = difflib.get_close_matches(plain, TOPIC_BY_NAME, n=1, cutoff=NEAR_ENOUGH)
    found = max(parts, key=len) if parts else next(iter(near), "")
    return TOPIC_BY_NAME.get(found, "")


def question_of(name: str) -> str:
    """Return the question that a name means, under the name of the contract.

    Parameters
    ----------
    name
        A question, such as "problem_anti-social behaviour".

    Returns
    -------
    str
        The question; the same name if it isn't about a known topic.

    Examples
    --------
    >>> question_of("Problem_Anti-social behaviour"), question_of("safe_day")
    ('problem_asb', 'safe_day')
    """
    spelt = re.sub(r"[\s_\-]+", "_", name.strip()).casefold()
    if not spelt.startswith(PROBLEM_PREFIX):
        return spelt
    rest = spelt.removeprefix(PROBLEM_PREFIX)
    return PROBLEM_PREFIX + (topic_of(rest) or rest)


def renamed_questions(columns: Iterable[str]) -> dict[str, str]:
    """Return the columns of a survey that are known under another name.

    Two columns of the same topic are never put together: the one with the contract's own name, or
    else the first, is that topic, and the other stays a topic of its own.

    Parameters
    ----------
    columns
        The columns of the file.

    Returns
    -------
    dict of str
        From the name in the file to the name in the contract.

    Examples
    --------
    >>> renamed_questions(["problem_ygg", "problem_vandalism", "problem_damage"])
    {'problem_ygg': 'problem_asb'}
    """
    every = [str(column) for column in columns]
    taken, renamed = set(every), {}
    for column in every:
        name = question_of(column) if column.startswith(PROBLEM_PREFIX) else column
        if name not in taken:
            renamed[column] = name
            taken.add(name)
    for column in every:
        if not column.startswith(WORDING_PREFIX):
            continue
        about = column.removeprefix("wording_")
        known = renamed.get(about, about) if about in every else question_of(about)
        name = f"wording_{known}"
        if name not in taken:
            renamed[column] = name
            taken.add(name)
    return renamed
