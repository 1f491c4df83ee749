"""Fills the generated parts of the site: drawing of packages, data dictionary, claims."""

import re
import sys
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
LAYERS = ("pages", "components", "geo", "data")
WIDTH, MARGIN, LEFT = 890, 10, 116
BOX_WIDTH, BOX_HEIGHT, GAP, IN_A_LINE = 142, 30, 10, 5


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Replace the marks `<!-- generated: ... -->` of a page by what they stand for."""
    # The site's builder restores the path after it has loaded this file.
    sys.path.insert(0, str(PROJECT))
    if "<!-- generated: architecture drawing -->" in markdown:
        markdown = markdown.replace("<!-- generated: architecture drawing -->", drawing())
    if "<!-- generated: data dictionary -->" in markdown:
        markdown = markdown.replace("<!-- generated: data dictionary -->", data_dictionary())
    for language in ("en", "cy"):
        mark = f"<!-- generated: claims {language} -->"
        if mark in markdown:
            markdown = markdown.replace(mark, claims(language))
    return markdown


def drawing() -> str:
    """Return the packages as an SVG, made from the import graph: each row imports rows below it."""
    rows = package_rows()
    shapes, y = [], MARGIN
    for layer in LAYERS:
        top = y
        y += 26
        for names in rows[layer]:
            lines = [names[start : start + IN_A_LINE] for start in range(0, len(names), IN_A_LINE)]
            height = len(lines) * (BOX_HEIGHT + GAP)
            shapes.append(
                f'<rect x="{LEFT - GAP // 2}" y="{y - GAP // 2}" height="{height}" '
                f'width="{IN_A_LINE * (BOX_WIDTH + GAP)}" fill="currentColor" fill-opacity="0.07"/>'
            )
            for line in lines:
                for place, name in enumerate(line):
                    shapes.append(box(LEFT + place * (BOX_WIDTH + GAP), y, name))
                y += BOX_HEIGHT + GAP
            y += GAP // 2
        shapes.append(
            f'<rect x="{MARGIN}" y="{top}" width="{WIDTH - 2 * MARGIN}" height="{y - top}" '
            f'fill="none" stroke="currentColor" rx="6"/>'
            f'<text x="{MARGIN + 10}" y="{top + 22}" font-weight="bold">{layer}</text>'
        )
        y += GAP
    return (
        f'<svg viewBox="0 0 {WIDTH} {y}" role="img" font-size="14" fill="currentColor" '
        'aria-label="The packages of the four layers; a row imports only rows below it">'
        f"{''.join(shapes)}</svg>\n"
    )


def box(x: int, y: int, name: str) -> str:
    """Return one package as SVG."""
    return (
        f'<rect x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4" '
        f'fill="none" stroke="#0F5C66"/><text x="{x + 8}" y="{y + 20}">{escape(name)}</text>'
    )


def package_rows() -> dict[str, list[list[str]]]:
    """Return each layer's packages in rows, the highest first, by the longest chain of imports."""
    import grimp

    graph = grimp.build_graph(*LAYERS, cache_dir=None)
    imports: dict[str, dict[str, set[str]]] = {layer: defaultdict(set) for layer in LAYERS}
    for module in graph.modules:
        layer, _, rest = module.partition(".")
        name = rest.split(".")[0]
        if not name or name == "__main__":
            continue
        imports[layer].setdefault(name, set())
        for target in graph.find_modules_directly_imported_by(module):
            other_layer, _, other_rest = target.partition(".")
            other = other_rest.split(".")[0]
            if other_layer == layer and other not in {"", name, "__main__"}:
                imports[layer][name].add(other)
    return {layer: in_rows(imports[layer]) for layer in LAYERS}


