"""Marks hand-ins without running them, and writes what stock nbgrader would write into its own gradebook.

What a person has to judge waits in the gradebook with a reason; it is never a silent 0. A run that is cut short at any
moment is finished by the next one: the gradebook is written first, whole learners at a time, then the notebooks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.problems import ContentError, Problem
from widerwindow.content.questions import Question, WrittenAnswer
from widerwindow.content.quiz import Quiz
from widerwindow.grading import attempts, lateness, stock
from widerwindow.grading.arriving import read_one
from widerwindow.grading.assignment import mark_cell, mark_source
from widerwindow.grading.autograded import Autograded
from widerwindow.grading.classroom import (
    Progress,
    autograded_folder,
    keep_aside,
    no_progress,
    release_file,
    submitted_folder,
    write,
)
from widerwindow.grading.submission import NotAHandIn, Unreadable, answers, read
from widerwindow.grading.unread import stands_for, unread

NO_RESPONSE = "No response."  # nbgrader's own remark on an answer that is as it was released
NEEDS_A_LOOK = "Needs a look: "  # ours, before the reason

_AT_ONCE = 100  # learners in one commit
_LEARNER = re.compile(r"[A-Za-z0-9_@+-][A-Za-z0-9_.@+-]{0,127}")  # nbgrader's exchange allows more than our codes


@dataclass(frozen=True)
class Marked:
    """One learner's hand-in after marking. Questions are named by their ids."""

    learner: str
    points: float
    out_of: float
    waits: tuple[str, ...] = ()
    """Answers that a person has to mark, or look at again."""
    needs_a_look: Mapping[str, str] = field(default_factory=dict)
    """Answers that could not be read, each with the reason."""
    unreadable: str | None = None
    """Why the whole file could not be read; every question of it waits."""
    kept: Path | None = None
    """Where a copy of an unreadable file is."""


@dataclass(frozen=True)
class _Result:
    """What the machine says of one answer."""

    score: float | None
    comment: str | None
    looks_new: bool
    """Whether a mark that a person gave before may no longer fit."""


@dataclass(frozen=True)
class _Paper:
    """One learner's hand-in, marked and not yet written anywhere."""

    learner: str
    timestamp: datetime | None
    results: Mapping[str, _Result]
    notebook: bytes
    unreadable: str | None = None
    kept: Path | None = None


def autograde(course: Course, name: str, progress: Progress = no_progress) -> list[Marked]:
    """Mark everything handed in for the quiz `name`.

    Raises ContentError where the quiz has not been released as it is now.
    """
    quiz = course.quiz(name)
    released = release_file(course, name)
    with stock.gradebook(course) as book:
        records = _Records(book, quiz, course.path(Quiz, name))
        if not released.is_file():
            raise _not_released(course.path(Quiz, name), "The release of this quiz is missing.")
        attempts.settle_all(course, quiz)
        notebooks = Autograded(released, quiz)
        learners = _learners(course, name)
        marked: list[Marked] = []
        waiting = iter(learners)
        while batch := list(islice(waiting, _AT_ONCE)):
            papers: list[_Paper] = []
            for learner in batch:
                progress(len(marked) + len(papers), len(learners), learner)
                papers.append(_paper(course, quiz, notebooks, learner))
            marked.extend(records.written(papers))
            for paper in papers:
                _write_notebook(course, name, paper)
        lateness.settle(book, course, quiz)
    progress(len(learners), len(learners), "")
    return marked


def _learners(course: Course, name: str) -> list[str]:
    folders = (course.exercises / "submitted").glob(f"*/{name}")
    return sorted(folder.parent.name for folder in folders if not folder.parent.name.startswith("."))


