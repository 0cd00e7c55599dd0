"""Reads the answers that stand in a marked notebook, for whatever is made from them after marking."""

from collections.abc import Mapping
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.content.questions import Answer
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.elsewhere import elsewhere_cell
from widerwindow.grading.notebook.submission import NotAHandIn, Unreadable, answers, read_notebook
from widerwindow.grading.storage import autograded_folder
from widerwindow.grading.untrusted.files import read_one

Answers = Mapping[str, Answer | Unreadable]
"""The answer to each question, by the question's id."""


class Said(NamedTuple):
    """What a learner handed in: her answers, and what she wrote elsewhere in the file near a question."""

    answers: Answers
    elsewhere: Mapping[str, str]


def as_marked(course: Course, quiz: Quiz, learner: str) -> Said:
    """Return what `learner` wrote as it was marked. Raises NotAHandIn where no marked notebook can be read."""
    data = read_one(autograded_folder(course, learner, quiz.id) / f"{quiz.id}.ipynb").data
    hand_in = read_notebook(data or b"", marked=True)
    others = {question.id: hand_in.cells.get(elsewhere_cell(question), []) for question in quiz.questions}
    return Said(answers(hand_in, quiz), {name: texts[0] for name, texts in others.items() if texts})


def said(course: Course, quiz: Quiz, learner: str) -> Said | None:
    """Return the same, or None where no marked notebook can be read."""
    try:
        return as_marked(course, quiz, learner)
    except NotAHandIn:
        return None


def answered(course: Course, quiz: Quiz, learner: str) -> Answers | None:
    """Return the answers alone, or None likewise."""
    found = said(course, quiz, learner)
    return found and found.answers
