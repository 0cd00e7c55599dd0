"""The marks of several quizzes, for what is made of a whole course: exports, outcomes, certificates."""

from collections.abc import Iterable, Sequence

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook.marks import Marks, marks
from widerwindow.grading.notebook.released import released_quiz

Found = Sequence[tuple[Quiz, Sequence[Marks]]]
"""The marks of each quiz."""


def marks_of(course: Course, names: Iterable[str]) -> Found:
    """Return the marks of the quizzes `names`, each with its rules as they were released.

    Raises ContentError where a quiz or the gradebook is missing.
    """
    return [(quiz, marks(course, quiz)) for quiz in (released_quiz(course, name) for name in names)]
