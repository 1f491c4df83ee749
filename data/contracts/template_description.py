"""Descriptions of contracts in Markdown, in both languages."""

from data.contracts import Contract
from data.contracts.model import WORDS
from data.contracts.scales import PROBLEM_PREFIX, QUESTIONS, answer_in_both, scale_of
from data.contracts.template_rows import GEOMETRY
from data.contracts.topics import other_names
from data.schema import TOPICS

# OF_TOPICS: the kinds whose questions are about topics, which their description lists.
OF_TOPICS = ("survey", "survey_totals")


def describe_contract(contract: Contract) -> str:
    """Return the contract as a Markdown table in both languages.

    Parameters
    ----------
    contract
        The contract.

    Returns
    -------
    str
        The text, with the answers and topics of surveys.

    Examples
    --------
    >>> from data.contracts import contract_of
    >>> "`response_id`" in describe_contract(contract_of("responses"))
    True
    """
    lines = [f"# {contract.title}", "", f"**{contract.title.cy}**", ""]
    for rule in contract.guidance:
        lines += [WORDS[f"guidance.{rule}"]["cy"], "", WORDS[f"guidance.{rule}"]["en"], ""]
    headings = _headings()
    lines += [_line(headings), _line(["---"] * len(headings))]
    for field in contract.fields:
        meaning = contract.meaning(field)
        needed = _in_both("yes" if field.required else "no")
        cells = [f"`{field.name}`", meaning.cy, meaning, field.type.expected, needed, field.example]
        lines.append(_line(cells))
    if contract.polygons:
        shape = WORDS["column.geometry"]
        lines.append(_line([GEOMETRY, shape["cy"], shape["en"], "a polygon", _in_both("yes"), ""]))
    if contract.places:
        ways = ", ".join(" + ".join(f"`{name}`" for name in place) for place in contract.places)
        lines += ["", f"{_in_both('fills_one')}: {ways}."]
    if contract.key:
        once = " + ".join(f"`{name}`" for name in contract.key)
        lines += ["", f"{_in_both('no_two_rows')}: {once}."]
    if contract.kind in OF_TOPICS:
        lines += [*_answer_lines(), *_topic_lines()]
    return "\n".join([*lines, ""])


def _answer_lines() -> list[str]:
    """Return the answers to each question in both languages as a table."""
    answers = WORDS["template.answers"]
    heads = [_in_both("column"), *answers.values()]
    lines = ["", f"## {_in_both('answers')}", "", _line(heads), _line(["---"] * len(heads))]
    for question in QUESTIONS:
        named = [answer_in_both(answer) for answer in scale_of(question)]
        words = [", ".join(one[language] for one in named) for language in answers]
        lines.append(_line([f"`{question}`", *words]))
    return lines


def _topic_lines() -> list[str]:
    """Return the known topics as a table: the police categories that each means, other names."""
    heads = [_in_both(name) for name in ("column", "topic", "category", "also")]
    lines = ["", f"## {_in_both('topics')}", "", _line(heads), _line(["---"] * len(heads))]
    for topic, categories in TOPICS.items():
        name = WORDS[f"topic.{topic}"]
        means = ", ".join(f"`{category}`" for category in categories) or _in_both("no_category")
        also = ", ".join(f"`{PROBLEM_PREFIX}{name}`" for name in other_names(topic))
        lines.append(_line([f"`{PROBLEM_PREFIX}{topic}`", " / ".join(name.values()), means, also]))
    notes = [WORDS[f"template.{note}"] for note in ("other_topics", "spelling")]
    return [*lines, *(line for note in notes for line in ("", note["en"], "", note["cy"]))]


def _headings() -> list[str]:
    column, meaning = (WORDS[f"template.{name}"] for name in ("column", "meaning"))
    welsh = f"{column['cy']} / {meaning['cy']}"
    needed, example = _in_both("needed"), _in_both("example")
    return [column["en"], welsh, meaning["en"], "Type", needed, example]


def _in_both(name: str) -> str:
    return " / ".join(WORDS[f"template.{name}"].values())


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
