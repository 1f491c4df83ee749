"""The map's classes as a QGIS layer style, one category for each class.

Properties are written in both forms: as QGIS up to 3.18 reads them (`prop`), and as newer versions
do.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from components import colour_scheme
from components.export.content import CLASS, Look

PIXELS_TO_MILLIMETRES = 25.4 / 96
BORDER_MILLIMETRES = "0.2"


def style(looks: Sequence[Look], *, name_field: str) -> str:
    """Return a QML document for a polygon layer with the column `map_class`."""
    root = Xml.Element("qgis", version="3.22.0", styleCategories="Symbology|Labeling")
    renderer = Xml.SubElement(
        root,
        "renderer-v2",
        {"type": "categorizedSymbol", "attr": CLASS, "enableorderby": "0"}
        | {"forceraster": "0", "symbollevels": "0"},
    )
    categories = Xml.SubElement(renderer, "categories")
    symbols = Xml.SubElement(renderer, "symbols")
    for number, look in enumerate(looks):
        Xml.SubElement(
            categories,
            "category",
            {"value": look.value, "label": look.label, "symbol": str(number)}
            | {"render": "true", "type": "string"},
        )
        symbols.append(_symbol(str(number), look))
    Xml.SubElement(root, "previewExpression").text = f'"{name_field}"'
    Xml.SubElement(root, "layerGeometryType").text = "2"
    kind = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    return kind + Xml.tostring(root, encoding="unicode")


def _symbol(name: str, look: Look) -> Xml.Element:
    symbol = _named(name, "fill")
    if not look.radius:
        symbol.append(_filled(look.colour))
        return symbol
    symbol.append(_filled(colour_scheme.LAND))
    centre = _layer("CentroidFill", {"point_on_surface": "1", "point_on_all_parts": "0"})
    marker = _named(f"@{name}@1", "marker")
    size = 2 * look.radius * PIXELS_TO_MILLIMETRES
    marker.append(
        _layer(
            "SimpleMarker",
            {
                "name": "circle",
                "color": _rgba(look.colour),
                "outline_color": _rgba(colour_scheme.LINE),
            }
            | {"size": f"{size:.2f}", "size_unit": "MM", "outline_width": BORDER_MILLIMETRES},
        )
    )
    centre.append(marker)
    symbol.append(centre)
    return symbol


def _named(name: str, kind: str) -> Xml.Element:
    return Xml.Element(
        "symbol",
        {"name": name, "type": kind, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"},
    )


def _filled(colour: str) -> Xml.Element:
    return _layer(
        "SimpleFill",
        {"color": _rgba(colour), "style": "solid", "outline_style": "solid"}
        | {"outline_color": _rgba(colour_scheme.LINE), "outline_width": BORDER_MILLIMETRES}
        | {"outline_width_unit": "MM", "joinstyle": "bevel"},
    )


def _layer(kind: str, properties: dict[str, str]) -> Xml.Element:
    layer = Xml.Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options = Xml.SubElement(layer, "Option", type="Map")
    for name, value in properties.items():
        Xml.SubElement(options, "Option", type="QString", name=name, value=value)
    for name, value in properties.items():
        Xml.SubElement(layer, "prop", k=name, v=value)
    return layer


def _rgba(colour: str) -> str:
    return ",".join(str(part) for part in (*colour_scheme.rgb(colour), 255))
