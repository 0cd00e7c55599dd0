"""QTI 1.2: the questions of a module in a zip, for Canvas, Blackboard and others."""

from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.publish.made import Made
from widerwindow.publish.parts import Part
from widerwindow.publish.question_files import qti_items_12 as items
from widerwindow.publish.question_files.listing import Standard, listing
from widerwindow.publish.question_files.pools import pools
from widerwindow.publish.xml import written
from widerwindow.site.zipping import zipped

_STANDARD = Standard("IMS Content", "1.1.3")
_KIND = "imsqti_xmlv1p2"
_say = Messages(__package__)


def make(course: Course, _site: Path, part: Part) -> Made | None:
    """Return the questions of a `part`, a file for each of its pools; None where it has none. Raises ContentError."""
    found, remark = pools(course, part), _say("answers_inside")
    if not found:
        return None
    files = {f"{pool.id}.xml": written(items.assessment(pool), {"": items.QTI}, remark) for pool in found}
    manifest = listing(part.id, _STANDARD, {name: _KIND for name in files}, remark)
    said = items.said([question for pool in found for question in pool.questions])
    return Made(f"{part.id}-WITH-ANSWERS-qti-1.2.zip", zipped({"imsmanifest.xml": manifest, **files}), True, said)
