"""The survey and police figures, the deprivation of the place, and how all is worked out."""

from components.place_page import sentences, table_rows
from components.place_page.model import PlaceModel
from components.ui import routes
from components.ui.sections import Folded, Look, Part, Section, Sentences


def perceived(model: PlaceModel) -> Section:
    """Return what residents say and police record of the topic, then every topic in a table."""
    text = model.here.text
    topic = model.survey.topic_name if model.survey else text("topic.asb")
    parts: list[Part] = [Sentences(sentences.survey_results(model))]
    if table := table_rows.topics(model):
        parts.append(Section(text("mine.perceived_topics"), [table]))
    return Section(text("mine.perceived", topic=topic), parts)


def deprivation(model: PlaceModel) -> Section:
    """Return the income deprivation, an index without crime data in it."""
    sentence = Sentences(sentences.deprivation(model)[:1])
    return Section(model.here.text("mine.deprivation"), [sentence])


def how_worked_out(model: PlaceModel) -> Section:
    """Return the age of the data, then folded how the figures are worked out, and their limits."""
    text, view = model.here.text, model.here.view
    folded = Folded(text("how.title"), sentences.basis(model), more=routes.claims_link(text, view))
    return Section("", [Sentences([sentences.age(model)], Look.SMALL), folded])
