"""What the lists of both SCORMs say alike: one thing to open, and the files of it. They differ in their namespaces."""

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from widerwindow.publish.packages.package import LAUNCHED
from widerwindow.publish.parts import Part
from widerwindow.publish.xml import SCHEMA_LOCATION, add, element

FILE = "imsmanifest.xml"
"""What the list is called."""


class Organized(NamedTuple):
    """A list that holds a part as its one thing to open."""

    root: Element
    organization: Element
    item: Element


def manifest(part: Part, namespace: str, schemas: str, version: str) -> Organized:
    """Return the list of a `part`, for a `version` of SCORM whose packages have this `namespace`."""
    root = element(
        f"{{{namespace}}}manifest", {"identifier": f"m-{part.id}", "version": "1.0", SCHEMA_LOCATION: schemas}
    )
    about = add(root, f"{{{namespace}}}metadata")
    add(about, f"{{{namespace}}}schema", text="ADL SCORM")
    add(about, f"{{{namespace}}}schemaversion", text=version)
    organizations = add(root, f"{{{namespace}}}organizations", {"default": f"o-{part.id}"})
    organization = add(organizations, f"{{{namespace}}}organization", {"identifier": f"o-{part.id}"})
    add(organization, f"{{{namespace}}}title", text=part.title)
    item = add(organization, f"{{{namespace}}}item", {"identifier": f"i-{part.id}", "identifierref": f"r-{part.id}"})
    add(item, f"{{{namespace}}}title", text=part.title)
    return Organized(root, organization, item)


def add_files(root: Element, part: Part, namespace: str, kind: str, files: Iterable[str]) -> None:
    """Say which files the part has; `kind` is the attribute that calls it a SCO."""
    opened = {"type": "webcontent", kind: "sco", "href": LAUNCHED}
    resources = add(root, f"{{{namespace}}}resources")
    resource = add(resources, f"{{{namespace}}}resource", {"identifier": f"r-{part.id}", **opened})
    for file in files:
        add(resource, f"{{{namespace}}}file", {"href": file})
