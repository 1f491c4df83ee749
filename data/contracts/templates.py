"""Write contracts as files for partners: template, example, schema and description."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

from data.contracts import IN_DEGREES, IN_METRES, Contract, Field, contract_of
from data.contracts.model import WORDS
from data.contracts.scales import PROBLEM_PREFIX, QUESTIONS, answer_in_both, scale_of
from data.contracts.topics import other_names
from data.errors import NotWritable, WouldOverwrite
from data.schema import TOPICS

# SHAPES: south-west and north-east corners of the example orders, which are in Cardigan Bay.
SHAPES = (
    ((-4.5942, 52.3484), (-4.5906, 52.3506)),
    ((-4.5058, 52.2994), (-4.5009, 52.3018)),
    ((-4.4751, 52.2973), (-4.4702, 52.2999)),
)
# POINTS: the example groups; the last one gives help whose location is never shown.
POINTS = ((-4.591327, 52.349565), (-4.503393, 52.300655), None)
# BOTH_FORMS: kinds that are common both in map programs and in spreadsheets.
BOTH_FORMS = ("groups", "orders")
# OF_TOPICS: the kinds whose questions are about topics, which their description lists.
OF_TOPICS = ("survey", "survey_totals")
GEOMETRY = "geometry"
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


def write_template(kind: str, folder: Path, *, overwrite: bool = False) -> list[Path]:
    """Write the files of a kind into a folder.

    Nothing is written if a file of the same name has other content, unless it may be overwritten.

    Parameters
    ----------
    kind
        The contract's kind.
    folder
        The folder; created if it doesn't exist.
    overwrite
        Whether files of the same names may be replaced.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    WouldOverwrite
        If a file would be replaced; the message names all of them.
    NotWritable
        If the folder can't be written to.

    Examples
    --------
    >>> write_template("responses", Path("templates"))  # doctest: +SKIP
    [PosixPath('templates/responses-template.csv'), ...]
    """
    contents = template_files(kind)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        others = [name for name in contents if _has_other(folder / name, contents[name])]
        if others and not overwrite:
            raise WouldOverwrite(folder=folder, files=", ".join(others))
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as fault:
        raise NotWritable(folder=folder, problem=str(fault.strerror)) from fault
    return [folder / name for name in contents]


def _has_other(path: Path, content: bytes) -> bool:
    """Return whether there is a file with other content."""
    return path.exists() and path.read_bytes() != content


def template_zip(kind: str) -> bytes:
    """Return the files of a kind as a zip, with the same bytes each time.

    Parameters
    ----------
    kind
        The contract's kind.

    Returns
    -------
    bytes
        The zip.

    Examples
    --------
    >>> template_zip("responses") == template_zip("responses")
    True
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in template_files(kind).items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return content.getvalue()


def template_files(kind: str) -> dict[str, bytes]:
    """Return the template, example, schema and description of a contract.

    Groups and orders have their template and example both as a layer and as a table.

    Parameters
    ----------
    kind
        The contract's kind.

    Returns
    -------
    dict of bytes
        From each file's name to its content.

    Examples
    --------
    >>> list(template_files("responses"))
    ['responses-template.csv', 'responses-example.csv',
     'responses-contract.json', 'responses-contract.md']
    """
    contract = contract_of(kind)
    layer, table = ("geojson", _geojson), ("csv", _csv)
    first, second = (layer, table) if contract.polygons else (table, layer)
    ending, write = first
    files = {
        f"{kind}-template.{ending}": write(contract, 0),
        f"{kind}-example.{ending}": write(contract, 3),
        f"{kind}-contract.json": _json(_schema(contract)),
        f"{kind}-contract.md": _description(contract).encode(),
    }
    if kind in BOTH_FORMS:
        ending, write = second
        files |= {
            f"{kind}-template.{ending}": write(contract, 0),
            f"{kind}-example.{ending}": write(contract, 3),
        }
    return files


def _csv(contract: Contract, rows: int) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    shaped = [GEOMETRY] if contract.polygons else []
    fields = template_columns(contract)
    writer.writerow([*(field.name for field in fields), *shaped])
    for row in range(rows):
        shape = [_wkt(*SHAPES[row])] if contract.polygons else []
        writer.writerow([*(field.examples[row] for field in fields), *shape])
    # With a byte order mark, as Excel otherwise reads ŵ and ŷ wrongly.
    return text.getvalue().encode("utf-8-sig")


def _geojson(contract: Contract, rows: int) -> bytes:
    """Return a layer; without rows one empty feature, from which editors take the columns."""
    placed = (*IN_DEGREES, *IN_METRES)
    fields = [field for field in contract.fields if field.name not in placed]
    features = [
        {
            "type": "Feature",
            "properties": {field.name: field.examples[row] or None for field in fields},
            "geometry": _box(*SHAPES[row]) if contract.polygons else _point(POINTS[row]),
        }
        for row in range(rows)
    ]
    empty = {
        "type": "Feature",
        "properties": dict.fromkeys(field.name for field in fields),
        "geometry": None,
    }
    return _json({"type": "FeatureCollection", "features": features or [empty]})


def _point(position: tuple[float, float] | None) -> dict[str, object] | None:
    return {"type": "Point", "coordinates": list(position)} if position else None


def _wkt(south_west: tuple[float, float], north_east: tuple[float, float]) -> str:
    (west, south), (east, north) = south_west, north_east
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON (({', '.join(f'{x} {y}' for x, y in corners)}))"


def _box(south_west: tuple[float, float], north_east: tuple[float, float]) -> dict[str, object]:
    (west, south), (east, north) = south_west, north_east
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _schema(contract: Contract) -> dict[str, object]:
    """Return the contract as a Frictionless Table Schema."""
    fields = [
        _schema_field(contract, field, column.name)
        for field in contract.fields
        for column in _named(field)
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


def _description(contract: Contract) -> str:
    """Return the contract as a Markdown table in both languages."""
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


def template_columns(contract: Contract) -> list[Field]:
    """Return the columns of a template: a column for each name that a `*` stands for.

    Parameters
    ----------
    contract
        The contract.

    Returns
    -------
    list[Field]
        Its fields in their order, each with the column's name.

    Examples
    --------
    >>> [field.name for field in template_columns(contract_of("responses"))][:2]
    ['response_id', 'name_en']
    """
    return [column for field in contract.fields for column in _named(field)]


def _named(field: Field) -> list[Field]:
    names = [field.name.replace("*", name) for name in field.stands_for] or [field.name]
    return [replace(field, name=name) for name in names]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