def in_rows(imports: dict[str, set[str]]) -> list[list[str]]:
    """Return names in rows: a name is above everything that it imports."""
    heights: dict[str, int] = {}

    def height(name: str) -> int:
        if name not in heights:
            heights[name] = 1 + max((height(other) for other in imports[name]), default=0)
        return heights[name]

    rows: dict[int, list[str]] = defaultdict(list)
    for name in sorted(imports):
        rows[height(name)].append(name)
    return [rows[key] for key in sorted(rows, reverse=True)]


def data_dictionary() -> str:
    """Return the tables of the partners' files and of a release, as Markdown."""
    return "\n".join([*partner_tables(), *published_tables(), *release_tables()])


def partner_tables() -> list[str]:
    """Return a table for each contract of a partner's file."""
    from data.contracts.model import WORDS
    from data.contracts.registry import CONTRACTS

    rules = {rule for contract in CONTRACTS.values() for rule in contract.guidance}
    guidance = {rule: WORDS[f"guidance.{rule}"]["en"] for rule in rules}
    lines = ["## Files that a partnership brings", ""]
    for kind, contract in CONTRACTS.items():
        lines += [f"### `{kind}`", ""]
        lines += [part for rule in contract.guidance for part in (cell(guidance[rule]), "")]
        lines += ["| column | required | what it is |", "|---|---|---|"]
        for field in contract.fields:
            required = "yes" if field.required else ""
            lines.append(f"| `{field.name}` | {required} | {cell(str(contract.meaning(field)))} |")
        lines.append("")
    return [*lines, *topic_table()]


def published_tables() -> list[str]:
    """Return the columns of the figures at stable addresses."""
    from components.export.published_columns import described

    lines = [
        "## Figures at stable addresses",
        "",
        "| column | type | what it says |",
        "|---|---|---|",
    ]
    lines += [f"| `{one['column']}` | {one['type']} | {cell(one['en'])} |" for one in described()]
    return [*lines, ""]


def topic_table() -> list[str]:
    """Return the topics of surveys with their police categories and other names."""
    from data.contracts.topics import other_names
    from data.schema import TOPICS

    lines = ["### Topics of a survey", "", "| column | police category | also read as |"]
    lines.append("|---|---|---|")
    for topic, categories in TOPICS.items():
        known = ", ".join(f"`problem_{name}`" for name in other_names(topic))
        means = ", ".join(f"`{category}`" for category in categories) or "none"
        lines.append(f"| `problem_{topic}` | {means} | {known} |")
    return [*lines, ""]


def release_tables() -> list[str]:
    """Return a table for each tidy table of a release."""
    from data.schema import TABLES

    lines = ["## Tables of a release", ""]
    for name, schema in TABLES.items():
        lines += [f"### `{name}`", "", "| column | type | may be empty |", "|---|---|---|"]
        for column, rule in schema.columns.items():
            empty = "yes" if rule.nullable else ""
            lines.append(f"| `{column}` | {cell(str(rule.dtype))} | {empty} |")
        lines.append("")
    return lines


def claims(language: str) -> str:
    """Return the page on what is claimed and how often it is wrong, as the program shows it."""
    from components.data_page import claims
    from components.text.catalogue import Text

    text, found = Text(language), claims.figures()
    parts = [f"# {text('claims.title')}", *claims.before(text, found)]
    parts += [table(claims.claims_table(text, found)), *claims.after(text)]
    for what in (claims.CHANGE, claims.RATE):
        parts += [f"## {text(f'claims.power_{what}')}"]
        parts += [table(claims.power_table(text, found, what))]
    return "\n\n".join(parts) + "\n"


def table(rows: Any) -> str:
    """Return a data frame as Markdown; columns after the first are numbers."""
    lines = [list(rows.columns), ["---", *["--:"] * (len(rows.columns) - 1)]]
    lines += rows.to_numpy().tolist()
    return "\n".join("| " + " | ".join(cell(str(one)) for one in line) + " |" for line in lines)


def cell(text: str) -> str:
    """Return text that a Markdown table can hold."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|")
