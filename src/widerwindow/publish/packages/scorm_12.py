"""SCORM 1.2: one package for each module, which every learning platform takes."""

from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.publish.made import Made
from widerwindow.publish.packages.manifest import FILE, add_files, manifest
from widerwindow.publish.packages.package import package_of
from widerwindow.publish.parts import Part
from widerwindow.publish.xml import written
from widerwindow.site.zipping import zipped

_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_WHERE = f"{_CP} imscp_rootv1p1p2.xsd {_ADL} adlcp_rootv1p2.xsd"


def make(course: Course, site: Path, part: Part) -> Made:
    """Return the package of a `part`. Raises ContentError."""
    files = package_of(course, site, part, "scorm_12")
    root = manifest(part, _CP, _WHERE, "1.2").root
    add_files(root, part, _CP, f"{{{_ADL}}}scormtype", files)
    listed = written(root, {"": _CP, "adlcp": _ADL})
    return Made(f"{part.id}-scorm-1.2.zip", zipped({FILE: listed, **files}))
