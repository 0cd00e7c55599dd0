"""What waits for the trainer: read from the folders and the gradebook each time, so that nothing is out of date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.content.questions.parts import one_line
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.collecting.aside import Index
from widerwindow.grading.collecting.roster import Roster
from widerwindow.grading.collecting.roster import file as roster_file
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Judging
from widerwindow.grading.keeping import backups
from widerwindow.grading.storage import autograded_folder, feedback_file, handed_in, release_file, submitted_folder


@dataclass(frozen=True)
class QuestionToday:
    """A question with answers that wait for a person."""

    id: str
    prompt: str
    waits: int


@dataclass(frozen=True)
class QuizToday:
    """What waits in one quiz."""

    id: str
    title: str
    is_released: bool
    handed_in: int
    missing: Sequence[str]
    """Who is on the roster and has not handed in."""

    not_marked: int
    """How many hand-ins the machine has not marked since they came."""

    questions: Sequence[QuestionToday]
    not_given: int
    """How many marked hand-ins have no page of feedback, or one that is older than their marks."""


@dataclass(frozen=True)
class Today:
    """What waits in the whole course."""

    quizzes: Sequence[QuizToday]
    aside: int
    """How many files could not be taken in, and lie aside."""

    helplines: Sequence[str]
    """What is to be said of helplines that nobody has checked for too long."""

    backup: datetime | None


def today(course: Course) -> Today:
    """Return what waits in `course`. Raises ContentError where a file of it cannot be read."""
    stale = [fault.message for fault in course.organisation().unchecked(date.today())]
    kept = [file.stat().st_mtime for file in backups.folder(course).glob("*.zip")]
    last = datetime.fromtimestamp(max(kept)).astimezone() if kept else None
    return Today([_quiz(course, name) for name in course.quizzes()], len(Index(course).entries()), stale, last)


def _quiz(course: Course, name: str) -> QuizToday:
    quiz, came = course.quiz(name), handed_in(course, name)
    expected = {each.code for each in Roster(roster_file(course)).people if each.code}
    marked = {each: autograded_folder(course, each, name) / f"{name}.ipynb" for each in came}
    sent = {each: submitted_folder(course, each, name) / f"{name}.ipynb" for each in came}
    return QuizToday(
        name,
        quiz.title,
        release_file(course, name).is_file(),
        len(came),
        sorted(expected - set(came)),
        sum(_is_newer(sent[each], marked[each]) for each in came),
        _questions(course, quiz) if came and connection.has_gradebook(course) else (),
        sum(marked[each].is_file() and _is_newer(marked[each], feedback_file(course, each, name)) for each in came),
    )


def _questions(course: Course, quiz: Quiz) -> list[QuestionToday]:
    with connection.open_gradebook(course) as book:
        waiting = {each.id: sum(place.waits for place in Judging(book, quiz, each).places()) for each in quiz.questions}
    return [
        QuestionToday(each.id, one_line(each.prompt), waiting[each.id]) for each in quiz.questions if waiting[each.id]
    ]


def _is_newer(file: Path, than: Path) -> bool:
    """Return whether `file` was written after the other, or the other is not there."""
    return not than.is_file() or file.stat().st_mtime > than.stat().st_mtime
