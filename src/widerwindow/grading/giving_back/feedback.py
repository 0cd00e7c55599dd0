"""Makes the page that a learner gets back: one file that asks nothing of any other.

The key is in it only where the quiz says so.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.questions import Answer, Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.codes import is_made
from widerwindow.grading.formatting import plain
from widerwindow.grading.giving_back.answers import Answers, as_marked
from widerwindow.grading.giving_back.outcome_text import outcome_text
from widerwindow.grading.giving_back.page import blocks, inline, page
from widerwindow.grading.gradebook.marks import Mark, Marks, marks
from widerwindow.grading.notebook.submission import LEARNER, NotAHandIn, Unread, Unreadable, read_notebook
from widerwindow.grading.storage import (
    Progress,
    autograded_folder,
    feedback_file,
    handed_in,
    no_progress,
    submitted_folder,
    write_file,
)
from widerwindow.grading.untrusted.files import read_one
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class GivenBack:
    """One learner's page, or the reason why there is none; `reason` beside a page says what is not in it."""

    learner: str
    page: Path | None
    reason: str | None = None
    waits: int = 0
    """How many answers still wait for a person."""


def feedback(course: Course, name: str, progress: Progress = no_progress) -> list[GivenBack]:
    """Make the page of every learner who has handed in the quiz `name`."""
    quiz = course.quiz(name)
    found = {each.learner: each for each in marks(course, quiz)}
    learners = sorted(found.keys() | set(handed_in(course, name)))
    given = []
    with_key = _key_is_open(course, quiz)
    for done, learner in enumerate(learners):
        progress(done, len(learners), learner)
        given.append(_give(course, quiz, learner, found.get(learner), with_key=with_key))
    progress(len(learners), len(learners), "")
    return given


def _key_is_open(course: Course, quiz: Quiz) -> bool:
    """Return whether learners may see the key now: nobody does as long as one of them has time. Pages are passed on."""
    if quiz.show_key == "after_deadline":
        last = course.extensions().last(quiz)
        return last is not None and datetime.now(UTC) > last
    return quiz.show_key == "always"


def _give(course: Course, quiz: Quiz, learner: str, marked: Marks | None, *, with_key: bool) -> GivenBack:
    not_marked = GivenBack(learner, None, _say("not_marked", quiz=quiz.id))
    if marked is None:
        return not_marked
    try:
        found = as_marked(course, quiz, learner)
    except Unread as error:
        if marked.waits:
            return GivenBack(learner, None, _say("needs_review", reason=error))
        found = {question.id: Unreadable(str(error)) for question in quiz.questions}
    except NotAHandIn:
        return not_marked
    path = feedback_file(course, learner, quiz.id)
    hers = replace(marked, learner=_called(course, quiz, learner))
    write_file(path, feedback_page(quiz, hers, found, with_key=with_key).encode())
    missing = _missing(course, quiz, learner)
    if missing is None:
        _keep_ready_for_the_exchange(course, quiz, learner)
    return GivenBack(learner, path, missing, marked.waits)


def _missing(course: Course, quiz: Quiz, learner: str) -> str | None:
    """Return what to say where a newer hand-in has come since: the page is about the one that was marked."""
    handed_in, marked = (
        folder(course, learner, quiz.id) / "timestamp.txt" for folder in (submitted_folder, autograded_folder)
    )
    if handed_in.is_file() and (not marked.is_file() or handed_in.read_bytes() != marked.read_bytes()):
        return _say("newer", quiz=quiz.id)
    return None


def _keep_ready_for_the_exchange(course: Course, quiz: Quiz, learner: str) -> None:
    """Put beside the page what `nbgrader release_feedback` knows a hand-in by, where it came through the exchange."""
    for name in ("timestamp.txt", "submission_secret.txt"):
        data = read_one(submitted_folder(course, learner, quiz.id) / name).data
        if data is not None:
            write_file(feedback_file(course, learner, quiz.id).with_name(name), data)


def _called(course: Course, quiz: Quiz, learner: str) -> str:
    """Return the code that the learner knows: what she wrote in her file, where hers was made here."""
    if not is_made(learner):
        return learner
    try:
        data = read_one(submitted_folder(course, learner, quiz.id) / f"{quiz.id}.ipynb").data
        claimed = read_notebook(data or b"").learner or ""
    except NotAHandIn:
        return learner
    return claimed if LEARNER.fullmatch(claimed) else learner


def feedback_page(quiz: Quiz, marked: Marks, found: Answers, *, with_key: bool) -> str:
    """Return the page: what was asked, what the learner answered, what there is to say to it, and the points."""
    return page(
        "feedback.html.j2",
        ("feedback.css",),
        title=quiz.title,
        learner=marked.learner,
        date=marked.handed_in.date() if marked.handed_in else None,
        count=round(marked.points, 2),
        points=plain(marked.points),
        out_of=plain(marked.out_of),
        waits=marked.waits,
        outcome=outcome_text(quiz, marked),
        questions=[
            _question(question, marked.questions[question.id], found[question.id])
            | {"key": [inline(text) for text in question.right_answer()] if with_key else []}
            for question in quiz.questions
        ],
    )


def _question(question: Question, mark: Mark, answer: Answer | Unreadable) -> dict[str, Any]:
    readable = None if isinstance(answer, Unreadable) else answer
    return {
        "note": blocks(question.note.text) if question.note else None,
        "prompt": blocks(question.prompt),
        "unreadable": isinstance(answer, Unreadable),
        "text": None if question.marked_by_machine else readable,
        "chosen": [(inline(what), blocks(said)) for what, said in question.feedback(readable)],
        "left": [inline(text) for text in question.left_open(readable)],
        "rubric": [(row.title, [inline(level) for level in row.levels]) for row in question.rubric_rows()],
        "points": None if mark.points is None else plain(mark.points),
        "out_of": plain(mark.out_of),
        "all": mark.out_of,
        "waits": mark.waits,
        "comment": blocks(mark.comment) if mark.comment else None,
    }