def _paper(course: Course, quiz: Quiz, notebooks: Autograded, learner: str) -> _Paper:
    folder = submitted_folder(course, learner, quiz.id)
    data = None
    try:
        data = _data(folder, quiz, learner)
        hand_in = read(data)
        found = answers(hand_in, quiz)
    except NotAHandIn as error:
        kept = keep_aside(course, f"{quiz.id}--{learner}.ipynb", data) if data else None
        before = _bytes(autograded_folder(course, learner, quiz.id) / f"{quiz.id}.ipynb")
        nothing = _Result(None, f"{NEEDS_A_LOOK}{error}", looks_new=not stands_for(before, data))
        results = {question.id: nothing for question in quiz.questions}
        notebook = unread(release_file(course, quiz.id), quiz, data, str(error))
        return _Paper(learner, _timestamp(folder), results, notebook, str(error), kept)
    shown = notebooks.shown(hand_in)
    shown_before = _shown_before(course, quiz, learner)
    results = {}
    for question in quiz.questions:
        unchanged = hand_in.text(question.id) == notebooks.blank(question.id)
        score, comment = _judged(question, found[question.id], unchanged=unchanged)
        looks_new = shown[question.id] != shown_before.get(question.id)
        results[question.id] = _Result(score, comment, looks_new)
    notebook = notebooks.made(shown, {name: result.score for name, result in results.items()})
    return _Paper(learner, _timestamp(folder), results, notebook)


def _data(folder: Path, quiz: Quiz, learner: str) -> bytes:
    if not _LEARNER.fullmatch(learner):
        raise NotAHandIn("Its folder's name is no learner code.")
    if folder.is_symlink() or folder.parent.is_symlink():
        raise NotAHandIn("Its folder is a link to somewhere else.")
    arrived = read_one(folder / f"{quiz.id}.ipynb")
    if arrived.data is None:
        missing = f"There is no file {quiz.id}.ipynb in its folder."
        raise NotAHandIn(str(arrived.refused) if (folder / f"{quiz.id}.ipynb").exists() else missing)
    return arrived.data


def _judged(question: Question, answer: object, *, unchanged: bool) -> tuple[float | None, str | None]:
    """Return (score, comment) as nbgrader would: None where a person has to mark."""
    if isinstance(answer, Unreadable):
        return None, f"{NEEDS_A_LOOK}{answer.reason}."
    comment = NO_RESPONSE if unchanged else None
    if isinstance(question, WrittenAnswer):
        return (0.0 if unchanged else None), comment
    return question.score(answer), comment  # type: ignore[arg-type]


def _shown_before(course: Course, quiz: Quiz, learner: str) -> dict[str, str]:
    """Return the answers in the notebook that was marked the last time."""
    data = _bytes(autograded_folder(course, learner, quiz.id) / f"{quiz.id}.ipynb")
    try:
        cells = read(data or b"", marked=True).cells
    except NotAHandIn:
        return {}
    return {name: texts[0] for name, texts in cells.items()}


def _timestamp(folder: Path) -> datetime | None:
    from nbgrader.utils import parse_utc

    try:
        moment = parse_utc((_bytes(folder / "timestamp.txt") or b"").decode().strip()[:100])
    except (ValueError, OverflowError, TypeError):
        return None
    return moment if isinstance(moment, datetime) else None


def _write_notebook(course: Course, name: str, paper: _Paper) -> None:
    if not _LEARNER.fullmatch(paper.learner):
        return
    folder = autograded_folder(course, paper.learner, name)
    stamp = _bytes(submitted_folder(course, paper.learner, name) / "timestamp.txt")
    for file, data in ((folder / "timestamp.txt", stamp), (folder / f"{name}.ipynb", paper.notebook)):
        if data is not None and data != _bytes(file):
            write(file, data)


def _bytes(path: Path) -> bytes | None:
    return read_one(path).data


def _not_released(file: Path, wrong: str) -> ContentError:
    return ContentError([Problem(file, 1, wrong, f"Run `widerwindow release {file.stem}`, then mark again.")])


