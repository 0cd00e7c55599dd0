"""Packs feedback in the layout in which hand-ins came, for the systems that take it back in that.

Canvas: “Re-Upload Submissions” goes by the numbers of the user and of her upload in a file's name, whatever else that
says, and shows the file under the upload's own name: `infer_comment_context_from_filename` in
`app/models/abstract_assignment.rb` of instructure/canvas-lms, and issue 2406 there. By the ending it knows a page.
Brightspace: “Add Feedback Files” goes by the number that begins a folder's name, and keeps what it takes as a draft:
`docs/BRIGHTSPACE_AUTOMATION_HANDOFF.md` of christopherqueenconsulting/cpcc_task_automation, tried on Brightspace.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from widerwindow.content.course import Course
from widerwindow.grading.collecting import versions
from widerwindow.grading.collecting.origins import Origin, Origins
from widerwindow.grading.giving_back.feedback import GivenBack
from widerwindow.grading.giving_back.packing import packed
from widerwindow.grading.storage import handed_in, upload_file, write_file
from widerwindow.messages import Messages

_say = Messages(__package__)

SYSTEMS = ("Canvas", "Brightspace")
"""Those that take feedback back in a zip."""


@dataclass(frozen=True)
class Upload:
    """A zip to upload in a system, and whose pages are in it."""

    system: str
    file: Path
    learners: Sequence[str]


@dataclass(frozen=True)
class Returned:
    """What goes back through other systems, and whose page does not, though her hand-in came from one."""

    uploads: Sequence[Upload]
    waiting: Sequence[str]
    """Who has no page yet that is whole: what goes out in such a way cannot be taken back."""

    shared: Sequence[str]
    """Who has a code of two that one person sent under: both pages would go to her."""

    def said(self, given: Iterable[GivenBack]) -> list[str]:
        """Return lines to read on what becomes of the pages `given`."""
        return [*map(_upload_said, self.uploads), *self.left_out(given)]

    def left_out(self, given: Iterable[GivenBack]) -> list[str]:
        """Return lines to read on those of the pages `given` that are in no zip."""
        known = {*self.waiting, *self.shared, *(learner for upload in self.uploads for learner in upload.learners)}
        plain = [each.learner for each in given if each.page and each.learner not in known]
        return [
            *([_say("not_packed_yet", learners=self.waiting)] if self.waiting else []),
            *([_say("shared_sender", learners=self.shared)] if self.shared else []),
            *([_say("send_yourself", learners=plain)] if known and plain else []),
        ]


def pack(course: Course, quiz: str, given: Collection[GivenBack]) -> Returned:
    """Pack each page of `given` that nothing waits for, if the hand-in came from a system that takes it back.

    A zip of an earlier run in which nothing would be now is taken away: it would be out of date.
    """
    known, everybody = Origins(course), {*handed_in(course, quiz), *(each.learner for each in given)}
    origins = {learner: origin for learner in everybody if (origin := _origin(course, known, quiz, learner))}
    came = {each.learner: (each, origins[each.learner]) for each in given if each.learner in origins}
    senders = Counter((origin.system, origin.person) for origin in origins.values())
    shared = [learner for learner, (_, origin) in came.items() if senders[origin.system, origin.person] > 1]
    whole = {
        learner: (each.page, origin)
        for learner, (each, origin) in came.items()
        if each.page and not (each.reason or each.waits or learner in shared)
    }
    uploads = [_upload(course, quiz, system, whole) for system in SYSTEMS]
    waiting = [learner for learner in came if learner not in {*whole, *shared}]
    return Returned([upload for upload in uploads if upload], waiting, shared)


def _origin(course: Course, known: Origins, quiz: str, learner: str) -> Origin | None:
    """Return where the hand-in came from that counts now."""
    present = versions.present(course, learner, quiz)
    return known.of(learner, quiz, present.file.read_bytes()) if present else None


def _upload(course: Course, quiz: str, system: str, pages: Mapping[str, tuple[Path, Origin]]) -> Upload | None:
    hers = {learner: each for learner, each in pages.items() if each[1].system == system}
    file = upload_file(course, quiz, system)
    if not hers:
        file.unlink(missing_ok=True)
        return None
    write_file(file, packed({_named(origin, quiz): page for page, origin in hers.values()}))
    return Upload(system, file, list(hers))


def _named(origin: Origin, quiz: str) -> str:
    """Return what the system knows a learner's page by."""
    if origin.system == "Brightspace":
        return f"{origin.name}/{quiz}.html"
    return f"{origin.name.removesuffix(PurePosixPath(origin.name).suffix)}.html"


def _upload_said(upload: Upload) -> str:
    count, file = len(upload.learners), PurePosixPath(*upload.file.parts[-4:])
    return _say("upload_canvas" if upload.system == "Canvas" else "upload_brightspace", count=count, file=file)
