"""QTI 2.1: the questions of a module in a zip, a file for each, and a test for each pool."""

from pathlib import Path
from xml.etree.ElementTree import Element

from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.publish.made import Made
from widerwindow.publish.parts import Part
from widerwindow.publish.question_files import qti_items_21 as items
from widerwindow.publish.question_files.listing import Standard, listing
from widerwindow.publish.question_files.pools import Pool, pools
from widerwindow.publish.xml import add, element, written
from widerwindow.site.zipping import zipped

_STANDARD = Standard("QTIv2.1 Package", "1.0.0")
_ITEM, _TEST = "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"
_say = Messages(__package__)


def make(course: Course, _site: Path, part: Part) -> Made | None:
    """Return the questions of a `part`; None where it has none. Raises ContentError."""
    found, remark = pools(course, part), _say("answers_inside")
    if not found:
        return None
    files: dict[str, bytes] = {}
    kinds: dict[str, str] = {}
    used: dict[str, list[str]] = {}
    for pool in found:
        test = f"{pool.id}.xml"
        used[test] = [_file(pool, question.id) for question in pool.questions]
        trees = {_file(pool, question.id): items.item(question) for question in pool.questions} | {test: _test(pool)}
        files |= {name: written(tree, {"": items.QTI}, remark) for name, tree in trees.items()}
        kinds |= {name: _TEST if name == test else _ITEM for name in trees}
    manifest = listing(part.id, _STANDARD, kinds, remark, used)
    said = items.said([question for pool in found for question in pool.questions])
    return Made(f"{part.id}-WITH-ANSWERS-qti-2.1.zip", zipped({"imsmanifest.xml": manifest, **files}), True, said)


def _file(pool: Pool, question: str) -> str:
    return f"{pool.id}/{question}.xml"


def _test(pool: Pool) -> Element:
    space = f"{{{items.QTI}}}"
    root = element(f"{space}assessmentTest", {"identifier": pool.id, "title": pool.title})
    ways = {"identifier": f"{pool.id}-part", "navigationMode": "nonlinear", "submissionMode": "simultaneous"}
    part = add(root, f"{space}testPart", ways)
    about = {"identifier": f"{pool.id}-section", "title": pool.title, "visible": "true"}
    section = add(part, f"{space}assessmentSection", about)
    for question in pool.questions:
        given = {"identifier": question.id, "href": _file(pool, question.id)}
        add(section, f"{space}assessmentItemRef", given)
    return root
