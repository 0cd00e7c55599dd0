"""The results of the whole course: who has reached which outcome, and who has completed what."""

from collections.abc import Mapping, Sequence

from tornado import web

from widerwindow.content.course import Course
from widerwindow.desk.frame import DeskPage
from widerwindow.desk.frame.spoilt import sound, spoilt
from widerwindow.grading.collecting import roster
from widerwindow.grading.giving_back.completion import Completion, completions
from widerwindow.grading.giving_back.export import FILES
from widerwindow.grading.giving_back.marked import marks_of
from widerwindow.grading.giving_back.reached import reached
from widerwindow.grading.gradebook import connection
from widerwindow.grading.storage import certificate_file
from widerwindow.messages import Messages


class OfCourse(DeskPage):
    """Shows them."""

    messages = Messages(__package__)

    @web.authenticated
    def get(self) -> None:
        """Show the results; the address may name the quizzes that count for a certificate."""
        self.show_course(self.counting(self.get_query_arguments("quiz")))

    def counting(self, named: Sequence[str]) -> list[str]:
        """Return which of the course's quizzes count, of those that can be read: those that are `named`, or all."""
        quizzes = sound(self.course)
        return [quiz for quiz in quizzes if quiz in named] or quizzes

    def show_course(
        self, counting: Sequence[str], typed: Mapping[str, str] | None = None, refused: Mapping[str, str] | None = None
    ) -> None:
        """Show the results, with the names that were `typed` and why some were `refused`, by the learners' codes."""
        course = self.course
        found = marks_of(course, sound(course)) if connection.has_gradebook(course) else []
        stand = completions([(quiz, rows) for quiz, rows in found if quiz.id in counting])
        self.show(
            "results/course.html.j2",
            quizzes=[(quiz, len(rows), reached(quiz, rows)) for quiz, rows in found],
            counting=counting,
            completed=[each.learner for each in stand if not each.missing],
            unfinished=[each for each in stand if each.missing],
            names=(typed if typed is not None else _listed(course)),
            refused=refused or {},
            made=_made(course, stand),
            files=FILES,
            spoilt=spoilt(course),
        )


def _listed(course: Course) -> dict[str, str]:
    """Return the names that the trainer's own list has, by code."""
    return {each.code: each.name for each in roster.of(course).people if each.code}


def _made(course: Course, stand: Sequence[Completion]) -> set[str]:
    """Return whose certificate is there."""
    return {each.learner for each in stand if certificate_file(course, each.learner).is_file()}
