"""The scales of answers to survey questions."""

from data.contracts.cells import plain
from data.schema import CATEGORIES

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


def answer_on_scale(question: str, cell: str) -> str:
    """Return an answer in the spelling of its question's scale.

    Parameters
    ----------
    question
        The name of the question's column.
    cell
        The answer, in any case and spacing.

    Returns
    -------
    str
        The answer; the same text if it isn't on the scale.

    Examples
    --------
    >>> answer_on_scale("informed", "Not  at all"), answer_on_scale("informed", "3")
    ('not at all', '3')
    """
    on_scale = (choice for choice in scale_of(question) if plain(choice) == plain(cell))
    return next(on_scale, cell)
