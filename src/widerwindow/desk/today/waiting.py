"""What waits for the trainer: read from the folders and the gradebook each time, so that nothing is out of date."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.questions.parts import in_brief
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.reach import Reach, built_pages, reach
from widerwindow.grading.collecting import roster
from widerwindow.grading.collecting.aside import Index
from widerwindow.grading.giving_back.standing import standings
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import waiting
from widerwindow.grading.gradebook.kept import KeptGradebook
from widerwindow.grading.gradebook.second_marks import SecondMarks, questions_drawn
from widerwindow.grading.keeping import backups, expiring
from widerwindow.grading.setting.release import is_fresh
from widerwindow.grading.storage import handed_in, release_file


@dataclass(frozen=True)
class QuestionToday:
    """A question with answers that wait for a person: for a mark, for a second one, or to be settled."""

    id: str
    prompt: str
    waits: int
    to_mark_again: int
    """How many of those that were drawn for a second mark have none yet."""

    to_settle: int
    """How many have two marks that differ."""


@dataclass(frozen=True)
class QuizToday:
    """What waits in one quiz."""

    id: str
    title: str
    is_released: bool
    is_fresh: bool
    """Whether learners have the quiz as it is now."""

    reach: Reach
    """Why learners cannot reach what is released."""

    handed_in: int
    missing: Sequence[str]
    """Who is on the roster and has not handed in."""

    not_marked: int
    """How many hand-ins the machine has not marked since they came."""

    questions: Sequence[QuestionToday]
    not_given: int
    """How many learners have no page of feedback, or one that is out of date."""


@dataclass(frozen=True)
class Today:
    """What waits in the whole course."""

    quizzes: Sequence[QuizToday]
    faulty: Sequence[str]
    """The quizzes that nobody can use, as their files have mistakes."""

    aside: int
    """How many files could not be taken in, and lie aside."""

    helplines: Sequence[str]
    """What is to be said of helplines that nobody has checked for too long."""

    backup: datetime | None

    past: int
    """How many things are past the time that the organisation keeps them, in all groups."""


def today(course: Course, gradebook: KeptGradebook) -> Today:
    """Return what waits in `course`. Raises ContentError where a file of it cannot be read."""
    stale = [fault.message for fault in course.organisation().unchecked(date.today())]
    kept = [file.stat().st_mtime for file in backups.folder(course).glob("*.zip")]
    last = datetime.fromtimestamp(max(kept)).astimezone() if kept else None
    read = {name: _readable(course, name) for name in course.quizzes()}
    pages, faulty = built_pages(course), [name for name in read if not read[name]]
    sound = [quiz for quiz in read.values() if quiz]
    expected = {each.code for each in roster.of(course).people if each.code} if sound else set()
    with gradebook.open() if connection.has_gradebook(course) else nullcontext() as book:
        quizzes = [_quiz(course, quiz, pages, book, expected) for quiz in sound]
    return Today(quizzes, faulty, len(Index(course).entries()), stale, last, len(expiring.past(course)))


def _readable(course: Course, name: str) -> Quiz | None:
    try:
        return course.quiz(name)
    except ContentError:
        return None


def _quiz(course: Course, quiz: Quiz, pages: Mapping[str, int], book: Any, expected: set[str]) -> QuizToday:  # noqa: ANN401 - nbgrader's Gradebook, or None
    name, came = quiz.id, handed_in(course, quiz.id)
    stand = standings(book, course, name) if book else []
    return QuizToday(
        name,
        quiz.title,
        release_file(course, name).is_file(),
        is_fresh(course, name),
        reach(course, name, pages),
        len(came),
        sorted(expected - set(came)),
        len(set(came) - {each.marks.learner for each in stand}) + sum(each.is_newer for each in stand),
        list(_questions(quiz, book)) if came and book else (),
        sum(each.is_due for each in stand),
    )


def _questions(quiz: Quiz, book: Any) -> Iterator[QuestionToday]:  # noqa: ANN401 - nbgrader's Gradebook
    counts = {question.id: count for question, count in waiting(book, quiz)}
    chosen = questions_drawn(book, quiz)
    for each in quiz.questions:
        waits = counts.get(each.id, 0)
        drawn = SecondMarks(book, quiz, each).drawn() if each.id in chosen else []
        again, differing = sum(one.second is None for one in drawn), sum(one.differs for one in drawn)
        if waits or again or differing:
            yield QuestionToday(each.id, in_brief(each.prompt), waits, again, differing)
