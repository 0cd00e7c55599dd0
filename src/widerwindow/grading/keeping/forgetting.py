"""Erases one learner everywhere in a course: what she sent, what was made of it, and every copy of either."""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.collecting import roster, senders
from widerwindow.grading.collecting.aside import Index
from widerwindow.grading.collecting.origins import Origins
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping import backups, erasing, extensions_text, forgotten, known, moodle_list, rows
from widerwindow.grading.keeping.jobs import Job, noted
from widerwindow.grading.keeping.signs import Signs, signs
from widerwindow.grading.storage import aside_index, certificate_file, opened_from, sweep_classroom
from widerwindow.messages import Messages

_say = Messages(__package__)

_ARRIVED = ("kept-aside", "downloaded")
_MADE = ("moodle", "uploads", "reports", "grades.csv", "answers.csv", "grades.xlsx")
_WORDS = {"book", "src", "tests", "scripts", "deploy", "dist", "node_modules", "_build"}
_ARRIVES = {".zip", ".csv", ".xlsx", ".ipynb", ".json", ".gz", ".db"}
_FOR_ALL = {"quizzes", "bank", "source", "release", "draws", "cohorts", "archives"}


@dataclass(frozen=True)
class Erased:
    """What was erased in one place: how many of what the place holds."""

    place: str
    count: int


def forget(course: Course, learner: str) -> tuple[list[Erased], list[Path]]:
    """Erase `learner`. Return what was erased and where, and the files in the course's folder that still name her.

    Raises ContentError, with nothing erased, where a file about learners cannot be read.
    """
    _refuse_other_capitals(course, learner)
    hers = signs(course, learner)
    course.extensions()
    backups.look_through_gradebook(course)
    job: Job = {"what": "forget", "learner": learner, "old": hers.old_codes}
    with noted(course, job):
        erased = carry_out(course, job)
    return erased, [file for file in _data(course) if _names(file, hers)]


def _refuse_other_capitals(course: Course, learner: str) -> None:
    """Raise ContentError where nobody has this code, and somebody the same in other capitals."""
    codes = {*known.codes(course, known.gradebook(course)), *known.listed(course)}
    alike = [code for code in codes if code.lower() == learner.lower()]
    if alike and learner not in codes:
        raise ContentError([Problem(course.classroom, 1, *_say.advice("other_capitals", code=learner, other=alike[0]))])


def held(course: Course, learner: str) -> list[Erased]:
    """Return what is under the code of `learner`, for who looks before it is erased; copies of it are not counted."""
    book, people = known.gradebook(course), roster.of(course).people
    found = [Erased(place, len(_files(course.classroom / place / learner))) for place in known.FOLDERS]
    found.append(Erased("certificates", len(_files(certificate_file(course, learner)))))
    found.append(Erased("gradebook", len(book.quizzes(learner)) if book else 0))
    found.append(Erased("extensions", sum(one.learner == learner for one in course.extensions().extensions)))
    found.append(Erased("roster", sum(each.code == learner for each in people)))
    found.append(Erased("moodle_list", len(moodle_list.people(course).get(learner, ()))))
    found.append(Erased("senders", len(senders.Senders(course).under(learner))))
    return [each for each in found if each.count]


def carry_out(course: Course, job: Job) -> list[Erased]:
    """Erase what has not been erased yet."""
    sweep_classroom(course)
    learner = str(job["learner"])
    codes = [learner, *cast(Sequence[str], job.get("old", ()))]
    for code in codes:
        forgotten.remember(course, code)
    hers = replace(signs(course, learner), quizzes=_quizzes(course, learner))
    found = [*_in_files(course, hers), *_in_exchange(course, hers), *_in_gradebooks(course, learner, codes)]
    found.append(Erased("backups", sum(_erase_in_backup(course, file, codes) for file in _backups(course))))
    archive = opened_from(course)
    found.append(Erased("archive", int(archive is not None and _erase_in_backup(course, archive, codes, whole=True))))
    found += _in_lists(course, learner)  # the last: they say what she is called
    return [each for each in found if each.count]


def erase_in_copy(course: Course, learner: str) -> bool:
    """Erase `learner` in a copy of a course's data, with its gradebook in a file. Return whether she was in it."""
    hers = signs(course, learner)
    book = course.classroom / backups.GRADEBOOK
    counts = [each.count for each in _in_files(course, hers)]
    if book.exists() and learner in rows.in_file(book).learners():
        rows.in_file(book).erase(learner)
        counts.append(1)
    return any([*counts, *(each.count for each in _in_lists(course, learner))])


def _quizzes(course: Course, learner: str) -> frozenset[str]:
    handed_in = {folder.name for place in known.FOLDERS for folder in (course.classroom / place / learner).glob("*/")}
    book = known.gradebook(course)
    return frozenset(handed_in | (book.quizzes(learner) if book else set()))


