"""What waits for the trainer: read from the folders and the gradebook each time, so that nothing is out of date."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from widerwindow.content.about.organisation import Helpline
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
from widerwindow.grading.storage import handed_in, opened_from, release_file


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
class Work:
    """What is to be done with the hand-ins for one quiz."""

    not_marked: int
    """How many hand-ins the machine has not marked since they came."""

    questions: Sequence[QuestionToday]
    not_given: int
    """How many learners have no page of feedback, or one that is out of date."""

    @property
    def waits(self) -> int:
        """How many things wait, each of which is done by itself."""
        of_questions = sum(each.waits + each.to_mark_again + each.to_settle for each in self.questions)
        return self.not_marked + of_questions + self.not_given


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

    work: Work


class CohortToday(NamedTuple):
    """How much waits in another cohort."""

    name: str | None
    """None where it is that of who is in no cohort."""

    waits: int | None
    """How many things wait; None where that cannot be read."""


@dataclass(frozen=True)
class Today:
    """What waits in the whole course."""

    quizzes: Sequence[QuizToday]
    faulty: Sequence[str]
    """The quizzes that nobody can use, as their files have mistakes."""

    aside: int
    """How many files could not be taken in, and lie aside."""

    cohorts: Sequence[CohortToday]
    """The other cohorts in which something waits."""

    helplines: Sequence[Helpline]
    """Those that nobody has checked for too long."""

    backup: datetime | None

    past: int
    """How many things are past the time that the organisation keeps them, in all groups."""


Gradebooks = Callable[[Course], KeptGradebook]


def today(course: Course, gradebooks: Gradebooks) -> Today:
    """Return what waits in `course`. Raises ContentError where a file of it cannot be read."""
    kept = [file.stat().st_mtime for file in backups.folder(course).glob("*.zip")]
    last = datetime.fromtimestamp(max(kept)).astimezone() if kept else None
    read = {name: _readable(course, name) for name in course.quizzes()}
    pages, faulty = built_pages(course), [name for name in read if not read[name]]
    sound = [quiz for quiz in read.values() if quiz]
    others = [_of_cohort(each, sound, gradebooks) for each in course.classrooms() if each.cohort != course.cohort]
    expected = {each.code for each in roster.of(course).people if each.code} if sound else set()
    with _opened(course, gradebooks) as book:
        quizzes = [_quiz(course, quiz, pages, book, expected) for quiz in sound]
    return Today(
        quizzes,
        faulty,
        len(Index(course).entries()),
        [each for each in others if each.waits != 0],
        stale_helplines(course),
        last,
        len(expiring.past(course)),
    )


def stale_helplines(course: Course) -> list[Helpline]:
    """Return the helplines that nobody has checked for too long. Raises ContentError."""
    return [line for line in course.organisation().lines if line.is_stale(date.today())]


def _of_cohort(other: Course, sound: Sequence[Quiz], gradebooks: Gradebooks) -> CohortToday:
    """Return how much waits in another cohort; nothing does in one that is over and was opened to be read."""
    if opened_from(other):
        return CohortToday(other.cohort, 0)
    try:
        with _opened(other, gradebooks) as book:
            waits = sum(_work(other, quiz, book).waits for quiz in sound)
        return CohortToday(other.cohort, waits + len(Index(other).entries()))
    except ContentError:  # its own page says what is wrong
        return CohortToday(other.cohort, None)


def _opened(course: Course, gradebooks: Gradebooks) -> AbstractContextManager[Any]:
    """Return what opens the gradebook of `course`, and gives None where there is none yet."""
    return gradebooks(course).open() if connection.has_gradebook(course) else nullcontext()


def _readable(course: Course, name: str) -> Quiz | None:
    try:
        return course.quiz(name)
    except ContentError:
        return None


def _quiz(course: Course, quiz: Quiz, pages: Mapping[str, int], book: Any, expected: set[str]) -> QuizToday:  # noqa: ANN401 - nbgrader's Gradebook, or None
    name, came = quiz.id, handed_in(course, quiz.id)
    return QuizToday(
        name,
        quiz.title,
        release_file(course, name).is_file(),
        is_fresh(course, name),
        reach(course, name, pages),
        len(came),
        sorted(expected - set(came)),
        _work(course, quiz, book),
    )


def _work(course: Course, quiz: Quiz, book: Any) -> Work:  # noqa: ANN401 - nbgrader's Gradebook, or None
    came = handed_in(course, quiz.id)
    stand = standings(book, course, quiz.id) if book else []
    return Work(
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
