"""cmi5: one package for each module, and one for several together."""

from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element

from widerwindow.content.course import Course
from widerwindow.publish.made import Made
from widerwindow.publish.packages.package import LAUNCHED, package_of
from widerwindow.publish.parts import Part
from widerwindow.publish.xml import add, element, written
from widerwindow.site.zipping import zipped

_CMI5 = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def make(course: Course, site: Path, part: Part) -> Made:
    """Return the package of a `part`. Raises ContentError."""
    files = package_of(course, site, part, "cmi5")
    structure = written(_structure(course, part), {"": _CMI5})
    return Made(f"{part.id}-cmi5.zip", zipped({"cmi5.xml": structure, **files}))


def _structure(course: Course, part: Part) -> Element:
    root = element(f"{{{_CMI5}}}courseStructure")
    whole = add(root, f"{{{_CMI5}}}course", {"id": _iri(course, part, "course")})
    unit = add(root, f"{{{_CMI5}}}au", {"id": _iri(course, part, "unit"), "moveOn": "Completed"})
    for each in (whole, unit):
        for name, text in (("title", part.title), ("description", part.about)):
            add(add(each, f"{{{_CMI5}}}{name}"), f"{{{_CMI5}}}langstring", {"lang": course.profile().language}, text)
    add(unit, f"{{{_CMI5}}}url", text=LAUNCHED)
    return root


def _iri(course: Course, part: Part, what: str) -> str:
    """Return a name for it that nothing else has, and that it keeps when it is made anew."""
    return uuid5(NAMESPACE_URL, f"{course.organisation().name}/{part.id}/{what}").urn
