"""Makes the page that a learner gets back: one file that asks nothing of any other.

The key is in it only where the quiz says so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from widerwindow.content.course import Course
from widerwindow.content.questions import Answer, KeyedQuestion, Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.codes import is_made
from widerwindow.grading.formatting import plain
from widerwindow.grading.giving_back.answers import Answers, Marked, Said
from widerwindow.grading.giving_back.newer import has_come_since
from widerwindow.grading.giving_back.outcome_text import outcome_text
from widerwindow.grading.giving_back.page import blocks, inline, page
from widerwindow.grading.gradebook.marks import Mark, Marks, marks
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.notebook.submission import LEARNER, NotAHandIn, Unread, Unreadable, read_notebook
from widerwindow.grading.storage import (
    Progress,
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


def feedback(
    course: Course, name: str, progress: Progress = no_progress, *, only: Collection[str] | None = None
) -> list[GivenBack]:
    """Make the page of every learner who has handed in the quiz `name`, or of those among `only`."""
    quiz = released_quiz(course, name)
    found = {each.learner: each for each in marks(course, quiz)}
    everybody = found.keys() | set(handed_in(course, name))
    learners = sorted(everybody if only is None else everybody & set(only))
    given = []
    with_key = key_is_open(course, quiz)
    for done, learner in enumerate(learners):
        progress(done, len(learners), learner)
        given.append(_give_where_possible(course, quiz, learner, found.get(learner), with_key=with_key))
    progress(len(learners), len(learners), "")
    return given


def key_is_open(course: Course, quiz: Quiz) -> bool:
    """Return whether learners may see the key now: nobody does as long as one of them has time. Pages are passed on."""
    if quiz.show_key == "after_deadline":
        last = course.extensions().last(quiz)
        return last is not None and datetime.now(UTC) > last
    return quiz.show_key == "always"


def _give_where_possible(
    course: Course, quiz: Quiz, learner: str, marked: Marks | None, *, with_key: bool
) -> GivenBack:
    """Give one learner hers; where something stands in its place, the others get theirs all the same."""
    try:
        return _give(course, quiz, learner, marked, with_key=with_key)
    except (NotADirectoryError, IsADirectoryError, FileExistsError, PermissionError) as error:
        return GivenBack(learner, None, _say("no_place", file=error.filename, reason=error.strerror))


def _give(course: Course, quiz: Quiz, learner: str, marked: Marks | None, *, with_key: bool) -> GivenBack:
    not_marked = GivenBack(learner, None, _say("not_marked"))
    if marked is None:
        return not_marked
    try:
        found, elsewhere = Marked(course, quiz).what(learner)
    except Unread as error:
        if marked.waits:
            return GivenBack(learner, None, _say("needs_review", reason=error))
        found, elsewhere = {question.id: Unreadable(str(error)) for question in quiz.questions}, {}
    except NotAHandIn:
        return not_marked
    path = feedback_file(course, learner, quiz.id)
    write_file(path, _page(course, quiz, marked, Said(found, elsewhere), with_key=with_key).encode())
    is_newer = has_come_since(course, quiz, learner)
    if not is_newer:
        _keep_ready_for_the_exchange(course, quiz, learner)
    return GivenBack(learner, path, _say("newer") if is_newer else None, marked.waits)


def as_it_would_be(course: Course, quiz: Quiz, marked: Marks, *, with_key: bool) -> str | None:
    """Return the page that a learner would be given now; None where her marked notebook cannot be read."""
    found = Marked(course, quiz).said(marked.learner)
    return found and _page(course, quiz, marked, found, with_key=with_key)


def _page(course: Course, quiz: Quiz, marked: Marks, found: Said, *, with_key: bool) -> str:
    when = _on_the_clock(course, marked.handed_in)
    hers = replace(marked, learner=_called(course, quiz, marked.learner), handed_in=when)
    return feedback_page(quiz, hers, *found, with_key=with_key)


def _on_the_clock(course: Course, moment: datetime | None) -> datetime | None:
    """Return `moment`, which is in UTC, by the clock of the course: around midnight its day is another."""
    return moment and moment.replace(tzinfo=UTC).astimezone(ZoneInfo(course.profile().zone))


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


def feedback_page(
    quiz: Quiz, marked: Marks, found: Answers, elsewhere: Mapping[str, str] | None = None, *, with_key: bool
) -> str:
    """Return the page: what was asked, what the learner answered, what there is to say to it, and the points."""
    others = elsewhere or {}
    return page(
        "feedback.html.j2",
        ("feedback.css",),
        title=quiz.title,
        learner=marked.learner,
        date=marked.handed_in.date() if marked.handed_in else None,
        count=round(marked.points, 2),
        points=plain(marked.points),
        out_of=plain(marked.out_of),
        all=marked.out_of,
        waits=marked.waits,
        outcome=outcome_text(quiz, marked),
        questions=[
            _question(question, marked.questions[question.id], found[question.id], with_key=with_key)
            | {"elsewhere": others.get(question.id)}
            | {"key": [inline(text) for text in question.right_answer()] if with_key else []}
            for question in quiz.questions
        ],
    )


def _question(question: Question, mark: Mark, answer: Answer | Unreadable, *, with_key: bool) -> dict[str, Any]:
    readable = None if isinstance(answer, Unreadable) else answer
    told = question.feedback(readable)
    fits = question.fits(readable) if with_key and isinstance(question, KeyedQuestion) else [None] * len(told)
    return {
        "note": blocks(question.note.text) if question.note else None,
        "prompt": blocks(question.prompt),
        "unreadable": isinstance(answer, Unreadable),
        "text": answer.text if isinstance(answer, Unreadable) else None if question.marked_by_machine else readable,
        "chosen": [(inline(what), blocks(said), fit) for (what, said), fit in zip(told, fits, strict=True)],
        "left": [inline(text) for text in question.left_open(readable)],
        "rubric": [
            (row.title, mark.levels.get(row.id), [inline(level) for level in row.levels])
            for row in question.rubric_rows()
            if mark.levels or not mark.by_hand
        ],
        "points": None if mark.points is None else plain(mark.points),
        "out_of": plain(mark.out_of),
        "all": mark.out_of,
        "nothing": mark.points == 0 and not mark.waits,
        "waits": mark.waits,
        "comment": blocks(mark.comment) if mark.comment else None,
    }
