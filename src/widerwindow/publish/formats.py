"""Every format by its name. A new one is a file beside others of its kind, and its name here."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.publish import notebooks
from widerwindow.publish.made import Made
from widerwindow.publish.packages import cmi5, scorm_12, scorm_2004
from widerwindow.publish.packs import facilitator, review_pack, workbook
from widerwindow.publish.parts import Part
from widerwindow.publish.question_files import common_cartridge, moodle_xml, qti_12, qti_21

_FOR_PLATFORMS = scorm_12, scorm_2004, cmi5, moodle_xml, qti_12, qti_21, common_cartridge
_FOR_PEOPLE = notebooks, workbook, review_pack, facilitator


class Format(NamedTuple):
    """How a format is made of a part of the course and the folder of the built site."""

    name: str
    make: Callable[[Course, Path, Part], Made | None]
    """Gives None where there is nothing of its kind in that part."""
    has_room_for_several: bool
    """Whether one file has room for several modules."""
    needs_pages: bool
    """Whether it is made of the built site."""


FORMATS = {
    each.NAME: Format(each.NAME, each.make, each.HAS_ROOM_FOR_SEVERAL, each.NEEDS_PAGES)
    for each in (*_FOR_PLATFORMS, *_FOR_PEOPLE)
}
"""Every format, by its name on the command line."""

IN_LARGE_PRINT = {workbook.NAME: FORMATS[workbook.NAME]._replace(make=workbook.make_large)}
"""Those that can be had in large print too."""
