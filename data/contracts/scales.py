"""The scales of answers to survey questions, in English and in Welsh."""

from collections.abc import Iterable, Mapping

from data.contracts.cells import plain
from data.contracts.model import WORDS
from data.schema import CATEGORIES, TOPICS

DONT_KNOW = "don't know"
SAFETY = ("very safe", "fairly safe", "a bit unsafe", "very unsafe", DONT_KNOW)
DIRECTION = ("up", "same", "down", DONT_KNOW)
INFORMED = ("very well", "fairly well", "not very well", "not at all", DONT_KNOW)
PROBLEM = ("very big", "fairly big", "not very big", "not a problem", DONT_KNOW)
COMMONEST = (*CATEGORIES, DONT_KNOW)
PROBLEM_PREFIX = "problem_"
SCALES = {
    "safe_day": SAFETY,
    "safe_after_dark": SAFETY,
    "commonest_1": COMMONEST,
    "commonest_2": COMMONEST,
    "asb_direction": DIRECTION,
    "informed": INFORMED,
}
# ALSO_ANSWERED: words that mean the same as an answer, besides its Welsh name in the catalogue. The
# longer English ones are those of the Crime Survey for England and Wales.
# native reader: the Welsh words are those in which residents may have been asked.
ALSO_ANSWERED: Mapping[str, tuple[str, ...]] = {
    DONT_KNOW: ("do not know", "dim yn gwybod", "dwi ddim yn gwybod", "nid wyf yn gwybod"),
    "very safe": ("yn ddiogel iawn",),
    "fairly safe": ("yn eithaf diogel",),
    "a bit unsafe": ("braidd yn anniogel",),
    "very unsafe": ("yn anniogel iawn",),
    "up": ("wedi mynd i fyny", "wedi cynyddu", "cynyddu"),
    "same": ("yr un peth",),
    "down": ("wedi mynd i lawr", "wedi gostwng", "gostwng"),
    "very well": ("da iawn",),
    "fairly well": ("eithaf da",),
    "not very well": ("dim yn dda iawn",),
    "not at all": ("dim o gwbl",),
    "very big": ("a very big problem", "very big problem", "problem fawr iawn", "fawr iawn"),
    "fairly big": ("a fairly big problem", "fairly big problem", "problem eithaf mawr"),
    "not very big": (
        *("not a very big problem", "not very big problem", "ddim yn broblem fawr iawn"),
        *("dim yn fawr iawn",),
    ),
    "not a problem": ("not a problem at all", "dim yn broblem", "ddim yn broblem o gwbl"),
}
# QUESTIONS: the questions of a survey, as reports list them.
QUESTIONS = (*SCALES, f"{PROBLEM_PREFIX}*")


def scale_of(question: str) -> tuple[str, ...]:
    """Return the possible answers to a survey question.

    Parameters
    ----------
    question
        The name of the question's column.

    Returns
    -------
    tuple of str
        The answers in order; empty if the question isn't known.

    Examples
    --------
    >>> scale_of("asb_direction")
    ('up', 'same', 'down', "don't know")
    """
    return PROBLEM if question.startswith(PROBLEM_PREFIX) else SCALES.get(question, ())


def answer_in_both(answer: str) -> dict[str, str]:
    """Return an answer in both languages.

    Parameters
    ----------
    answer
        An answer of a scale.

    Returns
    -------
    dict of str
        By language; the Welsh of a police category is that of its topic.

    Examples
    --------
    >>> answer_in_both("very big"), answer_in_both("drugs")
    ({'en': 'very big', 'cy': 'mawr iawn'}, {'en': 'drugs', 'cy': 'cyffuriau'})
    """
    topics = [topic for topic, categories in TOPICS.items() if categories == (answer,)]
    keys = (f"survey_answer.{answer}", *(f"topic.{topic}" for topic in topics))
    welsh = [WORDS[key]["cy"].lower() for key in keys if key in WORDS]
    return {"en": answer, "cy": welsh[0] if welsh else answer}


def names_of_answers(scale: Iterable[str]) -> dict[str, str]:
    """Return the answers of a scale by each of their names.

    Parameters
    ----------
    scale
        The answers.

    Returns
    -------
    dict of str
        From each name, in the spelling that ignores case and spacing, to the answer. Names are its
        own, the Welsh one in the catalogue, and those in `ALSO_ANSWERED`.

    Examples
    --------
    >>> names = names_of_answers(PROBLEM)
    >>> names["mawr iawn"], names["a fairly big problem"]
    ('very big', 'fairly big')
    """
    return {
        plain(name): answer
        for answer in scale
        for name in (
            *answer_in_both(answer).values(),
            *ALSO_ANSWERED.get(answer, ()),
        )
    }


def answer_on_scale(question: str, cell: str) -> str:
    """Return an answer in the spelling of its question's scale.

    Parameters
    ----------
    question
        The name of the question's column.
    cell
        The answer in English or Welsh, in any case and spacing.

    Returns
    -------
    str
        The answer; the same text if it isn't on the scale.

    Examples
    --------
    >>> answer_on_scale("informed", "Not  at all"), answer_on_scale("informed", "3")
    ('not at all', '3')
    """
    return names_of_answers(scale_of(question)).get(plain(cell), cell)