def _in_files(course: Course, hers: Signs) -> Iterator[Erased]:
    for place in known.FOLDERS:
        yield Erased(place, _remove(course.classroom / place / hers.code))
    yield Erased("certificates", _remove(certificate_file(course, hers.code)))
    index = aside_index(course)
    arrived = [file for place in _ARRIVED for file in _files(course.classroom / place) if file != index]
    yield Erased("arrived", sum(erasing.erase_arrived(file, hers) for file in arrived))
    _erase_from_index(course, hers)
    yield Erased("origins", _erase_origins(course, hers))
    made = [file for place in _MADE for file in _files(course.classroom / place) if file != moodle_list.file(course)]
    yield Erased("made", sum(erasing.erase_made(file, hers) for file in made))
    logs = [file for place in {course.classroom, course.exercises} for file in place.glob("*.log") if file.is_file()]
    yield Erased("logs", sum(erasing.erase_made(file, hers) for file in logs))
    extensions = course.classroom / "extensions.yml"
    erased = extensions.is_file() and extensions_text.erase(extensions, hers.code, hers.called)
    yield Erased("extensions", int(erased))


def _erase_from_index(course: Course, hers: Signs) -> None:
    """Take her out of the index of what was put aside: her code, her name, and whatever came from a folder of hers."""
    index = Index(course)
    index.erase(
        lambda text: hers.names(text) or any(hers.handed_in(part, b"") for part in re.split("[/\\\\]| > ", text))
    )
    index.save()


def _erase_origins(course: Course, hers: Signs) -> int:
    """Take out what other systems call her hand-ins, those too that nobody has been given yet."""
    origins = Origins(course)
    count = origins.erase(lambda row: row.learner == hers.code or (not row.learner and hers.handed_in(row.name, b"")))
    origins.save()
    return count


def _in_lists(course: Course, learner: str) -> list[Erased]:
    found = {"roster": roster.erase, "senders": senders.erase, "moodle_list": moodle_list.erase}
    return [Erased(place, erase(course, learner)) for place, erase in found.items()]


def _in_exchange(course: Course, hers: Signs) -> Iterator[Erased]:
    folder = connection.exchange(course)
    inbound = [path for path in folder.glob("inbound/*") if path.name.split("+")[0] == hers.code]
    pages = [page for page in folder.glob("feedback/*.html") if hers.called.search(page.read_text(errors="replace"))]
    yield Erased("exchange", sum(map(_remove_if_it_may, [*inbound, *pages])))


def _remove_if_it_may(path: Path) -> int:
    with suppress(OSError):  # files in the exchange may be the learner's own
        return _remove(path)
    return 0


def _in_gradebooks(course: Course, learner: str, codes: Iterable[str]) -> Iterator[Erased]:
    from sqlalchemy.exc import DatabaseError

    book = known.gradebook(course)
    yield Erased("gradebook", book.erase(learner) if book and learner in book.learners() else 0)
    kept = 0
    for file in course.classroom.glob("gradebook.db*"):  # nbgrader keeps one before it upgrades it
        with suppress(DatabaseError):  # it is no gradebook: if she is in it, it is named in the end
            hers = rows.in_file(file).learners() & set(codes)
            for code in hers:
                rows.in_file(file).erase(code)
            kept += bool(hers)
    yield Erased("old_gradebooks", kept)


def _backups(course: Course) -> list[Path]:
    """Return every backup in the course's folder, those that a trainer put elsewhere in it too."""
    found = []
    for file in _data(course):
        if file.suffix == ".zip":
            with suppress(ContentError):
                if backups.read(file).cohort == course.cohort:
                    found.append(file)
    return found


def _erase_in_backup(course: Course, file: Path, codes: Iterable[str], *, whole: bool = False) -> bool:
    try:
        return backups.change(
            course, file, lambda copy: any([erase_in_copy(copy, code) for code in codes]), whole=whole
        )
    except ContentError:
        return False  # it is damaged: if she is in it, it is named in the end


def _data(course: Course) -> Iterator[Path]:
    """Yield the files in the course's folder that may hold people's data: neither its words nor its program."""
    for place in course.root.iterdir():
        if place == course.exercises:
            yield from (
                file for inner in course.classroom.iterdir() if inner.name not in _FOR_ALL for file in _files(inner)
            )
        elif place.suffix in _ARRIVES if place.is_file() else place.name not in _WORDS and place.name[0] != ".":
            yield from _files(place)


def _names(file: Path, hers: Signs) -> bool:
    return erasing.in_any(erasing.parts(file.name, file.read_bytes()), hers)


def _files(place: Path) -> list[Path]:
    found = sorted(place.rglob("*")) if place.is_dir() and not place.is_symlink() else [place]
    return [file for file in found if file.is_file() and not file.is_symlink()]


def _remove(path: Path) -> int:
    """Remove a file, or a folder with all in it. Return how many files that were."""
    if path.is_dir() and not path.is_symlink():
        count = len(list(_files(path)))
        shutil.rmtree(path)
        return count
    existed = path.is_symlink() or path.exists()
    path.unlink(missing_ok=True)
    return int(existed)
