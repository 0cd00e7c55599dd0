"""Marks hand-ins without running them, and writes what stock nbgrader would write into its own gradebook.

What a person has to judge waits in the gradebook with a reason; it is never a silent 0. A run that is cut short at any
moment is finished by the next one: the gradebook is written first, whole learners at a time, then the notebooks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.content.questions import Question, WrittenAnswer
from widerwindow.content.quiz import Quiz
from widerwindow.grading import attempts, lateness, stock
from widerwindow.grading.amounts import amount, plain
from widerwindow.grading.arriving import read_one
from widerwindow.grading.autograded import Autograded
from widerwindow.grading.classroom import (
    Progress,
    autograded_folder,
    handed_in,
    keep_aside,
    no_progress,
    release_file,
    submitted_folder,
    sweep,
    write,
)
from widerwindow.grading.lateness import LateHandIn
from widerwindow.grading.records import NEEDS_A_LOOK, Entry, Records, Result, Standing, not_released
from widerwindow.grading.submission import NotAHandIn, Unreadable, answers, read
from widerwindow.grading.unread import stands_for, unread

NO_RESPONSE = "No response."  # nbgrader's own remark on an answer that is as it was released

_AT_ONCE = 100  # learners in one commit
_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} UTC")  # as nbgrader writes a time
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
    late: LateHandIn | None = None

    @property
    def said(self) -> str:
        """What a trainer is told of it."""
        if self.unreadable:
            return f"could not be read. {self.unreadable}"
        points = f"{plain(self.points)} of {plain(self.out_of)}"
        waiting = len(self.waits) + len(self.needs_a_look)
        if not waiting:
            return f"{points}."
        return f"{points} so far. {amount(waiting, 'answer waits', 'answers wait')} for you."


@dataclass(frozen=True)
class _Paper:
    """One learner's hand-in, marked and not yet written anywhere."""

    entry: Entry
    notebook: bytes | None = None
    """The marked notebook where it is another than before."""
    stamp: bytes | None = None
    unreadable: str | None = None
    kept: Path | None = None


def autograde(course: Course, name: str, progress: Progress = no_progress) -> list[Marked]:
    """Mark everything handed in for the quiz `name`.

    Raises ContentError where the quiz has not been released as it is now.
    """
    quiz = course.quiz(name)
    released = release_file(course, name)
    with stock.gradebook(course) as book:
        records = Records(book, quiz, course.path(Quiz, name))
        if not released.is_file():
            raise not_released(course.path(Quiz, name), "The release of this quiz is missing.")
        attempts.settle_all(course, quiz)
        notebooks = Autograded(released, quiz)
        learners = handed_in(course, name)
        sweep(course.exercises / "kept-aside")
        marked: list[Marked] = []
        waiting = iter(learners)
        while batch := list(islice(waiting, _AT_ONCE)):
            papers: list[_Paper] = []
            for learner in batch:
                progress(len(marked) + len(papers), len(learners), learner)
                papers.append(_paper(course, quiz, notebooks, learner))
            standings = records.write([paper.entry for paper in papers if _LEARNER.fullmatch(paper.entry.learner)])
            for paper in papers:
                _write_notebook(course, name, paper)
                marked.append(_marked(quiz, paper, standings.get(paper.entry.learner)))
        late = {each.learner: each for each in lateness.settle(book, course, quiz)}
    progress(len(learners), len(learners), "")
    return [replace(each, late=late.get(each.learner)) for each in marked]


def _marked(quiz: Quiz, paper: _Paper, standing: Standing | None) -> Marked:
    about = paper.entry.learner, standing.points if standing else 0.0, quiz.points
    waiting = (standing.waits, standing.needs_a_look) if standing else ((), {})
    return Marked(*about, *waiting, paper.unreadable, paper.kept)


def _paper(course: Course, quiz: Quiz, notebooks: Autograded, learner: str) -> _Paper:
    folder = submitted_folder(course, learner, quiz.id)
    present = _bytes(autograded_folder(course, learner, quiz.id) / f"{quiz.id}.ipynb")
    data = None
    try:
        data = _data(folder, quiz, learner)
        hand_in = read(data)
        found = answers(hand_in, quiz)
    except NotAHandIn as error:
        kept = keep_aside(course, f"{quiz.id}--{learner}.ipynb", data) if data else None
        stamp = _bytes(folder / "timestamp.txt") if data else None
        nothing = Result(None, f"{NEEDS_A_LOOK}{error}", looks_new=not stands_for(present, data))
        results = {question.id: nothing for question in quiz.questions}
        notebook = unread(release_file(course, quiz.id), quiz, data, str(error))
        return _Paper(Entry(learner, _moment(stamp or b""), results), notebook, stamp, str(error), kept)
    shown = notebooks.shown(hand_in)
    before = _shown_in(present) if present else {}
    results = {}
    for question in quiz.questions:
        unchanged = hand_in.text(question.id) == notebooks.blank(question.id)
        score, comment = _judged(question, found[question.id], unchanged=unchanged)
        looks_new = shown[question.id] != before.get(question.id)
        results[question.id] = Result(score, comment, looks_new)
    notebook = notebooks.made(shown, {name: result.score for name, result in results.items()})
    stamp = _bytes(folder / "timestamp.txt")
    return _Paper(Entry(learner, _moment(stamp or b""), results), notebook if notebook != present else None, stamp)


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


def _shown_in(notebook: bytes) -> dict[str, str]:
    """Return the answers in the notebook that was marked the last time."""
    try:
        cells = read(notebook, marked=True).cells
    except NotAHandIn:
        return {}
    return {name: texts[0] for name, texts in cells.items()}


def _moment(stamp: bytes) -> datetime | None:
    from nbgrader.utils import parse_utc

    try:
        text = stamp[:100].decode().strip()
        if _STAMP.fullmatch(text):  # nbgrader's parser takes any time, and takes its time
            return datetime.fromisoformat(text.removesuffix(" UTC"))
        moment = parse_utc(text)
    except (ValueError, OverflowError, TypeError):
        return None
    return moment if isinstance(moment, datetime) else None


def _write_notebook(course: Course, name: str, paper: _Paper) -> None:
    if not _LEARNER.fullmatch(paper.entry.learner):
        return
    folder = autograded_folder(course, paper.entry.learner, name)
    files = {folder / "timestamp.txt": paper.stamp, folder / f"{name}.ipynb": paper.notebook}
    changed = {file: data for file, data in files.items() if data is not None and data != _bytes(file)}
    if changed:
        sweep(folder)
    for file, data in changed.items():
        write(file, data)


def _bytes(path: Path) -> bytes | None:
    return read_one(path).data
