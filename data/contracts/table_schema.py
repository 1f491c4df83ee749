"""Contracts as Frictionless Table Schemas."""

from data.contracts import Contract, Field
from data.contracts.model import WORDS
from data.contracts.scales import PROBLEM_PREFIX
from data.contracts.template_rows import GEOMETRY, named_columns
from data.contracts.topics import other_names
from data.schema import TOPICS

SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


def table_schema(contract: Contract) -> dict[str, object]:
    """Return the contract as a Frictionless Table Schema.

    Parameters
    ----------
    contract
        The contract.

    Returns
    -------
    dict
        The schema, with titles and meanings in both languages.

    Examples
    --------
    >>> from data.contracts import contract_of
    >>> table_schema(contract_of("responses"))["primaryKey"]
    ['response_id']
    """
    fields = [
        _schema_field(contract, field, column.name)
        for field in contract.fields
        for column in named_columns(field)
    ]
    if contract.polygons:
        shape = WORDS["column.geometry"]
        described = {"description": shape["en"], "description_cy": shape["cy"]}
        needed: dict[str, object] = {"type": "geojson", "constraints": {"required": True}}
        fields.append({"name": GEOMETRY, **described, **needed})
    schema: dict[str, object] = {
        "$schema": SCHEMA,
        "name": contract.kind,
        "title": contract.title,
        "title_cy": contract.title.cy,
        "fields": fields,
        "missingValues": [""],
    }
    if contract.guidance:
        rules = [WORDS[f"guidance.{rule}"] for rule in contract.guidance]
        schema["description"] = " ".join(rule["en"] for rule in rules)
        schema["description_cy"] = " ".join(rule["cy"] for rule in rules)
    key = [field.name for field in contract.fields if field.name in contract.key]
    required = {field.name for field in contract.fields if field.required}
    if key and set(key) <= required:
        schema["primaryKey"] = key
    elif key:
        schema["uniqueKeys"] = [key]
    if contract.places:
        schema["oneOf"] = [list(place) for place in contract.places]
    return schema


def _schema_field(contract: Contract, field: Field, name: str) -> dict[str, object]:
    meaning = contract.meaning(field)
    described = {
        "name": name,
        "title": field.name,
        "description": meaning,
        "description_cy": meaning.cy,
        "example": field.example,
    }
    limits = dict(field.type.schema)
    constraints = {**dict(limits.pop("constraints", {}) or {}), "required": field.required}  # type: ignore[call-overload]
    return {**described, **_of_topic(name), **limits, "constraints": constraints}


def _of_topic(column: str) -> dict[str, object]:
    """Return the police categories and the other names of a topic's column."""
    topic = column.removeprefix(PROBLEM_PREFIX)
    if not column.startswith(PROBLEM_PREFIX) or topic not in TOPICS:
        return {}
    return {
        "police_categories": list(TOPICS[topic]),
        "also_called": [PROBLEM_PREFIX + name for name in other_names(topic)],
    }
