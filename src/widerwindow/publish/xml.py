"""Writes XML: the same tree is the same text, byte for byte."""

from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA_LOCATION = f"{{{_XSI}}}schemaLocation"
"""The attribute that says where the schemas of a file are."""

ElementTree.register_namespace("xsi", _XSI)


def element(name: str, attributes: Mapping[str, str] | None = None, text: str | None = None) -> Element:
    """Return an element with nothing in it but `text`."""
    made = Element(name, dict(attributes or {}))
    made.text = text
    return made


def add(parent: Element, name: str, attributes: Mapping[str, str] | None = None, text: str | None = None) -> Element:
    """Return such an element that was put at the end of `parent`."""
    made = SubElement(parent, name, dict(attributes or {}))
    made.text = text
    return made


def written(root: Element, namespaces: Mapping[str, str], remark: str = "") -> bytes:
    """Return the file of a tree, with a `remark` at its top. `namespaces` are by their prefixes, "" for its own."""
    for prefix, namespace in namespaces.items():
        ElementTree.register_namespace(prefix, namespace)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    first = f"<!-- {remark} -->\n" if remark else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{first}{text}\n'.encode()
