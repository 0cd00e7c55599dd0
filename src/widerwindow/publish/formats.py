"""Every format by its name. A new one is a file beside others of its kind, and a line here."""

from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.publish.made import Made
from widerwindow.publish.parts import Part


class Format(NamedTuple):
    """How a format is made: the file below this folder that has its function, and what it needs."""

    name: str
    file: str
    has_room_for_several: bool
    """Whether a platform keeps enough of several modules: in SCORM 1.2 it need keep no more than 4,096 characters."""
    needs_pages: bool
    """Whether it is made of the built site."""
    function: str = "make"

    def make(self, course: Course, site: Path, part: Part) -> Made | None:
        """Return what it is for a part of the course and the folder of the built site; None where that has none of it.

        Its file is loaded only now: every command knows the names, and to load them all takes it half as long again.
        Raises ContentError.
        """
        made: Made | None = getattr(import_module(f"{__package__}.{self.file}"), self.function)(course, site, part)
        return made


_ALL = (
    Format("scorm-1.2", "packages.scorm_12", has_room_for_several=False, needs_pages=True),
    Format("scorm-2004", "packages.scorm_2004", has_room_for_several=True, needs_pages=True),
    Format("cmi5", "packages.cmi5", has_room_for_several=True, needs_pages=True),
    Format("moodle-xml", "question_files.moodle_xml", has_room_for_several=True, needs_pages=False),
    Format("qti-1.2", "question_files.qti_12", has_room_for_several=True, needs_pages=False),
    Format("qti-2.1", "question_files.qti_21", has_room_for_several=True, needs_pages=False),
    Format("common-cartridge", "question_files.common_cartridge", has_room_for_several=True, needs_pages=True),
    Format("notebooks", "notebooks", has_room_for_several=True, needs_pages=True),
    Format("workbook", "packs.workbook", has_room_for_several=True, needs_pages=True),
    Format("review", "packs.review_pack", has_room_for_several=False, needs_pages=True),
    Format("facilitator", "packs.facilitator", has_room_for_several=False, needs_pages=True),
)

FORMATS = {each.name: each for each in _ALL}
"""Every format, by its name on the command line."""

IN_LARGE_PRINT = {"workbook": FORMATS["workbook"]._replace(function="make_large")}
"""Those that can be had in large print too."""
