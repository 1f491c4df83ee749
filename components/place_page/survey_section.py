"""What residents say beside what is recorded, and how deprived the place is."""

from components.place_page import sentences, table_rows
from components.place_page.model import PlaceModel
from components.ui.sections import Look, Part, Section, Sentences


def perceived(of: PlaceModel) -> Section:
    """Return the view's topic beside its record, then every topic in a table."""
    text = of.here.text
    topic = of.asked.topic_said if of.asked else text("topic.asb")
    parts: list[Part] = [Sentences(sentences.parted(of))]
    if table := table_rows.topics(of):
        parts.append(Section(text("mine.perceived_topics"), [table]))
    basis = Sentences(sentences.survey_basis(of), Look.SMALL)
    return Section(text("mine.perceived", topic=topic), [*parts, basis])


def deprivation(of: PlaceModel) -> Section:
    """Return the deprivation by income, which holds no recorded crime."""
    said, *basis = sentences.deprivation(of)
    parts = [Sentences([said]), Sentences(basis, Look.SMALL)]
    return Section(of.here.text("mine.deprivation"), parts)


def limits(of: PlaceModel) -> Section:
    """Return the age of the data and what they can't say."""
    return Section(
        of.here.text("mine.limits_title"), [Sentences(sentences.limits(of), Look.CAVEATS)]
    )
