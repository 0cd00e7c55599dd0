"""Common Cartridge 1.1: the pages of a module as web content, and its questions as quizzes, in one file."""

from pathlib import Path
from xml.etree.ElementTree import Element

from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.publish.made import Made
from widerwindow.publish.packages.pages import pages_of
from widerwindow.publish.parts import Part
from widerwindow.publish.question_files import qti_items_12 as items
from widerwindow.publish.question_files.pools import Pool, pools
from widerwindow.publish.xml import SCHEMA_LOCATION, add, element, written
from widerwindow.site.zipping import zipped

_CC = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1"
_SCHEMAS = {_CC: "ccv1p1_imscp_v1p2_v1p0.xsd", _LOM: "LOM/ccv1p1_lommanifest_v1p0.xsd"}
_WHERE = " ".join(part for space, file in _SCHEMAS.items() for part in (space, f"{_PROFILE}/{file}"))
_QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
_say = Messages(__package__)


def make(course: Course, site: Path, part: Part) -> Made:
    """Return the cartridge of a `part`. Raises ContentError."""
    found, remark = pools(course, part), _say("answers_inside")
    pages = {f"pages/{name}": content for name, content in pages_of(course, site, part, has_player=False).items()}
    quizzes = {_file(pool): written(items.assessment(pool), {"": items.QTI}, remark) for pool in found}
    manifest = written(_manifest(course, part, found, list(pages)), {"": _CC, "lomimscc": _LOM}, remark)
    said = items.said([question for pool in found for question in pool.questions])
    content = zipped({"imsmanifest.xml": manifest, **quizzes, **pages})
    name = f"{part.id}-WITH-ANSWERS-common-cartridge.imscc" if found else f"{part.id}-common-cartridge.imscc"
    return Made(name, content, bool(found), said)


def _file(pool: Pool) -> str:
    return f"quizzes/{pool.id}.xml"


def _(name: str) -> str:
    return f"{{{_CC}}}{name}"


def _manifest(course: Course, part: Part, found: list[Pool], files: list[str]) -> Element:
    root = element(_("manifest"), {"identifier": f"m-{part.id}", SCHEMA_LOCATION: _WHERE})
    _describe(add(root, _("metadata")), part)
    way = {"identifier": f"o-{part.id}", "structure": "rooted-hierarchy"}
    organization = add(add(root, _("organizations")), _("organization"), way)
    items_of = add(add(organization, _("item"), {"identifier": "root"}), _("item"), {"identifier": f"i-{part.id}"})
    add(items_of, _("title"), text=part.title)
    resources = add(root, _("resources"))
    for number, page in enumerate(part.pages):
        _entry(items_of, f"page-{number}", course.page(page).title)
    for pool in found:
        _entry(items_of, pool.id, pool.title)
        _resource(resources, pool.id, _QUIZ, _file(pool))
    addresses = {f"pages/{page}.html": f"page-{number}" for number, page in enumerate(part.pages)}
    for number, file in enumerate(files):
        _resource(resources, addresses.get(file, f"file-{number}"), "webcontent", file)
    return root


def _describe(metadata: Element, part: Part) -> None:
    add(metadata, _("schema"), text="IMS Common Cartridge")
    add(metadata, _("schemaversion"), text="1.1.0")
    general = add(add(metadata, f"{{{_LOM}}}lom"), f"{{{_LOM}}}general")
    add(add(general, f"{{{_LOM}}}title"), f"{{{_LOM}}}string", text=part.title)


def _entry(parent: Element, name: str, title: str) -> None:
    item = add(parent, _("item"), {"identifier": f"i-{name}", "identifierref": f"r-{name}"})
    add(item, _("title"), text=title)


def _resource(resources: Element, name: str, kind: str, file: str) -> None:
    resource = add(resources, _("resource"), {"identifier": f"r-{name}", "type": kind, "href": file})
    if kind == _QUIZ:
        del resource.attrib["href"]
    add(resource, _("file"), {"href": file})
