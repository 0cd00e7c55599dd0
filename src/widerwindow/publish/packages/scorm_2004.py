"""SCORM 2004, 4th edition: one package for each module, and one for several together."""

from pathlib import Path
from xml.etree.ElementTree import Element

from widerwindow.content.course import Course
from widerwindow.publish.made import Made
from widerwindow.publish.packages.manifest import FILE, add_files, manifest
from widerwindow.publish.packages.package import package_of
from widerwindow.publish.parts import Part
from widerwindow.publish.xml import add, written
from widerwindow.site.zipping import zipped

_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"
_SEQUENCING = "http://www.imsglobal.org/xsd/imsss"
_NAVIGATION = "http://www.adlnet.org/xsd/adlnav_v1p3"
_WHERE = " ".join(
    [
        f"{_CP} imscp_v1p1.xsd",
        f"{_ADL} adlcp_v1p3.xsd",
        f"{_SEQUENCING} imsss_v1p0.xsd",
        f"{_NAVIGATION} adlnav_v1p3.xsd",
    ]
)
_HIDDEN = "continue", "previous"
"""What the platform need not offer, as there is one thing only to go to."""


def make(course: Course, site: Path, part: Part) -> Made:
    """Return the package of a `part`. Raises ContentError."""
    files = package_of(course, site, part, "scorm_2004")
    root, organization, item = manifest(part, _CP, _WHERE, "2004 4th Edition")
    _sequence(organization, item)
    add_files(root, part, _CP, f"{{{_ADL}}}scormType", files)
    listed = written(root, {"": _CP, "adlcp": _ADL, "imsss": _SEQUENCING, "adlnav": _NAVIGATION})
    return Made(f"{part.id}-scorm-2004.zip", zipped({FILE: listed, **files}))


def _sequence(organization: Element, item: Element) -> None:
    sequencing = add(item, f"{{{_SEQUENCING}}}sequencing")
    by_itself = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
    add(sequencing, f"{{{_SEQUENCING}}}deliveryControls", by_itself)
    navigation = add(add(item, f"{{{_NAVIGATION}}}presentation"), f"{{{_NAVIGATION}}}navigationInterface")
    for button in _HIDDEN:
        add(navigation, f"{{{_NAVIGATION}}}hideLMSUI", text=button)
    modes = {"choice": "true", "flow": "true"}
    add(add(organization, f"{{{_SEQUENCING}}}sequencing"), f"{{{_SEQUENCING}}}controlMode", modes)
