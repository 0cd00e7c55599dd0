"""Reads the answers that stand in a marked notebook, for whatever is made from them after marking."""

from widerwindow.content.course import Course
from widerwindow.content.questions import Answer
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.submission import NotAHandIn, Unreadable, answers, read_notebook
from widerwindow.grading.storage import autograded_folder
from widerwindow.grading.untrusted.files import read_one

Answers = dict[str, Answer | Unreadable]
"""The answer to each question, by the question's id."""


def as_marked(course: Course, quiz: Quiz, learner: str) -> Answers:
    """Return what `learner` answered as it was marked. Raises NotAHandIn where no marked notebook can be read."""
    data = read_one(autograded_folder(course, learner, quiz.id) / f"{quiz.id}.ipynb").data
    return answers(read_notebook(data or b"", marked=True), quiz)


def answered(course: Course, quiz: Quiz, learner: str) -> Answers | None:
    """Return the same, or None where no marked notebook can be read."""
    try:
        return as_marked(course, quiz, learner)
    except NotAHandIn:
        return None
