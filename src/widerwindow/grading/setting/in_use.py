"""Which files of the course hand-ins rest on: these must not change under who has handed in."""

from collections.abc import Iterator
from pathlib import Path

from widerwindow.content.core.reading import read
from widerwindow.content.course import Course
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.storage import handed_in


def in_use(course: Course) -> set[str]:
    """Return the files of quizzes that somebody has handed in, and those of the bank with what was drawn for them.

    They are named by their paths in the course. Raises ContentError where one cannot be read.
    """
    return {file.relative_to(course.root).as_posix() for file in _files(course)}


def _files(course: Course) -> Iterator[Path]:
    quizzes = [name for name in course.quizzes() if any(handed_in(each, name) for each in course.classrooms())]
    yield from (course.path(Quiz, name) for name in quizzes)
    drawn = {question for name in quizzes if (found := course.drawn(name)) for question in found.questions}
    for file in course.files(Bank) if drawn else ():
        if drawn & {question.id for question in read(file, Bank).questions}:
            yield file