class _Records:
    """The rows of one quiz in the gradebook."""

    def __init__(self, book: Any, quiz: Quiz, file: Path) -> None:  # noqa: ANN401 - nbgrader's Gradebook
        from nbgrader.api import MissingEntry

        try:
            notebook = book.find_notebook(quiz.id, quiz.id)
        except MissingEntry:
            raise _not_released(file, "This quiz has not been released.") from None
        self._db, self._quiz, self._notebook = book.db, quiz, notebook
        self._graded = {cell.name: cell.id for cell in notebook.grade_cells}
        self._commented = {cell.name: cell.id for cell in notebook.solution_cells}
        sources = {cell.name: cell.source for cell in notebook.source_cells}
        points = {cell.name: cell.max_score for cell in notebook.grade_cells}
        if points != {mark_cell(question): question.points for question in quiz.questions} or any(
            sources.get(mark_cell(question)) != mark_source(question) for question in quiz.machine_marked
        ):
            raise _not_released(file, "This quiz has changed since it was released.")

    def written(self, papers: list[_Paper]) -> list[Marked]:
        """Write the rows of all `papers` in one commit. Return the marks as they stand then."""
        there = self._there([paper.learner for paper in papers if _LEARNER.fullmatch(paper.learner)])
        marked = []
        for paper in papers:
            submission = there.get(paper.learner)
            if submission is None:
                out_of = float(sum(question.points for question in self._quiz.questions))
                marked.append(Marked(paper.learner, 0.0, out_of, unreadable=paper.unreadable, kept=paper.kept))
                continue
            if paper.timestamp:
                submission.timestamp = paper.timestamp
            marked.append(self._fill(submission.notebooks[0], paper))
        self._db.commit()
        return marked

    def _there(self, learners: list[str]) -> dict[str, Any]:
        """Return a submission for each of `learners`, new ones where there is none yet."""
        from nbgrader.api import Student, SubmittedAssignment, SubmittedNotebook
        from sqlalchemy.orm import selectinload

        assignment = self._notebook.assignment_id
        notebooks = selectinload(SubmittedAssignment.notebooks)
        rows = notebooks.selectinload(SubmittedNotebook.grades), notebooks.selectinload(SubmittedNotebook.comments)
        ours = SubmittedAssignment.assignment_id == assignment
        known = self._db.query(SubmittedAssignment).options(*rows)
        found = {row.student_id: row for row in known.filter(ours, SubmittedAssignment.student_id.in_(learners))}
        enrolled = {name for (name,) in self._db.query(Student.id).filter(Student.id.in_(learners))}
        for learner in learners:
            if learner not in enrolled:
                self._db.add(Student(id=learner))
            if learner not in found:
                row = SubmittedAssignment(assignment_id=assignment, student_id=learner)
                row.notebooks.append(SubmittedNotebook(notebook_id=self._notebook.id))
                self._db.add(row)
                found[learner] = row
        return found

    def _fill(self, row: Any, paper: _Paper) -> Marked:  # noqa: ANN401 - nbgrader's SubmittedNotebook
        from nbgrader.api import Comment, Grade

        grades = {grade.cell_id: grade for grade in row.grades}
        comments = {comment.cell_id: comment for comment in row.comments}
        points, waits, look = 0.0, [], {}
        for question in self._quiz.questions:
            result = paper.results[question.id]
            graded, commented = self._graded[mark_cell(question)], self._commented[question.id]
            grade = grades.get(graded)
            if grade is None:
                grade = Grade(cell_id=graded, needs_manual_grade=result.score is None)
                row.grades.append(grade)
            if result.looks_new or grade.auto_score != result.score:
                # As in nbgrader, a mark that a person gave waits for another look once the machine has marked again;
                # unlike there, only if this answer or its score is another than it was.
                grade.needs_manual_grade = grade.manual_score is not None or result.score is None
            grade.auto_score = result.score
            comment = comments.get(commented)
            if comment is None:
                comment = Comment(cell_id=commented)
                row.comments.append(comment)
            comment.auto_comment = result.comment
            given = grade.auto_score if grade.manual_score is None else grade.manual_score
            points += (given or 0.0) + (grade.extra_credit or 0.0)
            if grade.needs_manual_grade and (result.comment or "").startswith(NEEDS_A_LOOK):
                look[question.id] = str(result.comment).removeprefix(NEEDS_A_LOOK)
            elif grade.needs_manual_grade:
                waits.append(question.id)
        out_of = float(sum(question.points for question in self._quiz.questions))
        return Marked(paper.learner, points, out_of, tuple(waits), look, paper.unreadable, paper.kept)
