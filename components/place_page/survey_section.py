"""The survey beside the record, the deprivation of the place, and the limits of the data."""

from components.place_page import sentences, table_rows
from components.place_page.model import PlaceModel
from components.ui.sections import Look, Part, Section, Sentences


def perceived(model: PlaceModel) -> Section:
    """Return the view's topic beside its record, then every topic in a table."""
    text = model.here.text
    topic = model.survey.topic_name if model.survey else text("topic.asb")
    parts: list[Part] = [Sentences(sentences.survey_results(model))]
    if table := table_rows.topics(model):
        parts.append(Section(text("mine.perceived_topics"), [table]))
    basis = Sentences(sentences.survey_basis(model), Look.SMALL)
    return Section(text("mine.perceived", topic=topic), [*parts, basis])


def deprivation(model: PlaceModel) -> Section:
    """Return the income deprivation, an index without crime data in it."""
    sentence, *basis = sentences.deprivation(model)
    parts = [Sentences([sentence]), Sentences(basis, Look.SMALL)]
    return Section(model.here.text("mine.deprivation"), parts)


def limits(model: PlaceModel) -> Section:
    """Return the age of the data and what they can't say."""
    return Section(
        model.here.text("mine.limits_title"), [Sentences(sentences.limits(model), Look.CAVEATS)]
    )
