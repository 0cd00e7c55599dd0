"""Marks hand-ins without running them, and writes what stock nbgrader would write into its own gradebook.

What a person has to judge waits in the gradebook with a reason; it is never a silent 0. A run that is cut short at any
moment is finished by the next one: the gradebook is written first, whole learners at a time, then the notebooks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import locate
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.collecting import attempts
from widerwindow.grading.formatting import plain
from widerwindow.grading.gradebook import connection, lateness
from widerwindow.grading.gradebook.lateness import LateHandIn
from widerwindow.grading.gradebook.records import Records, Standing, release_missing
from widerwindow.grading.marking.paper import LEARNER, Paper, paper_of, stored
from widerwindow.grading.notebook.marked import Autograded
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.storage import (
    Progress,
    autograded_folder,
    handed_in,
    no_progress,
    release_file,
    sweep,
    write_file,
)
from widerwindow.messages import Messages

_say = Messages(__package__)

_AT_ONCE = 100  # learners in one commit


@dataclass(frozen=True)
class Marked:
    """One learner's hand-in after marking. Questions are named by their ids."""

    learner: str
    points: float
    out_of: float
    waits: tuple[str, ...] = ()
    """Answers that a person has to mark, or look at again."""
    needs_review: Mapping[str, str] = field(default_factory=dict)
    """Answers that could not be read, each with the reason."""
    unreadable: str | None = None
    """Why the whole file could not be read; every question of it waits."""
    kept: Path | None = None
    """Where a copy of an unreadable file is."""
    late: LateHandIn | None = None
    no_time: bool = False
    """Whether nobody knows when it came, and it would matter."""

    @property
    def said(self) -> str:
        """What a trainer is told of it."""
        if self.unreadable:
            return _say("unreadable", reason=self.unreadable)
        waiting = len(self.waits) + len(self.needs_review)
        points, out_of = plain(self.points), plain(self.out_of)
        if not waiting:
            return _say("marked", points=points, out_of=out_of)
        return _say("so_far", points=points, out_of=out_of, count=waiting)


def autograde(course: Course, name: str, progress: Progress = no_progress) -> list[Marked]:
    """Mark everything handed in for the quiz `name`.

    Its rules are those of the release, which learners were shown. Raises ContentError where its questions are others
    than they were released, or where an extension fits no quiz.
    """
    _check_extensions(course, name)
    quiz = released_quiz(course, name)
    released = release_file(course, name)
    with connection.open_gradebook(course) as book:
        records = Records(book, quiz, course.path(Quiz, name))
        if not released.is_file():
            raise release_missing(course.path(Quiz, name))
        attempts.settle_all(course, quiz)
        notebooks = Autograded(released, quiz)
        learners = handed_in(course, name)
        sweep(course.classroom / "kept-aside")
        marked: list[Marked] = []
        waiting = iter(learners)
        while batch := list(islice(waiting, _AT_ONCE)):
            papers: list[Paper] = []
            for learner in batch:
                progress(len(marked) + len(papers), len(learners), learner)
                papers.append(paper_of(course, quiz, notebooks, learner))
            standings = records.write([paper.entry for paper in papers if LEARNER.fullmatch(paper.entry.learner)])
            for paper in papers:
                _write_notebook(course, name, paper)
                marked.append(_marked(quiz, paper, standings.get(paper.entry.learner)))
        late = {each.learner: each for each in lateness.record(book, course, quiz)}
    progress(len(learners), len(learners), "")
    return [replace(each, late=late.get(each.learner)) for each in marked]


def _check_extensions(course: Course, name: str) -> None:
    """Raise ContentError where more time was meant for somebody and would not count."""
    misspelt = course.sound_extensions().misspelt(name, handed_in(course, name))
    problems = locate(misspelt, course.classroom / "extensions.yml")
    if problems:
        raise ContentError(problems)


def _marked(quiz: Quiz, paper: Paper, standing: Standing | None) -> Marked:
    about = paper.entry.learner, standing.points if standing else 0.0, quiz.points
    waiting = (standing.waits, standing.needs_review) if standing else ((), {})
    no_time = quiz.deadline is not None and paper.entry.timestamp is None
    return Marked(*about, *waiting, paper.unreadable, paper.kept, no_time=no_time)


def _write_notebook(course: Course, name: str, paper: Paper) -> None:
    if not LEARNER.fullmatch(paper.entry.learner):
        return
    folder = autograded_folder(course, paper.entry.learner, name)
    files = {folder / "timestamp.txt": paper.stamp, folder / f"{name}.ipynb": paper.notebook}
    changed = {file: data for file, data in files.items() if data is not None and data != stored(file)}
    if changed:
        sweep(folder)
    for file, data in changed.items():
        write_file(file, data)
    if paper.stamp is None:  # when it came is not known
        (folder / "timestamp.txt").unlink(missing_ok=True)
