"""One learner's hand-in, read and judged, before anything is written."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.content.questions import Answer, KeyedQuestion, Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.collecting.aside import Index
from widerwindow.grading.collecting.times import stamped
from widerwindow.grading.gradebook.records import NEEDS_REVIEW, Entry, Result
from widerwindow.grading.notebook.elsewhere import elsewhere, elsewhere_cell
from widerwindow.grading.notebook.marked import Autograded
from widerwindow.grading.notebook.placeholder import stands_for, unread
from widerwindow.grading.notebook.submission import NotAHandIn, Unreadable, answers, read_notebook
from widerwindow.grading.storage import (
    autograded_folder,
    release_file,
    submitted_folder,
)
from widerwindow.grading.untrusted.files import read_one
from widerwindow.messages import Messages

_say = Messages(__package__)

NO_RESPONSE = "No response."  # nbgrader's own remark on an answer that is as it was released

LEARNER = re.compile(r"[A-Za-z0-9_@+-][A-Za-z0-9_.@+-]{0,127}")  # nbgrader's exchange allows more than our codes


@dataclass(frozen=True)
class Paper:
    """One learner's hand-in, marked and not yet written anywhere."""

    entry: Entry
    notebook: bytes | None = None
    """The marked notebook where it is another than before."""
    stamp: bytes | None = None
    unreadable: str | None = None
    kept: Path | None = None


def paper_of(course: Course, quiz: Quiz, notebooks: Autograded, learner: str) -> Paper:
    """Return the hand-in of `learner`, judged; one that cannot be read waits for a person, with the reason."""
    folder = submitted_folder(course, learner, quiz.id)
    present = stored(autograded_folder(course, learner, quiz.id) / f"{quiz.id}.ipynb")
    data = None
    try:
        data = _data(folder, quiz, learner)
        hand_in = read_notebook(data)
        found = answers(hand_in, quiz)
    except NotAHandIn as error:
        kept = _keep_aside(course, quiz, learner, data, str(error)) if data else None
        stamp = stored(folder / "timestamp.txt") if data else None
        nothing = Result(None, f"{NEEDS_REVIEW}{error}", looks_new=not stands_for(present, data))
        results = {question.id: nothing for question in quiz.questions}
        notebook = unread(release_file(course, quiz.id), quiz, data, str(error))
        return Paper(Entry(learner, _moment(stamp or b""), results), notebook, stamp, str(error), kept)
    shown, others = notebooks.shown(hand_in), elsewhere(hand_in, quiz, found, notebooks.texts)
    before = _shown_in(present) if present else {}
    results = {}
    for question in quiz.questions:
        unchanged = hand_in.text(question.id) == notebooks.blank(question.id)
        is_elsewhere = question.id in others and not found[question.id] and found[question.id] != 0
        score, comment = _judged(question, found[question.id], unchanged=unchanged, is_elsewhere=is_elsewhere)
        name = elsewhere_cell(question)
        looks_new = (shown[question.id], others.get(question.id)) != (before.get(question.id), before.get(name))
        results[question.id] = Result(score, comment, looks_new)
    notebook = notebooks.made(shown, {name: result.score for name, result in results.items()}, others)
    stamp = stored(folder / "timestamp.txt")
    return Paper(Entry(learner, _moment(stamp or b""), results), notebook if notebook != present else None, stamp)


def _data(folder: Path, quiz: Quiz, learner: str) -> bytes:
    if not LEARNER.fullmatch(learner):
        raise NotAHandIn(_say("bad_folder"))
    if folder.is_symlink() or folder.parent.is_symlink():
        raise NotAHandIn(_say("linked_folder"))
    file = folder / f"{quiz.id}.ipynb"
    arrived = read_one(file)
    if arrived.data is None:
        raise NotAHandIn(str(arrived.refused) if file.exists() else _say("no_file", file=file.name))
    return arrived.data


def _keep_aside(course: Course, quiz: Quiz, learner: str, data: bytes, reason: str) -> Path | None:
    index, name = Index(course), f"{quiz.id}--{learner}.ipynb"
    kept = index.keep(name, data, f"submitted/{learner}/{quiz.id}", learner, reason)
    index.save()
    return kept


def _judged(
    question: Question, answer: Answer | Unreadable, *, unchanged: bool, is_elsewhere: bool
) -> tuple[float | None, str | None]:
    """Return (score, comment) as nbgrader would: None where a person has to mark.

    What was left open has no points, unless something `is_elsewhere` in the file: that may be the answer.
    """
    if is_elsewhere:
        return None, f"{NEEDS_REVIEW}{_say('written_elsewhere')}"
    if isinstance(answer, Unreadable):
        return None, f"{NEEDS_REVIEW}{_say('answer_unread', reason=answer.reason)}"
    comment = NO_RESPONSE if unchanged else None
    if isinstance(question, KeyedQuestion):
        return question.score(answer), comment
    return (0.0 if unchanged else None), comment


def _shown_in(notebook: bytes) -> dict[str, str]:
    """Return the answers in the notebook that was marked the last time."""
    try:
        cells = read_notebook(notebook, marked=True).cells
    except NotAHandIn:
        return {}
    return {name: texts[0] for name, texts in cells.items()}


def _moment(stamp: bytes) -> datetime | None:
    """Return the time that a stamp tells as nbgrader stores it: in UTC, without saying so."""
    time = stamped(stamp)
    return time and time.replace(tzinfo=None)


def stored(path: Path) -> bytes | None:
    """Return what the file at `path` holds, or None where there is none that can be read."""
    return read_one(path).data
