"""What all pages share that change a quiz: it is saved once the trainer has seen whose marks would move."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.quizzes.page import QuizPage, told
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.marked_by_hand import Unfitting, unfitting
from widerwindow.grading.marking.moves import Move, moves
from widerwindow.grading.setting.saving import looked_at, save, stamp
from widerwindow.grading.setting.saving_in_bank import looked_at_in_bank, save_in_bank
from widerwindow.grading.storage import write_file

NOTHING_ELSE: Mapping[Path, str] = MappingProxyType({})


class Held(NamedTuple):
    """Why a text is not saved yet; nothing where it is."""

    problems: Sequence[Problem] = ()
    moves: Sequence[Move] = ()
    """Whose marks would move: she may still save it."""

    unfitting: Sequence[Unfitting] = ()
    """Which marks of hers would fit no more: likewise."""

    sure: str = ""
    """What stands in the form that is sent again if she does."""

    trouble: str = ""
    """What kept it from being written, beside what is wrong with it."""

    @property
    def refused(self) -> list[str]:
        """Why it cannot be saved, in sentences."""
        return [*told(self.problems), *filter(None, [self.trouble])]


class Changing(QuizPage):
    """A page that changes a quiz. Its form holds what was `seen`, and what she is `sure` of."""

    def saved(self, name: str, text: str, also: Mapping[Path, str] = NOTHING_ELSE) -> Held:
        """Save `text` as that of the quiz `name`, and what belongs to it `also` in other files, or return why not."""

        def write() -> None:
            save(self.course, name, text, self.field("seen"))
            for file, other in also.items():
                write_file(file, other.encode(), lasting=True)

        return self._written(text, lambda: [looked_at(self.course, name, text)], write)

    def saved_in_bank(self, file: Path, text: str) -> Held:
        """Save `text` as that of a `file` of the bank, or return why not."""

        def write() -> None:
            save_in_bank(self.course, file, text, self.field("seen"))

        return self._written(text, lambda: looked_at_in_bank(self.course, file, text), write)

    def _written(self, text: str, look: Callable[[], Sequence[Quiz]], write: Callable[[], None]) -> Held:
        """Write once she has seen what that does to the marks of the quizzes that it changes, or return why not."""
        try:
            course, quizzes, sure = self.course, look(), stamp(text)
            would = Held(
                moves=[move for quiz in quizzes for move in _newly(course, quiz)],
                unfitting=[each for quiz in quizzes for each in unfitting(course, quiz)],
            )
            if (would.moves or would.unfitting) and self.field("sure") != sure:
                return would._replace(sure=sure)
            with writing(self.shared, "desk"):
                write()
        except ContentError as error:
            return Held(error.problems)
        except Trouble as trouble:
            return Held(trouble=str(trouble))
        return Held()


def _newly(course: Course, quiz: Quiz) -> list[Move]:
    """Return whose marks would move by `quiz`, but for those that would by what is saved already."""
    found = moves(course, quiz)
    if not found:
        return []
    try:
        before = moves(course, course.quiz(quiz.id))
    except ContentError:
        before = []
    return [move for move in found if move not in before]
