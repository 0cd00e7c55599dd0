"""Where things are in `exercises/`, which is an nbgrader course, and how its files are written."""

import json
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from widerwindow.content.course import Course

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and the name of the one that is next or was last."""

WORKING_FOLDERS = (
    "source",
    "release",
    "submitted",
    "earlier",
    "kept-aside",
    "autograded",
    "feedback",
    "moodle",
    "uploads",
    "reports",
    "certificates",
    "backups",
)

_ARCHIVE = "archive.json"

_MAX_NAME = 200  # bytes; disks take 255, and the file is written under a longer name first

_DRAFT = ".draft"


def no_progress(done: int, total: int, name: str) -> None:
    """Tell nobody."""


def source_folder(course: Course, quiz: str) -> Path:
    """Return the folder of the trainer's version, the only one that holds the key."""
    return course.classroom / "source" / quiz


def release_file(course: Course, quiz: str) -> Path:
    """Return the notebook that learners get."""
    return course.classroom / "release" / quiz / f"{quiz}.ipynb"


def submitted_folder(course: Course, learner: str, quiz: str) -> Path:
    """Return the folder of the hand-in that counts."""
    return course.classroom / "submitted" / learner / quiz


def earlier_folder(course: Course, learner: str, quiz: str) -> Path:
    """Return the folder of the hand-ins that a newer one replaced."""
    return course.classroom / "earlier" / learner / quiz


def autograded_folder(course: Course, learner: str, quiz: str) -> Path:
    """Return the folder of the marked hand-in, which formgrader opens."""
    return course.classroom / "autograded" / learner / quiz


def feedback_file(course: Course, learner: str, quiz: str) -> Path:
    """Return the page that the learner gets back."""
    return course.classroom / "feedback" / learner / quiz / f"{quiz}.html"


def upload_file(course: Course, quiz: str, system: str) -> Path:
    """Return the zip of feedback for the system that hand-ins came from."""
    return course.classroom / "uploads" / quiz / f"{system.lower()}.zip"


def report_file(course: Course, quiz: str) -> Path:
    """Return the trainer's page of figures on a quiz."""
    return course.classroom / "reports" / f"{quiz}.html"


def bank_figures_file(course: Course) -> Path:
    """Return the file of what classes did with the questions."""
    return course.exercises / "bank-figures.yml"


def certificate_file(course: Course, learner: str) -> Path:
    """Return the certificate of a learner who has completed."""
    return course.classroom / "certificates" / f"{learner}.pdf"


def certificate_files(course: Course) -> list[Path]:
    """Return the certificates that are there, in the order of their learners' codes."""
    return sorted((course.classroom / "certificates").glob("*.pdf"))


def aside_folder(course: Course) -> Path:
    """Return the folder of what could not be used."""
    return course.classroom / "kept-aside"


def aside_index(course: Course) -> Path:
    """Return the file that says where what lies there came from."""
    return aside_folder(course) / "index.csv"


def handed_in(course: Course, quiz: str) -> list[str]:
    """Return the codes of the learners with a hand-in that counts, in their order."""
    try:
        with os.scandir(course.classroom / "submitted") as learners:  # a glob makes two paths for each learner
            there = [each.name for each in learners if os.path.exists(f"{each.path}/{quiz}")]  # noqa: PTH110 - likewise
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
    return sorted(name for name in there if not name.startswith("."))


State = tuple[str, int, int, int]
"""What is another where a file is another, or was written since."""


def state_of(file: Path) -> State | None:
    """Return it for a file; None where there is none."""
    try:
        about = file.stat()
    except OSError:
        return None
    return str(file), about.st_ino, about.st_mtime_ns, about.st_size


_is_tried: ContextVar[bool] = ContextVar("is_tried", default=False)


@contextmanager
def tried() -> Iterator[None]:
    """Do not wait for the disk meanwhile, as all that is written is thrown away in the end."""
    before = _is_tried.set(True)
    try:
        yield
    finally:
        _is_tried.reset(before)


def write_file(path: Path, data: bytes, *, lasting: bool = False) -> None:
    """Write a file whole or not at all, its folder too; who may read it is as the system is set (its umask).

    A `lasting` one is on the disk when this returns, even if the power fails: what a learner sent, and what marks need.
    """
    lasting = lasting and not _is_tried.get()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}{_DRAFT}")
    try:
        with draft.open("xb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if lasting:
        _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the disk keep the names in `folder`. Windows keeps them by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove from `folder` what `write_file` had begun when its run was cut short."""
    for draft in folder.glob(f".*{_DRAFT}"):
        draft.unlink(missing_ok=True)


def sweep_classroom(course: Course) -> None:
    """Remove the same from the whole classroom. In other classrooms, somebody may just be writing."""
    for draft in course.classroom.rglob(f".*{_DRAFT}"):
        if course.cohort or course.cohorts not in draft.parents:
            draft.unlink(missing_ok=True)


def archives_folder(course: Course) -> Path:
    """Return the folder of the files of cohorts that are over."""
    return course.exercises / "archives"


def mark_as_opened(course: Course, archive: str) -> None:
    """Note that the classroom is that of a cohort that is over, opened from the file called `archive`."""
    write_file(course.classroom / _ARCHIVE, json.dumps({"file": archive}).encode(), lasting=True)


def opened_from(course: Course) -> Path | None:
    """Return the archive that the classroom is opened from. It may be read, and nothing in it changes. Else None."""
    mark = course.classroom / _ARCHIVE
    if course.cohort is None or not mark.is_file():
        return None
    return archives_folder(course) / str(json.loads(mark.read_bytes())["file"])


def keep_aside(course: Course, name: str, data: bytes) -> Path:
    """Write what could not be used to `kept-aside/`, once however often it comes. Return where it is now."""
    folder = aside_folder(course)
    wanted = Path(_plain(name))
    number = 1
    while True:
        path = folder / (wanted.name if number == 1 else f"{wanted.stem} ({number}){wanted.suffix}")
        if not path.exists() and path != aside_index(course):
            write_file(path, data, lasting=True)
            return path
        if (
            path != aside_index(course)
            and path.is_file()
            and path.stat().st_size == len(data)
            and path.read_bytes() == data
        ):
            return path
        number += 1


def _plain(name: str) -> str:
    """Return `name` so that any disk takes it; a long one loses its middle, and keeps its beginning and its suffix."""
    plain = re.sub(r"[^\w .()+-]", "_", name).lstrip(". ") or "hand-in"
    if len(plain.encode()) <= _MAX_NAME:
        return plain
    return f"{plain[:-20].encode()[: _MAX_NAME - 80].decode(errors='ignore')}~{plain[-20:]}"
