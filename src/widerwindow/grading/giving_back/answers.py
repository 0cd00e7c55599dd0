"""Reads the answers that stand in a marked notebook, for whatever is made from them after marking."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.content.questions import Answer
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.elsewhere import elsewhere_cell
from widerwindow.grading.notebook.submission import HandIn, NotAHandIn, Reader, Unreadable, read_notebook
from widerwindow.grading.storage import State, autograded_folder, state_of
from widerwindow.grading.untrusted.files import read_one

Answers = Mapping[str, Answer | Unreadable]
"""The answer to each question, by the question's id."""


class Said(NamedTuple):
    """What a learner handed in: her answers, and what she wrote elsewhere in the file near a question."""

    answers: Answers
    elsewhere: Mapping[str, str]


_MOST = 10_000  # marked notebooks of which the answers are remembered
_LONG = 200_000  # bytes; one that is longer, as somebody wrote a book into it, is read each time

_READ: dict[tuple[State | None, tuple[str, ...]], HandIn] = {}
"""The answers that were read before: pages on a class ask for all of them again and again."""


class Marked:
    """The marked notebooks of one quiz, as what stands in them is read again."""

    def __init__(self, course: Course, quiz: Quiz) -> None:
        self._course, self._quiz = course, quiz
        self._elsewhere = {question.id: elsewhere_cell(question) for question in quiz.questions}
        self._names = (*self._elsewhere, *self._elsewhere.values())
        self._reader = Reader(quiz)

    def hand_in(self, learner: str) -> HandIn:
        """Return the cells of a marked notebook that hold what `learner` wrote. Raises NotAHandIn.

        A notebook is read again only where it was written since, or where the quiz asks for something else.
        """
        file = autograded_folder(self._course, learner, self._quiz.id) / f"{self._quiz.id}.ipynb"
        key = state_of(file), self._names
        if key[0] and key in _READ:
            return _READ[key]
        data = read_one(file).data or b""
        whole = read_notebook(data, marked=True)
        cells = {name: whole.cells[name] for name in self._names if name in whole.cells}
        hand_in = replace(whole, cells=cells, in_order=())
        if key[0] and len(data) <= _LONG:  # a file that came meanwhile is nobody else's
            if len(_READ) >= _MOST:
                _READ.clear()
            _READ[key] = hand_in
        return hand_in

    def what(self, learner: str) -> Said:
        """Return what `learner` wrote as it was marked. Raises NotAHandIn where no marked notebook can be read."""
        hand_in = self.hand_in(learner)
        others = {question: hand_in.cells.get(cell) for question, cell in self._elsewhere.items()}
        return Said(self._reader.answers(hand_in), {name: texts[0] for name, texts in others.items() if texts})

    def said(self, learner: str) -> Said | None:
        """Return the same, or None where no marked notebook can be read."""
        try:
            return self.what(learner)
        except NotAHandIn:
            return None
